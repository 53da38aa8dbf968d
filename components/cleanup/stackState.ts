import { dictionaryName } from '../database/connection';
import { OrdsError } from '../errors';

/** What a stack's state says of what it owns; nothing secret, and nothing of the resources of others. */
export interface StackState {
  /** `project/stack`, as it stands in marks. */
  readonly stack: string;
  /** Of each Claim in the state: the proof that a mark is this stack's. */
  readonly claims: readonly ClaimOfState[];
  /** `objectKey` of every module, privilege and profile. */
  readonly objects: ReadonlySet<string>;
  readonly clientIds: ReadonlySet<string>;
  readonly grantIds: ReadonlySet<string>;
  /**
   * Of each DomainsApp its id in the identity domain. Not of one that an interrupted `up` has left without its AppActivation: it is active, which
   * no `destroy` could delete (facts/oci-iam.md 1.7).
   */
  readonly appIds: ReadonlySet<string>;
  /** Addresses of the identity domains that the stack has something in. */
  readonly domainUrls: ReadonlySet<string>;
  /** Identifiers of the APIs in the identity provider. */
  readonly audiences: ReadonlySet<string>;
}

export interface ClaimOfState {
  readonly token: string;
  /** As the dictionary writes it. */
  readonly schema: string;
  readonly audience?: string;
}

interface ResourceOfState {
  readonly urn: string;
  readonly type: string;
  readonly id?: unknown;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const ORDS_TYPE = /^pulumi-nodejs:dynamic\/ords:(\w+)$/;
const KINDS: Readonly<Record<string, string>> = {
  Module: 'module',
  Privilege: 'privilege',
  JwtProfile: 'jwt_profile',
};
const AUTH0_CLIENT = 'auth0:index/client:Client';
const AUTH0_GRANT = 'auth0:index/clientGrant:ClientGrant';
const OCI_APP = 'oci:Identity/domainsApp:DomainsApp';
const AUTH0_API = 'auth0:index/resourceServer:ResourceServer';

/** A schema has one profile, so that its name does not count. */
export function objectKey(schema: string, kind: string, name: string): string {
  return JSON.stringify([schema, kind, kind === 'jwt_profile' ? '' : name]);
}

/**
 * Reads what `pulumi stack export` printed.
 *
 * @param origin - how errors name where the value came from
 * @throws OrdsError `cli.state.*`
 */
export function stackState(exported: unknown, origin: string): StackState {
  const resources = resourcesOf(exported, origin);
  const [, stackName, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(resources[0]?.urn ?? '') ?? [];
  if (stackName === undefined || project === undefined)
    throw new OrdsError(`${origin} names no resource at all, so that nothing says which stack it is of`, {
      code: 'cli.state.empty',
      remedy: 'run pulumi up once; a stack that never ran has left nothing',
    });
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const ids = (type: string): Set<string> =>
    new Set(resources.filter((resource) => resource.type === type).map(({ id }) => text(id)));
  const ords = resources.flatMap(({ type, outputs = {} }) => {
    const kind = ORDS_TYPE.exec(type)?.[1];
    return kind === undefined ? [] : [{ kind, outputs, schema: dictionaryName(text(outputs.schema)) }];
  });
  const activated = new Set(
    ords.filter(({ kind }) => kind === 'AppActivation').map(({ outputs }) => appId(text(outputs.appId))),
  );
  return {
    stack: `${project}/${stackName}`,
    claims: ords
      .filter(({ kind }) => kind === 'Claim')
      .map(({ schema, outputs }) => ({
        token: text(outputs.token),
        schema,
        ...(typeof outputs.audience === 'string' && { audience: outputs.audience }),
      })),
    objects: new Set(
      ords.flatMap(({ kind, schema, outputs }) =>
        KINDS[kind] === undefined ? [] : [objectKey(schema, KINDS[kind], text(outputs.name))],
      ),
    ),
    clientIds: ids(AUTH0_CLIENT),
    grantIds: ids(AUTH0_GRANT),
    appIds: new Set([...ids(OCI_APP)].map(appId).filter((id) => activated.has(id))),
    // This library's own resources of a domain stand in the state before its apps do.
    domainUrls: new Set(
      resources
        .flatMap(({ type, outputs = {} }) =>
          type === OCI_APP ? [outputs.idcsEndpoint] : ORDS_TYPE.test(type) ? [outputs.domainUrl] : [],
        )
        .map(text)
        .filter((url) => url !== ''),
    ),
    audiences: new Set(
      resources.filter(({ type }) => type === AUTH0_API).map(({ outputs = {} }) => text(outputs.identifier)),
    ),
  };
}

/** The official provider's id is `idcsEndpoint/<endpoint>/apps/<id>`. */
function appId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function resourcesOf(exported: unknown, origin: string): readonly ResourceOfState[] {
  const { deployment } = (exported ?? {}) as { deployment?: { resources?: unknown } | null };
  const resources = deployment?.resources ?? (deployment ? [] : undefined);
  if (Array.isArray(resources)) return resources as readonly ResourceOfState[];
  throw new OrdsError(`${origin} holds no state of a stack`, {
    code: 'cli.state.layout',
    remedy: 'write it with: pulumi stack export > state.json',
  });
}
