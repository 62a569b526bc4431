import type { IntentWords } from '../contract.ts';
import { any, evidenceFor } from '../evidence.ts';
import { message } from './message-evidence.ts';
import { softeners, vocabulary } from './vocabulary.ts';

const want = any(
  `i (?:\\w+ )?(?:want|need|wish|prefer|demand|insist|d like|d love|d rather|d prefer|would like|would rather|would prefer|wanna) | (?:can|could|may|might) i | (?:can|could) we | is it possible to | would it be possible to | give me | get me | put me through to | connect me | transfer me | let me`,
);
const live =
  any(`human | human being | real person | real human | actual person | actual human | living person | live person | live agent | live human | real voice | real agent | operator | representative | rep | receptionist | switchboard | customer (?:service|services|support|care|advisor|adviser)
  an? (?:advisor|adviser|agent|assistant|attendant|person|consultant|real one) | person instead | front desk | the switchboard | agent | human operator | flesh and blood`);
const machine = any(
  'machines? | robots? | answering machines? | answerphones? | bots? | computers? | voicemails? | recordings? | automated \\w+ | artificial intelligence | an ai | ai | chatbot',
);
const booking = any('appointments? | appt | bookings? | reservations? | rendezvous');
const day = any(
  'mondays? | tuesdays? | wednesdays? | thursdays? | fridays? | saturdays? | sundays? | tomorrow | tonight | weekends? | this (?:morning|afternoon|evening|week) | next week | today | bank holidays? | holidays? | christmas | easter | boxing day | new year s day | thanksgiving | lunchtime | lunch | evenings? | mornings?',
);
const opened = any('open | opened | opening | opens | close | closed | closes | closing | shut | shuts');
const yes =
  any(`yes | yeah | yep | yup | yea | aye | sure | sure thing | of course | certainly | absolutely | definitely | exactly | exact | correct | right | ok | okay | k | all right | alright | fine | perfect | great | indeed | i confirm | confirmed | affirmative | precisely | totally | (?:that s|that is|it s|it is|that|thats|you re|you are|you got it|you ve got) (?:all |quite |absolutely |perfectly )?(?:right|correct|it|fine|good|perfect|great|exact|true|ok|okay|spot on|the one|me|a yes)
  you got it | you bet | why not | go ahead | go on then | by all means | please do | sounds good | works for me | that works | that will do | that ll do | that d be (?:great|fine|lovely|good) | that would be (?:great|fine|lovely|good) | no problem | with pleasure | spot on | i do | it is | i am | you are | very well | agreed | true | good | lovely | uh huh | mm hmm | for sure | got it in one | i think so | i guess so | if you like`);
const no =
  any(`no | nope | nah | na | not at all | absolutely not | definitely not | certainly not | of course not | not really | not exactly | not quite | never | negative | no way | (?:that s|that is|it s|it is|that|thats|this is|this isn t|that isn t|it isn t|you re|you have it|you ve got it) (?:all |completely )?(?:wrong|incorrect|false) | (?:(?:that s|that is|it s|it is|this is|you re) not|(?:this|that|it) (?:isn t|is not|wasn t)) (?:quite |at all |all )?(?:right|correct|it|true|the right one|what i said|the one|me|mine|good) | that s not (?:it|right|correct|what i said|the right one) | (?:isn t|wasn t) (?:it|right|correct)
  incorrect | nothing (?:else|more)? | nothing | none | i don t think so | i do not think so | i d rather not | no need | not (?:now|today|necessary|yet|that|for now) | don t bother | i m (?:good|fine|ok|okay) | no ta | you (?:got|have got|ve got) it wrong | you misheard | it doesn t | it isn t | i don t | i m not | by no means | don t think so | wrong`);
const soft = any(
  `thanks | thank you | thank you very much | very much | a lot | cheers | that s | that is | it | it s | is | then | well | oh | right | really | all | so | quite | just | the | one | that | i think | i believe | i said | sir | madam | ma am | mate | love | now | for now | very | fine | good | ok | okay | you | me | else | not | number | my | ta | much | this | isn t | sorry | today | for me | with me | by me | and | yes | right one`,
);
const bye =
  any(`(?:good ?)?bye(?: ?bye| now| then)? | goodbye | see (?:you|ya|u)(?: \\w+)? | cheerio | so long | farewell | take care | (?:have a|enjoy (?:your|the rest of)) (?:\\w+ )?(?:day|evening|night|weekend|one|afternoon|time|week) | good night | goodnight | talk (?:to you )?(?:soon|later) | speak (?:to you )?(?:soon|later) | ta ta | laters | catch you later | until next time
  (?:i m|i am|i ll|i will) (?:going to |gonna |just )?(?:hang up|go now|let you go|ring off) | hanging up | i(?: have|ve got| ve got|ve)? (?:got )?to go | i must go | gotta go | (?:that s|that is|that ll be|that will be) all | that s everything | ciao | cheers then | bye`);

