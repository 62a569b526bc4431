import { type AuditServices, auditRoutes } from './audit/routes.ts';
import { type ConfigServices, configRoutes } from './config/routes.ts';
import { type LogServices, logRoutes } from './logs/routes.ts';
import { type StateServices, stateRoutes } from './state/routes.ts';
import { type UserAdminServices, userAdminRoutes } from './user-routes.ts';

export type AdminServices = UserAdminServices & AuditServices & LogServices & ConfigServices & StateServices;

/** Section 10.3 of the seed, and what an administrator needs beside it. */
export const adminRoutes = [...userAdminRoutes, ...logRoutes, ...configRoutes, ...auditRoutes, ...stateRoutes];
