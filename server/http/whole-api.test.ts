import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { apiRoutes } from '../api.ts';
import type { Database } from '../database/open.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { Conformance } from '../testing/whole-api/conforms.ts';
import { type Door, doorsOf, type OpenApi } from '../testing/whole-api/contract.ts';
import { Driver } from '../testing/whole-api/drive.ts';
import { type House, openHouse, type Provider } from '../testing/whole-api/house.ts';
import { actors, People, password } from '../testing/whole-api/people.ts';
import { damagedRequests, goodRequests, type Plan } from '../testing/whole-api/requests.ts';
import { openApiDocument } from './openapi/document.ts';
import type { Route } from './route.ts';

/**
 * Every route of the document with generated input, at a real server with the real services, and each answer held against the document.
 * `npx ava server/http/whole-api.test.ts -- --seed=7 --runs=500` looks elsewhere and further; what fails tells its seed.
 */
const option = (name: string, otherwise: number) => Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const seed = option('seed', 20261122);
const numRuns = option('runs', 18);

const document = openApiDocument(apiRoutes as readonly Route<never>[], '0.0.0') as unknown as OpenApi;
const all = doorsOf(document);
const isAlias = ({ operation }: Door) => operation['x-alias-of'] !== undefined;
const doors = all.filter((door) => !isAlias(door));
const each = eachDatabase(test);

async function gate(t: ExecutionContext, database: Database, provider: Provider = 'manual') {
  const house = await openHouse(t, database, provider);
  const people = new People(house);
  const other = await people.newPerson(['user']);
  const conformance = new Conformance(document);
  return { house, people, other, driver: new Driver({ house, people, other }, conformance) };
}

type Property = (door: Door) => fc.IAsyncProperty<[Plan]>;

const right =
  (driver: Driver): Property =>
  (door) =>
    fc.asyncProperty(goodRequests(door, document), (plan) => driver.good(door, plan));

const wrong =
  (driver: Driver): Property =>
  (door) => {
    const plans = damagedRequests(door, document).filter((plan) => driver.isWrong(door, plan));
    return fc.asyncProperty(plans, (plan) => driver.bad(door, plan));
  };

/** What fails at all of the routes, not at the first alone. */
async function failures(some: readonly Door[], property: Property, runs = numRuns): Promise<string> {
  const found: string[] = [];
  for (const door of some) {
    const { failed, errorInstance, counterexamplePath } = await fc.check(property(door), { seed, numRuns: runs, endOnFailure: true });
    if (failed) found.push(`${errorInstance ?? 'too much was skipped'} (--seed=${seed}, path ${counterexamplePath})`);
  }
  return found.join('\n\n');
}

