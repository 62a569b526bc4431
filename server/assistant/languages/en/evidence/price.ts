import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in English a question about prices and payment. */
export const price: Evidence[] = evidenceFor('price', [
  [
    4,
    `bill (?:me |us |people )?(?:an|by the|per)|rough (?:figure|idea|cost|number|guess)|(?:travel|parts|labou?r|vat|tax|installation|postage|breakfast)(?: \\w+)? included|pricey|(?:insurance|nhs|medicare|medicaid) (?:\\w+ )?(?:cover|pay)`,
  ],
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
]);
