import { begin, end, pad } from '../phoneme-ids.ts';

/** How the rehearsal voice makes one phoneme. */
export interface PhonemeSound {
  symbol: string;
  /** Three formants, in Hz; 0 where it has no tone. */
  formantsHz: readonly [number, number, number];
  /** Of the tone: 1 for a vowel. */
  voicing: number;
  /** Of the breath or hiss. */
  noise: number;
  ms: number;
}

type Formants = readonly [number, number, number];
const silent: Formants = [0, 0, 0];

/** Typical formants of men's vowels (Peterson & Barney 1952 for English; Calliope 1989 for French), rounded. */
const vowels: Record<string, Formants> = {
  a: [750, 1300, 2500],
  ɑ: [700, 1100, 2500],
  ɐ: [680, 1350, 2500],
  æ: [690, 1650, 2500],
  ɒ: [600, 900, 2500],
  e: [390, 2200, 2700],
  ɛ: [560, 1800, 2500],
  i: [280, 2250, 2900],
  ɪ: [380, 1950, 2600],
  o: [400, 750, 2400],
  ɔ: [550, 900, 2500],
  u: [300, 750, 2300],
  ʊ: [420, 1000, 2300],
  y: [270, 1850, 2300],
  ø: [400, 1500, 2300],
  œ: [520, 1400, 2400],
  ə: [500, 1450, 2400],
  ɚ: [480, 1350, 1700],
  ɜ: [520, 1400, 1800],
  ʌ: [620, 1200, 2500],
  ᵻ: [360, 1850, 2500],
};
const voiced: Record<string, Formants> = {
  m: [280, 1000, 2200],
  n: [280, 1500, 2400],
  ŋ: [280, 1900, 2400],
  ɲ: [280, 2000, 2500],
  l: [360, 1200, 2600],
  ɫ: [360, 1000, 2600],
  r: [450, 1200, 2200],
  ɹ: [350, 1100, 1600],
  ʁ: [550, 1100, 2300],
  ɾ: [400, 1400, 2400],
  j: [280, 2200, 2900],
  w: [300, 700, 2300],
  ɥ: [280, 1900, 2400],
  b: [250, 900, 2200],
  d: [250, 1700, 2500],
  ɡ: [250, 1800, 2300],
  v: [280, 1100, 2300],
  z: [280, 1600, 2500],
  ʒ: [280, 1700, 2400],
  ð: [280, 1500, 2500],
};
/** The share of hiss. */
const hissing: Record<string, number> = {
  s: 0.5,
  z: 0.35,
  f: 0.25,
  v: 0.15,
  ʃ: 0.5,
  ʒ: 0.35,
  h: 0.2,
  θ: 0.2,
  ð: 0.1,
  x: 0.3,
  t: 0.35,
  k: 0.35,
  p: 0.2,
  c: 0.3,
};
/** Marks, with the pause that each makes; stress and the tilde of nasal vowels change nothing here but are known, as in every voice. */
const marks: Record<string, number> = {
  [pad]: 0,
  [begin]: 10,
  [end]: 10,
  ' ': 25,
  '.': 220,
  '!': 220,
  '?': 220,
  ',': 140,
  ';': 140,
  ':': 140,
  ː: 60,
  ˈ: 0,
  ˌ: 0,
  '\u0303': 20,
  '-': 0,
};

/** Every phoneme the voice knows; its place in the list is its id. The first three are Piper's own ids of pad, begin and end. */
export const phonemeSounds: readonly PhonemeSound[] = [
  ...Object.entries(marks).map(([symbol, ms]) => ({ symbol, formantsHz: silent, voicing: 0, noise: 0, ms })),
  ...Object.entries(vowels).map(([symbol, formantsHz]) => ({ symbol, formantsHz, voicing: 1, noise: 0, ms: 85 })),
  ...Object.entries(voiced).map(([symbol, formantsHz]) => ({ symbol, formantsHz, voicing: 0.45, noise: hissing[symbol] ?? 0, ms: 55 })),
  ...Object.entries(hissing)
    .filter(([symbol]) => !(symbol in voiced))
    .map(([symbol, noise]) => ({ symbol, formantsHz: silent, voicing: 0, noise, ms: 70 })),
];
