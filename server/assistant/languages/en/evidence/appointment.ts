import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';
import { booking, day, hour, want } from './words.ts';

/** What tells in English an appointment or a reservation: made, moved, cancelled. */
export const appointment: Evidence[] = evidenceFor('appointment', [
  [
    3,
    `(?:i m|i am|we re|he s|she s) (?:due|booked in|booked|expected|down)(?: \\w+){0,2} (?:at|for|${day})|(?:my|for my|the) ${hour} (?:o clock|thirty|fifteen|forty five)|i ve got (?:a|an|my) ${hour}(?: \\w+){0,2} (?:o clock|thirty|fifteen|slot|with you)`,
  ],
  [
    3,
    `(?:there d be|there ll be|there will be|there would be|we re|we d be|party of) (?:\\w+ )?(?:of us|people)|(?:two|three|four|five|six|seven|eight|nine|ten) of us for`,
  ],
  [
    3,
    `(?:any )?chance of (?:a |an |getting |seeing |squeezing |coming )(?:\\w+ ){0,6}(?:${day}|week|month)|when (?:would|could|can|might|will) you (?:have|see|take|fit|do|get)(?: \\w+){1,}`,
  ],
  [
    3,
    `(?:we d|we had|we|you d|you) (?:said|agreed|planned|arranged|pencilled|settled on|booked)(?: \\w+){0,2} (?:${day}|the \\w+)|confirm\\w*(?: \\w+){0,6} (?:${day}|at ${hour})|first (?:visit|consultation|session|appointment)`,
  ],
  [
    3,
    `(?:get|have|need|getting|having)(?: to)?(?: get| have)? (?:my|our|the|his|her|a)(?: \\w+){1,2} (?:done|cleaned|serviced|trimmed|colou?red|clipped|fitted|looked at|checked|whitened|groomed|vaccinated)`,
  ],
  [
    3,
    `(?:i won t|won t|can t|cannot|couldn t|not going to|unable to)(?: be able to)? (?:make|do|come|manage|attend)(?: it)?(?: \\w+){0,3} (?:${day}|\\w+th|fifth|first|second|third|twelfth|any ?more|after all|as planned)|running(?: \\w+){0,4} (?:late|behind)(?: \\w+)? (?:for|to) my`,
  ],
  [
    3,
    `(?:have you got|have you|you got|got|do you have|would you have|what have you got)(?: \\w+){0,1} (?:anything|something|any \\w+|room|space|a (?:space|slot|place|spot|gap|moment)|next)(?: \\w+){0,4} (?:${day}|terrace|week|month|before)`,
  ],
  [
    3,
    `(?:get|have|send)(?: \\w+){1,3} (?:round|over|out)(?: \\w+){0,1} (?:${day}|on)|(?:get|bring|book|take|put|fit|squeeze) (?:\\w+ ){1,4}in (?:for|to|on|at|before|${day})|(?:push|shift|move|put|bring) (?:it|my|our|the|that)(?: \\w+){0,3} (?:back|to|forward|earlier|later)|(?:got to|need to|have to) (?:shift|move|push) (?:it|my|our)`,
  ],
  [
    3,
    `(?:see|seeing) (?:the|a|an|my) (?:orthodontist|dermatologist|gynaecologist|paediatrician|hygienist|optician|counsellor|advisor|midwife|osteopath|chiropractor)|(?:be able to|can you|could you) see my \\w+|bring (?:our|my|the|her|him) (?:\\w+ ){1,3}(?:${day}|for)|going to have to cancel|any slots`,
  ],
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
    `(?:another|different|(?<!the )other) (?:time|date|day|slot)|(?:any|some|have|got|still)(?: \\w+){0,3} (?:tables?|rooms?|gaps?|slots?|spots?|space)(?: \\w+){0,2} (?:left|free|available|for|tomorrow|tonight|on|this)|there (?:ll|will|are|is going to) be (?:\\w+ )?(?:us|two|three|four|five|six|seven|eight|ten|\\d+)(?: \\w+){0,6} (?:${day}|instead)|of us (?:${day})|my (?:session|consultation|viewing|haircut|lesson)|vaccinated`,
  ],
  [-4, `meeting s off|tell|let (?:him|her|them) know|nursery|won t be at|how much|quote|rate|what time do|price`],
  [3, booking],
  [3, `(?:book|booked|booking|reserve|schedule|reschedule|rebook|pencil)(?! (?:of|is|was|store|shop|called|you|bus|delivery|on the))(?: \\w+){0,8}`],
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
]);
