import { TOTP } from 'otpauth';
import { PasskeyDevice } from '../passkey-device.ts';
import { stripeSigned } from '../stripe-server.ts';
import { type House, publicUrl } from './house.ts';
import { type Actor, type People, type Person, password } from './people.ts';

/** What of a generated request has to be of this house for it to succeed: who signs in with which password, which link, which invoice. */
export interface Likely {
  body?: Record<string, unknown>;
  path?: Record<string, string>;
  headers?: Record<string, string>;
  /** The bytes, where they are signed. */
  raw?: string;
}

export interface Scene {
  house: House;
  people: People;
  /** Somebody with a session, an API key and an open invoice, whom nothing here is about. */
  other: Person;
}

type Prepare = (scene: Scene, me: Person | null, actor: Actor) => Promise<Likely>;

const signIn: Prepare = async ({ people }) => ({ body: { email: (await people.newPerson(['user'])).email, password } });
const renew: Prepare = async ({ people }) => ({ body: { refreshToken: (await people.newPerson(['user'])).refreshToken } });

const totpSecret = async (people: People, me: Person) => {
  const { secret } = await people.post('/api/v1/auth/totp', undefined, me.shown);
  return new TOTP({ secret: String(secret) });
};

const challengeOf = ({ challenge = '' }: Record<string, string>) => ({ challenge });

/** By operation. What is not here succeeds with what is generated,. */
export const likely: Record<string, Prepare> = {
  'POST /api/v1/auth/login': signIn,
  'POST /auth/token': signIn,
  'POST /api/v1/auth/refresh-token': renew,
  'POST /auth/token/refresh': renew,
  'POST /api/v1/auth/step-up': async () => ({ body: { password, code: undefined, credential: undefined } }),
  'POST /api/v1/auth/step-up/options': async ({ people }, me, actor) => {
    if (me && actor !== 'api-key') await people.addPasskey(me);
    return {};
  },
  'POST /api/v1/auth/register': async ({ people }) => ({ body: { email: people.newEmail(), password, invitation: undefined } }),
  'POST /api/v1/auth/verify-email': async ({ people }) => {
    const email = people.newEmail();
    await people.post('/api/v1/auth/register', { nom: 'Julie', email, password });
    return { body: { token: await people.tokenOf('verify-email', email), password } };
  },
  'POST /api/v1/auth/password/forgot': async ({ other }) => ({ body: { email: other.email } }),
  'POST /api/v1/auth/password/reset': async ({ people }) => {
    const { email } = await people.newPerson(['user']);
    await people.post('/api/v1/auth/password/forgot', { email });
    return { body: { token: await people.tokenOf('reset-password', email), password: 'another tortoise, which is silent' } };
  },
  'PUT /api/v1/auth/password': async () => ({ body: { password, newPassword: 'another tortoise, which is silent' } }),
  'PUT /api/v1/auth/email': async ({ people }) => ({ body: { email: people.newEmail() } }),
  'POST /api/v1/auth/email/confirm': async ({ house, people }) => {
    const { userId } = await people.newPerson(['user']);
    return { body: { token: await house.auth.links.create({ purpose: 'change-email', userId, email: people.newEmail() }, house.clock.now()) } };
  },
  'POST /api/v1/auth/invitations': async ({ people }) => ({ body: { email: people.newEmail(), roles: ['user'] } }),
  'POST /api/v1/auth/totp/confirm': async ({ people }, me, actor) =>
    me && actor !== 'api-key' ? { body: { code: (await totpSecret(people, me)).generate() } } : {},
  'POST /api/v1/auth/totp/recovery-codes': async ({ people }, me, actor) => {
    if (me && actor !== 'api-key') await people.post('/api/v1/auth/totp/confirm', { code: (await totpSecret(people, me)).generate() }, me.shown);
    return {};
  },
  'POST /api/v1/auth/passkeys': async ({ people }, me, actor) => (me && actor !== 'api-key' ? { body: await people.newPasskey(me) } : {}),
  'DELETE /api/v1/auth/passkeys/{passkeyId}': async ({ people }, me, actor) => {
    if (!me || actor === 'api-key') return {};
    return { path: { passkeyId: String((await people.addPasskey(me)).id) } };
  },
  'POST /api/v1/auth/passkeys/sign-in': async ({ people }) => {
    const somebody = await people.newPerson(['user']);
    const device = new PasskeyDevice(publicUrl);
    await people.addPasskey(somebody, device);
    return { body: { credential: device.sign(challengeOf(await people.post('/api/v1/auth/passkeys/sign-in/options'))) } };
  },
  'POST /api/v1/auth/oidc/{provider}/begin': async () => ({ path: { provider: 'office' } }),
  'POST /api/v1/auth/oidc/{provider}/finish': async ({ house, people }) => {
    const { flow, authorizationUrl = '' } = await people.post('/api/v1/auth/oidc/office/begin');
    return { path: { provider: 'office' }, body: { flow, answer: await house.oidc.browse(authorizationUrl) } };
  },
  'DELETE /api/v1/auth/sessions/{sessionId}': async ({ people }, me) => {
    if (!me) return {};
    await people.post('/api/v1/auth/login', { email: me.email, password });
    const { items } = await people.get<{ items: { id: string; current: boolean }[] }>('/api/v1/auth/sessions', me.shown);
    return { path: { sessionId: items.find(({ current }) => !current)?.id ?? '' } };
  },
  'POST /api/v1/auth/api-keys': async () => ({ body: { scopes: ['account:read', 'rules:read'], expiresAt: null } }),
  'DELETE /api/v1/auth/api-keys/{keyId}': async ({ people }, me, actor) => {
    if (!me || actor === 'api-key') return {};
    return { path: { keyId: String((await people.post('/api/v1/auth/api-keys', { name: 'Short', scopes: ['account:read'] }, me.shown)).id) } };
  },
  'POST /api/v1/users/me/subscription': async () => ({ body: { plan: 'solo', cancelAtPeriodEnd: undefined } }),
  'POST /api/v1/users/me/subscription/portal': async ({ house, people }, me) => {
    if (!me || house.provider !== 'stripe') return {};
    await people.post('/api/v1/users/me/subscription', { plan: 'solo' }, me.shown);
    if (house.stripe.all<{ id: string; object: string; status?: string }>('checkout.session').some(({ status }) => status === 'open'))
      for (const event of house.stripe.pay(Math.floor(Date.now() / 1000))) {
        const { payload, header } = stripeSigned(event);
        await people.deliver(payload, header);
      }
    return {};
  },
  'POST /webhooks/payment/status': async ({ house }) => {
    const { payload, header } = stripeSigned(house.stripe.event('product.updated', { id: 'prod_1', object: 'product' }));
    return { raw: payload, headers: { 'Stripe-Signature': header } };
  },
  'POST /api/v1/admin/invoices/{invoiceId}/payment': async ({ house, people }) => {
    const { shown } = await people.newPerson(['user']);
    await people.post('/api/v1/users/me/subscription', { plan: 'solo' }, shown);
    const { items } = await house.billing.invoices.list({ limit: 1 });
    return { path: { invoiceId: items[0]?.id ?? '' } };
  },
  'GET /api/v1/admin/users/{userId}': async ({ other }) => ({ path: { userId: other.userId } }),
  'PUT /api/v1/admin/users/{userId}/status': async ({ people }) => ({ path: { userId: (await people.newPerson(['user'])).userId } }),
  'PUT /api/v1/admin/system-config': async () => ({ body: { changes: { 'log.level': 'warn', 'http.rate_limit_per_address': null } } }),
};
