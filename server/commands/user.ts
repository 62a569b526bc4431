import { resetSecondFactors } from '../auth/second-factor/reset.ts';
import { roles as allRoles, type Role } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Account, AccountStatus } from '../users/accounts.ts';
import { email as emailSchema, nom as nameSchema } from '../users/schema.ts';
import type { CommandContext } from './context.ts';
import { type AccountTools, byCommand, withAccounts } from './with-accounts.ts';

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
    const { auth, audit } = tools;
    if (await auth.accounts.byEmail(email))
      throw new RepondeurError(
        'conflict',
        'There is an account with this address. For a new link: bin/repondeur user link <address>; for a role: user role.',
      );
    const roles: Role[] = [...new Set<Role>(['user', role])];
    const account = await auth.accounts.create({ name, email, roles, language });
    await audit.record(byCommand('user add', account.id, 'user.made', { roles }));
    await printLink(tools, account, context);
    return 0;
  });
}

/** `user link`: the link by which somebody chooses a new password; without any mail server, and also for people of the settings. */
export async function linkForUser(email: string, context: CommandContext): Promise<number> {
  return await withAccounts(context, async (tools) => {
    const account = await found(tools, email);
    await tools.audit.record(byCommand('user link', account.id, 'user.password-link-made'));
    await printLink(tools, account, context);
    return 0;
  });
}

/** `user role`: user and this role, no other. */
export async function setUserRole(email: string, role: Role, context: CommandContext): Promise<number> {
  if (!allRoles.includes(role)) throw new RepondeurError('bad-input', `There is no role "${role}": ${allRoles.join(', ')}.`);
  return await withAccounts(context, async (tools) => {
    const { id, roles: before } = await found(tools, email);
    const roles = [...new Set<Role>(['user', role])];
    const record = await tools.audit.prepare(byCommand('user role', id, 'user.roles-changed', { before: [...before], after: roles }));
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
    const removed = await resetSecondFactors(tools.auth, id);
    await tools.audit.record(byCommand('user reset-mfa', id, 'user.second-factor-reset'));
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

async function printLink({ auth, link }: AccountTools, { id, email }: Account, { stdout, stderr }: CommandContext): Promise<void> {
  const token = await auth.links.create({ purpose: 'reset-password', userId: id, lifetimeMs: linkLifetimeMs }, new Date());
  stderr.write('By this link the password is chosen; it works once, for 24 hours. Hand it to nobody else:\n');
  stdout.write(`${link('reset-password', token, email)}\n`);
}
