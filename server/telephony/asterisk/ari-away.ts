import type { AriLink } from './ari-link.ts';

/** Where the dialplan (dialplan/extensions.conf) takes a message by itself. */
const away = { context: 'away', extension: 's', priority: 1 };

/** A caller for whom this process can do nothing goes on in the dialplan, where the voicemail of last resort is. */
export function sendAway(link: AriLink, channelId: string): Promise<void> {
  return link.request((ari) => ari.channels.continueInDialplan({ channelId, ...away }));
}
