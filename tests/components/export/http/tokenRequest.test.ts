import { decodeJwt } from 'jose';

import { httpFile } from '../../../../components/export/http/httpFile';
import { planRequests } from '../../../../components/export/requests/requestPlan';
import { TestDomain } from '../../../sandbox/oci/identityDomain/support';
import { onOciIam } from '../requests/requestFixtures';

let server: TestDomain;
beforeAll(async () => {
  server = await TestDomain.start();
});
afterAll(() => server.stop());

/** Of the first token request, with its variables filled in as REST Client does. */
function tokenRequest(file: string, secret: string) {
  const variables = new Map(
    [...file.matchAll(/^@(\w+) = ?(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  variables.set('backend_client_secret', secret);
  const text = file.replace(/{{(\w+)}}/g, (_all, name: string) => variables.get(name) ?? '');
  const [, url = '', basic = '', body = ''] =
    /^POST (.*)\n(?:.*\n)*?Authorization: Basic (.*)\n\n(.*)$/m.exec(text) ?? [];
  return { url: new URL(url), authorization: `Basic ${Buffer.from(basic).toString('base64')}`, body };
}

test('an identity domain answers the token request that is written', async () => {
  await server.createResource('orders', 'ords/', ['orders.read']);
  const { body: app } = await server.createClient('backend', ['ords/orders.read']);
  const given = onOciIam({
    identityProvider: { kind: 'oci-iam', domainUrl: server.domain.url },
    clients: { backend: { clientId: String(app['name']), scopes: ['orders.read'] } },
  });
  const file = httpFile(planRequests(given));
  expect(file).not.toContain(String(app['clientSecret']));
  const { url, authorization, body } = tokenRequest(file, String(app['clientSecret']));
  const answer = await server.call('POST', url.pathname, body, {
    'content-type': 'application/x-www-form-urlencoded',
    authorization,
  });
  expect(answer.status).toBe(200);
  expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
    aud: 'ords/',
    scope: 'orders.read',
  });
});
