import { createHash } from 'node:crypto';
import * as common from 'oci-common';
import { createOperator } from '../../../../sandbox/oci/operator';
import { appBody, basic, type Body, Signer, TestDomain } from './support';

let server: TestDomain;
beforeAll(async () => {
  server = await TestDomain.start();
});
afterAll(() => server.stop());

const UNAUTHORIZED = {
  schemas: [
    'urn:ietf:params:scim:api:messages:2.0:Error',
    'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error',
  ],
  detail: 'Operation failed due to unauthorized access.',
  status: '401',
  'urn:ietf:params:scim:api:oracle:idcs:extension:messages:Error': {
    messageId: 'error.common.exception.unauthorizedAccess',
  },
};

describe('signed requests', () => {
  const host = (): string => new URL(server.domain.url).host;

  test('those of oci-common are accepted, with a body and without', async () => {
    const { account } = server.operator;
    const provider = new common.SimpleAuthenticationDetailsProvider(
      account.tenancyId,
      account.userId,
      account.fingerprint,
      account.privateKeyPem,
      null,
    );
    const signer = new common.DefaultRequestSigner(provider);
    for (const [method, body] of [
      ['POST', JSON.stringify(appBody('by oci-common'))],
      ['GET', undefined],
    ] as const) {
      const headers = new Headers({ 'content-type': 'application/scim+json' });
      const uri = `${server.domain.url}/admin/v1/Apps?attributes=displayName`;
      await signer.signHttpRequest({ method, uri, headers, ...(body !== undefined && { body }) } as never);
      headers.delete('content-length');
      headers.delete('host');
      const sent = Object.fromEntries(headers.entries());
      const answer = await server.call(method, '/admin/v1/Apps?attributes=displayName', body, sent);
      expect(answer.status).toBe(method === 'POST' ? 201 : 200);
    }
  });

  test('no login, a wrong key, a foreign user: 401, before the body is looked at', async () => {
    const stranger = new Signer(await createOperator(), true);
    const forged = new Signer(
      { ...server.operator.account, privateKeyPem: (await createOperator()).privateKeyPem },
      true,
    );
    const answers = [
      await server.call('GET', '/admin/v1/Apps'),
      await server.call('POST', '/admin/v1/Apps', '{', { 'content-type': 'application/json' }),
      await server.admin('GET', '/Apps', undefined, stranger),
      await server.admin('GET', '/Apps', undefined, forged),
      await server.call('GET', '/admin/v1/Apps', undefined, basic('a', 'b')),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([401, UNAUTHORIZED]);
  });

  test('a signature counts for one request: another path, method, body or hour is refused', async () => {
    const body = JSON.stringify(appBody('signed'));
    const target = '/admin/v1/Apps';
    const headers = server.operator.headers('POST', target, host(), body);
    const other = JSON.stringify(appBody('unsigned'));
    const digest = createHash('sha256').update(other).digest('base64');
    const settings = server.operator.headers('PATCH', '/admin/v1/Settings/Settings', host(), body);
    const late = server.operator.headers('GET', target, host(), undefined, new Date(Date.now() - 400_000));
    const statuses = [
      await server.call('POST', `${target}?x=1`, body, headers),
      await server.call('PUT', '/admin/v1/Settings/Settings', body, settings),
      await server.call('POST', target, other.padEnd(body.length), headers),
      await server.call('POST', target, other, { ...headers, 'x-content-sha256': digest }),
      await server.call('GET', target, undefined, late),
      await server.call('POST', target, body, headers),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 201]);
    const { body: list } = await server.admin('GET', '/Apps?filter=displayName%20sw%20%22unsigned%22');
    expect(list['totalResults']).toBe(0);
  });

  test('a signature that leaves the body out does not cover it', async () => {
    const body = JSON.stringify(appBody('uncovered'));
    const { authorization = '', date = '' } = server.operator.headers('GET', '/admin/v1/Apps', host());
    const headers = { authorization, date, 'content-type': 'application/json' };
    expect((await server.call('POST', '/admin/v1/Apps', body, headers)).status).toBe(401);
  });

  test('who lacks the right to write may read; the status is a setting, for no source has it', async () => {
    const write = () => server.admin('POST', '/Apps', appBody('by a reader'), server.reader);
    expect((await server.admin('GET', '/Apps', undefined, server.reader)).status).toBe(200);
    expect((await server.admin('GET', '/Settings/Settings', undefined, server.reader)).status).toBe(200);
    expect((await write()).status).toBe(403);
    server.domain.control.setBehaviour({ deniedStatus: 401 });
    expect((await write()).status).toBe(401);
    server.domain.control.setBehaviour({ deniedStatus: 403 });
    expect(() => server.domain.control.setBehaviour({ unknown: 1 } as never)).toThrow(RangeError);
  });
});

