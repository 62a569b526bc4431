import type { Principal } from '../core/access.ts';

/** What a request shows of who sends it. */
export interface Credentials {
  /** The header as it came: "Bearer …". */
  authorization: string | undefined;
  /** The client's address. Personal data. */
  address: string;
  /** Whether the connection itself comes from this machine, past any proxy. */
  loopback: boolean;
}

/** Filled by auth/. */
export interface Authenticator {
  /**
   * Null when nothing is shown. Rejects with 'unauthenticated' when what is shown is wrong, expired or revoked; its message is shown to the client.
   * Asked once a request, before the body is read: must be quick.
   */
  authenticate(credentials: Credentials): Promise<Principal | null>;
  /** Whether a principal is another part of this machine, for routes with permission 'internal'. */
  isService(principal: Principal): boolean;
}
