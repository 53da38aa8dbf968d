import type { Endpoint, RequestPlan } from '../requests/requestPlan';
import { oauth2, type OAuth2 } from './oauth2';

/** The parts of a Postman collection v2.1 that are written here. */
export interface PostmanCollection {
  readonly info: { readonly name: string; readonly description: string; readonly schema: string };
  readonly item: readonly PostmanFolder[];
}

export interface PostmanFolder {
  readonly name: string;
  readonly description: string;
  readonly auth: OAuth2 | NoAuth;
  readonly item: readonly PostmanRequest[];
}

interface NoAuth {
  readonly type: 'noauth';
}

interface PostmanRequest {
  readonly name: string;
  readonly event: readonly [
    {
      readonly listen: 'test';
      readonly script: { readonly type: 'text/javascript'; readonly exec: readonly string[] };
    },
  ];
  readonly request: {
    readonly method: 'GET';
    readonly header: readonly [];
    readonly url: {
      readonly raw: string;
      readonly host: readonly string[];
      readonly path: readonly string[];
    };
  };
}

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const IS_LET_IN = [
  "pm.test('the token is accepted', () => {",
  '  pm.expect(pm.response.code).not.to.be.oneOf([401, 403]);',
  '});',
];
const IS_REFUSED = [
  "pm.test('refused without a token', () => {",
  '  pm.response.to.have.status(401);',
  '});',
];

/**
 * A folder for each client, with what its token is let in to, and one with the same endpoints without a token. Holds no secret:
 * what differs between people is in the environment.
 */
export function postmanCollection(plan: RequestPlan): PostmanCollection {
  return {
    info: {
      name: plan.api,
      description: 'Written by pulumi-ords export --postman. Select the environment of the same name.',
      schema: SCHEMA,
    },
    item: [
      ...plan.clients.map((client) => ({
        name: client.key,
        description: `Enter ${client.variable}_client_secret in the environment, then: Authorization, Get New Access Token.`,
        auth: oauth2(client, plan),
        item: client.endpoints.map((endpoint) => getRequest(endpoint, IS_LET_IN)),
      })),
      {
        name: 'without a token',
        description: 'Each of these has to be answered with 401.',
        auth: { type: 'noauth' },
        item: plan.protectedEndpoints.map((endpoint) => getRequest(endpoint, IS_REFUSED)),
      },
    ],
  };
}

function getRequest({ name, path }: Endpoint, exec: readonly string[]): PostmanRequest {
  return {
    name: `GET ${name}`,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec } }],
    request: {
      method: 'GET',
      header: [],
      url: { raw: `{{base_url}}${path}`, host: ['{{base_url}}'], path: path.split('/').slice(1) },
    },
  };
}
