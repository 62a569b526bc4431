import { type AdminServices, adminRoutes } from './admin/routes.ts';
import { authRoutes } from './auth/routes/index.ts';
import type { AuthServices } from './auth/routes/route.ts';
import { type InvoiceServices, invoiceRoutes } from './billing/invoices/routes.ts';
import { type BillingServices, billingRoutes } from './billing/routes.ts';
import type { Route } from './http/route.ts';
import { type UsersServices, usersRoutes } from './users/routes.ts';

/** What the handlers of all services work with: `UsersServices & AuthServices & …`. */
export type ApiServices = AuthServices & UsersServices & BillingServices & InvoiceServices & AdminServices;

/** The routes of all services, in the order of the document. A service adds its list here and what it needs to ApiServices. */
export const apiRoutes: readonly Route<ApiServices>[] = [...authRoutes, ...usersRoutes, ...billingRoutes, ...invoiceRoutes, ...adminRoutes];
