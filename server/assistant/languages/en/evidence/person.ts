import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in English that the caller asks for somebody, by what he is. */
export const person: Evidence[] = evidenceFor('person', [
  [
    3,
    `(?:two|five|a couple of|a few|a) (?:minutes?|moments?|seconds?|words?|quick word|quick chat|chat) with (?:your|the|my|mr|mrs|dr|doctor|mister|missus)`,
  ],
  [
    3,
    `^(?:could i have |can i have |i d like )?(?:the|your) (?:manager|boss|owner|director|headmaster|headmistress|headteacher|principal|secretary|doctor|nurse|accountant|supervisor|landlord|landlady|foreman|vet|solicitor)(?: (?:mr|mister|missus|mrs|ms|miss|doctor|dr) \\w+)?$`,
  ],
  [-4, `(?:are|will|re) (?:you|they) (?:guys )?(?:still )?(?:be )?(?:in|at)`],
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
]);
