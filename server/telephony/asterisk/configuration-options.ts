import type { Language } from '../../core/language.ts';
import type { AsteriskInstallation } from './installation.ts';

/** What an Asterisk of ours is to be: everything that differs between the service, a demo and a test. */
export interface AsteriskConfiguration {
  installation: AsteriskInstallation;
  /**
   * Holds everything that this Asterisk writes: etc, lib, log, run, sounds, spool. Made when missing. Below 80 bytes, since the path of a Unix
   * socket in it ends at 107 (unix(7)). Every directory above must be open to the account that Asterisk runs as.
   */
  directory: string;
  ports: AsteriskPorts;
  /** Where SIP listens: '127.0.0.1' keeps demo and tests on this machine, '0.0.0.0' is for the service. HTTP is always on 127.0.0.1. */
  sipAddress: string;
  /** Name of the Stasis application that calls are handed to. */
  application: string;
  numbers: NumberLanguage[];
  /** Of the prompts for any other number. */
  defaultLanguage: Language;
  trunks: Trunk[];
  phones: Phone[];
  nat?: Nat;
  /** The voicemail that answers when the server is away. */
  away?: AwayLimits;
  /** Whose files these are when this process is root; an account's name. Default 'repondeur', which bin/repondeur creates. */
  account?: string;
}

export interface AsteriskPorts {
  /** UDP. */
  sip: number;
  /** TCP, on 127.0.0.1. */
  http: number;
  /** UDP, two for each leg of a call. */
  rtpStart: number;
  rtpEnd: number;
}

/** One of our numbers, in E.164, and the language that its callers expect. */
export interface NumberLanguage {
  number: string;
  language: Language;
}

/** A provider's line. Calls from its addresses, or for its registration, are ours to answer. */
export interface Trunk {
  /** 1 to 40 letters, digits, `-`, `_`. */
  name: string;
  host: string;
  port: number;
  username?: string;
  password?: string;
  /** We register there, so that the provider knows where we are. Needs username and password. */
  register: boolean;
  /** What the provider puts into the calls that follow from the registration; the username when absent. */
  contactUser?: string;
}

/** A phone that registers here; what it dials is answered like a call from outside. */
export interface Phone {
  /** Its user name: 1 to 40 letters, digits, `-`, `_`. */
  name: string;
  password: string;
}

/** For a service behind a router. */
export interface Nat {
  externalAddress: string;
  /** Networks that are reached directly, as 192.168.0.0/16. */
  localNetworks: string[];
}

export interface AwayLimits {
  /** Default 180: a message is shorter. */
  longestMessageS?: number;
  /** Default 8: a caller who thinks is quiet for up to 5 s. */
  longestSilenceS?: number;
  /** Default 3600: the end of any call, should nobody else end it. */
  longestCallS?: number;
}

/** What the server needs to know to use it. Holds a secret: never log it. */
export interface WrittenConfiguration {
  directory: string;
  /** Base of the ARI requests, without a slash at its end: http://127.0.0.1:PORT. ARI is below /ari, media websockets below /media. */
  ariUrl: string;
  ariUsername: string;
  ariPassword: string;
  application: string;
  /** Where this Asterisk answers SIP for a caller on this machine, as 127.0.0.1:PORT. */
  sipAddress: string;
  ports: AsteriskPorts;
  /** Recordings of callers who came while the server was away: see away-messages.ts. */
  awaySpoolDirectory: string;
  /** Where Asterisk looks for the prompts: see prompts.ts. */
  promptsDirectory: string;
  hasWebsocketChannel: boolean;
}
