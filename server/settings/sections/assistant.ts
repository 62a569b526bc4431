import { z } from 'zod';
import { choice, decimal, describe, path, secret, text, whole } from '../keys.ts';

const pause = (ms: number) => whole(100, 5000, 'milliseconds').default(ms);

export const assistant = describe(
  z.strictObject({
    max_call_minutes: describe(whole(1, 60, 'minutes').default(10), 'A call is ended politely after this time.'),
    silence_seconds: describe(whole(2, 60, 'seconds').default(6), 'How long a silent caller is waited for before he is asked again.'),
    end_of_turn_ms: describe(
      z
        .strictObject({
          short: describe(pause(320), 'After a clear yes or no, a whole number, a question, a goodbye.'),
          sentence: describe(pause(520), 'After a sentence that tells something.'),
          normal: describe(pause(580), 'After other words.'),
          long: describe(pause(1300), 'While a number or a name is given, and after words that end no sentence.'),
          least: describe(pause(200), 'Never less, whatever was said.'),
          most: describe(whole(500, 20_000, 'milliseconds').default(2600), 'Never more, also after "one moment".'),
        })
        .prefault({})
        .meta({ expected: 'a table such as { short = 320, sentence = 520, normal = 580, long = 1300, least = 200, most = 2600 }' }),
      "The silence that ends a caller's turn: short after a clear yes or no, a whole number, a goodbye; long inside numbers and names; least and most hold for all.",
    ),
    pause_voice_ms: describe(
      whole(60, 2000, 'milliseconds').default(160),
      'How long a caller must be heard before the assistant pauses. It goes on from the same word when he only said "mm" or coughed.',
    ),
    barge_in_ms: describe(
      whole(100, 2000, 'milliseconds').default(250),
      'How long a caller must speak before the assistant gives up what it was saying.',
    ),
    key_pause_ms: describe(whole(500, 10_000, 'milliseconds').default(2000), 'The pause after a key that ends a keyed number.'),
    wording: describe(
      choice(['templates', 'model']).default('model'),
      'Who words acknowledgements when there is a language model. Questions, read-back and goodbye are always templates.',
    ),
    summary: describe(
      choice(['rules', 'model']).default('model'),
      'Whether a language model, when there is one, adds what else the caller said to the summary, each statement with its moment in the call.',
    ),
    max_utterance_seconds: describe(whole(5, 300, 'seconds').default(60), 'A caller who speaks longer without a pause is answered then.'),
  }),
  'The talk.',
);

export const speechToText = describe(
  z.strictObject({
    provider: describe(choice(['vosk']).default('vosk'), 'The recogniser.'),
    models_dir: describe(path(), 'Where its models are.', { defaultText: 'models in data_dir', example: '/var/lib/repondeur/models' }),
    live_fr: describe(path().optional(), 'The French model that listens during calls. Default: the smallest in models_dir.', {
      example: '/var/lib/repondeur/models/vosk-model-small-fr-0.22',
    }),
    live_en: describe(path().optional(), 'The English model that listens during calls. Default: the smallest in models_dir.', {
      example: '/var/lib/repondeur/models/vosk-model-small-en-us-0.15',
    }),
    after_call_fr: describe(
      path().optional(),
      'The French model that transcribes again after a call. Default: the largest in models_dir, if there are several.',
      {
        example: '/var/lib/repondeur/models/vosk-model-fr-0.22',
      },
    ),
    after_call_en: describe(
      path().optional(),
      'The English model that transcribes again after a call. Default: the largest in models_dir, if there are several.',
      {
        example: '/var/lib/repondeur/models/vosk-model-en-us-0.22',
      },
    ),
    after_call_wait_seconds: describe(
      whole(0, 3600, 'seconds').default(300),
      'How long the e-mail waits for that better transcript; then it goes with the live one. 0: calls are not transcribed again.',
    ),
    library_path: describe(path().optional(), 'Its shared library, where the one in the npm package does not fit the machine.', {
      example: '/usr/local/lib/libvosk.so',
    }),
  }),
  'The ear.',
);

const listOf = (item: ReturnType<typeof text>, example: string) => z.array(item).meta({ expected: `a list such as ${example}` });
const words = (...said: string[]) => listOf(text(), '["agent", "front desk"]').default(said);
const keywordFiles = (example: string) =>
  listOf(path(), `["${example}"]`)
    .meta({ expected: `a list of .ppn files such as ["${example}"]`, path: true })
    .default([]);

