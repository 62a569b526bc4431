import { apiKeyRoutes } from './api-key-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { passwordRoutes } from './password-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { stepUpRoutes } from './step-up-routes.ts';

/** All of F_Auth, in the order of the document. */
export const authRoutes = [
  ...signInRoutes,
  ...sessionRoutes,
  ...stepUpRoutes,
  ...passwordRoutes,
  ...secondFactorRoutes,
  ...passkeyRoutes,
  ...oidcRoutes,
  ...apiKeyRoutes,
  ...pageRoutes,
];
