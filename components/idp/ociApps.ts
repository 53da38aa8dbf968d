import type { DomainsAppArgs } from '@pulumi/oci/identity/domainsApp';
import type * as pulumi from '@pulumi/pulumi';
import { isForPeople, type ApiRequest, type ClientRequest } from './identityProvider';
import { CONFIDENTIAL, isHttp } from './ociIamRules';

/** The server adds the second to what was sent: both are declared, in its order, and left alone (facts/oci-iam.md 1.7). */
const SCHEMAS = [
  'urn:ietf:params:scim:schemas:oracle:idcs:App',
  'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags',
];

type Inputs = Omit<DomainsAppArgs, 'idcsEndpoint' | 'description'>;

const COMMON = {
  schemas: SCHEMAS,
  basedOnTemplate: { value: CONFIDENTIAL },
  // An app that is made in the console starts inactive; one that is made so does not (facts/oci-iam.md 1.3).
  active: true,
  // Has to be in the state before a destroy.
  forceDelete: true,
} as const;

/** The API: a resource app with its primary audience and its scopes. Secondary audiences would make `aud` a list, which ORDS refuses. */
export function resourceApp(args: {
  readonly displayName: string;
  readonly audience: pulumi.Input<string>;
  readonly scopes: ApiRequest['scopes'];
  readonly clients: ApiRequest['clients'];
  readonly tokenLifetime?: number | undefined;
}): Inputs {
  const { displayName, audience, scopes, clients, tokenLifetime } = args;
  return {
    ...COMMON,
    displayName,
    isOauthResource: true,
    audience,
    scopes: scopes.map(({ name, description }) => ({
      value: name,
      displayName: name,
      requiresConsent: false,
      ...(description !== undefined && description !== '' && { description }),
    })),
    ...(tokenLifetime !== undefined && { accessTokenExpiry: tokenLifetime }),
    // Refresh tokens are a matter of the API, and only people have them.
    ...(Object.values(clients).some(isForPeople) && { allowOffline: true }),
  };
}

/** A client of the API, with exactly the full scopes that it may ask for. */
export function clientApp(client: ClientRequest, allowedScopes: pulumi.Output<{ fqs: string }[]>): Inputs {
  const { displayName, redirectUris = [] } = client;
  return {
    ...COMMON,
    displayName,
    isOauthClient: true,
    clientType: 'confidential',
    trustScope: 'Explicit',
    allowedScopes,
    ...(isForPeople(client)
      ? {
          allowedGrants: ['authorization_code', 'refresh_token'],
          redirectUris: [...redirectUris],
          allUrlSchemesAllowed: redirectUris.some(isHttp),
        }
      : { allowedGrants: ['client_credentials'] }),
  };
}
