/** ari-client 2.2.0 brings no types; it builds its operations from the switch's own description of ARI. The part that we use. */
declare module 'ari-client' {
  import type { EventEmitter } from 'node:events';

  export interface AriOperations {
    channels: {
      list(): Promise<object[]>;
      get(params: { channelId: string }): Promise<object>;
      answer(params: { channelId: string }): Promise<void>;
      hangup(params: { channelId: string; reason?: string }): Promise<void>;
      continueInDialplan(params: { channelId: string; context?: string; extension?: string; priority?: number }): Promise<void>;
      setChannelVar(params: { channelId: string; variable: string; value: string }): Promise<void>;
      getChannelVar(params: { channelId: string; variable: string }): Promise<{ value: string }>;
      sendDTMF(params: { channelId: string; dtmf: string; duration?: number; between?: number }): Promise<void>;
      create(params: { endpoint: string; app: string; channelId: string; formats?: string; variables?: Record<string, string> }): Promise<object>;
      dial(params: { channelId: string; timeout?: number }): Promise<void>;
      externalMedia(params: {
        app: string;
        channelId: string;
        external_host: string;
        connection_type: string;
        transport: string;
        encapsulation: string;
        format: string;
      }): Promise<object>;
    };
    bridges: {
      list(): Promise<object[]>;
      create(params: { type: string; bridgeId: string; name: string }): Promise<object>;
      addChannel(params: { bridgeId: string; channel: string }): Promise<void>;
      destroy(params: { bridgeId: string }): Promise<void>;
    };
  }

  export interface AriClient extends EventEmitter, AriOperations {
    start(app: string): Promise<void>;
  }

  export function connect(url: string, username: string, password: string): Promise<AriClient>;
  const ari: { connect: typeof connect };
  export default ari;
}
