import { dictionaryName } from '../database/connection';
import { OrdsError } from '../errors';
import type { Manifest } from '../manifest';
import { entraState, type EntraState } from './entraState';
import { resourcesOf, textOf, type ResourceOfState } from './exportedState';

/** What a stack's state says of what it owns; nothing secret, and nothing of the resources of others. */
export interface StackState {
  /** `project/stack`, as it stands in marks. */
  readonly stack: string;
  /** Of each Claim in the state: the proof that a mark is this stack's. */
  readonly claims: readonly ClaimOfState[];
  /** Every module, privilege and profile. */
  readonly objects: readonly ObjectOfState[];
  readonly clientIds: ReadonlySet<string>;
  readonly grantIds: ReadonlySet<string>;
  /**
   * Of each DomainsApp its id in the identity domain. Not of one that an interrupted `up` has left without its AppActivation: it is active, which
   * no `destroy` could delete (facts/oci-iam.md 1.7).
   */
  readonly appIds: ReadonlySet<string>;
  /** Hosts of the Auth0 tenants that the stack has something in. */
  readonly tenants: ReadonlySet<string>;
  /** Addresses of the identity domains that the stack has something in. */
  readonly domainUrls: ReadonlySet<string>;
  readonly entra: EntraState;
  /** Identifiers of the APIs in the identity provider. */
  readonly audiences: ReadonlySet<string>;
}

export interface ClaimOfState {
  readonly token: string;
  /** As the dictionary writes it. */
  readonly schema: string;
  /** Connect string of its manifest; absent where there is none: the state keeps connections as secrets. */
  readonly database?: string;
  readonly audience?: string;
  /** What leaves the program stays, with its mark. */
  readonly keeps?: true;
}

export interface ObjectOfState {
  readonly kind: string;
  readonly schema: string;
  /** Empty of a profile: a schema has one, whatever its issuer. */
  readonly name: string;
  /** As its mark names it. */
  readonly resource: string;
  readonly claim?: string;
  /** Connect string of its claim's manifest, where there is one. */
  readonly database?: string;
}

const ORDS_TYPE = /^pulumi-nodejs:dynamic\/ords:(\w+)$/;
const KINDS: Readonly<Record<string, string>> = {
  Module: 'module',
  Privilege: 'privilege',
  JwtProfile: 'jwt_profile',
};
const AUTH0_PROVIDER = 'pulumi:providers:auth0';
const AUTH0_CLIENT = 'auth0:index/client:Client';
const AUTH0_GRANT = 'auth0:index/clientGrant:ClientGrant';
const OCI_APP = 'oci:Identity/domainsApp:DomainsApp';
const AUTH0_API = 'auth0:index/resourceServer:ResourceServer';

/**
 * Reads what `pulumi stack export` printed.
 *
 * @param origin - how errors name where the value came from
 * @param manifests - those of the state: they say which database and which tenant something is in
 * @throws OrdsError `cli.state.*`
 */
export function stackState(
  exported: unknown,
  origin: string,
  manifests: readonly Manifest[] = [],
): StackState {
  const resources = resourcesOf(exported, origin);
  const [, stackName, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(resources[0]?.urn ?? '') ?? [];
  if (stackName === undefined || project === undefined)
    throw new OrdsError(`${origin} names no resource at all, so that nothing says which stack it is of`, {
      code: 'cli.state.empty',
      remedy: 'run pulumi up once; a stack that never ran has left nothing',
    });
  const ids = (type: string): Set<string> =>
    new Set(resources.filter((resource) => resource.type === type).map(({ id }) => textOf(id)));
  const activated = new Set(
    resources
      .filter(({ type }) => ORDS_TYPE.exec(type)?.[1] === 'AppActivation')
      .map(({ outputs = {} }) => appId(textOf(outputs.appId))),
  );
  return {
    stack: `${project}/${stackName}`,
    claims: claimsIn(resources, manifests),
    objects: objectsIn(resources, manifests),
    clientIds: ids(AUTH0_CLIENT),
    grantIds: ids(AUTH0_GRANT),
    appIds: new Set([...ids(OCI_APP)].map(appId).filter((id) => activated.has(id))),
    tenants: tenantsIn(resources, manifests),
    // This library's own resources of a domain stand in the state before its apps do.
    domainUrls: new Set(
      resources
        .flatMap(({ type, outputs = {} }) =>
          type === OCI_APP ? [outputs.idcsEndpoint] : ORDS_TYPE.test(type) ? [outputs.domainUrl] : [],
        )
        .map(textOf)
        .filter((url) => url !== ''),
    ),
    entra: entraState(resources, manifests),
    audiences: new Set(
      resources
        .filter(({ type }) => type === AUTH0_API)
        .map(({ outputs = {} }) => textOf(outputs.identifier)),
    ),
  };
}

/** The official provider's id is `idcsEndpoint/<endpoint>/apps/<id>`. */
function appId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function claimsIn(resources: readonly ResourceOfState[], manifests: readonly Manifest[]): ClaimOfState[] {
  return resources
    .filter(({ type }) => ORDS_TYPE.exec(type)?.[1] === 'Claim')
    .map(({ outputs = {} }) => {
      const token = textOf(outputs.token);
      const schema = dictionaryName(textOf(outputs.schema));
      const database = manifestOfClaim(token, schema, manifests)?.ords.connectString;
      return {
        token,
        schema,
        ...(database !== undefined && { database }),
        ...(typeof outputs.audience === 'string' && { audience: outputs.audience }),
        ...(outputs.onDelete === 'keepProtected' && { keeps: true as const }),
      };
    });
}

function objectsIn(resources: readonly ResourceOfState[], manifests: readonly Manifest[]): ObjectOfState[] {
  return resources.flatMap(({ type, urn, outputs = {} }) => {
    const kind = KINDS[ORDS_TYPE.exec(type)?.[1] ?? ''];
    if (kind === undefined) return [];
    const owner = (outputs.owner ?? {}) as { resource?: unknown; claim?: unknown };
    const schema = dictionaryName(textOf(outputs.schema));
    const claim = textOf(owner.claim);
    const database = manifestOfClaim(claim, schema, manifests)?.ords.connectString;
    return {
      kind,
      schema,
      name: kind === 'jwt_profile' ? '' : textOf(outputs.name),
      resource: textOf(owner.resource) || (urn.split('::').at(-1) ?? ''),
      ...(claim !== '' && { claim }),
      ...(database !== undefined && { database }),
    };
  });
}

/** Manifests of older releases name no claim: the schema alone tells, where one has it. */
export function manifestOfClaim(
  token: string,
  schema: string,
  manifests: readonly Manifest[],
): Manifest | undefined {
  const own = manifests.find(({ claim }) => claim !== undefined && claim === token);
  if (own !== undefined) return own;
  const older = manifests.filter(
    ({ claim, ords }) => claim === undefined && dictionaryName(ords.schema) === schema,
  );
  return new Set(older.map(({ ords }) => ords.connectString)).size === 1 ? older[0] : undefined;
}

/** As the plugin was configured; a manifest may have the tenant's custom domain in its place. */
function tenantsIn(resources: readonly ResourceOfState[], manifests: readonly Manifest[]): Set<string> {
  const configured = resources.flatMap(({ type, outputs = {} }) =>
    type === AUTH0_PROVIDER && textOf(outputs.domain) !== '' ? [textOf(outputs.domain)] : [],
  );
  if (configured.length > 0) return new Set(configured);
  return new Set(
    manifests.flatMap(({ identityProvider: { kind, domain } }) =>
      kind === 'auth0' && domain !== undefined ? [domain] : [],
    ),
  );
}
