import { type Principal, proofMinutes, type Role } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Authenticator, Credentials } from '../http/contract.ts';
import type { AuthParts } from './contract.ts';
import { apiKeyPrefix } from './stores/api-key-store.ts';

type Parts = Pick<AuthParts, 'tokens' | 'sessions' | 'apiKeys' | 'clock' | 'secondFactorForRoles'>;

/** No user's id, which is a UUID. */
const servicePrefix = 'service:';

/** An access token, an API key or a service token for a principal. Session and account are looked at each time: what has been ended or suspended is refused at once. */
export function createAuthenticator({ tokens, sessions, apiKeys, clock, secondFactorForRoles }: Parts): Authenticator {
  /** Whoever is more than a user is one while his other roles do not count. */
  const counting = ({ roles, secondFactor }: { roles: readonly Role[]; secondFactor: boolean }): Pick<Principal, 'roles' | 'withheldRoles'> => {
    const withheldRoles = secondFactor ? [] : roles.filter((role) => secondFactorForRoles.includes(role));
    return {
      roles: withheldRoles.length === 0 ? roles : [...new Set<Role>(['user', ...roles])].filter((role) => !withheldRoles.includes(role)),
      withheldRoles,
    };
  };
  return {
    async authenticate({ authorization, loopback }: Credentials): Promise<Principal | null> {
      if (authorization === undefined) return null;
      // The scheme in any case (RFC 9110, section 11.1); the characters of a token (RFC 6750, section 2.1).
      const token = /^bearer +([\w.~+/=-]{1,4096})$/i.exec(authorization)?.[1];
      if (token === undefined) throw new RepondeurError('unauthenticated', 'The header must be: Authorization: Bearer <access token or API key>.');
      if (token.startsWith(apiKeyPrefix)) {
        const owner = await apiKeys.ownerOf(token, clock.now());
        if (owner?.status !== 'active') throw new RepondeurError('unauthenticated', 'This API key is not valid, or not any more.');
        return { userId: owner.userId, ...counting(owner), scopes: owner.scopes, sessionId: null, recentlyProved: false };
      }
      const { kind, subject, sessionId } = await tokens.verify(token);
      if (kind === 'service') {
        if (!loopback) throw ended();
        return { userId: `${servicePrefix}${subject}`, roles: [], scopes: [], sessionId: null, withheldRoles: [], recentlyProved: false };
      }
      const live = sessionId === null ? null : await sessions.live(sessionId, clock.now());
      if (live?.status !== 'active' || live.userId !== subject) throw ended();
      const recentlyProved = live.provedAt !== null && clock.now().getTime() - live.provedAt.getTime() < proofMinutes * 60_000;
      return { userId: live.userId, ...counting(live), scopes: null, sessionId, recentlyProved };
    },
    isService: ({ userId }) => userId.startsWith(servicePrefix),
  };
}

const ended = () => new RepondeurError('unauthenticated', 'This sign-in has ended. Sign in again.');
