import { randomBytes } from 'node:crypto';
import {
  DefaultRequestSigner,
  SimpleAuthenticationDetailsProvider,
  Region,
  type HttpRequest,
} from 'oci-common';
import { createOperator, keyIdOf, type Operator } from '../../../sandbox/oci/operator';
import {
  hasRequestSignature,
  verifyRequestSignature,
  type SignedRequest,
} from '../../../sandbox/oci/requestSignature';

const BODY = '{"dbName":"ORDERS","displayName":"Bestellungen für alle"}';
const URL = 'http://127.0.0.1:4711/20160918/autonomousDatabases?compartmentId=a%2Fb&limit=2';
let operator: Operator;

beforeAll(async () => (operator = await createOperator()));

/** By Oracle's own SDK, so that nothing of ours says what a signature looks like. */
async function signed(
  method: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<SignedRequest> {
  const signer = new DefaultRequestSigner(
    new SimpleAuthenticationDetailsProvider(
      operator.tenancyId,
      operator.userId,
      operator.fingerprint,
      operator.privateKeyPem,
      null,
      Region.fromRegionId(operator.region),
    ),
  );
  const request = { uri: URL, method, headers: new Headers(headers), ...(body !== undefined && { body }) };
  await signer.signHttpRequest(request as HttpRequest);
  return {
    method,
    target: URL.slice(URL.indexOf('/2016')),
    headers: Object.fromEntries(request.headers.entries()),
    ...(body !== undefined && { body: Buffer.from(body) }),
  };
}

function verdict(request: SignedRequest, now = new Date()) {
  return verifyRequestSignature(request, {
    publicKey: (keyId) => (keyId === keyIdOf(operator) ? operator.publicKey : undefined),
    now,
  });
}

test.each([
  ['GET', undefined],
  ['DELETE', undefined],
  ['POST', BODY],
  ['PUT', BODY],
  ['POST', undefined],
])('what the SDK signs is valid: %s %s', async (method, body) => {
  expect(verdict(await signed(method, body))).toEqual({ valid: true, keyId: keyIdOf(operator) });
});

test('another method, path, body, header or key is not what was signed', async () => {
  const request = await signed('POST', BODY);
  const altered = [
    { ...request, method: 'PUT' },
    { ...request, target: request.target.replace('limit=2', 'limit=3') },
    { ...request, headers: { ...request.headers, host: 'elsewhere' } },
    { ...request, headers: { ...request.headers, 'content-type': 'text/plain' } },
  ];
  for (const one of altered)
    expect(verdict(one)).toEqual({ valid: false, reason: 'the signature does not fit the request' });
  expect(verdict({ ...request, body: randomBytes(8) })).toMatchObject({
    valid: false,
    reason: expect.stringContaining('x-content-sha256'),
  });
  const authorization = String(request.headers['authorization']).replace(operator.fingerprint, '00:11');
  expect(verdict({ ...request, headers: { ...request.headers, authorization } })).toMatchObject({
    reason: 'the key is unknown',
  });
});

test('a signature must cover the body, and must be fresh', async () => {
  const request = await signed('GET');
  expect(verdict({ ...request, method: 'POST', body: Buffer.from(BODY) })).toMatchObject({
    reason: 'the signature does not cover content-length',
  });
  const { ['x-date']: _date, ...undated } = request.headers;
  expect(verdict({ ...request, headers: undated })).toMatchObject({
    reason: 'the signed header x-date was not sent',
  });
  const minutes = (count: number): Date =>
    new Date(Date.parse(String(request.headers['x-date'])) + count * 60_000);
  expect(verdict(request, minutes(4))).toMatchObject({ valid: true });
  expect(verdict(request, minutes(6))).toMatchObject({ valid: false });
  expect(verdict(request, minutes(-6))).toMatchObject({ valid: false });
});

test('what is no signature of OCI is told apart', async () => {
  expect(hasRequestSignature((await signed('GET')).headers)).toBe(true);
  expect(hasRequestSignature({ authorization: 'Bearer abc' })).toBe(false);
  expect(hasRequestSignature({})).toBe(false);
  const request = await signed('GET');
  for (const authorization of [undefined, 'Bearer abc', 'Signature keyId="a"'])
    expect(verdict({ ...request, headers: { ...request.headers, authorization } })).toMatchObject({
      valid: false,
    });
});

test('the fingerprint is sixteen pairs of hex digits', () => {
  expect(operator.fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
});
