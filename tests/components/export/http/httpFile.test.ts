import { httpFile } from '../../../../components/export/http/httpFile';
import { planRequests } from '../../../../components/export/requests/requestPlan';
import type { Manifest } from '../../../../components/manifest';
import { onAuth0, onEntra, onOciIam } from '../requests/requestFixtures';

const lines = (given: Manifest): string[] => httpFile(planRequests(given)).split('\n');

describe('the .http file', () => {
  test('Auth0: the token request of a machine, and a call with its answer', () => {
    expect(httpFile(planRequests(onAuth0()))).toContain(`### back end: a token for itself
@back_end_client_id = id-of-backend
@back_end_client_secret =
# @name back_end_token_request
POST {{token_url}}
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&audience=https%3A%2F%2Fapi.example.com%2Forders&scope=orders.read&client_id={{back_end_client_id}}&client_secret={{back_end_client_secret}}

###
@back_end_token = {{back_end_token_request.response.body.access_token}}

### back end: GET orders
GET {{base_url}}/orders/
Authorization: Bearer {{back_end_token}}
`);
  });

  test('OCI IAM: the client in the Basic header, the scope qualified', () => {
    const found = lines(onOciIam());
    expect(found).toContain('Authorization: Basic {{back_end_client_id}}:{{back_end_client_secret}}');
    expect(found).toContain('grant_type=client_credentials&scope=ords%2Forders.read');
  });

  test('Entra: all of the roles of a machine, the client in the body', () => {
    expect(lines(onEntra())).toContain(
      'grant_type=client_credentials&scope=c1%2F.default&client_id={{back_end_client_id}}&client_secret={{back_end_client_secret}}',
    );
  });

  test("a person's token is pasted", () => {
    expect(lines(onAuth0())).toEqual(expect.arrayContaining(['@web_token =', '### web: GET orders']));
    expect(lines(onAuth0()).filter((line) => line.startsWith('POST '))).toHaveLength(2);
  });

  test('the protected endpoints without a token', () => {
    const at = lines(onAuth0()).indexOf('### without a token: GET audit, to be answered with 401');
    expect(lines(onAuth0()).slice(at + 1, at + 3)).toEqual(['GET {{base_url}}/audit/', '']);
  });

  test('a name cannot begin a request of its own', () => {
    const key = 'x\n###\nPOST https://elsewhere.example.com/\r\n';
    const found = lines(
      onAuth0({ api: key, clients: { [key]: { clientId: key, scopes: ['orders.read'] } } }),
    );
    expect(found.filter((line) => line.startsWith('POST '))).toEqual(['POST {{token_url}}']);
  });
});
