import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Long enough for a page, short enough for a stolen one; who has it is asked for at each request all the same. */
export const accessTokenSeconds = 15 * 60;
const serviceTokenSeconds = 5 * 60;

const issuer = 'repondeur';
const algorithm = 'HS256';
/** RFC 9068: a token of another kind is not taken for an access token. */
const kinds = {
  access: { typ: 'at+jwt', audience: 'repondeur-api', seconds: accessTokenSeconds },
  service: { typ: 'service+jwt', audience: 'repondeur-internal', seconds: serviceTokenSeconds },
} as const;
type Kind = keyof typeof kinds;

export interface TokenClaims {
  kind: Kind;
  /** The user, or the name of a service. */
  subject: string;
  /** Null for services. */
  sessionId: string | null;
}

interface Verified {
  claims: TokenClaims;
  kid: string;
  untilMs: number;
}
const maxRemembered = 1000;

/** Makes and checks the signed tokens (RFC 7519, RFC 8725: one algorithm, which the token does not choose). */
export class AccessTokens {
  readonly #keys: SigningKeys;
  readonly #clock: Clock;
  /** Signatures that were checked: they wait in the thread pool behind passwords, and a client sends the same token for 15 minutes. */
  readonly #verified = new Map<string, Verified>();

  constructor(keys: SigningKeys, clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  async forSession(userId: string, sessionId: string): Promise<string> {
    return await this.#sign('access', userId, { sid: sessionId });
  }

  /** For another part of this machine, which may call /internal/… from loopback. */
  async forService(name: string): Promise<string> {
    return await this.#sign('service', name, {});
  }

  /** Rejects with 'unauthenticated': forged, expired, of another algorithm or kind, or no token at all. */
  async verify(token: string): Promise<TokenClaims> {
    const seen = this.#verified.get(token);
    if (seen && seen.untilMs > this.#clock.now().getTime() && (await this.#keys.byId(seen.kid))) return seen.claims;
    this.#verified.delete(token);
    try {
      const { kid = '', typ } = decodeProtectedHeader(token);
      const kind: Kind = typ === kinds.service.typ ? 'service' : 'access';
      const key = await this.#keys.byId(kid);
      if (!key) throw invalid();
      const { payload } = await jwtVerify(token, key.secret, {
        algorithms: [algorithm],
        issuer,
        audience: kinds[kind].audience,
        typ: kinds[kind].typ,
        requiredClaims: ['sub', 'exp', 'iat', 'jti', ...(kind === 'access' ? ['sid'] : [])],
        currentDate: this.#clock.now(),
      });
      const claims: TokenClaims = { kind, subject: String(payload.sub), sessionId: kind === 'access' ? String(payload.sid) : null };
      this.#remember(token, { claims, kid, untilMs: (payload.exp as number) * 1000 });
      return claims;
    } catch (error) {
      if (error instanceof RepondeurError && error.code === 'storage-failed') throw error;
      throw invalid(error);
    }
  }

  #remember(token: string, verified: Verified): void {
    const oldest = this.#verified.keys().next().value;
    if (this.#verified.size >= maxRemembered && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.set(token, verified);
  }

  async #sign(kind: Kind, subject: string, claims: Record<string, string>): Promise<string> {
    const { id, secret } = await this.#keys.current();
    const { typ, audience, seconds } = kinds[kind];
    const nowSeconds = Math.floor(this.#clock.now().getTime() / 1000);
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid: id, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setJti(newId())
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + seconds)
      .sign(secret);
  }
}

/** The same words for all: what exactly is wrong helps only whoever forges. */
const invalid = (cause?: unknown) => new RepondeurError('unauthenticated', 'This token is not valid, or not any more. Sign in again.', { cause });
