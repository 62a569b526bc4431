import type { ExecutionContext } from 'ava';
import { AuditStore } from '../admin/audit/store.ts';
import { type Auth, createAuth } from '../auth/create.ts';
import type { OidcSettings } from '../auth/oidc/providers.ts';
import { Passwords } from '../auth/password/passwords.ts';
import { authRoutes } from '../auth/routes/index.ts';
import type { AuthServices } from '../auth/routes/route.ts';
import { userErasures } from '../composition/user-erasures.ts';
import type { Role } from '../core/access.ts';
import type { Clock } from '../core/clock.ts';
import { EventBus } from '../core/events.ts';
import { silentLogger } from '../core/logger.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import { newMasterKey } from '../database/secrets/master-keys.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import { IdempotencyStore } from '../http/idempotency/store.ts';
import type { Route } from '../http/route.ts';
import { type AccountNotice, openNotice } from '../notifications/account-notices.ts';
import { AccountStore } from '../users/account-store.ts';
import { OwnAccount } from '../users/own-account.ts';
import { type UsersServices, usersRoutes } from '../users/routes.ts';
import { temporaryFolder } from './database.ts';
import { testGateway } from './gateway.ts';
import { testUsers } from './users.ts';

/** A clock that a test moves; both its hands. */
export function movedClock(at = '2026-11-22T10:00:00Z'): Clock & { forward(ms: number): void } {
  let nowMs = Date.parse(at);
  return {
    nowMs: () => nowMs,
    now: () => new Date(nowMs),
    sleep: async () => {},
    forward(ms) {
      nowMs += ms;
    },
  };
}

/** Shared by the tests of a file: each has a thread that takes a moment to start. */
const cheapPasswords = new Passwords({ cost: 4 });

/** The real sign-in behind a real gateway, with bcrypt at its lowest cost, and without the limits of each address unless `limits`; roles ask for no second factor unless `secondFactorForRoles`. */
export async function testAuth(
  t: ExecutionContext,
  database: Database,
  {
    registration = 'open',
    limits = false,
    oidc = [],
    secondFactorForRoles = [],
  }: { registration?: 'open' | 'invitation' | 'closed'; limits?: boolean; oidc?: OidcSettings[]; secondFactorForRoles?: Role[] } = {},
) {
  const clock = movedClock();
  const keys = new UserKeys(database, [newMasterKey()]);
  const accounts = new AccountStore(database, clock);
  const settings = { registration, bcryptCost: 12, sessionIdleDays: 30, sessionDays: 180, secondFactorForRoles };
  const auth: Auth = createAuth({
    publicUrl: 'https://repondeur.example.org',
    oidc,
    settings,
    database,
    keys,
    accounts,
    clock,
    logger: silentLogger,
    events: new EventBus(),
  });
  const audit = new AuditStore({ database, keys, accounts, clock });
  const users = await testUsers();
  const erasures = userErasures({ database, dataDir: await temporaryFolder(t), users, clock });
  const ownAccount = new OwnAccount({ database, accounts, keys, erasures, audit, security: auth.parts.events, mail: auth.parts.mail });
  auth.parts.passwords = cheapPasswords;
  const events: { name: keyof SecurityEvents; event: object }[] = [];
  for (const name of eventNames) auth.parts.events.on(name, (event) => events.push({ name, event }));
  const routes = [...authRoutes, ...usersRoutes] as Route<AuthServices & UsersServices>[];
  const server = await testGateway<AuthServices & UsersServices>(t, {
    routes: limits ? routes : routes.map(({ limit: _, ...route }) => route),
    services: { auth: auth.parts, accounts, ownAccount },
    authenticator: auth.authenticator,
    // A test may come from where it says.
    trustProxy: ['loopback'],
    idempotencyKeys: new IdempotencyStore(database, keys, clock),
  });
  t.teardown(() => auth.parts.background.settled());
  const call = async (method: string, path: string, body?: object, token?: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url()}${path}`, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
  /** What was sent, the oldest first. */
  const mails = async (): Promise<AccountNotice[]> => {
    await auth.parts.background.settled();
    const rows = await database('outbox').where({ kind: 'email.account' }).orderBy('id');
    return await Promise.all(rows.map(({ payload }) => openNotice(keys, JSON.parse(payload))));
  };
  const lastToken = async () => (await mails()).at(-1)?.token ?? '';
  const julie = { nom: 'Julie', email: 'julie@example.org', password: 'correct horse battery' };
  /** Registered, verified and signed in. */
  const signedUp = async (person = julie) => {
    const { body } = await call('POST', '/api/v1/auth/register', person);
    await call('POST', '/api/v1/auth/verify-email', { token: await lastToken(), password: person.password });
    const { email, password } = person;
    const tokens = (await call('POST', '/api/v1/auth/login', { email, password })).body as { accessToken: string; refreshToken: string };
    return { userId: body.userId as string, ...tokens };
  };
  const login = (person: { email: string; password: string; code?: string }, headers = {}) =>
    call(
      'POST',
      '/api/v1/auth/login',
      { email: person.email, password: person.password, ...(person.code && { code: person.code }) },
      undefined,
      headers,
    );
  return { ...auth, server, clock, keys, accounts, events, call, mails, lastToken, julie, signedUp, login };
}

const eventNames = [
  'registered',
  'signed-in',
  'sign-in-failed',
  'invited',
  'stepped-up',
  'signed-out',
  'session-revoked',
  'refresh-token-reused',
  'password-changed',
  'email-changed',
  'second-factor-changed',
  'api-key-changed',
  'status-changed',
] as const satisfies readonly (keyof SecurityEvents)[];