export const intents: IntentWords = {
  fillers: softeners,
  vocabulary,
  evidence: [
    ...message,
    ...evidenceFor('urgent', [
      [4, 'urgent(?:ly)?|urgency|emergency|emergencies'],
      [
        -6,
        '(?:not|isn t|no|nothing|without|hardly|wasn t|never)(?: \\w+){0,3} (?:urgent|urgently|urgency|emergency|hurry|rush|serious)|no (?:rush|hurry)|(?:can|it ll|will) wait|whenever you (?:can|get)|emergency (?:room|contact)',
      ],
      [
        3,
        '(?:smell|smells|smelling|smelt|leak|leaking|odou?r)(?: \\w+){0,4} gas|gas (?:leak|smell)|leaking gas|help me|^help\\b|^(?:\\w+ )?help help|sos|mayday',
      ],
      [
        3,
        '(?:there s|there is|caught|on|is|a|s) (?:a )?(?:\\w+ )?fire(?! (?:door|extinguisher|alarm test|safety|drill|place|insurance))|burning(?: down)?|sparks?|short circuit|smoke(?! alarm| detector)|explosion|exploded',
      ],
      [
        3,
        'flood(?:ed|ing|s)?|water (?:is )?(?:\\w+ )?(?:everywhere|pouring|gushing|coming through|all over)|burst pipe|pipe (?:has )?(?:just )?burst|burst',
      ],
      [
        3,
        '(?:not|isn t|can t|cannot|stopped|can hardly|barely|hardly) breath\\w*|bleeding|blood everywhere|heart attack|stroke|unconscious|passed out|fainted|collapsed|seizure|choking|overdose|poison\\w*|labou?r|contractions|water (?:has )?broke|chest pains?|suicid\\w*|allergic reaction|broken (?:arm|leg)|not responding to anything',
      ],
      [
        3,
        '(?:had|been in|an|a|just had|been|having) (?:a |an )?(?:bad |serious |terrible |car |road )*accident(?! report)|(?:car )?crash(?:ed)? (?:my|the|into)|been (?:hit|attacked|robbed|burgled|mugged|assaulted)|burglar\\w*|break in|in danger|life (?:or|and) death|life threatening',
      ],
      [
        3,
        '(?:locked|trapped|stuck|stranded)(?: myself| ourselves)? (?:out|outside|inside|in (?:the|a) (?:lift|elevator|room|bathroom|toilet|car|snow)|on the (?:motorway|highway|road|side))',
      ],
      [
        3,
        '(?:come|get here|hurry|send (?:someone|somebody))(?: up)? (?:quick\\w*|fast|now|right away|at once|immediately|straight away)|hurry up|(?:can t|cannot|can not|won t|mustn t) wait|critical|(?:very|really|extremely|it s|is|something) serious|desperate(?:ly)?|come quick\\w*',
      ],
      [2, 'right now|right away|straight away|immediately|at once|this (?:very )?(?:minute|instant)'],
      [1, 'as soon as possible|asap|quickly|soonest'],
    ]),
    ...evidenceFor('human', [
      [
        4,
        `(?:${want}|speak|talk|talking|speaking|chat|through|transferred|connected|transfer|connect|put|get|reach|no)(?: \\w+){0,3} (?:to |with |for |a |an |the |some |any )*${live}`,
      ],
      [4, `^(?:\\w+ )?(?:\\w+ )?${live}(?: now)?$`],
      [
        4,
        '(?:speak|talk|talking|speaking|chat|chatting|through|transfer|connect|transferred|connected|put me|have|rather have|want|get)(?: \\w+){0,3} (?:someone|somebody|anyone|anybody)(?! (?:who (?:can|could) (?:fix|repair)|to (?:fix|repair|look|come|redo|clean|install|get back|call|ring|phone|contact)|from (?:your|the) \\w+ to|right now|(?:call|ring|phone|contact|get back)))',
      ],
      [
        4,
        '(?:is|isn t) there (?:anyone|someone|anybody|somebody|a person|an actual|a real|a human|a live)(?: \\w+){0,3}|(?:anyone|anybody|someone|somebody) (?:there|real|alive|i can (?:talk|speak)|available to (?:talk|speak)|who can (?:help|answer) me|human|at the desk|in the office)',
      ],
      [
        4,
        `(?:not|don t|hate|sick of|fed up|tired|refuse|stop|never|can t stand|no more|no|enough)(?: \\w+){0,5} (?:to |with |of )?(?:a |an |the |your |these |this )*${machine}`,
      ],
      [3, `(?:are you|you re|is this|am i talking to|is it|this is)(?: \\w+){0,2} (?:a|an) (?:\\w+ )?(?:${machine}|real person|human|person)`],
      [3, `(?:talk|speak|talking|speaking)(?: \\w+){0,2} (?:to|with) (?:a|an|your|this|the) ${machine}`],
      [4, '(?:real|actual|living|live|proper|breathing) (?:person|human|people|someone|somebody|one)|^(?:human|person|agent)$|press zero'],
      [
        -4,
        'message|estate agent|insurance agent|travel agent|my (?:agent|advisor|adviser|consultant|representative)|call(?:ed|ing)? (?:me|us) back|get back to me|ring me|phone me|have (?:someone|somebody) (?:call|ring|phone|contact|come)',
      ],
    ]),
    ...evidenceFor('appointment', [
      [3, booking],
      [
        3,
        `(?:book|booked|booking|reserve|schedule|reschedule|rebook|pencil)(?! (?:of|is|was|store|shop|called|you|bus|delivery|on the))(?: \\w+){0,8}`,
      ],
      [
        3,
        'table (?:for|of|at|this|on|by) (?:\\w+ )?(?:people|two|three|four|five|six|seven|eight|ten|twelve|\\d+|tonight|tomorrow|lunch|dinner|us|a)|party of (?:\\w+)',
      ],
      [
        3,
        `(?:a|any|another|an|the|time|next) (?:earlier |later |free |open |time |available |morning |afternoon )*(?:slots?|openings?|availability)|availabilit\\w+|(?:any|some|got|have|squeeze|fit)(?: \\w+){0,3} (?:space|room|spaces|gaps?|time|me in|us in|free)(?: \\w+){0,4} (?:on |for |at |this |next )?(?:${day}|a|me|us)|(?:squeeze|fit) (?:me|us) in`,
      ],
      [
        3,
        `(?:${want}|possible to|come and|to|when can i)(?: \\w+){0,2} (?:see|visit|view|meet|come and see|come in to see|be seen by|look round|look around) (?:the|a|an|your|my|our|dr|doctor|mr|mrs|one of) ?(?:doctor|dentist|lawyer|solicitor|house|flat|apartment|property|physio|specialist|vet|nurse|gp|place|consultant|studio|therapist|accountant|\\w+ (?:doctor|dentist))`,
      ],
      [
        3,
        `(?:arrange|set up|make|fix|find|pick|change|move|shift|postpone|cancel|push|put off|bring forward|confirm|delay|switch)(?: \\w+)? (?:a|an|my|our|the|another|a different|some|\\w+s)? ?(?:\\w+ )?(?:date|time|day|meeting|visit|session|viewing|consultation|fitting|lesson|check ?up|cleaning|service|haircut|interview|inspection)`,
      ],
      [3, `(?:postpone|push back|put off|bring forward)(?! (?:payment|the payment|delivery))`],
      [
        2,
        `when (?:can|could|would) (?:you|i|we|someone|he|she|the doctor)(?: \\w+)? (?:see|come|fit|visit|be seen|have|take|get in)|when is (?:the|your) next (?:free|available)`,
      ],
      [
        3,
        `(?:see|take|fit) (?:me|us|him|her)(?: \\w+){0,3} (?:${day})|can t (?:make|come to|attend) (?:it |my |our |the )?(?:\\w+ )?(?:${day}|appointment|meeting|session|at)`,
      ],
      [
        2,
        `(?:a|my) (?:haircut|trim|cut|colou?r|service|session|consultation|massage|manicure|check ?up|cleaning|vaccination|mot|wax|facial|viewing)(?: \\w+){0,4} (?:on |for |this |next )?${day}`,
      ],
    ]),
    ...evidenceFor('price', [
      [4, 'how much(?! (?:time|longer|water|snow|sugar|do you (?:know|love)|wood))'],
      [
        4,
        '(?:prices?|pricing|priced|rates?|fees?|costs?|costing|tariffs?|price list|hourly rate|quotation|ballpark|price range|surcharge|down payment|expensive|cheap|cheaper|pricey|affordable|charges?)(?! (?:my (?:phone|battery|car)|the battery|of living))',
      ],
      [4, '(?:a|an|free|get|some|rough|your|the best|another|for) (?:\\w+ )?(?:quote|estimate)(?! (?:you|i|that|we|from))|quote (?:me|for|on)'],
      [
        -4,
        '(?:my|our|your|the|that) (?:quote|estimate|costs? claim)|mistake|refund|(?:over|double|wrongly|been) ?charged|charged (?:me )?(?:twice|double|wrong)|(?:won t|doesn t|isn t|not|stopped|to) (?:charge|charging)|in charge|person in charge|charge (?:my|the|its|properly)|at any (?:rate|cost)|heart rate|interest rates today',
      ],
      [
        4,
        '(?:what s|what is|what are|know|tell me|give me|about) (?:the |your )?(?:\\w+ )?(?:amount|total|fee|charge|charges|rent|price|cost|costs|rate|rates|fees)|(?:is|are) (?:it|that|there|this|the \\w+|parking|delivery) (?:free|a charge|any charge|included|free of charge|covered)|free of charge|complimentary',
      ],
      [
        4,
        '(?:discounts?|special offers?|deals?|payment plan|instal?ments|do you (?:take|accept) (?:credit |debit |bank )?(?:cards?|cash|cheques?|checks?|insurance|amex|visa|paypal|apple pay)|pay (?:by|with) (?:card|cash|cheque))|what would (?:it|that|you) (?:set me back|charge|come to)|set me back',
      ],
    ]),
    ...evidenceFor('hours', [
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
    ]),
    ...evidenceFor('wrong-number', [
      [
        5,
        'wrong (?:number|person|people|place|house|company|shop|address|one|department|business|office|extension|line)|misdial\\w*|mis dial\\w*|(?:not|isn t) the (?:right|correct) (?:number|place|person)|bad number',
      ],
      [
        5,
        '(?:called|dialled|dialed|rung|rang|phoned|got|have|reached|calling|have called) (?:\\w+ )?(?:the wrong|by (?:mistake|accident|error)|accidentally|in error)|(?:called|dialled|dialed|rung|rang|phoned|pressed)(?: \\w+){0,3} (?:by mistake|by accident|in error)|not (?:called|rung|reached|dialled|got|the) (?:\\w+ )?(?:the )?(?:right|correct)|pocket dial\\w*|butt dial\\w*|accidental(?:ly)?(?: \\w+)? (?:call|called|dial\\w*)',
      ],
      [
        4,
        '(?:don t|do not|didn t) (?:think|believe)(?: \\w+){0,6} right (?:number|place|person|people|one)|(?:that s|it s|it was|this is|made|my|just|must be|sorry|been) (?:a |an |been a )?(?:mistake|error)(?! (?:on|in|with|at|about))(?: sorry)?$|my mistake|my bad',
      ],
      [
        4,
        '(?:isn t|is not|aren t|not|wasn t)(?: \\w+){0,2} (?:the |that |this |you )?(?:\\w+ ){0,4}(?:pharmacy|chemist|pizzeria|pizza place|pizza|taxi|hospital|bank|restaurant|hotel|garage|surgery|clinic|school|library|station|bakery|salon|police|post office|council|cinema|store|shop|grandma s?|gran s|mum s|mom s|dad s|cab)(?!.*(?:open|closed))(?:$| sorry| is it| then| then sorry)',
      ],
      [
        4,
        '(?:this|that) (?:isn t|is not|s not|is n t) (?:\\w+ ){0,2}(?:sorry|is it|house|place|the number i|who i)|(?:i was|i m|i am|was) (?:\\w+ )?(?:trying to (?:call|reach|get|phone|ring) (?:my|the|a) (?:mum|mom|dad|sister|brother|friend|wife|husband|pizza\\w*|taxi|pharmacy|cinema|gran\\w*)|after the (?:pizza|taxi|cinema))|(?:thought|think) (?:this|it|that|i) (?:was|were|d|had) (?:\\w+ )?(?:calling|called|the|my|rung|reached)|meant to (?:call|ring|dial|phone)(?! (?:you|yesterday|earlier))',
      ],
    ]),
    ...evidenceFor('bye', [[3, bye]]),
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
    /^(?:\w+ ){0,3}?(?:pardon(?: me)?|sorry what|what|come again|say (?:that|it) again|(?:can|could|would|will) you (?:\w+ )?(?:repeat|say|speak|rephrase|run)(?: \w+){0,5}|repeat(?: that| it| please| the question)*|i (?:didn t|did not|can t|cannot|couldn t|don t) (?:\w+ )?(?:hear|catch|understand|get|make out)(?: \w+){0,4}|what did you say|what was (?:that|the question)|what do you mean|excuse me|sorry|huh|beg your pardon|one more time|you re (?:breaking up|very faint))$/,
  done: /\b(?:that s all|that is all|nothing (?:else|more)|that s it|that ll be all|that will be all|that s everything)\b/,
};
