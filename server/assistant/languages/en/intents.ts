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
  you got it | you bet | why not | go ahead | go on then | by all means | please do | sounds good | works for me | that works | that will do | that ll do | that d be (?:great|fine|lovely|good) | that would be (?:great|fine|lovely|good) | no problem | with pleasure | spot on | i do | it is | i am | you are | very well | agreed | true | good | lovely | uh huh | mm hmm | for sure | got it in one | i think so | i guess so | if you like | gladly | why yes | with pleasure | i d like that | i d love that | that s fine by me | okay then`);
const no =
  any(`no | nope | nah | na | not at all | absolutely not | definitely not | certainly not | of course not | not really | not exactly | not quite | never | negative | no way | (?:that s|that is|it s|it is|that|thats|this is|this isn t|that isn t|it isn t|you re|you have it|you ve got it) (?:all |completely )?(?:wrong|incorrect|false) | (?:(?:that s|that is|it s|it is|this is|you re) not|(?:this|that|it) (?:isn t|is not|wasn t)) (?:quite |at all |all )?(?:right|correct|it|true|the right one|what i said|the one|me|mine|good) | that s not (?:it|right|correct|what i said|the right one) | (?:isn t|wasn t) (?:it|right|correct)
  incorrect | nothing (?:else|more)? | nothing | none | i don t think so | i do not think so | i d rather not | no need | not (?:now|today|necessary|yet|that|for now) | don t bother | i m (?:good|fine|ok|okay) | no ta | you (?:got|have got|ve got) it wrong | you misheard | it doesn t | it isn t | by no means | don t think so | (?:it s |that s |this is )?not (?:necessary|needed) | (?:you ve |you have |you )?misunderstood(?: me)? | not yet | (?:that s |it s )?inaccurate | that s not needed | i wouldn t | wrong`);
const soft = any(
  `thanks | thank you | thank you very much | very much | a lot | cheers | that s | that is | it | it s | is | then | well | oh | right | really | all | so | quite | just | the | one | that | i think | i believe | i said | sir | madam | ma am | mate | love | now | for now | very | fine | good | ok | okay | you | me | else | not | number | my | ta | much | this | isn t | sorry | today | for me | with me | by me | and | yes | right one`,
);
const bye =
  any(`(?:good ?)?bye(?: ?bye| now| then)? | goodbye | see (?:you|ya|u)(?: \\w+)? | cheerio | so long | farewell | take care | (?:have a|enjoy (?:your|the rest of)) (?:\\w+ ){0,3}(?:day|evening|night|weekend|one|afternoon|time|week|sunday|saturday|monday|friday|holiday|christmas) | all the best | that s me done | see you soon | good night | goodnight | talk (?:to you )?(?:soon|later) | speak (?:to you )?(?:soon|later) | ta ta | laters | catch you later | until next time
  (?:i m|i am|i ll|i will) (?:going to |gonna |just )?(?:hang up|go now|let you go|ring off) | hanging up | i(?: have|ve got| ve got|ve)? (?:got )?to go | i must go | gotta go | that s me done | ciao | cheers then | bye`);

export const intents: IntentWords = {
  fillers: softeners,
  vocabulary,
  evidence: [
    ...message,
    ...evidenceFor('urgent', [
      [3, `(?:pain|pains)(?: \\w+){0,3} (?:chest|heart|left arm)|left arm|(?:lost|losing) consciousness|paraly[sz]ed`],
      [
        3,
        `giving birth|in labou?r|having (?:a|the|our|her) baby|flames|(?:fell|fallen|falls) (?:off|down|from|out|into|through)|(?:big|huge|major|massive|bad|serious|terrible) (?:leak|flood)|water (?:s |is )?(?:running|pouring|flowing|coming|rising|dripping) (?:into|in|through|down|out|from|up|under)|chest pain|epilep\\w*|diabetic|injur(?:ed|y)|wounded|missing child|kidnapp\\w*|violent|intruder|dying|hit by a|run over|coma|crushed|bleed\\w*|hurt (?:himself|herself|myself|badly)|burn(?:ed|t) (?:his|her|my|badly)`,
      ],
      [
        3,
        `no (?:heating|heat|power|electricity|water|oxygen)(?: \\w+){0,6} (?:baby|newborn|maternity|hospital|ill|elderly|kids|children)|(?:baby|child|kids?|son|daughter) (?:\\w+ )?(?:locked|trapped|stuck|alone)|(?:locked|trapped|stuck) (?:in|inside|out|outside)|(?:you|someone|somebody|they|he|she) (?:have|has|need|needs|must|gotta|got) (?:to )?(?:come|get here|hurry|be here)(?: \\w+){0,3} (?:now|immediately|quick\\w*|fast|away|once)|absolute emergency`,
      ],
      [3, `need (?:\\w+ ){0,3}(?:doctor|plumber|locksmith|electrician|vet|help)(?: \\w+){0,3} (?:now|tonight|immediately|right away|fast|quickly)`],
      [
        3,
        `(?:need|send|want|must|has to|have to|get)(?: \\w+){0,6} (?:immediately|right now|right away|straight away|at once|this minute|now$|within the hour)`,
      ],
      [
        3,
        `ambulance|fire brigade|paramedics?|having fits|burning smell|smell(?:s)? (?:of )?burning|(?:ceiling|roof|wall|tree|pole)(?: \\w+){0,3} (?:coming down|collapsing|collapsed|falling|fallen|fell|down|caved)|unbearable|excruciating|agony|the police|police station|in custody|arrested|waters? (?:just |has |have )?broke|alert|alarm s? ?(?:is |s )?going off|see smoke|swallowed|swelling|losing(?: \\w+){0,3} blood|robbed|burgled|spark(?:s|ing)|explode[ds]?|exploding|drown\\w*|overdosed|severe(?:ly)? (?:pain|burn|injur\\w*)|burned (?:himself|herself|myself)|bitten by|fell (?:down|off|from)|had a fall|not responding|matter of life`,
      ],
      [
        3,
        `(?:can t|cannot|can not|no time to) (?:\\w+ )?wait(?: any)?|(?:really|very|extremely|so) (?:pressing|important|serious)|within the hour|very ill|seriously (?:ill|hurt|injured)|newborn`,
      ],
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
        3,
        `(?:can|could|will|would)(?: \\w+)? (?:somebody|someone|anybody|anyone)(?: \\w+){0,2} (?:answer|help|listen to) me|^(?:an? |the |your )?(?:advisor|adviser|agent|operator|assistant|representative|receptionist|human|person|switchboard)$|your switchboard`,
      ],
      [4, `(?:pass|hand|put|switch) me(?: \\w+){0,2} (?:to|over to|on to) (?:someone|somebody|anyone)`],
      [3, `robots?|chatbots?`],
      [-5, `what time|open|opens|close[sd]?|opening hours`],
      [
        4,
        `(?:speak|talk|chat|discuss it|discuss this|speaking|talking)(?: \\w+)? (?:to|with) (?:an? (?!doctor|lawyer|solicitor|vet|accountant|mortgage)\\w+|someone|somebody|anyone|anybody)(?! from your \\w+ about)`,
      ],
      [
        4,
        `(?:put me through|transfer me|connect me|switch me|pass me|hand me|patch me|route me)(?: \\w+)? (?:to|with|over to) (?:an? |some|any|operator|agent|human|customer)`,
      ],
      [
        4,
        `(?<!resources )(?:human|humans)(?! resources)|living soul|anybody home|anyone home|anybody there|anyone there|somebody real|someone real|real (?:secretary|receptionist|one)|get me (?:some|an?)(?:one|body)?|call handler|a person please|person please`,
      ],
      [3, `(?:it s|is|just|only|another|still) (?:\\w+ )?(?:a|an|another) (?:${machine})(?: again)?$`],
      [
        -6,
        `(?:is|will) (?:there )?(?:someone|somebody|anyone|anybody)(?: \\w+){0,5} (?:${day})|human resources|lost|explain|for (?:an|a) \\w+ \\w+al`,
      ],
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
    ...evidenceFor('person', [
      [
        3,
        `(?:speak|talk) (?:to|with) (?:him|her)$|can i have (?:him|her)|a (?:\\w+ )?word with|(?:i want|i need|i d like) (?:mr|mrs|ms|miss|dr|doctor) \\w+$|i d like my (?:\\w+ ){1,3}(?:mr|mrs|ms|dr) \\w+$`,
      ],
      [
        3,
        `(?:get me|speak to|talk to|put me through to|reach) (?!some|any|a$|an$|the$|you|me|him|her|them|us|human|operator|agent|person|people|reception|customer|real|my|your|this|machine|robot|staff|support)\\w{3,}$|a word with (?!some|any)\\w+`,
      ],
      [
        3,
        '(?:speak|talk|chat|speaking|talking|a word|spoken)(?: \\w+)? (?:to|with) (?:the|my|your|our|whoever|his|her)(?! (?:machine|robot|recording|bot|computer|operator|receptionist|answering|switchboard))',
      ],
      [
        3,
        '(?:put me through|transfer me|connect me|pass me|put through|transferred|get through|patch me)(?: \\w+)? (?:to|with|over to) (?!an? |some|any|the operator|operator|a real|reception\\b|agent|human|customer|the switchboard)\\w+|put (?:\\w+ ){1,3}on(?: the (?:phone|line))?$|put your \\w+ on',
      ],
      [
        3,
        '(?:reach|reaching|get hold of|get a hold of|find|page)(?: \\w+)? (?:the|my|your|whoever) (?!number|address|price|file|order|parcel|best)\\w+|(?:can|could|may) i (?:have|get) (?:whoever|the (?:person|manager|owner|boss|one|head|accounts|sales|\\w+ department)|your (?:manager|boss|supervisor))|person (?:who|that) (?:handles|deals|takes care|manages|looks after)|i need (?:mr|mrs|ms|miss|dr|doctor)',
      ],
      [
        3,
        '^(?:the |your )?(?:manager|head of \\w+|owner|boss|director|supervisor|headmaster|headmistress|secretary|doctor|nurse|accountant|bookkeeper)(?: of \\w+)?$|that (?:dr|doctor|mr|mrs|ms) \\w+ s (?:secretary|office|assistant)|^is (?:the |my |your |that )?\\w+(?: \\w+)? (?:in|there|around|about|free|available|back|reachable|in (?:his|her) office|in today|in this morning)$|has \\w+ (?:come back|arrived|left)',
      ],
      [
        -4,
        'message|tell (?:her|him|them)|appointment|see the|is (?:it|the (?:shop|store|office|salon|surgery|garage|restaurant|practice|town hall|library|bank|clinic|desk|car|price|quote|estimate)|my \\w+|anybody|anyone|someone|somebody|there|parking|delivery|that|this)\\b(?! mrs| mr| dr)|open|closed',
      ],
    ]),
    ...evidenceFor('appointment', [
      [-4, `(?:nursery|school|parking|college|university) (?:place|space|spot)s?`],
      [
        3,
        `when (?:can|could|shall) we (?:meet|see|get together)|cancell?(?:ing)? (?:the|our|my|tonight s|tomorrow s) (?:table|booking|slot|lesson|session|visit|class)|(?:there s|is there|have you|got|any) (?:any )?room(?: \\w+){0,2} (?:${day}|for)`,
      ],
      [-4, `your schedule|schedule on|still (?:come|drop|pop)`],
      [3, `(?:cancel|to book|rebook|reschedule)$|i ll be late for my`],
      [
        3,
        `(?:can|could|would|will|i d like|we d like|possible|like someone|technician|when|i want|need)(?: \\w+){0,6} (?:come|look|see|view|visit|bring|drop (?:it|the car|my car) off|take a look|pick me up|be seen|meet)(?: \\w+){0,8} (?:${day}|what day|which day)`,
      ],
      [
        3,
        `when can (?:i|we|you|someone)(?: \\w+){0,3} (?:come|bring|be seen|get|see|visit|have)|(?:what|which) day(?: \\w+){0,5} (?:come|visit|see)|come in for (?:my|a|an)`,
      ],
      [
        3,
        `(?:put|sign)(?: \\w+){1,2} (?:down|up) (?:for|to)|sign up for|(?:trial|first) (?:lesson|class|session)|meet (?:up )?(?:${day}|next|this|on)|rearrange|push (?:it|that|this|my \\w+|the \\w+) (?:back|to)|move (?:it|that|my \\w+|the \\w+) (?:to|from|forward|back)|bring (?:my |the )?\\w+ forward|lock in|fit me in|squeeze`,
      ],
      [
        3,
        `(?:another|different|other) (?:time|date|day|slot)|(?:any|some|have|got|still)(?: \\w+){0,3} (?:tables?|rooms?|gaps?|slots?|spots?|space)(?: \\w+){0,2} (?:left|free|available|for|tomorrow|tonight|on|this)|there (?:ll|will|are|is going to) be (?:\\w+ )?(?:us|two|three|four|five|six|seven|eight|ten|\\d+)(?: \\w+){0,6} (?:${day}|instead)|of us (?:${day})|my (?:session|consultation|viewing|haircut|lesson)|vaccinated`,
      ],
      [-4, `meeting s off|tell|let (?:him|her|them) know|nursery|won t be at|how much|quote|rate|what time do|price`],
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
      [4, `have to pay (?:for|extra)|do i (?:have to )?pay|charge for`],
      [3, `charge a lot|charge much|what price`],
      [3, `(?:is it|is that|are you|are they|how|too|is the \\w+|is the \\w+ \\w+) (?:very |that )?(?:expensive|cheap|pricey|affordable|dear)`],
      [-4, `petrol|at the market|going up`],
      [
        4,
        `(?:covered|reimbursed) by|nhs prices?|payment terms|terms of payment|(?:pay|paying|put down) (?:an? )?(?:deposit|advance)|a deposit|budget|fare|fares|(?:estimate|quote|consultation|delivery|parking|call ?out|visit|survey)(?: \\w+)? free|how many (?:pounds|dollars|euros)|what (?:do|would|will|d) you (?:charge|ask|take|want) (?:me )?(?:for|to)|ask for an?|flat fee|by the hour|group rates?|student|discounts?`,
      ],
      [-5, `weigh|how much (?:longer|time)|elephant|stopped paying`],
      [4, 'how much(?! (?:time|longer|water|snow|sugar|do you (?:know|love)|wood))'],
      [
        4,
        '(?:prices?|pricing|priced|rates?|fees?|costs?|costing|tariffs?|price list|hourly rate|quotation|ballpark|price range|surcharge|down payment|charges?)(?! (?:are|is) going)(?! (?:my (?:phone|battery|car)|the battery|of living))',
      ],
      [4, '(?:a|an|free|get|some|rough|your|the best|another|for) (?:\\w+ )?(?:quote|estimate)(?! (?:you|i|that|we|from))|quote (?:me|for|on)'],
      [
        -4,
        '(?:my|our) (?:quote|estimate|costs? claim)|(?:the|your|that) (?:quote|estimate) (?:you|i|that|we|from|sent)|mistake|refund|(?:over|double|wrongly|been) ?charged|charged (?:me )?(?:twice|double|wrong)|(?:won t|doesn t|isn t|not|stopped|to) (?:charge|charging)|in charge|person in charge|charge (?:my|the|its|properly)|at any (?:rate|cost)|heart rate|interest rates today',
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
    ]),
    ...evidenceFor('wrong-number', [
      [
        4,
        `(?:isn t|is|wasn t) this \\w+ s (?:number|phone|house|place|mobile)|i (?:ve |have |must have )?got it wrong|mistake (?:dialling|dialing|when)`,
      ],
      [4, `(?:you re|you are) not (?:the|my|a|mr|mrs)|aren t you (?:the|my)|^(?:oh |ah |oops )?(?:sorry )?mistake\\b|not who i|isn t who i`],
      [
        4,
        `(?:oh|ah|oops|sorry|bother|oh dear|damn)(?: \\w+){0,2} (?:isn t this|this isn t|that s not|isn t that|is this not|you re not) (?!right|it|urgent|what)\\w+|(?:was looking for|was after|wanted|was trying to (?:get|reach|call|ring))(?: \\w+){1,5} sorry$|number s wrong|not the right (?:number|place|one$)|isn t the right (?:place|number)|is this(?: \\w+){1,4} no(?: oh)?(?: sorry)?|this isn t the \\w+(?: s)? is it|^(?:\\w+ ){0,2}(?:i ve )?(?:i )?made a mistake sorry|meant to (?:call|ring|dial)`,
      ],
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
    /^(?:\w+ ){0,3}?(?:pardon(?: me)?|sorry what|what|come again|say (?:that|it) again|(?:can|could|would|will) you (?:\w+ )?(?:repeat|say|speak|rephrase|run)(?: \w+){0,5}|repeat(?: that| it| please| the question)*|i (?:didn t|did not|can t|cannot|couldn t|don t) (?:\w+ )?(?:hear|catch|understand|get|make out)(?: \w+){0,4}|what did you say|what was (?:that|the question)|what do you mean|excuse me|sorry|huh|beg your pardon|one more time|you re (?:breaking up|very faint))$/,
  done: /\b(?:that s all|that is all|nothing (?:else|more)|that s it|that ll be all|that will be all|that s everything)\b/,
};
