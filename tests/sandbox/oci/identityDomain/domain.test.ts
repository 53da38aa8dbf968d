import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors } from 'jose';
import { startDomains } from '../../../../sandbox/oci/identityDomain/domains';
import { StateFolder } from '../../../../sandbox/state/folder';
import { GatewayFixture } from '../../ords/support/gatewayFixture';
import { type Body, TestDomain } from './support';

let server: TestDomain;
let client: Body;
beforeAll(async () => {
  server = await TestDomain.start();
  await server.createResource('orders', 'ords/', ['orders.read']);
  client = (await server.createClient('backend', ['ords/orders.read'])).body;
});
afterAll(() => server.stop());

const SETTINGS = 'urn:ietf:params:scim:schemas:oracle:idcs:Settings';
const publish = (value: boolean) =>
  server.patch('/Settings/Settings', { op: 'replace', path: 'SigningCertPublicAccess', value });
const jwks = () => server.call('GET', '/admin/v1/SigningCert/jwk');
const token = async (): Promise<string> =>
  String((await server.token(client, { scope: 'ords/orders.read' })).body['access_token']);

describe('settings', () => {
  test('the JWKS is closed until a PATCH of one setting opens it; the others stay', async () => {
    const before = (await server.admin('GET', '/Settings/Settings?attributeSets=all')).body;
    expect(before).toMatchObject({
      id: 'Settings',
      signingCertPublicAccess: false,
      auditEventRetentionPeriod: 30,
    });
    expect((await jwks()).status).toBe(401);
    const { body: after } = await publish(true);
    const same = { meta: null, idcsLastModifiedBy: null };
    expect({ ...after, ...same }).toEqual({ ...before, signingCertPublicAccess: true, ...same });
    const { body } = await jwks();
    expect(body['keys']).toMatchObject([{ kid: 'SIGNING_KEY', alg: 'RS256', kty: 'RSA' }]);
    expect(((body['keys'] as Body[])[0]?.['x5c'] as string[]).length).toBe(2);
    await publish(false);
    expect((await jwks()).status).toBe(401);
  });

  test('a PUT is the whole object; whether it resets what it leaves out is a setting', async () => {
    const put = { schemas: [SETTINGS], csrAccess: 'readOnly' };
    const change = (path: string, value: unknown) =>
      server.patch('/Settings/Settings', { op: 'replace', path, value });
    await change('timezone', 'Europe/Berlin');
    server.domain.control.setBehaviour({ settingsPutResets: false });
    const kept = await server.admin('PUT', '/Settings/Settings', put);
    expect(kept.body).toMatchObject({ csrAccess: 'readOnly', timezone: 'Europe/Berlin' });
    server.domain.control.setBehaviour({ settingsPutResets: true });
    expect((await server.admin('PUT', '/Settings/Settings', put)).body['timezone']).toBe('UTC');
    const wrong = [
      await server.admin('PUT', '/Settings/Settings', { schemas: [SETTINGS] }),
      await change('csrAccess', 'everything'),
      await change('signingCertPublicAccess', 'true'),
      await server.admin('GET', '/Settings/Other'),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([400, 400, 400, 404]);
  });
});

describe('control', () => {
  test('refusals: a SCIM body with Retry-After, before or after the write; OAuth errors for tokens', async () => {
    const { control } = server.domain;
    control.refuse({ match: { path: '/admin/v1/Apps' }, status: 429, times: 1, resetSeconds: 7 });
    const limited = await server.admin('GET', '/Apps');
    expect([limited.status, limited.headers['retry-after'], limited.body['status']]).toEqual([
      429,
      '7',
      '429',
    ]);
    control.refuse({ match: { method: 'POST' }, status: 500, times: 1, afterWrite: true });
    expect((await server.createApp('written')).status).toBe(500);
    expect((await server.createApp('written')).status).toBe(409);
    control.refuse({ match: { path: '/oauth2' }, status: 503, times: 1 });
    expect((await server.token(client, {})).body['error']).toBe('server_error');
    control.notFoundOnceAfterCreate('app');
    const path = `/Apps/${String((await server.createApp('late')).body['id'])}`;
    const statuses = [await server.admin('GET', path), await server.admin('GET', path)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([404, 200]);
  });

  test('a rotated key has the same kid, and the old one is gone', async () => {
    await publish(true);
    const old = await token();
    await server.domain.control.rotateKeys();
    await expect(server.verify(old)).rejects.toThrow(errors.JWSSignatureVerificationFailed);
    const { protectedHeader } = await server.verify(await token());
    expect(protectedHeader.kid).toBe('SIGNING_KEY');
    expect((await jwks()).body['keys']).toHaveLength(1);
  });

  test('expired tokens, and every secret that was given out', async () => {
    server.domain.control.expireTokens();
    await expect(server.verify(await token())).rejects.toThrow(errors.JWTExpired);
    server.domain.control.expireTokens({ enabled: false });
    expect(server.domain.control.issuedSecrets()).toContain(client['clientSecret']);
  });
});

test('ORDS accepts the token: no typ, the constant issuer and kid, the audience with its slash', async () => {
  const ords = await GatewayFixture.start();
  try {
    ords.module('orders', { 'all/': 'select 1 as one from dual' });
    ords.protect('orders', 'orders.read');
    ords.oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', {
      p_issuer: server.domain.issuer,
      p_audience: 'ords/',
      p_jwk_url: ords.jwks.url,
    });
    const { body } = await server.admin('GET', '/SigningCert/jwk');
    ords.jwks.keys = body['keys'] as never;
    const get = async (bearer?: string) => (await ords.client.get('/demo/orders/all/', bearer)).status;
    expect([await get(await token()), await get()]).toEqual([200, 401]);
  } finally {
    await ords.close();
  }
});

test('domains are there again after a restart at the same addresses; a removed one is not', async () => {
  const path = mkdtempSync(join(tmpdir(), 'ords-sandbox-domains-'));
  const folder = new StateFolder(path);
  folder.create();
  const { tls, signers, passwords } = server.options;
  const options = { folder, tls, signers, passwords, port: 0 };
  try {
    const first = await startDomains(options);
    const other = await first.create('Other');
    const gone = await first.create('Gone');
    other.setControlPlane({ description: 'another' });
    await first.remove(gone.id);
    await expect(first.remove(first.default.id)).rejects.toThrow(RangeError);
    const known = first.list().map(({ id, url, displayName }) => ({ id, url, displayName }));
    await first.close();
    const second = await startDomains({ ...options, port: first.default.port });
    const again = second.list().map(({ id, url, displayName }) => ({ id, url, displayName }));
    expect(again).toHaveLength(2);
    expect(again).toEqual(expect.arrayContaining(known));
    expect(second.default.isDefault).toBe(true);
    expect(second.find('Other')?.controlPlane).toEqual({ description: 'another' });
    await second.close();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
});
