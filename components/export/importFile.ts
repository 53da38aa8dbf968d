import type { Auth0AdoptArgs } from '../idp/auth0Adoption';

/** A resource of `pulumi import --file`. */
interface ImportedResource {
  readonly type: string;
  /** Unique in the file; other resources name their parent by it. */
  readonly name: string;
  /** Of the resource in the program. */
  readonly logicalName: string;
  readonly parent?: string;
  readonly id?: string;
  readonly component?: true;
}

const PARENT = 'auth0';

/**
 * What `pulumi import --file` takes: the Auth0 side under the components that the program makes, so that its first `up` finds
 * them in the state. ORDS objects cannot be imported this way (facts/pulumi.md 0.6); `ords.adopt` takes them over.
 *
 * @param name Of the ProtectedApi.
 * @param audience Under which Auth0 keeps the scopes of an API.
 */
export function importFile(name: string, audience: string, adopt: Auth0AdoptArgs): string {
  const { api, clients = {}, grants = {} } = adopt;
  const resource = (type: string, logicalName: string, id: string): ImportedResource => ({
    type: `auth0:index/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
    name: `${type}-${logicalName}`,
    logicalName,
    parent: PARENT,
    id,
  });
  const resources: ImportedResource[] = [
    { type: 'pulumi-ords:index:ProtectedApi', name: 'api', logicalName: name, component: true },
    { type: 'pulumi-ords:index:Auth0Api', name: PARENT, logicalName: name, parent: 'api', component: true },
    ...(api === undefined
      ? []
      : [
          resource('ResourceServer', `${name}-api`, api),
          resource('ResourceServerScopes', `${name}-scopes`, audience),
        ]),
    ...Object.entries(clients).flatMap(([key, id]) => [
      resource('Client', `${name}-${key}`, id),
      resource('ClientCredentials', `${name}-${key}-credentials`, id),
    ]),
    ...Object.entries(grants).map(([key, id]) => resource('ClientGrant', `${name}-${key}-grant`, id)),
  ];
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}
