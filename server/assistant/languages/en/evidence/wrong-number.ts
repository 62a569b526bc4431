import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in English that the wrong number was called. */
export const wrongNumber: Evidence[] = evidenceFor('wrong-number', [
  [
    4,
    `(?:sorry|oops|whoops|oh|apologies|ah|bother|damn)(?: \\w+){0,2} (?:wanted|was after|was looking for|was trying to (?:get|reach|call|ring)|meant to (?:get|call|ring)|thought (?:this|that|it|you) (?:was|were)) (?:(?:the|my|a|an) (?:bank|tax office|vet|council|dentist|school|hospital|police|pharmacy|chemist|cinema|taxi|cab|plumber|garage|doctor s?|surgery|town hall|post office|library|station|hotel|restaurant|pizza\\w*|other \\w+|\\w+ office)|(?:somebody|someone) else)|(?:was (?:after|looking for|trying to get)|wanted) (?:the|my) (?:bank|tax office|vet|council|dentist|school|hospital|police|pharmacy|chemist|cinema|taxi|cab|plumber|garage|doctor s?|surgery|town hall|post office|library|station|hotel|restaurant|pizza\\w*|other \\w+|\\w+ office)(?: sorry| my apologies)`,
  ],
  [
    4,
    `(?:this|that) isn t (?:mr|mrs|missus|mister|miss|dr|doctor) \\w+(?: s)?(?: is it)?$|(?:is|are) (?:this|that|you) not (?:the|mr|mrs|missus|mister)(?: \\w+){1,3}$|(?:re|are) not (?:the|mr|mrs)(?: \\w+){1,3} are you|not you sorry|(?:messed|mucked|mixed|muddled) up the (?:number|digits)|(?:keyed|punched|typed|put)(?: \\w+)? (?:the )?wrong`,
  ],
  [4, `(?:somebody|someone) else(?: entirely| sorry)?$(?<=(?:meant|wanted|trying)(?: \\w+){1,4})`],
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
]);