export const hotword = describe(
  z.strictObject({
    words_fr: describe(
      words('conseiller', 'conseillère', 'standard', 'opérateur', 'humain'),
      'French words by which a caller asks for a human at any time, also while the assistant speaks. Alone, or in a sentence that asks for one.',
    ),
    words_en: describe(words('agent', 'operator', 'human'), 'The same in English.'),
    access_key: describe(
      secret().optional(),
      "The access key of a Picovoice account: with it and keyword files Porcupine listens to the sound itself; else the words are looked for in what the recogniser hears. Porcupine's library asks its makers' servers about the key; no sound leaves the machine.",
    ),
    porcupine_fr: describe(keywordFiles('/etc/repondeur/conseiller_fr_linux_v4_0_0.ppn'), "French keyword files, made in Picovoice's console.", {
      example: ['/etc/repondeur/conseiller_fr_linux_v4_0_0.ppn'],
    }),
    porcupine_en: describe(keywordFiles('/etc/repondeur/operator_en_linux_v4_0_0.ppn'), 'English keyword files.', {
      example: ['/etc/repondeur/operator_en_linux_v4_0_0.ppn'],
    }),
    model_fr: describe(path().optional(), "Porcupine's parameters for French, needed for French keyword files.", {
      example: '/etc/repondeur/porcupine_params_fr.pv',
    }),
    model_en: describe(path().optional(), 'The same for English, where those in the package are not to be used.', {
      example: '/etc/repondeur/porcupine_params.pv',
    }),
    sensitivity: describe(decimal(0, 1).default(0.5), 'How easily Porcupine hears a word: higher misses less and is mistaken more often.'),
    porcupine_package: describe(
      text().default('@picovoice/porcupine-node'),
      'Its npm package, by name or by the path of its entry file. Not installed by default: npm install --no-save @picovoice/porcupine-node@4',
    ),
  }),
  'Words that reach a human, beside key 0.',
);

export const languageModel = describe(
  z.strictObject({
    provider: describe(
      choice(['none', 'llama-cpp']).default('llama-cpp'),
      'The language model. Where there is no file for it, and with "none", rules understand and templates speak.',
    ),
    model: describe(path().optional(), 'Its file, in GGUF. Default: the smallest in speech_to_text.models_dir, if there is any.', {
      example: '/var/lib/repondeur/models/mind.gguf',
    }),
    after_call_model: describe(
      path().optional(),
      'The file of another that sums up after calls, in memory only while it does. Default: the largest in models_dir, if there are several.',
      { example: '/var/lib/repondeur/models/large-mind.gguf' },
    ),
    after_call_seconds: describe(
      whole(1, 600, 'seconds').default(60),
      'How long the record of a call waits for that other model at most, with its loading.',
    ),
    sha256: describe(text().optional(), 'The digest of the file that model names; compared before it is loaded.', {
      example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    }),
    threads: describe(whole(1, 64, 'threads').optional(), 'Of the processor. Default: all cores but one, which the ear and Asterisk need.', {
      example: 2,
    }),
    context_tokens: describe(whole(256, 32_768, 'tokens').default(2048), 'Its memory for one call: instructions, what was said, and the answer.'),
    sequences: describe(whole(1, 32, 'calls').default(4), 'How many calls use it at the same time; further calls are served by rules and templates.'),
    start_seconds: describe(whole(1, 600, 'seconds').default(120), 'By then it must be loaded.'),
    think_ahead: describe(
      choice(['no', 'read', 'answer']).default('answer'),
      'Whether it reads what a caller says while he speaks ("read"), and understands it whenever he pauses ("answer"): replies come sooner, for some processor time.',
    ),
    understand_ms: describe(whole(100, 10_000, 'milliseconds').default(1200), 'How long a caller waits for it at most, before rules decide.'),
    word_ms: describe(
      whole(100, 10_000, 'milliseconds').default(600),
      'How long a reply waits for its first words at most, before the template is spoken.',
    ),
    summary_seconds: describe(whole(1, 120, 'seconds').default(8), 'How long the record of a call waits for it at most.'),
  }),
  'The mind: a language model on this machine. It proposes; numbers, transfers and the end of a call stay with the rules.',
);

export const textToSpeech = describe(
  z.strictObject({
    provider: describe(
      choice(['espeak', 'piper']).default('espeak'),
      'The voice engine. Where "piper" has no voice or fails, "espeak" speaks in its place.',
    ),
    voice_fr: describe(text().default('fr'), 'The French voice of espeak.'),
    voice_en: describe(text().default('en-gb'), 'The English voice of espeak.'),
    rate: describe(whole(80, 450, 'words a minute').default(160), 'How fast espeak speaks.'),
    voices_dir: describe(path(), 'Where the Piper voices are: both files of each, .onnx and .onnx.json.', {
      defaultText: 'voices in data_dir',
      example: '/var/lib/repondeur/voices',
    }),
    piper_fr: describe(path().optional(), 'The French Piper voice, where voices_dir holds several.', {
      example: '/var/lib/repondeur/voices/fr_FR-siwis-medium.onnx',
    }),
    piper_en: describe(path().optional(), 'The English Piper voice, where voices_dir holds several.', {
      example: '/var/lib/repondeur/voices/en_GB-alba-medium.onnx',
    }),
    speaker_fr: describe(text().optional(), 'Who speaks, by name or number, in a French Piper voice of several speakers.', { example: '0' }),
    speaker_en: describe(text().optional(), 'Who speaks, by name or number, in an English Piper voice of several speakers.', { example: '0' }),
    speed: describe(decimal(0.5, 2).default(1), 'How fast Piper speaks: 1 is as the voice was made, 2 twice as fast.'),
    volume_db: describe(decimal(-30, 6).default(0), 'How much louder or softer Piper speaks, in decibels.'),
  }),
  'The voice.',
);