const names = (some: readonly Door[]) => some.map(({ name }) => name);
/** Where users pay by invoice there is no page of a provider, and no webhook. */
const ofStripe = doors.filter(({ name }) => /portal$|\/webhooks\//.test(name));
const isSqlite = (database: Database) => database.client.config.client !== 'pg';
const runsOn = (database: Database) => (isSqlite(database) ? numRuns : Math.ceil(numRuns / 3));

each('right input gets an answer that the document describes', async (t, database) => {
  const { driver, house } = await gate(t, database);
  t.is(await failures(doors, right(driver), runsOn(database)), '');
  // The few runs on PostgreSQL do not come to a success everywhere.
  if (isSqlite(database)) t.deepEqual(names(doors.filter(({ name }) => !driver.succeeded.has(name))), names(ofStripe), 'routes without a success');
  t.deepEqual(personal(house.logged), []);
  t.log(`seed ${seed}, ${driver.requests} requests`);
});

test('so it is where users pay by a provider', async (t) => {
  const { driver } = await gate(t, (await temporaryDatabase(t)).database, 'stripe');
  const some = doors.filter(({ name }) => /subscription|\/webhooks\/|payments|invoices$|plans/.test(name));
  t.is(await failures(some, right(driver)), '');
  t.deepEqual(names(some.filter(({ name }) => !driver.succeeded.has(name))), [], 'routes without a success');
  t.is(await failures(ofStripe, wrong(driver)), '');
});

each('wrong input is refused in the words of the document, changes nothing, and nothing private is logged', async (t, database) => {
  const { driver, house, people } = await gate(t, database);
  for (const actor of actors) if (actor !== 'nobody') await people.of(actor);
  const before = await contents(house);
  const some = doors.filter((door) => !ofStripe.includes(door));
  t.is(await failures(some, wrong(driver), runsOn(database)), '');
  t.deepEqual(await contents(house), before);
  t.deepEqual(personal(house.logged), []);
  t.log(`seed ${seed}, ${driver.requests} requests`);
});

test('the other names of a path answer as it does', async (t) => {
  const { driver } = await gate(t, (await temporaryDatabase(t)).database);
  const aliases = all.filter(isAlias);
  t.is(await failures(aliases, right(driver), 12), '');
  t.deepEqual(names(aliases.filter(({ name }) => !driver.succeeded.has(name))), [], 'routes without a success');
});

test("what is another user's is as if it were not there", async (t) => {
  const { people, other, driver } = await gate(t, (await temporaryDatabase(t)).database);
  const { items } = await people.get<{ items: { id: string }[] }>('/api/v1/auth/sessions', other.shown);
  const { id: key } = await people.post('/api/v1/auth/api-keys', { name: 'Mine', scopes: ['account:read'] }, other.shown);
  const own = doors.filter(({ path }) => /\{\w+Id\}/.test(path) && !path.startsWith('/api/v1/admin'));
  t.deepEqual(names(own), [
    'DELETE /api/v1/auth/sessions/{sessionId}',
    'DELETE /api/v1/auth/passkeys/{passkeyId}',
    'DELETE /api/v1/auth/api-keys/{keyId}',
  ]);
  for (const door of own)
    for (const id of [items[0]?.id ?? '', String(key), other.userId])
      for (const actor of ['user', 'super_admin'] as const) {
        const name = /\{(\w+)\}/.exec(door.path)?.[1] ?? '';
        t.is(
          await driver.statusOf(door, { actor, likely: false, path: { [name]: id }, query: [], headers: {}, body: undefined }),
          404,
          `${door.name} ${id}`,
        );
      }
  t.is((await people.get<{ items: object[] }>('/api/v1/auth/api-keys', other.shown)).items.length, 1);
});

test('another method than those of the document is 405 and names them', async (t) => {
  const { house } = await gate(t, (await temporaryDatabase(t)).database);
  for (const [path, operations] of Object.entries(document.paths)) {
    const documented = Object.keys(operations).map((method) => method.toUpperCase());
    const place = path.replaceAll(/\{\w+\}/g, '01980000-0000-7000-8000-00000000000a');
    const elsewhere = all.filter((door) => new RegExp(`^${door.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(place)).map(({ method }) => method);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !elsewhere.includes(one))) {
      const answer = await fetch(house.url + place, { method });
      t.is(answer.status, 405, `${method} ${path}`);
      const allowed = (answer.headers.get('allow') ?? '').split(', ');
      t.deepEqual(
        documented.filter((one) => !allowed.includes(one)),
        [],
        `${method} ${path}`,
      );
    }
  }
});

const personal = (lines: readonly string[]) => lines.filter((line) => line.includes(password) || /person-\d+@|eyJ[\w-]{20}|rpk_\w{8}/.test(line));

/** All rows of all tables. */
async function contents({ database, settled }: House): Promise<Record<string, string[]>> {
  await settled();
  const tables: { name: string }[] = isSqlite(database)
    ? await database('sqlite_master').where({ type: 'table' }).select('name')
    : await database('pg_tables').where({ schemaname: 'public' }).select({ name: 'tablename' });
  const found: Record<string, string[]> = {};
  for (const { name } of tables) found[name] = (await database(name)).map((row) => JSON.stringify(row)).sort();
  return found;
}
