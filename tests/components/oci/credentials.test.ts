import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  CREDENTIAL_NAMES,
  missingSettings,
  withEnvironment,
  withProfile,
} from '../../../components/oci/credentials';
import { readCredentials } from '../../../components/oci/readCredentials';
import { createSignature } from '../../../components/oci/signature';

const KEY = '-----BEGIN PRIVATE KEY-----\nnot-in-clear\n-----END PRIVATE KEY-----';
const complete = { tenancyOcid: 't', userOcid: 'u', fingerprint: 'f', privateKey: KEY };

describe('where each setting comes from', () => {
  const environment = { TF_VAR_user_ocid: 'first', OCI_user_ocid: 'second', user_ocid: 'third' };

  test('the program, then the environment in the order of the official provider', () => {
    expect(withEnvironment({ userOcid: 'given' }, environment).userOcid).toBe('given');
    expect(withEnvironment({}, environment).userOcid).toBe('first');
    expect(withEnvironment({}, { ...environment, TF_VAR_user_ocid: '' }).userOcid).toBe('second');
    expect(withEnvironment({}, { user_ocid: 'third' }).userOcid).toBe('third');
    expect(withEnvironment({}, { OCI_USER_OCID: 'upper case is another variable' }).userOcid).toBeUndefined();
  });

  test('what is given is never replaced, and nothing but it and the environment comes out', () => {
    const values = fc.option(fc.constantFrom('a', 'b', ''), { nil: undefined });
    const given = fc.record(Object.fromEntries(CREDENTIAL_NAMES.map((name) => [name, values])));
    fc.assert(
      fc.property(given, fc.constantFrom('x', ''), (entries, value) => {
        const found = withEnvironment(entries as Record<string, string>, { OCI_tenancy_ocid: value });
        for (const name of CREDENTIAL_NAMES) {
          const fallback = name === 'tenancyOcid' ? value || undefined : undefined;
          expect(found[name]).toBe(entries[name] || fallback);
        }
      }),
    );
  });

  test('a key that is given is not mixed with the path of another', () => {
    const path = { OCI_private_key_path: '/elsewhere.pem' };
    expect(withEnvironment({ privateKey: KEY }, path)).toEqual({ privateKey: KEY });
    expect(withProfile({ privateKey: KEY }, { key_file: '/x', pass_phrase: 'p', user: 'u' })).toEqual({
      privateKey: KEY,
      userOcid: 'u',
    });
    expect(withProfile({}, { key_file: '/x', pass_phrase: 'p' })).toEqual({
      privateKeyPath: '/x',
      privateKeyPassword: 'p',
    });
  });

  test('what is missing is named as the environment would have it', () => {
    expect(missingSettings({})).toEqual(['tenancy_ocid', 'user_ocid', 'fingerprint', 'private_key_path']);
    expect(missingSettings(complete)).toEqual([]);
  });
});

describe('reading them', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'pulumi-ords-oci-'));
    mkdirSync(join(home, '.oci'));
    writeFileSync(join(home, 'key.pem'), KEY);
    writeFileSync(
      join(home, '.oci', 'config'),
      [
        '[DEFAULT]',
        'tenancy=tenancy-of-default',
        'user=user-of-default',
        'fingerprint=aa:bb',
        `key_file=${join(home, 'key.pem')}`,
        '[other]',
        'user=user-of-other',
      ].join('\n'),
    );
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const read = (given = {}, environment: NodeJS.ProcessEnv = {}) =>
    readCredentials(given, { HOME: home, ...environment });

  test('a profile of the configuration file completes the environment', async () => {
    expect(await read()).toEqual({
      tenancyOcid: 'tenancy-of-default',
      userOcid: 'user-of-default',
      fingerprint: 'aa:bb',
      privateKey: KEY,
      privateKeyPassword: undefined,
    });
    expect(await read({}, { OCI_tenancy_ocid: 'tenancy-of-environment' })).toMatchObject({
      tenancyOcid: 'tenancy-of-environment',
      userOcid: 'user-of-default',
    });
    expect(await read({ configFileProfile: 'other' })).toMatchObject({
      userOcid: 'user-of-other',
      fingerprint: 'aa:bb',
    });
  });

  test('what cannot be read is named, without what is in it', async () => {
    await expect(read({ configFileProfile: 'none' })).rejects.toMatchObject({
      code: 'oci.credentials.config_file',
    });
    await expect(read({ ...complete, privateKey: '', privateKeyPath: '/none.pem' })).rejects.toMatchObject({
      code: 'oci.credentials.private_key',
      found: '"/none.pem" (ENOENT)',
    });
    await expect(readCredentials({}, { HOME: join(home, 'nowhere') })).rejects.toMatchObject({
      code: 'oci.credentials.missing',
      found: 'nothing for tenancy_ocid, user_ocid, fingerprint, private_key_path',
    });
    await expect(read({}, { OCI_auth: 'InstancePrincipal' })).rejects.toMatchObject({
      code: 'oci.credentials.auth',
    });
  });
});

describe('the signature', () => {
  test('names the key, and covers method, path and body', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const sign = await createSignature({ ...complete, privateKey: pem });
    const { authorization, ...headers } = await sign({
      method: 'PATCH',
      url: 'https://localhost:8443/admin/v1/Apps/1?x=y',
      body: '{}',
    });
    expect(authorization).toContain('Signature version="1"');
    expect(authorization).toContain('keyId="t/u/f"');
    expect(authorization).toMatch(/headers="[^"]*\(request-target\)[^"]*x-content-sha256/);
    expect(headers['x-content-sha256']).toBe('RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=');
  });

  test('a key that cannot be used is an error that does not show it', async () => {
    const failure = createSignature({ ...complete, privateKey: KEY });
    await expect(failure).rejects.toMatchObject({ code: 'oci.credentials.private_key' });
    await expect(failure).rejects.not.toThrow(/not-in-clear/);
  });
});
