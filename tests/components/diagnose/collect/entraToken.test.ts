import { requestToken } from '../../../../components/diagnose/collect/tokenRequest';
import { entraReader } from '../../../../components/diagnose/collect/entra';
import type { Http, HttpRequest } from '../../../../components/diagnose/http';

const TENANT = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const settings = { kind: 'entra', tenantId: TENANT, loginEndpoint: 'https://login.microsoftonline.com' };
const request = {
  kind: 'entra',
  tokenUrl: entraReader.tokenUrl(settings),
  clientId: 'client-guid',
  clientSecret: 'not-in-clear',
  audience: 'api-guid',
} as const;

function answering(status: number, body: object): { readonly http: Http; readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const http: Http = async (sent) => {
    asked.push(sent);
    const text = JSON.stringify(body);
    return { ok: true, answer: { status, headers: {}, body: text, bytes: text.length, milliseconds: 1 } };
  };
  return { http, asked };
}

test('a directory is asked below its login endpoint, for all roles of the API at once', async () => {
  const { http, asked } = answering(200, { access_token: 'a.b.c', expires_in: 3599 });
  expect(await requestToken(request, http)).toEqual({
    state: 'read',
    value: { token: 'a.b.c', expiresIn: 3599 },
  });
  expect(asked[0]?.url).toBe(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`);
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'client-guid',
    client_secret: 'not-in-clear',
    scope: 'api-guid/.default',
  });
  expect(entraReader.discoveryBase(settings)).toBe(`https://login.microsoftonline.com/${TENANT}/v2.0`);
});

// Bodies of facts/entra.md 2.3; of 501051 two values of `error` are on record.
test.each([
  [401, 'invalid_client', [7000215], 'idp.token.credentials', /refuses the secret.*AADSTS7000215/],
  [401, 'invalid_client', [7000222], 'idp.token.credentials', /has expired/],
  [400, 'unauthorized_client', [700016], 'idp.token.credentials', /does not know client "client-guid"/],
  [400, 'invalid_resource', [500011], 'idp.token.not_granted', /no service principal for the API "api-guid"/],
  [400, 'invalid_grant', [501051], 'idp.token.not_granted', /no role of the API/],
  [401, 'invalid_client', [501051], 'idp.token.not_granted', /no role of the API/],
  [400, 'invalid_resource', [500014], 'idp.token.not_granted', /the API "api-guid" is disabled/],
  [400, 'unauthorized_client', [7000112], 'idp.token.not_granted', /of client "client-guid" is disabled/],
  [400, 'unauthorized_client', [7000229], 'idp.token.not_granted', /no service principal for client/],
  [400, 'invalid_scope', [1002012], 'idp.token.scope', /no token for a single scope/],
  [400, 'invalid_request', [90002], 'idp.token.refused', /does not accept the token request/],
  [404, '', [], 'idp.token.status', /gives no token \(404\)/],
])('%d %s %j is %s', async (status, error, numbers, code, text) => {
  const { http } = answering(status, {
    error,
    error_codes: numbers,
    error_description: 'AADSTS: words that change',
  });
  const result = await requestToken(request, http);
  expect(result).toMatchObject({
    state: 'failed',
    failure: { code, message: expect.stringMatching(text) as string },
  });
  expect(JSON.stringify(result)).not.toContain('not-in-clear');
});

test('the id of a secret in the place of its value is told, and not shown', async () => {
  const secretId = '0d4f9c1e-6a55-4c0f-8f0e-2f1f7a9f0c11';
  const { http } = answering(401, { error: 'invalid_client', error_codes: [7000215] });
  const result = await requestToken({ ...request, clientSecret: secretId }, http);
  expect(result).toMatchObject({
    failure: {
      code: 'idp.token.credentials',
      message: expect.stringMatching(/a GUID, as the id of a secret/) as string,
    },
  });
  expect(JSON.stringify(result)).not.toContain(secretId);
});

test.each([
  [500014, /pulumi up --refresh.*what was adopted, by hand: Enterprise applications/],
  [7000112, /pulumi up --refresh.*what was adopted, by hand: Enterprise applications/],
  [500011, /remove its id from adopt where it was adopted/],
  [7000229, /remove its id from adopt where it was adopted/],
])('AADSTS%d: what was adopted is mended in another way', async (number, remedy) => {
  const { http } = answering(400, { error: 'unauthorized_client', error_codes: [number] });
  expect(await requestToken(request, http)).toMatchObject({
    failure: { remedy: expect.stringMatching(remedy) as string },
  });
});
