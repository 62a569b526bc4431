import { parseArgs } from 'node:util';
import { wordErrors } from '../models/rehearsal/evaluation/score.ts';
import { grammarJson } from '../server/ai/speech-to-text/providers/vosk/grammar.ts';
import { findLibrary } from '../server/ai/speech-to-text/providers/vosk/library-path.ts';
import { type Handle, type LibVosk, loadLibVosk } from '../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { corrects } from '../server/ai/speech-to-text/providers/vosk/second-hearing.ts';
import { expectedPhrases } from '../server/assistant/expected-phrases.ts';
import { mix } from '../server/audio/sound.ts';
import { concatPcm, type Pcm, sampleRateHz, samplesOfMs } from '../server/core/audio-frame.ts';
import type { Language } from '../server/core/language.ts';
import { callerVoice } from '../server/rehearsal/caller-voice.ts';
import { rehearsalModel } from '../server/testing/rehearsal-ear.ts';

/**
 * Whether a grammar of the expected answer helps: `node bench/grammar.ts [--snr 99,10,5,0]`. The same sound is heard with all of the model's words, with the
 * grammar alone, and as the product does: the grammar's words when it found nothing but its own, else the others'. Answers that are not in the grammar
 * show what it harms. Noise is white, in dB below the voice.
 */
const { values } = parseArgs({ options: { snr: { type: 'string', default: '99,10,5,0' }, verbose: { type: 'boolean', default: false } } });

const answers = {
  fr: {
    voices: ['fr+m3', 'fr+f3', 'fr+m1', 'fr'],
    'yes-no': ['oui', 'non', "oui c'est ça", 'non merci', "oui c'est urgent", "non ce n'est pas urgent", "d'accord", "c'est bon"],
    phone: [
      'zéro six douze trente quatre cinquante six soixante dix huit',
      'zéro un quatre vingt dix neuf zéro zéro douze trente quatre',
      'zéro six trente neuf quatre vingt dix huit zéro un vingt trois',
      'mon numéro est le zéro sept un deux trois quatre cinq six sept huit',
      "c'est le zéro six vingt trois onze quarante deux seize",
      'zéro six un deux trois quatre cinq six sept huit',
    ],
    else: [
      "oui j'ai une fuite d'eau dans ma cuisine",
      'non je voudrais un devis pour une salle de bain',
      "attendez c'est pour la facture",
      'ma chaudière ne marche plus',
      'pouvez vous répéter',
      'attendez',
      'pardon',
      'demain',
      'la facture',
      'julie martin',
      'je voudrais parler à monsieur durand',
    ],
  },
  en: {
    voices: ['en-us+m3', 'en-gb+f3', 'en-gb+m3', 'en-us'],
    'yes-no': ['yes', 'no', "yes that's right", 'no thank you', "it's urgent", "no it's not urgent", 'okay', 'yes please'],
    phone: [
      'zero seven seven double zero nine hundred one two three',
      'zero two zero seven nine four six zero one two three',
      'my number is zero seven seven zero zero nine zero zero four five six',
      'zero seven one two three four five six seven eight nine',
      "it's zero one six one four nine six zero eight seven five",
      'plus four four seven seven zero zero nine zero zero one eight eight',
    ],
    else: [
      'yes I have a leak in my kitchen',
      'no I would like a quote for a bathroom',
      'my boiler is broken',
      "I'm calling about an invoice",
      'can you repeat please',
      'wait',
      'sorry',
      'tomorrow',
      'the invoice',
      'james wilson',
      'I want to speak to mister wilson',
    ],
  },
} as const;

/** What a number is made of, and what is said around it. */
const digits: Record<Language, readonly string[]> = {
  fr: [
    ...'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent'.split(
      ' ',
    ),
    ...['dix sept', 'dix huit', 'dix neuf', 'soixante dix', 'quatre vingt', 'quatre vingt dix', 'et un', 'et onze', 'plus trente trois'],
    ...['mon numéro est le', "mon numéro c'est le", "c'est le"],
  ],
  en: [
    ...'zero oh one two three four five six seven eight nine ten eleven twelve thirteen twenty thirty forty fifty sixty seventy eighty ninety'.split(
      ' ',
    ),
    ...['double', 'triple', 'plus four four', 'nine hundred', 'my number is', "it's", 'the number is'],
  ],
};

type Way = 'open' | 'grammar' | 'both';

