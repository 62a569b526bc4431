import { resetSecondFactors } from '../auth/second-factor/reset.ts';
import { roles as allRoles, type Role } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Account, AccountStatus } from '../users/accounts.ts';
import { email as emailSchema, nom as nameSchema } from '../users/schema.ts';
import type { CommandContext } from './context.ts';
import { type AccountTools, actByCommand, byCommand, withAccounts } from './with-accounts.ts';

export interface NewUserOptions {
  name: string;
  role?: Role;
  language?: Language;
}

/** Links made here are handed over by hand, which takes longer than an e-mail. */
const linkLifetimeMs = 24 * 3_600_000;

/** `user add`: an account and the link by which its owner chooses his password. */
export async function addUser(email: string, { name, role = 'user', language = 'fr' }: NewUserOptions, context: CommandContext): Promise<number> {
  if (!emailSchema.safeParse(email).success)
    throw new RepondeurError('bad-input', 'This is no e-mail address: bin/repondeur user add julie@example.org --name "Julie Martin"');
  if (!nameSchema.safeParse(name).success)
    throw new RepondeurError('bad-input', 'The name must have 1 to 100 characters, without any that control or cannot be seen.');
  return await withAccounts(context, async (tools) => {
    const { auth } = tools;
    if (await auth.accounts.byEmail(email))
      throw new RepondeurError(
        'conflict',
        'There is an account with this address. For a new link: bin/repondeur user link <address>; for a role: user role.',
      );
    const roles: Role[] = [...new Set<Role>(['user', role])];
    const act = await tools.audit.prepare({ actor: byCommand('user add'), action: 'user.made', details: { roles } });
    const link = await preparedLink(tools);
    await auth.database.transaction(async (transaction) => {
      const { id } = await auth.accounts.create({ name, email, roles, language }, transaction);
      await link.insert(transaction, id);
      await act(transaction, { target: { kind: 'user', id } });
    });
    printLink(tools, link.token, email, context);
    return 0;
  });
}

/** `user link`: the link by which somebody chooses a new password; without any mail server, and also for people of the settings. */
export async function linkForUser(email: string, context: CommandContext): Promise<number> {
  return await withAccounts(context, async (tools) => {
    const { id, email: address } = await found(tools, email);
    const record = await tools.audit.prepare(actByCommand('user link', id, 'user.password-link-made'));
    const link = await preparedLink(tools, id);
    await tools.auth.database.transaction(async (transaction) => {
      await link.insert(transaction);
      await record(transaction);
    });
    printLink(tools, link.token, address, context);
    return 0;
  });
}

/** `user role`: user and this role, no other. */
export async function setUserRole(email: string, role: Role, context: CommandContext): Promise<number> {
  if (!allRoles.includes(role)) throw new RepondeurError('bad-input', `There is no role "${role}": ${allRoles.join(', ')}.`);
  return await withAccounts(context, async (tools) => {
    const { id, roles: before } = await found(tools, email);
    const roles = [...new Set<Role>(['user', role])];
    const record = await tools.audit.prepare(actByCommand('user role', id, 'user.roles-changed', { before: [...before], after: roles }));
    await tools.auth.database.transaction(async (transaction) => {
      await tools.auth.accounts.setRoles(id, roles, transaction);
      await record(transaction);
    });
    context.stdout.write(`Roles now: ${roles.join(', ')}.\n`);
    return 0;
  });
}

/** `user suspend` and `user activate`: whoever is suspended is signed out everywhere at once. */
export async function setUserStatus(email: string, status: 'active' | 'suspended', context: CommandContext): Promise<number> {
  return await withAccounts(context, async (tools) => {
    const { id } = await found(tools, email);
    const command = status === 'suspended' ? 'user suspend' : 'user activate';
    await tools.userStatus.set({ by: { command }, userId: id, status });
    context.stdout.write(status === 'suspended' ? 'Suspended, and signed out everywhere.\n' : 'Active again.\n');
    return 0;
  });
}

/** `user erase`: deletes somebody for good, once he who asks for it has seen what that means and says `yes`. */
export async function eraseAccount(email: string, { yes }: { yes?: boolean }, context: CommandContext): Promise<number> {
  return await withAccounts(context, async (tools) => {
    const { id } = await found(tools, email);
    if (!yes)
      throw new RepondeurError(
        'bad-input',
        `This deletes his account, calls, transcripts and recordings, for good; payments and invoices stay without his name. To do it: bin/repondeur user erase ${email} --yes`,
      );
    await tools.userStatus.set({ by: { command: 'user erase' }, userId: id, status: 'deleted', confirmEmail: email });
    context.stdout.write(
      'Deleted. If he stands in [[users]] of the settings, take his block out. Older backups still hold him: bin/repondeur key rotate.\n',
    );
    return 0;
  });
}

/** `user reset-mfa`: for somebody who has lost his phone and his recovery codes. */
export async function resetSecondFactor(email: string, context: CommandContext): Promise<number> {
  return await withAccounts(context, async (tools) => {
    const { id } = await found(tools, email);
    const record = await tools.audit.prepare(actByCommand('user reset-mfa', id, 'user.second-factor-reset'));
    const removed = await resetSecondFactors(tools.auth, id, record);
    const first = removed ? 'App, recovery codes and passkeys are removed: the password alone signs in.' : 'There was no second factor.';
    context.stdout.write(`${first} Signed out everywhere; API keys are ended.\n`);
    return 0;
  });
}

export interface UserListOptions {
  search?: string;
  status?: AccountStatus;
  role?: Role;
  json?: boolean;
}

/** `user list`: the newest first. */
export async function listUsers({ search, status, role, json }: UserListOptions, context: CommandContext): Promise<number> {
  return await withAccounts(context, async ({ auth: { accounts, secondFactorOwners } }) => {
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await accounts.list({ limit: 100, search, status, role, cursor });
      const owners = await secondFactorOwners(items.map(({ id }) => id));
      for (const account of items) {
        const secondFactor = owners.has(account.id);
        context.stdout.write(`${json ? JSON.stringify({ ...account, secondFactor }) : lineOf(account, secondFactor)}\n`);
      }
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    return 0;
  });
}

const lineOf = ({ id, status, email, name, roles, createdAt }: Account, secondFactor: boolean) =>
  [
    id,
    status.padEnd(9),
    createdAt.toISOString().slice(0, 10),
    roles.join(',').padEnd(16),
    secondFactor ? 'second factor   ' : 'no second factor',
    `${name} <${email}>`,
  ].join('  ');

async function found({ auth }: AccountTools, email: string): Promise<Account> {
  const account = await auth.accounts.byEmail(email);
  if (!account) throw new RepondeurError('not-found', `There is no account with the address ${email}. bin/repondeur user list shows all.`);
  return account;
}

/** `userId` may be known in the transaction only. */
const preparedLink = ({ auth }: AccountTools, userId?: string) =>
  auth.links.prepare({ purpose: 'reset-password', ...(userId !== undefined && { userId }), lifetimeMs: linkLifetimeMs }, new Date());

/** Once it is committed. */
function printLink({ link }: AccountTools, token: string, email: string, { stdout, stderr }: CommandContext): void {
  stderr.write('By this link the password is chosen; it works once, for 24 hours. Hand it to nobody else:\n');
  stdout.write(`${link('reset-password', token, email)}\n`);
}
