import { decodeJwt } from 'jose';

import { httpFile } from '../../../../components/export/http/httpFile';
import { planRequests } from '../../../../components/export/requests/requestPlan';
import { TestTenant } from '../../../sandbox/entra/support';
import { TestDomain } from '../../../sandbox/oci/identityDomain/support';
import { onEntra, onOciIam } from '../requests/requestFixtures';

/** The first token request, with its variables filled in as REST Client does. */
function tokenRequest(file: string, secret: string) {
  const variables = new Map(
    [...file.matchAll(/^@(\w+) = ?(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  variables.set('backend_client_secret', secret);
  const text = file.replace(/{{(\w+)}}/g, (_all, name: string) => variables.get(name) ?? '');
  const [, url = '', headers = '', body = ''] = /^POST (.*)\n((?:[\w-]+: .*\n)*)\n(.*)$/m.exec(text) ?? [];
  const [, basic] = /^Authorization: Basic (.*)$/m.exec(headers) ?? [];
  return {
    path: new URL(url).pathname,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(basic !== undefined && { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
    },
  };
}

test('an identity domain answers the token request that is written', async () => {
  const server = await TestDomain.start();
  try {
    await server.createResource('orders', 'ords/', ['orders.read']);
    const { body: app } = await server.createClient('backend', ['ords/orders.read']);
    const given = onOciIam({
      identityProvider: { kind: 'oci-iam', domainUrl: server.domain.url },
      clients: { backend: { clientId: String(app['name']), scopes: ['orders.read'] } },
    });
    const file = httpFile(planRequests(given));
    expect(file).not.toContain(String(app['clientSecret']));
    const { path, body, headers } = tokenRequest(file, String(app['clientSecret']));
    const answer = await server.call('POST', path, body, headers);
    expect(answer.status).toBe(200);
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
      aud: 'ords/',
      scope: 'orders.read',
    });
  } finally {
    await server.stop();
  }
});

test('a directory of Entra answers the token request that is written', async () => {
  const test = await TestTenant.start();
  try {
    const api = await test.registerApi('orders');
    const backend = await test.register('backend');
    await test.assign(api, backend.principalId);
    const given = onEntra({
      identityProvider: { kind: 'entra', tenantId: test.id, loginEndpoint: test.tenant.url },
      trust: { ...onEntra().trust, audience: api.clientId },
      clients: { backend: { clientId: backend.clientId, scopes: ['orders.read'] } },
    });
    const file = httpFile(planRequests(given));
    expect(file).not.toContain(backend.secret);
    const { path, body, headers } = tokenRequest(file, backend.secret);
    const answer = await test.call('POST', path, body, headers);
    expect(answer.status).toBe(200);
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
      aud: api.clientId,
      roles: ['orders.read'],
    });
  } finally {
    await test.stop();
  }
});
