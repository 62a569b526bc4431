import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in English an emergency, or that it is urgent. */
export const urgent: Evidence[] = evidenceFor('urgent', [
  [
    3,
    `on (?:oxygen|a ventilator|dialysis)|(?:hardly|barely|not) moving|run over|head open|can t (?:stand|bear|take) the pain|in (?:so much|terrible|awful|unbearable|a lot of) pain|(?:face|cheek|mouth|gum|throat|eye)(?: \\w+){0,3} (?:swollen|swelled|swelling|puffed up)`,
  ],
  [
    3,
    `(?:can t|cannot) (?:take|process|make) (?:any )?(?:money|payments?|orders|cards)|(?:nobody|no one|we) (?:can t|can|cannot) (?:do any )?work(?: any ?more)?$|at a standstill|(?:whole|entire) (?:network|office|system|company|place|building)(?: \\w+){0,3} (?:down|out|offline|crashed|dark)|(?:servers?|network|systems?) (?:s |is |are |has |just |gone |went |completely )*(?:down|crashed)`,
  ],
  [3, `be quick|i m begging|(?:super|really|so|very|dead|mega) urgent|come quick`],
  [-4, `stuck in (?:traffic|a jam|the traffic)`],
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
]);
