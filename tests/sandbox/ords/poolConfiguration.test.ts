import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readPools } from '../../../sandbox/ords/configuration/configDirectory';
import { readPropertiesXml } from '../../../sandbox/ords/configuration/propertiesXml';
import { parseOrdsUrl } from '../../../sandbox/ords/requestPath';
import { GatewayFixture } from './support/gatewayFixture';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
`;
const OF_POOL = { iss: 'https://pool.example/', aud: 'urn:pool' };

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ords-config-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function pool(name: string, settings: Readonly<Record<string, string>>): void {
  mkdirSync(join(directory, 'databases', name), { recursive: true });
  const entries = Object.entries({ 'db.password': 'Very_secret_1', ...settings });
  const lines = entries.map(([key, value]) => `<entry key="${key}">${value}</entry>\n`);
  writeFileSync(
    join(directory, 'databases', name, 'pool.xml'),
    `${HEAD}<properties>\n${lines.join('')}</properties>\n`,
  );
}

const trust = (jwksUrl: string): Record<string, string> => ({
  'security.jwt.profile.mode': 'POOL',
  'security.jwt.profile.issuer': OF_POOL.iss,
  'security.jwt.profile.audience': OF_POOL.aud,
  'security.jwt.profile.jwk.url': jwksUrl,
});

describe('the gateway over a configuration directory', () => {
  let fixture: GatewayFixture;
  beforeAll(async () => {
    pool('default', {});
    pool('hr', {});
    fixture = await GatewayFixture.start(directory);
    fixture.module('orders', { '.': 'select 1 as id from dual' });
    fixture.protect('orders', 'orders.read');
    fixture.profile();
  });
  beforeEach(() => {
    pool('default', {});
    pool('hr', trust(fixture.jwks.url));
    fixture.gateway.reload();
  });
  afterAll(() => fixture.close());

  const status = async (path: string, token?: string): Promise<number> =>
    (await fixture.client.get(path, token)).status;

  test('takes the pool from the URL; each has its own trust', async () => {
    expect(await status('/demo/orders/', fixture.token())).toBe(200);
    expect(await status('/hr/demo/orders/', fixture.token())).toBe(401);
    expect(await status('/hr/demo/orders/', fixture.token(OF_POOL))).toBe(200);
    expect(await status('/demo/orders/', fixture.token(OF_POOL))).toBe(401);
    expect(await status('/none/demo/orders/', fixture.token())).toBe(404);
    expect(await status('/hr/demo/orders/')).toBe(401);
  });

  test('ignores the schema profile in pool mode, and takes a change when it is told to reload', async () => {
    pool('default', trust(fixture.jwks.url));
    expect(await status('/demo/orders/', fixture.token())).toBe(200);
    fixture.gateway.reload();
    expect(await status('/demo/orders/', fixture.token())).toBe(401);
    expect(await status('/demo/orders/', fixture.token(OF_POOL))).toBe(200);
    expect(await status('/demo/orders/', fixture.token({ ...OF_POOL, aud: 'urn:other' }))).toBe(401);
    expect(await status('/demo/orders/', fixture.token({ ...OF_POOL, scope: 'other' }))).toBe(401);
  });

  test('accepts no token in pool mode without the whole trust, and none where profiles are off', async () => {
    const { 'security.jwt.profile.issuer': _left, ...half } = trust(fixture.jwks.url);
    pool('default', half);
    pool('hr', { ...trust(fixture.jwks.url), 'security.jwt.profile.enabled': 'false' });
    fixture.gateway.reload();
    expect(await status('/demo/orders/', fixture.token(OF_POOL))).toBe(401);
    expect(await status('/hr/demo/orders/', fixture.token(OF_POOL))).toBe(401);
  });

  test('obeys skew and age of the pool', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const expired = fixture.token({ ...OF_POOL, exp: seconds - 20, iat: seconds - 100 });
    expect(await status('/hr/demo/orders/', expired)).toBe(401);
    pool('hr', { ...trust(fixture.jwks.url), 'security.jwt.allowed.skew': '50s' });
    fixture.gateway.reload();
    expect(await status('/hr/demo/orders/', expired)).toBe(200);
    pool('hr', {
      ...trust(fixture.jwks.url),
      'security.jwt.allowed.skew': '50s',
      'security.jwt.allowed.age': '3s',
    });
    fixture.gateway.reload();
    expect(await status('/hr/demo/orders/', expired)).toBe(401);
  });

  test('role mode of a pool takes a built-in role only if it is allowed', async () => {
    const roles = { ...trust(fixture.jwks.url), 'security.jwt.profile.role.claim.name': '/roles' };
    fixture.protect('orders', 'orders.read', ['reader']);
    fixture.oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', {
      p_privilege_name: 'orders.read',
      p_roles: ['reader', 'SQL Developer'],
      p_patterns: [],
      p_modules: ['orders'],
    });
    const call = (names: string[]): Promise<number> =>
      status('/hr/demo/orders/', fixture.token({ ...OF_POOL, roles: names }));
    pool('hr', { ...roles, 'security.jwt.profile.allowed.roles': 'RESTful Services' });
    fixture.gateway.reload();
    expect(await call(['reader'])).toBe(200);
    expect(await call(['SQL Developer'])).toBe(401);
    pool('hr', { ...roles, 'security.jwt.profile.allowed.roles': 'RESTful Services, SQL Developer' });
    fixture.gateway.reload();
    expect(await call(['SQL Developer'])).toBe(200);
  });

  test('the list of allowed JWK URLs is for schema profiles', async () => {
    const elsewhere = { 'security.jwks.allowed.urls': 'https://keys.example/' };
    pool('default', elsewhere);
    pool('hr', { ...trust(fixture.jwks.url), ...elsewhere });
    fixture.gateway.reload();
    expect(await status('/demo/orders/', fixture.token())).toBe(401);
    expect(await status('/hr/demo/orders/', fixture.token(OF_POOL))).toBe(200);
  });

  test('keeps what it has when the new configuration cannot be used', async () => {
    pool('hr', { 'security.jwt.profile.mode': 'BOTH' });
    expect(() => fixture.gateway.reload()).toThrow('sandbox.ords_config.pool');
    expect(await status('/hr/demo/orders/', fixture.token(OF_POOL))).toBe(200);
  });
});

describe('a configuration directory', () => {
  test.each([
    [
      'a mode that ORDS does not have',
      { 'security.jwt.profile.mode': 'BOTH' },
      'security.jwt.profile.mode is none of SCHEMA, POOL',
    ],
    [
      'a time without unit',
      { 'security.jwt.allowed.skew': '30' },
      'security.jwt.allowed.skew is no number of seconds',
    ],
    ['markup', { 'db.username': '<b/>' }, 'an element that properties do not have at line 5'],
  ])('with %s is an error that shows no secret', (_name, settings, message) => {
    pool('bad', settings);
    try {
      expect(() => readPools(directory)).toThrow(message);
      expect(() => readPools(directory)).not.toThrow('Very_secret');
    } finally {
      rmSync(join(directory, 'databases', 'bad'), { recursive: true });
    }
  });

  test('that is not there is an error; without pools it has none', () => {
    expect(() => readPools(join(directory, 'none'))).toThrow('sandbox.ords_config.missing');
    const empty = mkdtempSync(join(tmpdir(), 'ords-config-'));
    mkdirSync(join(empty, 'databases', 'no-pool'), { recursive: true });
    expect(readPools(empty).size).toBe(0);
    rmSync(empty, { recursive: true });
  });
});

test("settings are read as Java's properties", () => {
  const text = `${HEAD}<properties><comment>x</comment><entry key="a">1 &lt;<![CDATA[&]]><!-- no --></entry><entry key='a'>2</entry></properties>`;
  expect([...readPropertiesXml(text)]).toEqual([['a', '2']]);
  for (const broken of [
    '',
    '<properties/>',
    `${HEAD}<properties><entry>x</entry></properties>`,
    `${HEAD}<properties>`,
  ])
    expect(() => readPropertiesXml(broken)).toThrow(/line \d/);
});

test('a pool in the URL', () => {
  const isPool = (name: string): boolean => name === 'hr';
  expect(parseOrdsUrl('/ords/hr/demo/x?y=1', isPool)).toMatchObject({
    pool: 'hr',
    alias: 'demo',
    rest: '/x',
  });
  expect(parseOrdsUrl('/ords/demo/hr', isPool)).toMatchObject({
    pool: undefined,
    alias: 'demo',
    rest: '/hr',
  });
  expect(parseOrdsUrl('/ords/hr', isPool)).toBeUndefined();
});
