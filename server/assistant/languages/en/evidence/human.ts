import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';
import { day, live, machine, want } from './words.ts';

/** What tells in English that the caller wants a human instead of a machine. */
export const human: Evidence[] = evidenceFor('human', [
  [
    4,
    `(?:give|get|find) me (?:somebody|someone|anybody|anyone|a (?:real )?person|a human|the (?:front desk|reception|switchboard|operator))|anyone will do|anybody will do|anyone but a`,
  ],
  [
    4,
    `(?:switch|put|send|pass|move|transfer|connect|patch) me (?:over |through |on |back )*to (?:the |your )?(?:reception|front desk|switchboard|receptionist|operator|main desk)`,
  ],
  [
    4,
    `(?:isn t|is|ain t) there (?:a|an|any|no|some) (?:secretary|receptionist|operator|person|assistant)|put (?:a|an actual|some) (?:person|human|one) on|(?:want|need|get|like) (?:your|the) receptionist`,
  ],
  [-6, `can you hear me|(?:thing|this|phone|line) (?:even )?working`],
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
  [-6, `(?:is|will) (?:there )?(?:someone|somebody|anyone|anybody)(?: \\w+){0,5} (?:${day})|human resources|lost|explain|for (?:an|a) \\w+ \\w+al`],
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
]);
