import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkConfiguration, connect } from '../../../../sandbox/plugins/oci/configuration';
import { controlPlaneHosts, originOf } from '../../../../sandbox/plugins/oci/hosts';
import { parseProfile, resolveSettings } from '../../../../sandbox/plugins/oci/settings';
import { credentials } from './credentials';

const { signal } = new AbortController();

test('a setting comes from the stack, then from TF_VAR_, OCI_ and the bare name, then from the file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oci-config-'));
  const file = path.join(folder, 'config');
  writeFileSync(file, '[OTHER]\nregion=other\n[DEFAULT]\n# comment\nuser = file-user\nregion=file-region\n');
  const env: NodeJS.ProcessEnv = { OCI_CONFIG_FILE: file };
  const region = (more: NodeJS.ProcessEnv, config = {}): string =>
    resolveSettings(config, { ...env, ...more }).region;
  expect(region({})).toBe('file-region');
  expect(region({ OCI_config_file_profile: 'OTHER' })).toBe('other');
  expect(region({ region: 'bare' })).toBe('bare');
  expect(region({ region: 'bare', OCI_region: 'oci' })).toBe('oci');
  expect(region({ OCI_region: 'oci', TF_VAR_region: 'tf' })).toBe('tf');
  expect(region({ TF_VAR_region: 'tf' }, { region: 'stack' })).toBe('stack');
  expect(resolveSettings({}, env).userOcid).toBe('file-user');
  rmSync(folder, { recursive: true });
});

test('a profile ends where the next one begins', () => {
  expect(parseProfile('[A]\r\na=1\r\n[B]\r\nb=2=3\r\n', 'B')).toEqual({ b: '2=3' });
  expect(parseProfile('[A]\na=1\n', 'B')).toEqual({});
});

test.each(['tenancyOcid', 'userOcid', 'fingerprint', 'region', 'privateKeyPath'])('%s is needed', (name) => {
  const config = { ...credentials, [name === 'privateKeyPath' ? 'privateKey' : name]: '' };
  expect(() => connect(config as never, { HOME: '/nowhere' }, signal)).toThrow(
    new RegExp(`did not find a proper configuration for ${name}.*OCI_[a-z_]+ in the environment`),
  );
});

test('a key that is none is not quoted', () => {
  const connecting = (): unknown =>
    connect({ ...credentials, privateKey: 'top-secret' } as never, { HOME: '/nowhere' }, signal);
  expect(connecting).toThrow('oci:privateKey holds no usable key');
  expect(connecting).not.toThrow('top-secret');
});

test('ways to authenticate that are not served are refused', () => {
  expect(checkConfiguration({ auth: 'InstancePrincipal' })).toEqual([
    { property: 'auth', reason: `auth "InstancePrincipal" is not supported by the sandbox's oci plugin` },
  ]);
  expect(checkConfiguration({ auth: 'ApiKey', region: 'x', disableAutoRetries: 'true' })).toEqual([]);
  expect(checkConfiguration({ tokenExchangeAuth: 'x' })).toHaveLength(1);
});

test('the hosts of the control plane are those of the region, or what CLIENT_HOST_OVERRIDES says', () => {
  expect(controlPlaneHosts('eu-frankfurt-1', {})).toEqual({
    identity: 'https://identity.eu-frankfurt-1.oci.oraclecloud.com',
    database: 'https://database.eu-frankfurt-1.oraclecloud.com',
  });
  const overrides =
    'oci_identity.IdentityClient=http://127.0.0.1:1;oci_database.DatabaseClient=https://localhost:2';
  expect(controlPlaneHosts('r', { CLIENT_HOST_OVERRIDES: overrides })).toEqual({
    identity: 'http://127.0.0.1:1',
    database: 'https://localhost:2',
  });
});

test('an endpoint is an origin and nothing more', () => {
  expect(originOf('idcs-1.identity.oraclecloud.com:443')).toBe('https://idcs-1.identity.oraclecloud.com');
  expect(originOf('http://127.0.0.1:80')).toBe('http://127.0.0.1');
  for (const endpoint of [
    'https://host/',
    'https://host/path',
    'https://u@host',
    'https://host?q',
    '',
    'a b',
  ])
    expect(() => originOf(endpoint)).toThrow('host is invalid');
});
