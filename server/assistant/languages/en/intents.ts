import type { IntentWords } from '../contract.ts';
import { evidenceFor } from '../evidence.ts';
import { bye, no, soft, withdraws, yes } from './answers.ts';
import { appointment } from './evidence/appointment.ts';
import { hours } from './evidence/hours.ts';
import { human } from './evidence/human.ts';
import { message } from './evidence/message.ts';
import { person } from './evidence/person.ts';
import { price } from './evidence/price.ts';
import { urgent } from './evidence/urgent.ts';
import { live, machine } from './evidence/words.ts';
import { wrongNumber } from './evidence/wrong-number.ts';
import { asks } from './side-questions.ts';
import { softeners, vocabulary } from './vocabulary.ts';

export const intents: IntentWords = {
  fillers: softeners,
  greeting: /\bgood (?:morning|afternoon|day)\b(?! (?:bye|to you))/g,
  vocabulary,
  evidence: [
    ...message,
    ...urgent,
    ...human,
    ...person,
    ...appointment,
    ...price,
    ...hours,
    ...wrongNumber,
    ...evidenceFor('bye', [
      [3, bye],
      [2, '(?:that s|that is|that ll be|that will be) all|that s everything'],
    ]),
    ...evidenceFor('phone', [
      [
        3,
        '(?:my|the|a|our|new|best) (?:\\w+ ){0,2}(?:number|phone|telephone|mobile|cell|cellphone|landline|digits)(?: (?:number|s|is|to))?(?: \\w+){0,3} (?:is|s|me on|has changed|oh|zero|\\d+|plus|double)',
      ],
      [
        3,
        '(?:reach|call|ring|phone|text|contact|get|catch|find)(?: me| us)?(?: back| at| on)+ (?:me )?(?:on |at |my |the |this |plus |number )*(?:my|this|the|oh|zero|\\d\\d|number|mobile|cell|plus|landline)',
      ],
    ]),
    ...evidenceFor('name', [
      [
        3,
        '(?:my|the|first|last|family) (?:full |first |last |family |sur ?)?name(?: s| is|s)|surname|(?:i ll |let me |i can |it s )?spell(?:ed|ing|t)? (?:it|that|my|my name)|i m called|spelled',
      ],
    ]),
  ],
  onlyYes: new RegExp(`^(?=.*\\b${yes}\\b)(?:(?:${yes}|${soft})(?: |$))+$`),
  onlyNo: new RegExp(`^(?=.*\\b${no}\\b)(?:(?:${no}|${soft}|${yes})(?: |$))+$`),
  anyYes: new RegExp(`\\b${yes}\\b`),
  anyNo: new RegExp(`\\b${no}\\b`),
  startsYes: new RegExp(`^(?:oh |well |ah |why )*${yes}\\b`),
  startsNo: new RegExp(`^(?:oh |well |ah |why )*${no}\\b`),
  notUrgent:
    /\b(?:(?:not|isn t|nothing|hardly|wasn t)(?: \w+){0,3} (?:urgent|urgently|an emergency|a rush|serious)|no (?:rush|hurry|urgency|emergency)|(?:it|this|that) (?:can|ll|will) wait|whenever (?:you|he|she|they) (?:can|get|have)|take your time|in your own time|no great hurry)\b/,
  question:
    /^(?:\w+ ){0,2}(?:what|who|which|why|when|where|how|do you|are you|can you tell|tell me|is it|did you|have you seen|turn on|turn off|play|set|translate|sing|ok google|alexa|siri|ignore|forget|give me|could you tell)\b/,
  repeat:
    /^(?:\w+ ){0,3}?(?:pardon(?: me)?|sorry what|what|come again|say (?:that|it) again|(?:can|could|would|will) you (?:\w+ )?(?:repeat|say|speak|rephrase|run)(?: \w+){0,5}|speak (?:up|louder|more slowly|slower)(?: \w+){0,2}|louder|repeat(?: that| it| please| the question)*|i (?:didn t|did not|can t|cannot|couldn t|don t) (?:\w+ )?(?:hear|catch|understand|get|make out)(?: \w+){0,4}|what did you say|what was (?:that|the question)|what do you mean|excuse me|sorry|huh|beg your pardon|one more time|you re (?:breaking up|very faint))$/,
  corrects:
    /^(?:(?:no|oh|um|uh|er|yes|but|sorry|wait|hang on|well|ah) )*(?:actually|rather(?! than)|or rather|i mean|i meant|instead|on second thoughts?|i changed my mind|i ve changed my mind|scratch that|make that|correction)\b|\b(?:i d|i would|we d|we would) (?:actually |rather )+(?:like|want|prefer|have)\b|\b(?:instead|rather)$/,
  rant: /\b(?:fuck\w*|shit\w*|bullshit|bloody|damn\w*|crap\w*|hell|arse\w*|asshole\w*|bastards?|bollocks|wankers?|idiots?|morons?|useless|ridiculous|disgrace\w*|pathetic|incompetent|rubbish|terrible|appalling|unacceptable|outrageous|a joke|fed up|kidding me|having a laugh|joking|third time i|sick of|had enough|for (?:god|heaven|christ) s sake|unbelievable)\b/,
  asksIfMachine: new RegExp(
    `^(?:(?:so|wait|hang on|sorry|oh|yes|no|and|but|ok|okay|excuse me|can i ask) )*(?:(?:am i|i m|i am) (?:talking|speaking|chatting)(?: here)? (?:to|with)|are you|you re|you are|is this|is that|is it) (?:really |actually |just )?(?:an? |the |some )?(?:real |actual )?(?:${machine}|${live}|real|person|someone real|somebody real)(?: or (?:to |an? |the |is it |am i |are you |talking |speaking ){0,5}\\w+(?: \\w+)?| i m (?:talking|speaking) to| there| then| here| now)*$`,
  ),
  asks,
  withdraws,
  quote: /\b(?:quote|quotation|estimate|rent|invoice|bill|refund|deposit|payment)\b/,
  asksFigure:
    /\b(?:how much|how expensive|prices?|rates?|fees?|costs?|free|charge|charges|what (?:is|s|are|would)|do you|is (?:it|the|there)|are there|ballpark)\b/,
  done: /\b(?:that s all|that is all|nothing (?:else|more)|that s it|that ll be all|that will be all|that s everything)\b/,
};
