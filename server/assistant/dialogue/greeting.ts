import { languagePack } from '../languages/packs.ts';
import type { Talk } from './talk.ts';

/** Says who is called, that an AI speaks and, where needed, that the call is recorded; then asks openly. */
export function greet(talk: Talk): void {
  const { host } = talk.context;
  if (host.greeting === undefined) talk.say('greeting', { host: host.name });
  else {
    talk.sayText(host.greeting);
    if (!languagePack(host.language).saysAi.test(host.greeting)) talk.say('ai-notice');
  }
  if (host.recordingNotice) talk.say('recording-notice');
  talk.ask('purpose', 'how-can-i-help');
}
