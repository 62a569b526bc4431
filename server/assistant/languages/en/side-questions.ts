import type { SideQuestion } from '../../dialogue/contract.ts';
import { any } from '../evidence.ts';
import { celebration } from './evidence/words.ts';

const before = any(
  'yes | no | but | oh | and | so | right | sorry | excuse me | wait | hello | hi | um | uh | well | okay | ok | hang on | can i ask | may i ask',
);
const after = any('please | there | then | here | exactly | again | now | by the way');
/** What English callers ask beside what they call about. */
export const asks: Readonly<Record<SideQuestion, RegExp>> = {
  recording: /^(?:\w+ ){0,6}(?:being )?(?:recorded|recording)(?: (?:this|me|the call|this call|what i say|it|now))*$/,
  callback:
    /^(?:(?:and|but|so|ok|okay|right) )*(?:(?:when|what time|how soon) (?:will|are|can|would|do) (?:you|they|someone|somebody|he|she)(?: be| going to)? (?:call|calling|ring|ringing|phone|get)(?: back| back to)?(?: me)?(?: back)?|when (?:can|will|should) i (?:expect|get|hear)(?: \w+){1,4})$/,
  who: new RegExp(
    `^(?:${before} )*(?:(?:who am i|who i m|who i am) (?:talking|speaking) (?:to|with)|(?:who|whom) (?:is this|is that|is it|s this|s that|s speaking|is speaking|are you|do you work for|have i (?:reached|got))|with whom am i speaking|(?:what|which) (?:company|business|place|office|shop|firm) (?:is this|are you|have i (?:reached|got))|what s your name|(?:have i (?:reached|got)|is (?:this|that)|am i through to|did i reach|i ve reached)(?: still)? (?!my|your|a |an |it|right|correct|ok|okay|how|what|all|about|free|included|urgent|possible)(?:\\w+)(?: \\w+){0,4})(?: ${after})*$`,
  ),
  address:
    /\b(?:where (?:are|is|abouts|exactly)(?: \w+){0,2} (?:you(?: \w+)?$|you (?:located|based|situated|exactly|guys)|office|shop|located|store|clinic|based|situated|surgery|practice)|where (?:are|re) you$|(?:what s|what is|know|give me|have|get|tell me)(?: \w+)? (?:the|your|the full|the exact) (?:\w+ )?address(?! book)|how do i (?:get (?:there|to you)|find you)|where (?:can i find you|you are|you re)|(?:is there|do you have|have you got)(?: \w+){0,2} parking)/,
  hearing:
    /^(?:\w+ ){0,5}(?:can you hear me(?: now| ok| okay)?|are you (?:still )?there|is (?:this|the) (?:thing|phone|line) (?:working|on)|you there|hello hello)$/,
  time: /^(?:(?:yes|no|ok|okay|right|um|uh|well|wait|but|oh|sorry|excuse me|please|darling|sweetie|honey|sweetheart|kids|love) )*(?:(?:wait|hang on|hold on|hold the line|bear with me|one (?:moment|second|sec|minute)|(?:just )?a (?:moment|second|sec|minute)|(?:just )?(?:two|a couple of|a few|five) (?:seconds|secs|minutes|ticks)|let me (?:see|look|check|think|find|get)|i m (?:looking|checking|thinking|on the phone)|i ll (?:just )?(?:get|grab|fetch|look)|daddy s on the phone|mummy s on the phone|shush|hush|be quiet|stop (?:it|that|running)|put (?:it|that|the \w+) down|come here|not now)(?: |$))+(?:\w+(?: |$)){0,7}$/,
  holidays: new RegExp(
    `\\b(?:${celebration}|(?:twenty (?:fifth|sixth)|25th|26th|thirty first|31st)(?: of)? december|december (?:the )?(?:twenty (?:fifth|sixth)|25th|26th|thirty first|31st)|(?:first|1st)(?: of)? january|january (?:the )?(?:first|1st))\\b`,
  ),
};
