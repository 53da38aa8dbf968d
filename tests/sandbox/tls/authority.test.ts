import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority, loadAuthority, type IssuedCertificate } from '../../../sandbox/tls/authority';

async function get(certificate: IssuedCertificate, host: string, ca: string): Promise<number> {
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (_request, response) => {
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      request({ host, port, ca, agent: false }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      })
        .on('error', reject)
        .end();
    });
  } finally {
    server.close();
  }
}

describe('the private CA', () => {
  test('its server certificates are trusted by name and by address by whoever trusts the CA', async () => {
    const authority = await createAuthority();
    const certificate = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    expect(await get(certificate, 'localhost', authority.certificatePem)).toBe(200);
    expect(await get(certificate, '127.0.0.1', authority.certificatePem)).toBe(200);
  });

  test('another CA does not vouch for them, nor do they fit another name', async () => {
    const [authority, other] = await Promise.all([createAuthority(), createAuthority()]);
    const certificate = await authority.issueServerCertificate(['localhost']);
    await expect(get(certificate, 'localhost', other.certificatePem)).rejects.toThrow(
      /unable to verify|issuer/i,
    );
    await expect(get(certificate, '127.0.0.1', authority.certificatePem)).rejects.toThrow(/does not match/);
  });

  test('a reloaded CA goes on issuing under the same certificate', async () => {
    const authority = await createAuthority();
    const reloaded = await loadAuthority(authority.certificatePem, authority.privateKeyPem);
    const certificate = await reloaded.issueServerCertificate(['localhost', '127.0.0.1']);
    expect(await get(certificate, 'localhost', authority.certificatePem)).toBe(200);
  });
});
