import type { Language } from '../core/language.ts';
import type { ModelKind } from './contract.ts';

/** Where the publishers list what they offer. Each can be replaced (--catalogue), for a mirror inside a company for instance. */
export const publicCatalogues: Record<ModelKind, readonly string[]> = {
  speech: ['https://alphacephei.com/vosk/models/model-list.json'],
  'language-model': [
    'https://huggingface.co/api/models/Qwen/Qwen2.5-0.5B-Instruct-GGUF/tree/main',
    'https://huggingface.co/api/models/Qwen/Qwen2.5-1.5B-Instruct-GGUF/tree/main',
  ],
  voice: ['https://huggingface.co/rhasspy/piper-voices/resolve/main/voices.json'],
};

/** Where a person reads about Vosk's models; the list itself names no licence. */
export const voskModelsPage = 'https://alphacephei.com/vosk/models';

/** The licences of Vosk's French and English models, as its page names them; the page itself is shown beside, and decides. */
export const voskLicences: Readonly<Record<string, string>> = {
  'vosk-model-small-fr-0.22': 'Apache-2.0',
  'vosk-model-fr-0.22': 'Apache-2.0',
  'vosk-model-small-fr-pguyot-0.3': 'CC-BY-NC-SA-4.0',
  'vosk-model-fr-0.6-linto-2.2.0': 'AGPL-3.0',
  'vosk-model-small-en-us-0.15': 'Apache-2.0',
  'vosk-model-en-us-0.22': 'Apache-2.0',
  'vosk-model-en-us-0.22-lgraph': 'Apache-2.0',
  'vosk-model-en-us-0.42-gigaspeech': 'Apache-2.0',
  'vosk-model-en-us-daanzu-20200905': 'AGPL-3.0',
  'vosk-model-en-us-daanzu-20200905-lgraph': 'AGPL-3.0',
};

/** The speakers that are proposed first: one speaker, clear, and a licence that lets a business use them. */
export const proposedSpeakers: Record<Language, readonly string[]> = {
  fr: ['fr_FR-siwis', 'fr_FR-upmc'],
  en: ['en_GB-alba', 'en_GB-alan', 'en_US-ljspeech'],
};

/** A licence that a business cannot use as it likes. */
export function forbidsBusinessUse(licence: string): boolean {
  return /non-?commercial|\bnc\b|[-_ ]nc[-_ ]|research/i.test(licence);
}
