import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPools } from '../../../sandbox/ords/configuration/configDirectory';
import { defaultSettings } from '../../../sandbox/ords/settings';
import { GatewayFixture } from './support/gatewayFixture';

const OF_POOL = { iss: 'https://pool.example/', aud: 'urn:pool' };
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
`;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ords-release-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function pool(settings: Readonly<Record<string, string>>): void {
  const folder = join(directory, 'databases', 'default');
  mkdirSync(folder, { recursive: true });
  const entries = Object.entries(settings).map(([key, value]) => `<entry key="${key}">${value}</entry>`);
  writeFileSync(join(folder, 'pool.xml'), `${HEAD}<properties>${entries.join('')}</properties>`);
}

test.each([
  ['23.4', false],
  ['25.1.0.r1001652', false],
  ['25.2', true],
  ['26.2.2.r2041619', true],
])('ORDS %s takes an empty role claim for no roles: %s', (version, expected) => {
  expect(defaultSettings(version).acceptEmptyRoleClaim).toBe(expected);
});

test.each<[string, string[]]>([
  ['23.4', ['allowedSkew']],
  ['24.4', ['allowedSkew']],
  ['25.2', ['allowedSkew', 'jwtProfileMode', 'poolIssuer', 'poolRoleClaimName']],
  [
    '26.2',
    [
      'allowedSkew',
      'jwksAllowedUrls',
      'jwtProfileMode',
      'poolAllowedRoles',
      'poolIssuer',
      'poolRoleClaimName',
    ],
  ],
])('ORDS %s passes over the settings of later releases', (version, obeyed) => {
  pool({
    'security.jwt.profile.mode': 'POOL',
    'security.jwt.profile.issuer': OF_POOL.iss,
    'security.jwt.profile.role.claim.name': '/roles',
    'security.jwt.profile.allowed.roles': 'SQL Developer',
    'security.jwks.allowed.urls': 'https://elsewhere.example/keys',
    'security.jwt.allowed.skew': '5s',
  });
  expect(Object.keys(readPools(directory, version).get('default') ?? {}).sort()).toEqual(obeyed);
});

test('what a release does not know keeps nobody out and lets nobody in', async () => {
  pool({});
  const fixture = await GatewayFixture.start(directory, '23.4');
  try {
    fixture.module('orders', { '.': 'select 1 as id from dual' });
    fixture.protect('orders', 'orders.read');
    fixture.profile();
    pool({
      'security.jwt.profile.mode': 'POOL',
      'security.jwt.profile.issuer': OF_POOL.iss,
      'security.jwt.profile.audience': OF_POOL.aud,
      'security.jwt.profile.jwk.url': fixture.jwks.url,
      'security.jwks.allowed.urls': 'https://elsewhere.example/keys',
    });
    fixture.gateway.reload();
    const status = async (token: string): Promise<number> =>
      (await fixture.client.get('/demo/orders/', token)).status;
    expect(await status(fixture.token())).toBe(200);
    expect(await status(fixture.token(OF_POOL))).toBe(401);
  } finally {
    await fixture.close();
  }
});
