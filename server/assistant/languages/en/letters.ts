import type { LetterWords } from '../contract.ts';

/** English names of letters as recognisers write them, and the NATO alphabet. */
export const letters: LetterWords = {
  names: {
    ay: 'a', bee: 'b', be: 'b', see: 'c', sea: 'c', dee: 'd', ee: 'e', ef: 'f', eff: 'f', gee: 'g', aitch: 'h', haitch: 'h', eye: 'i', jay: 'j', kay: 'k',
    el: 'l', ell: 'l', em: 'm', en: 'n', oh: 'o', pee: 'p', cue: 'q', queue: 'q', are: 'r', ar: 'r', ess: 's', tee: 't', tea: 't', you: 'u', vee: 'v',
    'double u': 'w', 'double you': 'w', ex: 'x', why: 'y', wye: 'y', zed: 'z', zee: 'z',
    alpha: 'a', alfa: 'a', bravo: 'b', charlie: 'c', delta: 'd', echo: 'e', foxtrot: 'f', golf: 'g', hotel: 'h', india: 'i', juliet: 'j', juliett: 'j',
    kilo: 'k', lima: 'l', mike: 'm', november: 'n', oscar: 'o', papa: 'p', quebec: 'q', romeo: 'r', sierra: 's', tango: 't', uniform: 'u', victor: 'v',
    whiskey: 'w', whisky: 'w', xray: 'x', yankee: 'y', zulu: 'z',
  },
  times: { double: 2, two: 2 },
  like: [['for'], ['as', 'in'], ['like'], ['as'], ['is', 'for']],
  accents: [
    { words: ['acute'], mark: '\u0301' },
    { words: ['grave'], mark: '\u0300' },
    { words: ['with', 'an', 'accent'], mark: '\u0301' },
    { words: ['umlaut'], mark: '\u0308' },
  ],
  signs: { hyphen: '-', dash: '-', apostrophe: "'", space: ' ' },
  ignored: new Set(['capital', 'um', 'then', 'and']),
};
