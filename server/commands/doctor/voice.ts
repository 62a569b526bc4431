import type { TextToSpeech } from '../../ai/text-to-speech/contract.ts';
import { createTextToSpeech, type TextToSpeechSettings } from '../../ai/text-to-speech/registry.ts';
import { rmsDbfs } from '../../audio/level.ts';
import { withDeadline } from '../../core/abortable.ts';
import { concatPcm, msOfSamples, type Pcm } from '../../core/audio-frame.ts';
import { type Language, languages } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import { type Finding, fail, failed, ok } from './finding.ts';

const sentences: Record<Language, string> = { fr: 'Bonjour, vous êtes bien chez nous.', en: 'Hello, you have reached us.' };
const shortestMs = 800;
/** Speech lies at −15 to −30 dBFS; below this a caller would hear nothing. */
const quietestDbfs = -45;
const deadlineMs = 10_000;
const piperWayOut = 'mend or remove the voice files named above, or set text_to_speech.provider = "espeak"';
const wayOut = 'apt-get install espeak-ng, and check text_to_speech.voice_fr and voice_en (espeak-ng --voices lists them)';

/** Makes the voice speak in each language, and measures that there is sound. */
export async function checkVoice(settings: TextToSpeechSettings, logger: Logger): Promise<Finding[]> {
  const voice = createTextToSpeech(settings, logger);
  try {
    await voice.start();
    const findings = voiceUsed(voice);
    for (const language of languages) findings.push(await speaks(language, () => collect(voice.speak({ text: sentences[language], language }))));
    return findings;
  } catch (error) {
    return [failed('the voice does not start', error, wayOut)];
  } finally {
    await voice.stop();
  }
}

/** A voice may be away while another speaks in its place. */
function voiceUsed(voice: TextToSpeech): Finding[] {
  const { ready, degraded, reason } = voice.health();
  return ready && !degraded ? [] : [fail(reason ?? `the voice ${voice.name} is not ready`, piperWayOut)];
}

async function speaks(language: Language, speak: () => Promise<Pcm>): Promise<Finding> {
  try {
    const sound = await withDeadline(speak(), deadlineMs, 'a sentence');
    const [ms, level] = [Math.round(msOfSamples(sound.length)), Math.round(rmsDbfs(sound))];
    if (ms < shortestMs || level < quietestDbfs) return fail(`the voice (${language}) makes no sound: ${ms} ms at ${level} dBFS`, wayOut);
    return ok(`the voice speaks (${language}): ${ms} ms of sound at ${level} dBFS`);
  } catch (error) {
    return failed(`the voice (${language})`, error, wayOut);
  }
}

async function collect(chunks: AsyncIterable<Pcm>): Promise<Pcm> {
  const parts: Pcm[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatPcm(parts);
}
