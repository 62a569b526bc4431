import type { LetterWords } from '../contract.ts';

/** French names of letters as recognisers write them, and the NATO alphabet. "elle" and "des" count only between other letters. */
export const letters: LetterWords = {
  names: {
    ah: 'a', be: 'b', bay: 'b', ce: 'c', de: 'd', des: 'd', eux: 'e', effe: 'f', ge: 'g', ache: 'h', hache: 'h', ji: 'j', gi: 'j', ka: 'k', cas: 'k',
    elle: 'l', aile: 'l', emme: 'm', aime: 'm', enne: 'n', haine: 'n', oh: 'o', eau: 'o', pe: 'p', ku: 'q', cul: 'q', erre: 'r', air: 'r', esse: 's', es: 's',
    te: 't', the: 't', hu: 'u', ve: 'v', 'double ve': 'w', 'double v': 'w', ixe: 'x', 'i grec': 'y', zed: 'z', zede: 'z',
    alpha: 'a', bravo: 'b', charlie: 'c', delta: 'd', echo: 'e', foxtrot: 'f', golf: 'g', hotel: 'h', india: 'i', juliette: 'j', kilo: 'k', lima: 'l',
    november: 'n', oscar: 'o', papa: 'p', quebec: 'q', romeo: 'r', sierra: 's', tango: 't', uniform: 'u', victor: 'v', whisky: 'w', zoulou: 'z',
  },
  times: { double: 2, deux: 2 },
  like: [['comme'], ['de'], ['pour'], ['comme', 'dans']],
  accents: [
    { words: ['accent', 'aigu'], mark: '\u0301' },
    { words: ['accent', 'grave'], mark: '\u0300' },
    { words: ['accent', 'circonflexe'], mark: '\u0302' },
    { words: ['trema'], mark: '\u0308' },
    { words: ['cedille'], mark: '\u0327' },
    { words: ['aigu'], mark: '\u0301' },
    { words: ['grave'], mark: '\u0300' },
  ],
  signs: { tiret: '-', apostrophe: "'", espace: ' ' },
  ignored: new Set(['majuscule', 'euh', 'puis', 'ensuite', 'et']),
};
