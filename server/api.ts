import type { Route } from './http/route.ts';

/** What the handlers of all services work with: an intersection of each service's own. */
// biome-ignore lint/complexity/noBannedTypes: no service has joined yet.
export type ApiServices = {};

/** The routes of all services, in the order of the document. A service adds its list here and what it needs to ApiServices. */
export const apiRoutes: readonly Route<ApiServices>[] = [];