describe('bearers', () => {
  const roleId = async (): Promise<string> => {
    const filter = encodeURIComponent('displayName eq "Identity Domain Administrator"');
    const { body } = await server.admin('GET', `/AppRoles?filter=${filter}`);
    return String((body['Resources'] as Body[])[0]?.['id']);
  };
  const bearer = async (client: Body): Promise<Record<string, string>> => {
    const { body } = await server.token(client, { scope: 'urn:opc:idm:__myscopes__' });
    return {
      authorization: `Bearer ${String(body['access_token'])}`,
      'content-type': 'application/scim+json',
    };
  };

  test('a client with the administrator role may read and write, one without nothing', async () => {
    const client = (await server.createClient('terraform', [])).body;
    const body = JSON.stringify(appBody('by a bearer'));
    const without = await bearer(client);
    expect((await server.call('POST', '/admin/v1/Apps', body, without)).status).toBe(403);
    expect((await server.call('GET', '/admin/v1/Apps', undefined, without)).status).toBe(403);
    const grant = {
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:Grant'],
      grantMechanism: 'ADMINISTRATOR_TO_APP',
      app: { value: 'IDCSAppId' },
      entitlement: { attributeName: 'appRoles', attributeValue: await roleId() },
      grantee: { type: 'App', value: client['id'] },
    };
    const granted = await server.admin('POST', '/Grants', grant);
    expect([granted.status, granted.body['isFulfilled']]).toEqual([201, true]);
    expect((await server.admin('POST', '/Grants', grant)).status).toBe(409);
    const { body: live } = await server.admin('GET', `/Apps/${String(client['id'])}`);
    expect(live['grantedAppRoles']).toMatchObject([{ display: 'Identity Domain Administrator' }]);
    const answer = await server.call('POST', '/admin/v1/Apps', body, await bearer(client));
    expect([answer.status, answer.body['idcsCreatedBy']]).toMatchObject([
      201,
      { type: 'App', display: 'terraform' },
    ]);
    expect((await server.admin('DELETE', `/Grants/${String(granted.body['id'])}`)).status).toBe(204);
    expect((await server.call('POST', '/admin/v1/Apps', body, await bearer(client))).status).toBe(403);
  });

  test('a token for another audience, a forged and an expired one are none', async () => {
    await server.createResource('bearer resource', 'bearer/', ['a']);
    const client = (await server.createClient('bearer client', ['bearer/a'])).body;
    const { body } = await server.token(client, { scope: 'bearer/a' });
    const roles = {
      audience: server.domain.url,
      claims: {
        tok_type: 'AT',
        scope: 'urn:opc:idm:__myscopes__',
        clientAppRoles: ['Identity Domain Administrator'],
      },
    };
    const good = await server.domain.control.mintToken(roles);
    const opened = { authorization: `Bearer ${good}` };
    expect((await server.call('GET', '/admin/v1/Apps', undefined, opened)).status).toBe(200);
    const tokens = [
      String(body['access_token']),
      await server.domain.control.mintToken({ ...roles, altered: true }),
      await server.domain.control.mintToken({ ...roles, expiresIn: -10 }),
      await server.domain.control.mintToken({ ...roles, alg: 'none' }),
      await server.domain.control.mintToken({ ...roles, alg: 'HS256' }),
    ];
    for (const token of tokens) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await server.call('GET', '/admin/v1/Apps', undefined, headers)).status).toBe(401);
    }
  });

  test.each([
    ['no app', { app: undefined }, 'app.value'],
    ['an unknown app', { app: { value: 'x' } }, 'ID x'],
    ['an unknown grantee', { grantee: { type: 'App', value: 'x' } }, 'ID x'],
    ['a grantee of another type', { grantee: { type: 'User', value: 'x' } }, 'grantee.type'],
    ['an unknown role', { entitlement: { attributeName: 'appRoles', attributeValue: 'x' } }, 'ID x'],
    ['another mechanism', { grantMechanism: 'MAGIC' }, 'grantMechanism'],
  ])('a grant with %s is refused', async (_what, members, named) => {
    const { body: app } = await server.createApp(`grantee for ${named} ${_what}`);
    const answer = await server.admin('POST', '/Grants', {
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:Grant'],
      grantMechanism: 'ADMINISTRATOR_TO_APP',
      app: { value: 'IDCSAppId' },
      entitlement: { attributeName: 'appRoles', attributeValue: await roleId() },
      grantee: { type: 'App', value: app['id'] },
      ...members,
    });
    expect(answer.status).toBe(400);
    expect(answer.body['detail']).toContain(named);
  });
});
