import type { Pcm } from '../../../../core/audio-frame.ts';
import type { Language } from '../../../../core/language.ts';
import type { PorcupineSettings } from './settings.ts';

/** What the server and Porcupine's child process say to each other. */
export type PorcupineEngine = {
  options: Pick<PorcupineSettings, 'accessKey' | 'module' | 'fr' | 'en' | 'sensitivity'>;
  /** The engine's own version. */
  info: { version: string };
  requests: Record<never, { input: unknown; output: unknown }>;
  messages: {
    open: { stream: number; language: Language };
    sound: { stream: number; pcm: Pcm };
    close: { stream: number };
  };
  events: {
    /** `keyword`: its place in the list of the language. */
    detected: { stream: number; keyword: number };
    /** This call is listened to no more. */
    failed: { stream: number; message: string };
  };
};
