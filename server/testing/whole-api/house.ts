import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { createAdministration, createAuditLog } from '../../admin/create.ts';
import { type ApiServices, apiRoutes } from '../../api.ts';
import { createAuth } from '../../auth/create.ts';
import { Passwords } from '../../auth/password/passwords.ts';
import { createBilling } from '../../billing/create.ts';
import { userErasures } from '../../composition/user-erasures.ts';
import { systemClock } from '../../core/clock.ts';
import { EventBus } from '../../core/events.ts';
import type { SecurityEvents } from '../../core/security-events.ts';
import type { Database } from '../../database/open.ts';
import { newMasterKey } from '../../database/secrets/master-keys.ts';
import { UserKeys } from '../../database/secrets/user-keys.ts';
import { IdempotencyStore } from '../../http/idempotency/store.ts';
import { LogStore } from '../../observability/log-store.ts';
import { createLogger } from '../../observability/logger.ts';
import { createMetrics } from '../../observability/metrics.ts';
import { settingsFrom } from '../../settings/load.ts';
import { parseToml } from '../../settings/toml.ts';
import { AccountStore } from '../../users/account-store.ts';
import { ConfiguredUsers } from '../../users/configured-users.ts';
import { OwnAccount } from '../../users/own-account.ts';
import { temporaryFolder } from '../database.ts';
import { testGateway } from '../gateway.ts';
import { testOidcProvider } from '../oidc.ts';
import { StripeServer, stripeKey, stripeWebhookSecret } from '../stripe-server.ts';

export type Provider = 'manual' | 'stripe';

export const publicUrl = 'https://repondeur.example.org';

const settingsText = (provider: Provider) => `# of the test
[[users]]
name = "Cabinet Durand"
email = "cabinet@example.org"

[billing]
provider = "${provider}"

[[plans]]
id = "free"
name = "Gratuit"
price = 0

[[plans]]
id = "solo"
name = "Solo"
price = 900
minutes = 300
stripe_price = "price_solo"

[[plans]]
id = "team"
name = "Équipe"
price = 2900
stripe_price = "price_team"

[invoices]
seller = "Durand Télécom"
address = ["1 rue Exemple", "75001 Paris"]
how_to_pay = "IBAN FR76"

[stripe]
secret_key = "${stripeKey}"
webhook_secret = "${stripeWebhookSecret}"
`;

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The whole API with its real services, as app.ts puts them together, without calls; the limits of single routes are out of the way, bcrypt is at its lowest cost. */
export async function openHouse(t: ExecutionContext, database: Database, provider: Provider) {
  const clock = systemClock;
  // What the test writes is not needed after it.
  if (database.client.config.client !== 'pg') await database.raw('PRAGMA synchronous = OFF');
  const folder = await temporaryFolder(t);
  const path = join(folder, 'repondeur.toml');
  await writeFile(path, settingsText(provider));
  const { document } = parseToml(await readFile(path, 'utf8'), path);
  const settings = await settingsFrom(document, { folder, home: folder, runsAsRoot: true });
  const logs = new LogStore({ directory: join(folder, 'logs'), maxBytes: 64 * 1024 * 1024 });
  const logged: string[] = [];
  const logger = createLogger({
    level: 'info',
    pii: false,
    destination: {
      write(line) {
        logged.push(line);
        logs.write(line);
      },
    },
  });
  const users = new ConfiguredUsers(settings.users);
  const keys = new UserKeys(database, [newMasterKey()]);
  const accounts = new AccountStore(database, clock);
  const security = new EventBus<SecurityEvents>();
  const oidc = await testOidcProvider(t, `${publicUrl}/account`, { sub: '1', email: 'elsewhere@example.org', email_verified: true, name: 'Élise' });
  const stripe = await new StripeServer().start(t);
  const audit = createAuditLog({ dataDir: folder, database, keys, accounts, clock, logger });
  const billing = await createBilling({
    settings,
    database,
    users,
    accounts,
    audit,
    security,
    onQueued: () => {},
    publicUrl,
    logger,
    clock,
    ...(provider === 'stripe' && { stripeServer: stripe.address }),
  });
  const erasures = userErasures({ database, dataDir: folder, users, clock });
  const administration = createAdministration({
    audit,
    database,
    keys,
    accounts,
    erasures,
    auditDays: settings.log.auditDays,
    security,
    metrics: createMetrics(),
    notify: async () => {},
    state: { health: () => ({ telephony: { ready: true } }), activeCalls: () => 0, version: '0.0.0' },
    settingsFile: { path, env: {} },
    live: { 'log.level': () => {} },
    logs,
    clock,
    logger,
  });
  const auth = createAuth({
    settings: { ...settings.auth, registration: 'open' },
    oidc: [oidc.settings],
    database,
    keys,
    accounts,
    clock,
    logger,
    events: security,
    publicUrl,
  });
  auth.parts.passwords = new Passwords({ cost: 4 });
  const ownAccount = new OwnAccount({ database, accounts, keys, erasures, audit, security, mail: auth.parts.mail });
  await administration.start();
  const server = await testGateway<ApiServices>(t, {
    routes: apiRoutes.map(({ limit: _, ...route }) => route),
    services: {
      ...administration.services,
      accounts,
      ownAccount,
      auth: auth.parts,
      secondFactorOwners: auth.parts.secondFactorOwners,
      ...billing.services,
    },
    authenticator: auth.authenticator,
    idempotencyKeys: new IdempotencyStore(database, keys, clock),
    // Each request comes from an address of its own, so that the waits of one do not hold up another.
    trustProxy: ['loopback'],
    rateLimitPerAddress: 1_000_000,
    rateLimitPerAccount: 1_000_000,
    logger,
  });
  /** Once nothing is being written any more: what is told to the audit log is written behind the answers. */
  const settled = async () => {
    await auth.parts.background.settled();
    await administration.stop();
    await administration.start();
  };
  t.teardown(async () => {
    await auth.parts.background.settled();
    await administration.stop();
  });
  return { url: server.url(), provider, database, auth: auth.parts, accounts, keys, clock, stripe, oidc, billing: billing.services, logged, settled };
}
