import { createHash, createVerify } from 'node:crypto';
import { signatureHeaders } from '../../../../sandbox/plugins/oci/http/signature';
import { keyPair } from './credentials';

const key = { keyId: 'tenancy/user/fingerprint', privateKey: keyPair.privateKey };
const date = new Date('2026-07-01T12:00:00Z');
const url = new URL('https://idcs.example.com:8443/admin/v1/Apps?attributeSets=all');

function verify(authorization: string, text: string): boolean {
  const [, signature = ''] = /signature="([^"]+)"/.exec(authorization) ?? [];
  return createVerify('RSA-SHA256').update(text).verify(keyPair.publicKey, signature, 'base64');
}

test('a request without body is signed by date, target and host', () => {
  const { authorization = '', ...headers } = signatureHeaders({ method: 'GET', url, date }, key);
  expect(headers).toEqual({ date: 'Wed, 01 Jul 2026 12:00:00 GMT', host: 'idcs.example.com:8443' });
  expect(authorization).toMatch(
    /^Signature version="1",headers="date \(request-target\) host",keyId="tenancy\/user\/fingerprint",algorithm="rsa-sha256",signature="/,
  );
  const text =
    'date: Wed, 01 Jul 2026 12:00:00 GMT\n(request-target): get /admin/v1/Apps?attributeSets=all\nhost: idcs.example.com:8443';
  expect(verify(authorization, text)).toBe(true);
});

test('a body is signed with its length, type and digest', () => {
  const body = '{"displayName":"Büro"}';
  const headers = signatureHeaders({ method: 'POST', url, body, date }, key);
  const digest = createHash('sha256').update(body).digest('base64');
  expect(headers).toMatchObject({
    'content-length': '23',
    'content-type': 'application/json',
    'x-content-sha256': digest,
  });
  const text = [
    'date: Wed, 01 Jul 2026 12:00:00 GMT',
    '(request-target): post /admin/v1/Apps?attributeSets=all',
    'host: idcs.example.com:8443',
    'content-length: 23',
    'content-type: application/json',
    `x-content-sha256: ${digest}`,
  ].join('\n');
  expect(verify(headers.authorization ?? '', text)).toBe(true);
});
