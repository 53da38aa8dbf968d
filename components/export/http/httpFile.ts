import { isForPeople } from '../../idp/identityProvider';
import { visible } from '../../visible';
import type { Endpoint, RequestingClient, RequestPlan } from '../requests/requestPlan';

/**
 * The requests as a `.http` file in the notation of the VS Code extension REST Client. A machine's token request has a name, and
 * its answer is the variable that the calls after it take the token from; a person's token is pasted, since no such file can sign
 * people in. The variables for secrets and tokens are empty.
 */
export function httpFile(plan: RequestPlan): string {
  const { api, baseUrl, tokens, clients, protectedEndpoints } = plan;
  return [
    `# ${oneLine(api)}: written by pulumi-ords export --http`,
    variable('base_url', baseUrl),
    ...(clients.some(isForPeople) ? [variable('authorization_url', tokens.authorizationUrl)] : []),
    variable('token_url', tokens.tokenUrl),
    ...clients.flatMap((client) => ['', ...clientRequests(client, plan)]),
    ...protectedEndpoints.flatMap((endpoint) => [
      '',
      `### without a token: GET ${oneLine(endpoint.name)}, to be answered with 401`,
      get(endpoint),
    ]),
    '',
  ].join('\n');
}

function clientRequests(client: RequestingClient, plan: RequestPlan): string[] {
  const token = `${client.variable}_token`;
  return [
    ...(isForPeople(client) ? pastedToken(client, token) : requestedToken(client, token, plan)),
    ...client.endpoints.flatMap((endpoint) => [
      '',
      `### ${oneLine(client.key)}: GET ${oneLine(endpoint.name)}`,
      get(endpoint),
      `Authorization: Bearer {{${token}}}`,
    ]),
  ];
}

function requestedToken(
  { key, variable: name, clientId, scope }: RequestingClient,
  token: string,
  { tokens }: RequestPlan,
): string[] {
  const inHeader = tokens.clientAuthentication === 'header';
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...tokens.parameters, scope });
  return [
    `### ${oneLine(key)}: a token for itself`,
    variable(`${name}_client_id`, clientId),
    variable(`${name}_client_secret`, ''),
    `# @name ${name}_token_request`,
    'POST {{token_url}}',
    'Content-Type: application/x-www-form-urlencoded',
    ...(inHeader ? [`Authorization: Basic {{${name}_client_id}}:{{${name}_client_secret}}`] : []),
    '',
    inHeader
      ? form.toString()
      : `${form.toString()}&client_id={{${name}_client_id}}&client_secret={{${name}_client_secret}}`,
    '',
    '###',
    `@${token} = {{${name}_token_request.response.body.access_token}}`,
  ];
}

function pastedToken({ key, scope }: RequestingClient, token: string): string[] {
  return [
    `### ${oneLine(key)}: people sign in; paste a token of scope ${oneLine(scope)}`,
    variable(token, ''),
  ];
}

function get({ path }: Endpoint): string {
  return `GET {{base_url}}${path}`;
}

function variable(name: string, value: string): string {
  return `@${name} = ${oneLine(value)}`.trimEnd();
}

/** A line end in a name would begin a request of its own. */
function oneLine(text: string): string {
  return visible(text).replace(/[\n\t]/g, ' ');
}
