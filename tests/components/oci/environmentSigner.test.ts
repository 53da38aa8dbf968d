import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UnreadError } from '../../../components/diagnose/collect/readings';
import { OrdsError } from '../../../components/errors';
import { environmentSigner } from '../../../components/oci/environmentSigner';

const request = {
  url: 'https://idcs-0f.identity.oraclecloud.com/admin/v1/Apps',
  headers: { 'x-own': 'kept' },
};

describe('environmentSigner', () => {
  let home: string;
  const key = {
    OCI_tenancy_ocid: 'ocid1.tenancy.oc1..a',
    OCI_user_ocid: 'ocid1.user.oc1..b',
    OCI_fingerprint: 'aa:bb',
  };
  beforeAll(() => (home = mkdtempSync(join(tmpdir(), 'ords-oci-'))));
  afterAll(() => rmSync(home, { recursive: true }));

  it('signs for the host of the request, and keeps its other headers', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signed = await environmentSigner({ HOME: home, ...key, OCI_private_key: pem })(request);
    expect(signed.headers?.authorization).toMatch(
      /^Signature .*keyId="ocid1.tenancy.oc1..a\/ocid1.user.oc1..b\/aa:bb"/,
    );
    expect(signed.headers?.authorization).toContain('host');
    expect(signed).toMatchObject({ url: request.url, headers: { 'x-own': 'kept' } });
    expect(JSON.stringify(signed)).not.toContain('PRIVATE KEY');
  });

  it('signs with the key that is given, whatever the environment has', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const given = { userOcid: 'ocid1.user.oc1..mine', fingerprint: 'cc:dd', privateKey: pem };
    const sign = environmentSigner({ HOME: home, ...key, OCI_private_key: 'not-a-key' }, given);
    // What is left out comes from the environment.
    expect((await sign(request)).headers?.authorization).toContain(
      'keyId="ocid1.tenancy.oc1..a/ocid1.user.oc1..mine/cc:dd"',
    );
  });

  it('leaves the domain unread where there is no key', async () => {
    const failure: unknown = await environmentSigner({ HOME: home, ...key })(request).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UnreadError);
    expect((failure as UnreadError).reading).toMatchObject({
      state: 'skipped',
      reason: expect.stringMatching(/no complete API key .*; next: add an API key/) as string,
    });
  });

  it('is an error for a key that cannot be used, without a piece of it', async () => {
    const failure: unknown = await environmentSigner({ HOME: home, ...key, OCI_private_key: 'not-a-key' })(
      request,
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OrdsError);
    expect((failure as OrdsError).code).toBe('oci.credentials.private_key');
    expect((failure as OrdsError).message).not.toContain('not-a-key');
  });
});
