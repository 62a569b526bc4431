import { createHotwordDetector, type HotwordSettings } from '../../ai/hotword/registry.ts';
import { type Language, languages } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import { type Finding, fail, failed, ok } from './finding.ts';

const wayOut = 'check hotword.access_key and the keyword files, or leave the key out: keywords need neither';

/** Starts what listens for words that reach a human, and says which one that is. */
export async function checkHotWords(settings: HotwordSettings, logger: Logger): Promise<Finding[]> {
  const detector = createHotwordDetector(settings, logger);
  try {
    await detector.start();
    const { ready, degraded, reason = '' } = detector.health();
    const listening = ok(
      `${detector.name} listens: ${languages.map((language) => inWords(language, detector.words(language))).join(', ')}; key 0 counts always`,
    );
    return ready && !degraded ? [listening] : [listening, fail(reason, wayOut)];
  } catch (error) {
    return [failed('the hot words', error, wayOut)];
  } finally {
    await detector.stop();
  }
}

function inWords(language: Language, words: readonly string[]): string {
  return `${words.length > 0 ? words.join(', ') : 'nothing'} (${language})`;
}
