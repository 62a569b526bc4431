import { accountPage } from '../page/account-page.ts';
import { route } from './route.ts';

export const pageRoutes = [
  route({
    method: 'GET',
    path: '/account',
    permission: 'public',
    tag: 'Sign-in',
    summary: 'The page that links of e-mails lead to',
    contentType: 'text/html; charset=utf-8',
    handler: async ({ answer }) => {
      const { page, policy } = await accountPage();
      answer['Content-Security-Policy'] = policy;
      return page;
    },
  }),
];
