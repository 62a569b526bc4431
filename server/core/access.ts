/** Who may do what: the words that the gateway, the services and the sign-in share. */
export const roles = ['user', 'support', 'admin', 'super_admin'] as const;
export type Role = (typeof roles)[number];

/** What everybody may do with what is his own. */
const own = [
  'account:read',
  'account:write',
  'sessions:manage',
  'api-keys:manage',
  'subscription:read',
  'subscription:write',
  'numbers:read',
  'numbers:write',
  'rules:read',
  'rules:write',
  'calls:read',
  'calls:write',
  'assistant:read',
  'assistant:write',
] as const;

const ofSupport = ['users:read', 'system:read'] as const;
const ofAdmin = ['users:write', 'logs:read', 'config:read', 'config:write', 'audit:read', 'billing:manage'] as const;
/** Giving roles, and what touches other administrators. */
const ofSuperAdmin = ['roles:write', 'keys:rotate'] as const;

export const permissions = [...own, ...ofSupport, ...ofAdmin, ...ofSuperAdmin] as const;
export type Permission = (typeof permissions)[number];

const granted: Record<Role, readonly Permission[]> = {
  user: own,
  support: [...own, ...ofSupport],
  admin: [...own, ...ofSupport, ...ofAdmin],
  super_admin: permissions,
};

/** The roles that give a permission. */
export const rolesThatMay = (permission: Permission): Role[] => roles.filter((role) => granted[role].includes(permission));

/** Who a request speaks for, once he has shown it. */
export interface Principal {
  userId: string;
  roles: readonly Role[];
  /** What an API key or service token is limited to; null is all that the roles allow. */
  scopes: readonly Permission[] | null;
  /** The session that a person is signed in with; null for API keys and service tokens. */
  sessionId: string | null;
  /** Roles of his that do not count before he shows a second factor. */
  withheldRoles: readonly Role[];
  /** Whether he has shown in the last {@link proofMinutes} that it is he. Never of API keys and service tokens. */
  recentlyProved: boolean;
}

/** A password, a code or a passkey counts for so long before what is dear; signing in is one of them. */
export const proofMinutes = 10;

/** Both the roles and the scopes must allow it. */
export function may(principal: Principal, permission: Permission): boolean {
  if (principal.scopes && !principal.scopes.includes(permission)) return false;
  return principal.roles.some((role) => granted[role].includes(permission));
}

export function permissionsOf(principal: Principal): Permission[] {
  return permissions.filter((permission) => may(principal, permission));
}
