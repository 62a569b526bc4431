import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';
import { celebration, day, hour, opened } from './words.ts';

/** What tells in English a question about opening hours or the address. */
export const hours: Evidence[] = evidenceFor('hours', [
  [
    4,
    `(?:are|re|will) (?:you|they)(?: guys)?(?: all)? (?:still )?(?:be )?(?:in|at|there|around)(?: the)?(?: office| shop| surgery| work| garage| clinic)?(?: \\w+){0,2} (?:${hour}|late|tonight|lunch\\w*|weekends?)|what s the (?:earliest|latest)(?: \\w+){0,6} (?:answer|open|come|there|close|drop|collect)|how (?:late|early)`,
  ],
  [
    4,
    `(?:run|running|open|on) (?:during|over|through) (?:the )?(?:school |summer |christmas |half |easter |winter )*(?:holidays?|term|break)|when (?:are|do|will|did) (?:you|they)(?: \\w+){0,2} (?:away|on holiday|on vacation|on leave)`,
  ],
  [4, `(?:work|working|open|closed|shut|there|in)(?: \\w+){0,3} ${celebration}|${celebration}(?: \\w+){0,3} (?:open|closed|shut|working)`],
  [
    4,
    `(?:from|until|till) what time|(?:when|what time) (?:can|could|may) (?:i|we) (?:come|drop|bring|pick|collect)(?: \\w+){0,2}(?: off| up| round| in)?(?: the \\w+| my \\w+)?$`,
  ],
  [-4, `i ll be there|confirm\\w*|(?:can t|won t) (?:make|be)`],
  [
    3,
    `do you (?:take|see|serve|accept|have) (?:customers|clients|patients|people|walk ins|visitors)(?: \\w+){0,3}|(?:opening|business|working|office) (?:days|hours|times)|(?:be|are you) there (?:on )?(?:${day})`,
  ],
  [
    3,
    `(?:what|which) (?:time|times|hours|days)(?! (?:is it|s it|is my|was my|is the (?:match|film|movie|train)))(?!.*(?:appointment|match|film|train|bus|news|game|show|flight|deliver|technician|plumber|parcel))`,
  ],
  [
    3,
    `(?:you|shop|store|office|salon|surgery|restaurant|practice|town hall|bank|library|garage|clinic|place|centre|reception|branch)(?: \\w+){0,5} (?:open|opened|reopen|close|closed|shut|back open)`,
  ],
  [
    3,
    `(?:can|could|may) (?:i|we|people|you|one|anyone)(?: \\w+){0,3} (?:come|drop|pop|stop|swing|call)(?: (?:in|by|round|over|along))+(?: \\w+){0,3} (?:${day}|until|till|before|after|now|still)(?! for)|(?:can|could) i still (?:come|drop|pop|get|visit)`,
  ],
  [
    4,
    `(?:is|will|s)(?: there)? (?:be )?(?:someone|somebody|anyone|anybody)(?: \\w+){0,6} (?:${day})|late nights?|how late|how soon do you (?:close|open)|(?:winter|summer|holiday|christmas|opening|lunch|weekend|winter) (?:hours|times)|(?:over|at|through) lunch(?:time)?|reopen|schedule on (?:weekends|${day})|your schedule`,
  ],
  [-4, `for my (?:haircut|appointment|session|lesson)|view|vaccinated|oil change|for a (?:service|cut|check)|won t close|won t open`],
  [
    4,
    `(?:opening|business|office|working|trading|store|shop|visiting|surgery|closing|your|holiday|what|the|saturday|sunday|weekend|open) (?:\\w+ )?(?:hours|times?)(?! (?:of|did|is (?:my|the) (?:appointment|meeting)|machine|for (?:my|the)|at|we|i))(?<!what time)(?<!the time)`,
  ],
  [
    4,
    `(?:are|is|re|will|be|stay|you|it|shop|store|office|surgery|clinic|restaurant|practice|garage|school|branch|place|doors) (?:\\w+ ){0,3}(?:open|opens|opened|closed|closes|shut|shuts)(?! (?:a|an|the|my|up|case|file|account|account|down))`,
  ],
  [
    3,
    `(?:open|close|shut)(?: \\w+){0,3} (?:on |at |for |over |during |till |until |late |past |before )*(?:${day}|late|early|when|midday|noon|today|now|\\d+|lunch)`,
  ],
  [4, `(?:what time|when|which days|what days|until when|till when|how late|how early|how long)(?: \\w+){0,6} (?:${opened})`],
  [
    4,
    `(?:what time|when|which days|what days|how late|how early|till what time|until what time|until when|from what time|from when|what hours|which hours)(?: \\w+){0,3} (?:you|shop|store|office|surgery|practice|i|we|clinic|desk|someone)(?: \\w+){0,3} (?:open|close|work|see|start|finish|come|drop|serve|there|here|stop|in|available|pop|stay|shut|pick|call in|visit)`,
  ],
  [4, `(?:till|until|from|to|by) (?:what time|when|what hour)`],
  [
    4,
    `do you (?:\\w+ )?(?:work|serve|open|see (?:patients|clients)|trade|operate|do (?:evenings|weekends|saturdays|sundays))(?: \\w+){0,3} ?(?:${day})?`,
  ],
  [
    4,
    `you (?:work|serve|trade|see (?:patients|clients)) (?:on )?(?:${day})|(?:are|is|will) (?:you|anyone|someone|anybody) (?:be )?(?:there|in|around|working|at the office|available)(?: \\w+)? (?:on |at |over |this )?${day}`,
  ],
  [
    4,
    `(?:what s|what is|know|give me|have|get|tell me)(?: \\w+)? (?:the|your|the full|the exact) (?:\\w+ )?address(?! book)|where (?:are|is|abouts|exactly)(?: \\w+){0,2} (?:you|office|shop|located|store|clinic|based|situated|surgery|practice)|how do i get (?:there|to you)|where (?:can i find you|you are|you re)`,
  ],
  [
    -4,
    `appointment|book|table|(?:door|gate|window|tap|garage door|lid|valve)(?: \\w+)? (?:won t|doesn t|open|stuck|close|shut)|bank account|open (?:an?|the) (?:account|case|file|ticket)|how much|quote`,
  ],
]);
