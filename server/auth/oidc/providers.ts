import { createHmac } from 'node:crypto';
import type * as openid from 'openid-client';
import { asError, RepondeurError } from '../../core/errors.ts';

export interface OidcSettings {
  name: string;
  /** "https://accounts.example.org". */
  issuer: string;
  clientId: string;
  clientSecret?: { reveal(): string } | undefined;
  /** Values of `acr` by which it says that it has seen two factors. */
  secondFactorAcr?: readonly string[];
}

/** Somebody, as a provider knows him. */
export interface OidcPerson {
  issuer: string;
  subject: string;
  /** Null when the provider does not say that it is his. */
  email: string | null;
  name: string | null;
  /** Whether the provider vouches for two factors. */
  secondFactor: boolean;
}

/** Loaded at the first use: a start must not wait for it. */
const client = () => import('openid-client');
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const requestSeconds = 10;

/** The providers of the settings, by authorization code with PKCE, state and nonce (OpenID Connect Core, RFC 9700). */
export class OidcProviders {
  readonly #settings: readonly OidcSettings[];
  readonly #redirectUri: string;
  readonly #found = new Map<string, Promise<openid.Configuration>>();

  /** `publicUrl`: providers send people back to its /account. */
  constructor(settings: readonly OidcSettings[], publicUrl: string) {
    this.#settings = settings;
    this.#redirectUri = `${publicUrl}/account`;
  }

  names(): string[] {
    return this.#settings.map(({ name }) => name);
  }

  /** Where the browser is sent. `flow` is a secret of who begins: state, nonce and verifier come from it, so that only he can finish. Rejects with 'not-found' or 'unavailable'. */
  async authorizationUrl(name: string, flow: string): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await client();
    const configuration = await this.#configuration(name);
    const { secondFactorAcr = [] } = this.#named(name);
    const { state, nonce, verifier } = secretsOf(name, flow);
    const challenge = await calculatePKCECodeChallenge(verifier);
    return buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...(secondFactorAcr.length > 0 && { acr_values: secondFactorAcr.join(' ') }),
    }).href;
  }

  /** Who came back. Rejects with 'unauthenticated' when the answer is not the provider's to this flow, 'unavailable' when it is away. */
  async person(name: string, flow: string, answer: Record<string, string>): Promise<OidcPerson> {
    const { authorizationCodeGrant, fetchUserInfo } = await client();
    const configuration = await this.#configuration(name);
    const { state, nonce, verifier } = secretsOf(name, flow);
    try {
      const came = new URL(`${this.#redirectUri}?${new URLSearchParams(answer)}`);
      const tokens = await authorizationCodeGrant(configuration, came, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new RepondeurError('unauthenticated', 'The provider sent no identity.');
      const { email, email_verified, name: called } = { ...claims, ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)) };
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: typeof email === 'string' && email_verified === true ? email : null,
        name: typeof called === 'string' ? called : null,
        secondFactor: vouchesForTwo(claims, this.#named(name)),
      };
    } catch (cause) {
      throw new RepondeurError('unauthenticated', 'The sign-in at the provider was not completed. Begin again.', { cause });
    }
  }

  #named(name: string): OidcSettings {
    const settings = this.#settings.find((one) => one.name === name);
    if (!settings) throw new RepondeurError('not-found', 'There is no such provider.');
    return settings;
  }

  async #configuration(name: string): Promise<openid.Configuration> {
    const settings = this.#named(name);
    const found = this.#found.get(name) ?? discovered(settings);
    this.#found.set(name, found);
    try {
      return await found;
    } catch (error) {
      this.#found.delete(name);
      throw new RepondeurError('unavailable', 'The provider does not answer. Try again in a moment.', { retryable: true, cause: asError(error) });
    }
  }
}

async function discovered({ issuer, clientId, clientSecret }: OidcSettings): Promise<openid.Configuration> {
  const { allowInsecureRequests, discovery } = await client();
  const server = new URL(issuer);
  // Without TLS only on this machine itself.
  const execute = loopback.test(server.hostname) ? [allowInsecureRequests] : [];
  return await discovery(server, clientId, clientSecret?.reveal(), undefined, { execute, timeout: requestSeconds });
}

/** By "mfa" in `amr` (RFC 8176), or by what the settings say of its `acr`; both from the ID token, which is signed. */
function vouchesForTwo({ amr, acr }: openid.IDToken, { secondFactorAcr = [] }: OidcSettings): boolean {
  return (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && secondFactorAcr.includes(acr));
}

function secretsOf(name: string, flow: string): { state: string; nonce: string; verifier: string } {
  const derived = (what: string) => createHmac('sha256', flow).update(`${what}:${name}`).digest('base64url');
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') };
}
