import type { Evidence } from '../../contract.ts';
import { any, evidenceFor } from '../../evidence.ts';

const trouble =
  any(`problems? | issues? | question | questions | trouble | leak | leaks | complaint | enquiry | inquiry | query | delay | mistake | error | bug | damage | dispute | fault | incident | repair | repairs | noise | smell | crack | damp | mould | mold | rats? | mice
  mouse | cockroaches | wasps | virus | pain | fever | symptoms? | toothache | project | absence | information | request | power cut | outage | breakdown | flat tyre | flat tire | puncture | suggestion | concerns? | claim | difficulty | difficulties | hiccup | mix up`);
const broken =
  any(`(?:isn t|is not|aren t|are not|not|stopped|no longer|won t be|quit|keeps|never) (?:\\w+ )?(?:working|starting|heating|charging|printing|opening|closing|responding|connecting|flushing|draining|coming on|turning on) | (?:won t|doesn t|don t|didn t|can t|wouldn t|will not|does not) (?:\\w+ )?(?:work|start|turn on|turn off|open|close|shut|heat|charge|print|flush|drain|connect|load|respond|light|go on|come on|boot|stay|stop|lock|switch on)
  (?:is|are|was|has|have|s|got|been|has been|have been|just|keeps?|it s|they re) (?:\\w+ )?(?:broken(?: down)?|broke|stuck|blocked|jammed|leaking|dripping|cracked|damaged|faulty|overflowing|making (?:a |an |some )?(?:\\w+ )?noise|clogged|out of order|crashed|stolen|lost|frozen|dead|playing up|acting up|overheating|late|ill|sick) | broke down | broken down | on the blink | packed up | conked out | given up`);
const dossier =
  any(`order | invoice | invoices | bill | bills | delivery | parcel | package | file | case | contract | refund | documents? | paperwork | papers | results? | tests? | prescription | advert | ad | quote | estimate | insurance | certificate | registration | application | rent | lease | deposit | apartment | flat | house | property | listing | car | vehicle
  van | truck | motorbike | bike | boiler | heater | heating | water heater | radiator | tap | faucet | sink | toilet | shower | bath | washing machine | dishwasher | fridge | oven | lock | door | window | shutter | roof | tiles | electricity | power | lights? | internet | connection | wifi | computer | laptop | printer | server | website | software | password | account | subscription
  payment | transfer | cheque | check | card | dog | cat | son | daughter | child | kids? | husband | wife | mother | father | tooth | teeth | back | knee | treatment | medication | glasses | hair | cake | meal | wedding | birthday | trial | divorce | hearing | court | sale | purchase | land | proposal | email | mail | letter | visit | message | voicemail | parts? | tyres? | tires? | brakes?
  engine | battery | keys? | item | product | course | training | job | position | offer | garden | fence | kitchen | bathroom | basement | air conditioning | gate | phone line | alarm | vacancy | will | mortgage | visa | tax return | accounts | passport`);
const call = any(
  `i m calling | i am calling | i was calling | i m phoning | i m ringing | i am ringing | i am phoning | i called | i rang | just calling | calling | ringing | phoning | it s | it is | this is | i m contacting you | i m getting in touch | the reason (?:for my call|i m calling) is | i wanted to call | i m just calling`,
);
const wantTo =
  any(`i (?:\\w+ )?(?:want|wanted|need|needed|wish|hope|was hoping|was wondering|m hoping|m wondering|d like|d love|would like|would love|wanna|have to|ve got to|m trying|was looking|m looking) | i d (?:\\w+ )?(?:like|love|need|appreciate) | we (?:\\w+ )?(?:want|need|d like|would like|were hoping|were wondering|have to) | we d like
  (?:can|could|would|will) you | would you mind | is it possible | would it be possible | do you think you could | any chance you could | kindly`);
