import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOfPcm, concatPcm, type Pcm, sampleRateHz, samplesOfMs } from '../../core/audio-frame.ts';
import { type Language, languages } from '../../core/language.ts';
import { announcements } from '../announcements.ts';
import { unprivilegedAccount } from './account.ts';
import type { WrittenConfiguration } from './configuration-options.ts';
import { writePrivateFile } from './private-files.ts';

/** Speaks a whole text: 16 kHz s16 mono. */
export type Speak = (text: string, language: Language) => Promise<Pcm>;

/** What callers hear from the dialplan when the server is away. */
const texts: Record<Language, { away: string; thanks: string }> = {
  fr: {
    away:
      'Bonjour. Notre répondeur est momentanément indisponible, veuillez nous en excuser. ' +
      'Après le signal sonore, laissez votre nom, votre numéro et votre message, il sera enregistré. Pour terminer, raccrochez ou appuyez sur dièse.',
    thanks: 'Merci. Votre message a bien été enregistré. Au revoir.',
  },
  en: {
    away:
      'Hello. We are sorry, our assistant is not available at the moment. ' +
      'After the tone, please leave your name, your number and your message, it will be recorded. To finish, hang up or press hash.',
    thanks: 'Thank you. Your message has been recorded. Goodbye.',
  },
};

const toneHz = 1000;
const toneMs = 400;
/** A quarter of full scale: as loud as speech, not louder. */
const toneAmplitude = 8192;
const madeOfFile = 'made-of.txt';

/**
 * Renders the prompts that the dialplan plays, 16 kHz raw (`.sln16`), in every language. Those that are there and still say the same stay. The
 * voice's errors pass through.
 */
export async function renderPrompts(configuration: WrittenConfiguration, speak: Speak, account?: string): Promise<void> {
  const madeOf = createHash('sha256')
    .update(JSON.stringify([texts, announcements, toneHz, toneMs, toneAmplitude]))
    .digest('hex');
  if ((await promptsMadeOf(configuration)) === madeOf) return;
  const owner = await unprivilegedAccount(account);
  for (const language of languages) {
    const away = concatPcm([await speak(texts[language].away, language), new Int16Array(samplesOfMs(300)), tone()]);
    await writePrivateFile(join(configuration.promptsDirectory, `away-${language}.sln16`), bytesOfPcm(away), owner);
    const thanks = await speak(texts[language].thanks, language);
    await writePrivateFile(join(configuration.promptsDirectory, `thanks-${language}.sln16`), bytesOfPcm(thanks), owner);
    const unserved = await speak(announcements[language], language);
    await writePrivateFile(join(configuration.promptsDirectory, `unserved-${language}.sln16`), bytesOfPcm(unserved), owner);
  }
  await writePrivateFile(join(configuration.promptsDirectory, madeOfFile), madeOf, owner);
}

/** Whether callers would hear something when the server is away. */
export async function promptsAreRendered(configuration: WrittenConfiguration): Promise<boolean> {
  return (await promptsMadeOf(configuration)) !== undefined;
}

function promptsMadeOf({ promptsDirectory }: WrittenConfiguration): Promise<string | undefined> {
  return readFile(join(promptsDirectory, madeOfFile), 'utf8').catch(() => undefined);
}

/** The signal after which the caller speaks. */
function tone(): Pcm {
  return Int16Array.from({ length: samplesOfMs(toneMs) }, (_, n) => Math.round(toneAmplitude * Math.sin((2 * Math.PI * toneHz * n) / sampleRateHz)));
}
