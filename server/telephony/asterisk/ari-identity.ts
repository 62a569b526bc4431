import type { AriChannel } from './ari-types.ts';

export interface CallIdentity {
  from: string | null;
  fromName: string | null;
  to: string;
}

/** Asterisk's words for a number or a name that the network withholds. */
const withheld = new Set(['', 'anonymous', 'unavailable', 'unknown', 'restricted', 'private']);

/**
 * Who calls whom, as the channel itself tells, so that a call found after a restart is known as well as a fresh one. The dialled
 * number is the first argument that the dialplan gave to Stasis, else the extension where the channel is.
 */
export function identityOf(channel: AriChannel, app: string): CallIdentity {
  const data = channel.dialplan.app_data ?? '';
  const [inApp, argument] = data.split(',');
  return {
    from: known(channel.caller.number),
    fromName: known(channel.caller.name),
    to: inApp === app && argument ? argument : channel.dialplan.exten,
  };
}

/** The channel is inside our Stasis application, whichever process put it there. */
export function isInApp(channel: AriChannel, app: string): boolean {
  const { app_name, app_data } = channel.dialplan;
  return app_name === 'Stasis' && app_data?.split(',')[0] === app;
}

function known(text: string): string | null {
  return withheld.has(text.trim().toLowerCase()) ? null : text.trim();
}