const tell = any('tell | let | inform | notify | ask | warn | advise | remind | pass on to | pass it on to');
const whom = any(
  'him | her | them | the | your | mr | mrs | ms | miss | dr | doctor | mister | my | whoever | everyone | someone | somebody | (?!me\\b|you\\b|a\\b|for\\b)\\w+ (?:that|know|to|i|we|if|about|the|it)',
);

/** What tells in English that somebody leaves a message, says why he calls or asks to be called back. */
export const message: Evidence[] = [
  ...evidenceFor('message', [
    [
      4,
      '^(?:(?:ok|okay|well|right|then|so|fine|alright|and|no|yes|just|oh) )+(?:please )?(?:tell|let|ask|remind|inform) (?:him|her|them|mr|mrs|dr|the) (?:\\w+ ){1,}',
    ],
    [
      3,
      `to do with (?:my|the|our|your)|we (?:re|are) offering|we (?:offer|provide|supply)|(?:i had|i got|got|had|there was) (?:a|your) (?:missed )?call (?:from|off)|missed call|still (?:available|going|for rent|for sale|vacant)|(?:meant|supposed|due) to (?:come|call|deliver|be here|turn up|ring)(?: \\w+){0,4}|(?:giving up|moving out of|vacating) (?:the|my|our)`,
    ],
    [
      3,
      '(?:^|i m )looking for (?:a |some |an )?(?:\\w+ )?(?:work|job|placement|apprenticeship|experience|internship)|what s happening with|(?:has|have) (?:my|our|the) \\w+(?: \\w+)? (?:arrived|come|been)|places? (?:left )?(?:at|in|on) the',
    ],
    [
      -6,
      'can you hear me|^(?:bear with me|hang on|one (?:moment|second|sec)|just a (?:moment|second|sec|minute)|hold on)|(?:thing|line) (?:even )?working',
    ],
    [
      -9,
      '(?:i ll|i will|i m going to|i might)(?: just)? (?:ring|call|phone|try|come|pop)(?: you| her| him)?(?: back| again| round)*(?: (?:back|again|later|tomorrow|on \\w+|next week|this (?:afternoon|evening)|another (?:time|day)|some other time|in a (?:bit|while|minute)|then|thanks|thank you|bye|goodbye|cheers))+$',
    ],
    [
      2,
      `(?:the|an?|our) (?:air con|aircon|air conditioning|boiler|heating|hot water|tap|printer|computer|fridge|oven|washing machine|dishwasher|lift|elevator|gate|lock|toilet|sink|shower|internet|wifi|alarm|radiator|bath|drain)(?: \\w+){2,}`,
    ],
    [2, `do you (?:sell|offer|deliver|repair|fix|rent|install|provide|stock|supply|handle|deal with|service)(?: \\w+){1,}`],
    [2, `(?:i ve|i have|we ve|we have|he s|she s)(?: \\w+){1,8} (?:for (?:a|two|three|several|days|weeks|the)|since)|the neighbou?rs|next door`],
    [3, `(?:didn t|don t|couldn t|did not) (?:\\w+ )?(?:understand|receive|manage|find)(?: \\w+){2,}`],
    [-4, `is called|riddle|say hello to`],
    [
      3,
      `where (?:s|is|are) my \\w+|i m (?:after|looking for|in need of) (?:a|an|some)(?! (?:appointment|quote|table|slot))|i need (?:a|an) (?!appointment|quote|table|slot|price|estimate|agent|person|human)\\w+|talk to you about`,
    ],
    [-4, `^i ve got to do|shopping$`],
    [
      3,
      `(?:been|have been|ve been|still|am|m) waiting|(?:someone|somebody|you|they|he) (?:needs?|has|have|should) to (?:\\w+ ){1,}|scratched|refund\\w*|copy of|catalogue|brochure|complain\\w*|overcharged|charged twice|debited|reimburs\\w*|unacceptable|disgrac\\w*|(?:haven t|hasn t|had) (?:\\w+ )?(?:no )?(?:answer|reply|response)|blew away|broke (?:the|my|our|a|his|her)|about a patient|to thank|thank you (?:so much |very much |again )?for|thanks (?:so much |a lot |again )?for|water damage|send (?:me|us)`,
    ],
    [
      2,
      `(?:have|did|could|would|had) you (?!seen my|dream|like to play|rather)(?:\\w+ ){1,}\\w+|(?:that|which) you (?:delivered|sent|sold|installed|repaired|fixed|made|gave|left|promised)|the \\w+ you (?:delivered|sent|sold|installed|repaired|fixed|made|gave|left|promised)`,
    ],
    [5, '(?:leave|leaving|left|take|give|pass|drop|record|send|relay|write down|deliver)(?: \\w+){0,4} (?:message|messages|note|word)(?! with)'],
    [
      5,
      '(?:a|this|the|my|quick|short) message (?:for|to)|it s a message|pass (?:on )?(?:\\w+ ){0,3}(?:information|info|message|on to)|(?:please )?note that|make a note',
    ],
    [4, `(?:^|(?:could you|can you|would you|will you|please|and|just|to|mind) )(?:just |please |kindly |also )?${tell} ${whom}`],
    [
      3,
      '(?:call|calling|phone|ring|ringing|contact|text|get|getting|come|give)(?: \\w+)? (?:me|us)(?: a (?:call|ring|bell|shout|buzz|call back))? ?(?:back|later|about|when|as soon|on|this|tomorrow|at|please|to)?(?<! get me)(?<! getting me)',
    ],
    [
      4,
      '(?:call|ring|phone|get) (?:me|us) (?:back|about)|(?:call|ring|phone|get) back to (?:me|us)|call ?back|(?:get|getting) (?:back|in touch) (?:to|with) (?:me|us)|give (?:me|us) a (?:call|ring|bell|shout|buzz)|(?:return|returning|returned) (?:my|your|his|her|a|the) (?:call|message)|waiting for (?:a|your|his|her|my|the) (?:call|reply|answer|response)|hear (?:back )?from (?:you|him|her|someone)',
    ],
    [
      4,
      `${call} (?:\\w+ )?(?:about|regarding|concerning|because|to (?:report|say|tell|let|ask|inform|follow|check|complain|find|see|enquire|inquire|discuss|thank|warn|apologi[sz]e|chase)|in (?:regard|regards|reference|relation|connection)|with regards?|on behalf|re |with a|as )`,
    ],
    [
      3,
      '(?:regarding|concerning|in (?:regard|regards|reference|relation|connection) to|with (?:regard|regards|respect) to|in connection with|on the subject of|following up|follow up|further to)',
    ],
    [3, `${call} about|about (?:my|the|your|our|an?|that|this) (?:\\w+ ){0,2}${dossier}`],
    [
      3,
      `(?:i ve|i have|we ve|we have|i had|i got|there s|there is|there are|there was|got|having|have|has|with|it s|report|some|still|another|experiencing) (?:\\w+ )?(?:got )?(?:\\w+ ){0,5}(?:${trouble})`,
    ],
    [3, broken],
    [
      3,
      `(?:haven t|hasn t|have not|has not|didn t|never|still|not yet|not)(?: \\w+){0,2} (?:received|arrived|delivered|paid|got|had (?:a|any)|heard|refunded|installed|replied|come|shown up|turned up)|no (?:news|reply|answer|response)`,
    ],
    [
      3,
      `(?:i m|i am|we re|we are|i would be|i d be) (?:\\w+ )?(?:interested|looking for|looking to|available|running late|sick|late|stuck|worried|unhappy|disappointed|concerned|waiting|your (?:neighbour|neighbor|tenant|client|customer)|a (?:tenant|client|customer|patient|student|journalist|supplier)|thinking (?:of|about)|calling|chasing|selling|moving|unable|not happy|not able)`,
    ],
    [
      3,
      `(?:will be|is|are|be|running|going to be|won t be) (?:\\w+ )?(?:late|absent|off (?:school|sick|work)|away|delayed|unavailable|in hospital|unwell|poorly|able to (?:come|attend|make))`,
    ],
    [
      3,
      `(?:i|we|i ve|we ve|i think i|i have|we have|i may have) (?:\\w+ )?(?:forgot|forgotten|lost|left|bought|ordered|purchased|sent|paid|found|received|saw|seen|misplaced|broke|dropped off|applied|submitted|missed|need|need to|locked)(?! a (?:great|good) (?:film|movie))`,
    ],
    [
      3,
      `(?:know|find out|see|check|ask|wondering|wonder|understand) (?:how|when|where|whether|if|why|what) (?:my|the|our|your|is|it|his|i|things|you|about)(?: \\w+){0,4}|(?:status|progress) of|any (?:news|update|updates) (?:on|about)|an update|(?:renew|pick up|collect|change|cancel|get|obtain|send|return|fix|repair|install|sort|order|sell|buy|rent|replace|redo|register|sign up|book in|discuss|modify|update|report|dispute|claim|clean|paint|build|remove|hire|enrol|enroll)(?:ed|ing|s)?(?: \\w+){0,2} (?:my|your|our|the|a|an|some|it|his|her|for)`,
    ],
    [
      2,
      `(?:my|our|your|the|an?|his|her) (?:\\w+ )?${dossier}(?: \\w+){0,8} (?:is|are|was|has|have|hasn|haven|isn|won|doesn|keeps|that|since|not|broke|stopped|s)`,
    ],
    [
      2,
      '(?:my|our) (?!name|number|favou?rite|age|opinion|god|word)\\w+(?: \\w+){2,}|your (?!name|age|instructions|opinion|password|favou?rite)\\w+(?: \\w+){2,}',
    ],
    [
      2,
      '(?:is|are|have|has|did|where s|where are|when will|was) (?:you get |my |our )(?:\\w+ ){1,3}(?:ready|come in|done|arrived|fixed|finished|email|order)?|we spoke|as agreed|as arranged|as discussed|i m the|i m your|i am the|someone told me|i was (?:told|prescribed|given)|side effects',
    ],
    [
      3,
      '(?:i|we) (?:can t|cannot|couldn t|am unable to|m unable to|keep) (?:\\w+ )?(?:log|access|open|find|connect|reach the|get into|pay|print|sign|turn|use|download|make it)|(?:missing|left) (?:from|at|in|a|an|my|the)|(?:didn t|never|haven t|hasn t) (?:turn up|show up|come|shown|turned|arrive)|is missing|are missing|was missing|delivery driver|courier|side effects|keeps? (?:\\w+ing|on)|makes? (?:\\w+ )?noise|has (?:stopped|doubled|refused)|refused to|the wrong (?:colou?r|size|item|order|part|one)|a bit of (?:a )?\\w+|someone told me|i ll leave (?:you )?my',
    ],
    [-4, 'darling|honey|sweetheart|^dad|^mum|^mom|^kids|favou?rite|i think therefore|^wait|^hang on'],
    [2, wantTo],
    [
      2,
      'apply(?:ing)? for|internship|partnership|vacancy|complain|complaint|thank you for (?:your|the)|feedback|information (?:about|on)|passing by|please (?:confirm|send|bring|check|arrange)|my (?:son|daughter|wife|husband|mother|father|baby|kid|child)(?: \\w+){0,3} (?:fever|sick|ill|cough|pain|vomiting|temperature|unwell|rash)',
    ],
    [
      -9,
      any(
        `joke | weather | recipe | capital of | president of | timer | music | song | sing | instructions | translate | poem | horoscope | google | alexa | siri | meaning of life | how old are | match last | movie | film | planet | galaxy | dinosaurs? | once upon a time | do you dream | football`,
      ),
    ],
  ]),
];
