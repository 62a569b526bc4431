import { isInApp } from './ari-identity.ts';
import type { AriBridge, AriChannel } from './ari-types.ts';
import { ownPrefix } from './media-leg.ts';

export interface Census {
  /** Callers in our application whom no call of this process owns. */
  callers: AriChannel[];
  /** Media channels and bridges of ours that no call of this process owns: left by a process that is gone. */
  orphanChannelIds: string[];
  orphanBridgeIds: string[];
  /** Calls of this process whose channel is not there any more. */
  goneCallIds: string[];
}

export interface Owned {
  callIds: ReadonlySet<string>;
  /** Ids of the media channels and bridges of this process's calls. */
  legIds: ReadonlySet<string>;
}

/** What the switch holds, compared with what this process knows of. Channels and bridges that are not ours are in no list. */
export function compareCensus(channels: readonly AriChannel[], bridges: readonly AriBridge[], owned: Owned, app: string): Census {
  const isOurs = (id: string) => id.startsWith(ownPrefix(app));
  const present = new Set(channels.map((channel) => channel.id));
  const orphans = (ids: string[]) => ids.filter((id) => isOurs(id) && !owned.legIds.has(id));
  return {
    callers: channels.filter((channel) => isInApp(channel, app) && !isOurs(channel.id) && !owned.callIds.has(channel.id)),
    orphanChannelIds: orphans([...present]),
    orphanBridgeIds: orphans(bridges.map((bridge) => bridge.id)),
    goneCallIds: [...owned.callIds].filter((id) => !present.has(id)),
  };
}
