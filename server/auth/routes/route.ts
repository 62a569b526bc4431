import type { Principal } from '../../core/access.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { ApiRequest } from '../../http/route.ts';
import { routeFor } from '../../http/route.ts';
import type { ActOrigin } from '../act-origin.ts';
import type { Background } from '../background.ts';
import type { AuthParts } from '../contract.ts';

export interface AuthServices {
  auth: AuthParts & { background: Background };
}

export const route = routeFor<AuthServices>();

/** Of one address. What takes a password costs a quarter of a second of a processor. */
export const guessing = { requests: 30, perSeconds: 60 };
/** What begins a sign-in elsewhere or with a passkey: each is kept until it is over, ten minutes at most. */
export const beginning = { requests: 60, perSeconds: 600 };
/** What makes accounts and e-mails. */
export const making = { requests: 30, perSeconds: 3600 };

export function originOf({ address, header }: Pick<ApiRequest<unknown, unknown, unknown>, 'address' | 'header'>): ActOrigin {
  return { address, agent: header('User-Agent') ?? '' };
}

/** Somebody who has signed in himself: an API key must not change how its owner signs in. Throws 'forbidden'. */
export function person(principal: Principal): Principal & { sessionId: string } {
  if (principal.sessionId === null) throw new RepondeurError('forbidden', 'An API key may not do this: sign in with the password.');
  return principal as Principal & { sessionId: string };
}
