import type { AuditServices } from './audit/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { type UserAdminServices, userAdminRoutes } from './user-routes.ts';

export type AdminServices = UserAdminServices & AuditServices;

/** Section 10.3 of the seed, and what an administrator needs beside it. */
export const adminRoutes = [...userAdminRoutes, ...auditRoutes];
