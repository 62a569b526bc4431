import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';
import { Provider } from 'oidc-provider';

export interface TestPerson {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
  /** How the provider says that he has signed in there. */
  amr?: string[];
  acr?: string;
}

/** A real provider of OpenID Connect on loopback, at which `person` is signed in already and agrees to everything. */
export async function testOidcProvider(t: ExecutionContext, redirectUri: string, person: TestPerson) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'repondeur', client_secret: 'a secret of the test, long enough', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
    acrValues: ['gold', 'silver'],
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, email: person.email, email_verified: person.email_verified, name: person.name }),
    }),
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return await provider.interactionFinished(request, response, {
        login: { accountId: person.sub, ...(person.amr && { amr: person.amr }), ...(person.acr && { acr: person.acr }) },
      });
    const grant = new provider.Grant({ accountId: person.sub, clientId: String(params.client_id) });
    grant.addOIDCScope('openid email profile');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  /** Goes where a browser would, and comes back with what the provider sends it back with. */
  const browse = async (authorizationUrl: string): Promise<Record<string, string>> => {
    const cookies = new Map<string, string>();
    let url = authorizationUrl;
    while (!url.startsWith(redirectUri)) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const page = await fetch(url, { redirect: 'manual', headers: { Cookie: cookie } });
      for (const set of page.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const next = page.headers.get('Location');
      if (next === null) throw new Error(`the provider answers ${page.status}: ${await page.text()}`);
      url = new URL(next, url).href;
    }
    return Object.fromEntries(new URL(url).searchParams);
  };
  const settings = { name: 'office', issuer, clientId: 'repondeur', clientSecret: { reveal: () => 'a secret of the test, long enough' } };
  return { settings, browse, person };
}
