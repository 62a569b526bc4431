import type { ReasonWords } from '../contract.ts';

const wants =
  '(?:i (?:want|wanted|need|would like|would love|was hoping|was wondering if (?:i|you) could|wish|have) to|i (?:want|need)|i d (?:like|love)(?: to)?|i m (?:trying|looking|hoping) to|we (?:want|need|would like) to|we d like to|can i|could i|may i|i wanna)';
const back = '(?:call|phone|ring|contact|get back to|text|reach)';

/** What is cut around the caller's reason in English. All patterns see folded words with one blank between. */
export const reason: ReasonWords = {
  openings: new RegExp(
    `^(?:${[
      '(?:i (?:just )?(?:wanted|want|need|needed)|i d (?:just )?like|just) to (?:tell|let|inform|say to) (?:you|him|her|them)(?: know)?(?: that)?|hello there|hey there|hello|hi there|hi|hey|(?:and |oh )*(?:could|can|would|will) you (?:also )?(?:add|note|mention|say|pass on) (?:that)?|(?:add|note|mention) that|good (?:morning|afternoon|evening|day)|um|uh|er|erm|well|so|right|fine|very well|then|ok|okay|yes|yeah|no|please|thanks(?! (?:so much |a lot |again )?for)|thank you(?! (?:so much |very much |again )?for)|sorry|excuse me|sir|madam|and|but|basically|actually|i mean|i meant|or rather|rather(?! than)|wait|hang on|on second thoughts?|(?:i ve |i )changed my mind|scratch that|oh|look|listen|just|you see',
      '(?:sorry )?to (?:bother|trouble|disturb) you|it s me|the (?:problem|thing|issue) is(?: that)?',
      '(?:i m|i am|i was|just|we re)? ?(?:calling|phoning|ringing|getting in touch|contacting you|call|called|rang)(?: you)?(?: (?:in regards? to|with regards? to|in relation to|in connection with|with respect to|about|regarding|concerning|because of|because|on behalf of|as|since|for|to (?:say|tell you|let you know|ask|report|inform you|see|find out|enquire|inquire|check|discuss|complain|follow up)))+(?: (?:about|that|on|if|whether))?',
      '(?:i m|i am) (?:calling|phoning|ringing)',
      '(?:it s|it is|this is|i m|i am|the reason (?:for my call|i m calling) is|my call is)? ?(?:about|regarding|concerning|in regards? to|with regards? to|in connection with|because of|because|to do with)',
      `(?:${wants})(?: just| quickly)? (?:leave|take|pass on|drop)(?: \\w+)? (?:a )?(?:short |quick |brief )?(?:message|note)(?: (?:for|to)(?: \\w+){1,2}?)?(?: (?:about|regarding|saying|to say|concerning|that)(?: that)?)?`,
      `(?:${wants}|can you|could you|would you|will you|would you mind|please)? ?(?:someone|somebody|him|her|them|the \\w+)? ?(?:to )?${back}(?:ing)? (?:me|us)(?: back)?(?: (?:today|tomorrow|please|asap|as soon as possible|later|quickly|soon|this (?:morning|afternoon|evening)))*(?: (?:about|regarding|concerning|because))?`,
      '(?:can|could|would|will) you (?:please )?(?:tell|let) (?:him|her|them)(?: know)?(?: that)?|(?:please )?(?:tell|let) (?:him|her|them)(?: know)?(?: that)?',
      `${wants}(?: (?:know|speak|talk) (?:if|about|whether)?)?`,
      'i ve got|i have got|i have(?= (?:an?|the|some|my|no|two|three|your) )|i ve(?= (?:an?|the|some|my|no) )|we ve got|we have(?= (?:an?|the|some|our|no|two|three|your) )|we ve(?= (?:an?|the|some|our|no) )|i had|i got|there s|there is|there are|there was|it s|it is|that|because|about|for|to|someone to|somebody to',
    ].join('|')})(?= |$)`,
  ),
  closings:
    / (?:thanks(?: (?:a lot|so much|very much|in advance))?|thank you(?: (?:so much|very much|in advance))?|please|goodbye|bye(?: bye)?|have a (?:good|nice|great|lovely) (?:day|evening|one|weekend)|cheers|and|or|but|so|then|after all|that s all|you know|really|um|uh|my|is|at|on)$/,
  asides:
    /(?<=^(?:(?:hello|hi|hey|good|morning|afternoon|evening|yes|oh) )*(?:from|at|of) (?:the )?(?:\w+ ){1,3})(?:and )?(?:i m (?:just )?(?:calling|phoning|ringing))(?: (?:about|regarding|concerning|because))?(?= |$)|(?<= |^)(?:(?:and |but |so )?(?:it s|it is|its|this is|that s) (?:very |really |quite |pretty |extremely |kind of |an |sort of |rather |so )*(?:urgent|emergency)|(?:and |but |so )?(?:it s|it is|this is) (?:really )?not (?:very |really |that |at all |too |so |an )*(?:urgent|emergency)|(?:it )?isn t urgent|no rush|nothing urgent|(?:and )?(?:please )?call me back(?: (?:please|as soon as possible|asap|quickly))?|please|um|uh|thanks in advance)(?= |$)/,
  empty:
    /^i (?:just |already )+(?:told|said)(?: \w+){0,2}$|^i (?:don t|do not) (?:really |quite )?know(?: \w+)?$|^(?:after all|then|actually|still|instead)$|^(?:cancel|forget|drop|leave|scrap|stop) (?:it|that|this|everything|it all|about it|about that)$|^never ?mind$|^(?:(?:a|an|the|my|your|and|of|to|for|in|on|with|message|note|hello|thanks|call|back|know|say|tell|you|me|him|her|if|speak|talk|i|it|urgent|emergency|yes|no|nothing|else|more|other|that|is|this|s|m|tomorrow|today|problem|leave|up|or|all|very|really|quite|extremely|so|absolutely|definitely|indeed|afraid|put|putting|through|transfer|transferring|connect|connecting|patch|pass|hand|can|could|would|will|mind|line|want|need|please|just|get)(?: |$))*$/,
  article: /^(?:a|an|the|some) /,
  stopWords: new Set(
    `a an the and or but of to in on at by for with from i you he she it we they me him her us them my your his its our their is am are was were be been s m re ve d ll do does did don t not no yes
    so that this these those have has had can could would will um uh er oh well hello hi please thanks thank very just there what`.split(/\s+/),
  ),
};
