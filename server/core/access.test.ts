import test from 'ava';
import { may, type Principal, permissions, permissionsOf, type Role } from './access.ts';

const who = (roles: Role[], scopes: Principal['scopes'] = null): Principal => ({
  userId: 'x',
  roles,
  scopes,
  sessionId: null,
  withheldRoles: [],
  recentlyProved: false,
});

test('each role may what the one below it may, and more', (t) => {
  const sets = (['user', 'support', 'admin', 'super_admin'] as const).map((role) => new Set(permissionsOf(who([role]))));
  for (const [index, set] of sets.slice(1).entries()) t.true(set.isSupersetOf(sets[index] as Set<string>) && set.size > (sets[index]?.size ?? 0));
  t.is(sets.at(-1)?.size, permissions.length);
});

test('users do not reach other accounts, administrators do not make administrators, nobody without a role may anything', (t) => {
  t.false(may(who(['user']), 'users:read'));
  t.false(may(who(['support']), 'users:write'));
  t.false(may(who(['admin']), 'roles:write'));
  t.deepEqual(permissionsOf(who([])), []);
});

test('scopes take away and never give', (t) => {
  t.deepEqual(permissionsOf(who(['user'], ['calls:read', 'users:read'])), ['calls:read']);
  t.deepEqual(permissionsOf(who(['super_admin'], [])), []);
});