function numbers(language: Language): string[] {
  const fr = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ');
  const tens = ['vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'quatre vingt'];
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const en = 'zero one two three four five six seven eight nine oh'.split(' ');
  return Array.from({ length: 200 }, () => {
    if (language === 'en') return ['', ...Array.from({ length: 10 }, () => (random() < 0.08 ? `double ${pick(en)}` : pick(en)))].join(' ').trim();
    const pair = () => {
      const kind = random();
      if (kind < 0.15) return `zéro ${pick(fr.slice(1, 10))}`;
      if (kind < 0.35) return pick(fr.slice(10));
      if (kind < 0.5) return `${pick(['soixante', 'quatre vingt'])} ${pick([...fr.slice(10), 'dix sept', 'dix huit', 'dix neuf'])}`;
      return `${pick(tens)} ${pick(fr.slice(2, 10))}`;
    };
    return random() < 0.4
      ? Array.from({ length: 10 }, () => pick(fr.slice(0, 10))).join(' ')
      : `zéro ${pick(fr.slice(1, 10))} ${[1, 2, 3, 4].map(pair).join(' ')}`;
  });
}

let seed = 1;
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
}

function withNoise(sound: Pcm, snrDb: number): Pcm {
  const whole = concatPcm([new Int16Array(samplesOfMs(300)), sound, new Int16Array(samplesOfMs(500))]);
  if (snrDb >= 99) return whole;
  const power = sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length;
  // Uniform noise between -a and a has a power of a²/3.
  const peak = Math.sqrt((3 * power) / 10 ** (snrDb / 10));
  return mix(
    whole,
    Int16Array.from(whole, () => Math.round((random() * 2 - 1) * peak)),
  );
}

async function hear(library: LibVosk, recognizer: Handle, sound: Pcm): Promise<string[]> {
  const words: string[] = [];
  const add = (json: string) => words.push(...(JSON.parse(json) as { text: string }).text.split(' ').filter(Boolean));
  for (let at = 0; at < sound.length; at += samplesOfMs(60)) {
    if ((await library.accept(recognizer, sound.slice(at, at + samplesOfMs(60)))) === 1) add(await library.result(recognizer));
  }
  add(await library.finalResult(recognizer));
  await library.free(recognizer);
  return words;
}

const asWords = (words: readonly string[]) => words.map((word) => ({ word }));
const said = (words: readonly string[]) => words.filter((word) => !word.startsWith('['));
const library = loadLibVosk(findLibrary(undefined, process));
for (const language of ['fr', 'en'] as const satisfies readonly Language[]) {
  const model = await library.loadModel(await rehearsalModel(language));
  const set = answers[language];
  for (const expects of ['yes-no', 'phone'] as const) {
    const known = (expects === 'phone' ? [...digits[language], ...numbers(language)] : expectedPhrases(language, expects, [])!).filter((phrase) =>
      phrase.split(' ').every((word) => library.knowsWord(model, word)),
    );
    const grammar = grammarJson(known, (word) => library.knowsWord(model, word));
    for (const kind of [expects, 'else'] as const) {
      for (const snr of values.snr.split(',').map(Number)) {
        const errors: Record<Way, number> = { open: 0, grammar: 0, both: 0 };
        const exact: Record<Way, number> = { open: 0, grammar: 0, both: 0 };
        let words = 0;
        let sentences = 0;
        for (const voice of set.voices) {
          for (const sentence of set[kind]) {
            const sound = withNoise(await callerVoice(sentence, voice), snr);
            const open = await hear(library, library.newRecognizer(model, sampleRateHz), sound);
            const restricted = await hear(library, library.newGrammarRecognizer(model, sampleRateHz, grammar), sound);
            const heard: Record<Way, string[]> = {
              open: said(open),
              grammar: said(restricted),
              both: known.includes(restricted.join(' ')) && corrects(asWords(restricted), asWords(said(open))) ? restricted : said(open),
            };
            const expected = sentence.toLowerCase().split(' ');
            words += expected.length;
            sentences++;
            for (const way of ['open', 'grammar', 'both'] as const) {
              const wrong = wordErrors(expected, heard[way]);
              errors[way] += wrong;
              if (wrong === 0) exact[way]++;
            }
            if (values.verbose) process.stdout.write(`  ${voice} ${snr}: ${sentence} > ${open.join(' ')} | ${restricted.join(' ')}\n`);
          }
        }
        const shown = (['open', 'grammar', 'both'] as const).map(
          (way) => `${way} ${((100 * (words - errors[way])) / words).toFixed(1)} / ${((100 * exact[way]) / sentences).toFixed(0)} %`,
        );
        process.stdout.write(`${language} ${expects} expected, ${kind} said, ${snr >= 99 ? 'no noise' : `${snr} dB`}: ${shown.join(', ')}\n`);
      }
    }
  }
}
