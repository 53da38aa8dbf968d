import { isGuid } from '../idp/entraRules';
import { isForPeople } from '../idp/identityProvider';
import type { Manifest } from '../manifest';
import { textOf, type ResourceOfState } from './exportedState';

/** What a stack's state has in Microsoft Entra, its program's own azuread resources among it. */
export interface EntraState {
  /**
   * Whether an API of the stack is in a directory, or is about to be. Resources of the official provider alone do not say so: a program may make a
   * group of Entra beside an API of Auth0.
   */
  readonly isUsed: boolean;
  /** Directory ids in lower case, each with the address for signing in that a manifest names. None where no API is in one. */
  readonly directories: ReadonlyMap<string, string | undefined>;
  /** Object ids. */
  readonly applicationIds: ReadonlySet<string>;
  /** Object ids of service principals. */
  readonly principalIds: ReadonlySet<string>;
  /** As the official provider has them: `/servicePrincipals/<resource>/appRoleAssignedTo/<id>`. */
  readonly assignmentIds: ReadonlySet<string>;
  /** What those give, as {@link rightKey} writes it. */
  readonly rights: ReadonlySet<string>;
  /** By the client ids of an API and a client ({@link clientKey}): the app roles that a manifest lets the stack give. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
  readonly identifierUris: ReadonlySet<string>;
}

const API = 'pulumi-ords:index:EntraApi';
const CLAIM = 'pulumi-nodejs:dynamic/ords:Claim';
const ANY = /^(azuread:index\/|pulumi:providers:azuread$)/;
const PROVIDER = 'pulumi:providers:azuread';
const APPLICATION = 'azuread:index/application:Application';
const PRINCIPAL = 'azuread:index/servicePrincipal:ServicePrincipal';
const ASSIGNMENT = 'azuread:index/appRoleAssignment:AppRoleAssignment';
const URI = 'azuread:index/applicationIdentifierUri:ApplicationIdentifierUri';

export function entraState(
  resources: readonly ResourceOfState[],
  manifests: readonly Manifest[] = [],
): EntraState {
  const of = (type: string): ResourceOfState[] => resources.filter((resource) => resource.type === type);
  const objectIds = (type: string): Set<string> => new Set(of(type).map(({ id }) => lastPart(textOf(id))));
  // The claim stands in the state before the API does; its audience is open only where a directory is to issue it.
  const isIssued = of(CLAIM).some(({ outputs = {} }) => typeof outputs.audience !== 'string');
  const isUsed =
    of(API).length > 0 ||
    manifests.some(({ identityProvider }) => identityProvider.kind === 'entra') ||
    (isIssued && resources.some(({ type }) => ANY.test(type)));
  return {
    isUsed,
    directories: isUsed ? directoriesIn(of, manifests) : new Map<string, string | undefined>(),
    applicationIds: objectIds(APPLICATION),
    principalIds: objectIds(PRINCIPAL),
    assignmentIds: new Set(of(ASSIGNMENT).map(({ id }) => textOf(id))),
    rights: new Set(
      of(ASSIGNMENT).map(({ outputs = {} }) =>
        rightKey(
          textOf(outputs.resourceObjectId),
          textOf(outputs.principalObjectId),
          textOf(outputs.appRoleId),
        ),
      ),
    ),
    declared: declaredIn(manifests),
    identifierUris: new Set(of(URI).map(({ outputs = {} }) => textOf(outputs.identifierUri))),
  };
}

/** One for one right, whatever the case of the object ids and the role's id. */
export function rightKey(resource: string, principal: string, role: string): string {
  return [resource, principal, role].join(' ').toLowerCase();
}

export function clientKey(apiClientId: string, clientId: string): string {
  return [apiClientId, clientId].join(' ').toLowerCase();
}

/** Only machines are given roles; people are by hand. */
function declaredIn(manifests: readonly Manifest[]): Map<string, readonly string[]> {
  return new Map(
    manifests
      .filter(({ identityProvider }) => identityProvider.kind === 'entra')
      .flatMap(({ trust, clients }) =>
        Object.values(clients)
          .filter((client) => !isForPeople(client))
          .map(({ clientId, scopes }) => [clientKey(trust.audience, clientId), scopes] as const),
      ),
  );
}

/**
 * By the manifests, and by the service principals of the stack's own applications: one of Microsoft's application names the directory of
 * Microsoft. The provider's configuration counts where it serves an application, or where nothing else tells; it may have a domain name in the
 * id's place.
 */
function directoriesIn(
  of: (type: string) => ResourceOfState[],
  manifests: readonly Manifest[],
): Map<string, string | undefined> {
  const clientIds = new Set(of(APPLICATION).map(({ outputs = {} }) => textOf(outputs.clientId)));
  const own = of(PRINCIPAL).filter(({ outputs = {} }) => clientIds.has(textOf(outputs.clientId)));
  const serving = of(APPLICATION).map(({ provider }) => textOf(provider));
  const configured = of(PROVIDER).map(({ urn, outputs = {} }) => ({
    directory: textOf(outputs.tenantId),
    serves: serving.some((one) => one.startsWith(`${urn}::`)),
  }));
  const ids = [
    ...own.map(({ outputs = {} }) => textOf(outputs.applicationTenantId)),
    ...configured.filter(({ directory, serves }) => serves && isGuid(directory)).map((one) => one.directory),
  ];
  const known = new Map<string, string | undefined>(ids.map((id) => [id.toLowerCase(), undefined]));
  for (const { identityProvider } of manifests)
    if (identityProvider.kind === 'entra')
      known.set((identityProvider.tenantId ?? '').toLowerCase(), identityProvider.loginEndpoint);
  known.delete('');
  if (known.size > 0) return known;
  return new Map(
    configured
      .filter(({ directory }) => directory !== '')
      .map((one) => [one.directory.toLowerCase(), undefined]),
  );
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
