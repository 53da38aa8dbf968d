import type * as pulumi from '@pulumi/pulumi';
import type { Problem } from '../problem';
import { adopting, AdoptionRules, type AdoptArgs } from './adoption';
import { isGuid } from './entraRules';
import { UNDECLARED } from './entraUndeclared';
import type { ClientRequest } from './identityProvider';

/** An application and its service principal, by their object ids; neither is the client id. */
export interface EntraAdoptedApplication {
  readonly application: string;
  /** Default: a new one, which Entra refuses if there is one. */
  readonly principal?: string;
}

/** The API's application. */
export interface EntraAdoptedApi extends EntraAdoptedApplication {
  /** `api://<client id>`, where it has that and people sign in. */
  readonly identifierUri?: string;
  /** Ids of its app roles by their value: assignments point to them. A role without an id here gets a new one. */
  readonly roles?: Readonly<Record<string, string>>;
  /** Ids of its permission scopes by their value: consents point to them. Those that are scopes of the program stay without a client for people too. */
  readonly scopes?: Readonly<Record<string, string>>;
  /** Who else may be given its roles than the clients of the program ask for. */
  readonly memberTypes?: readonly ('Application' | 'User')[];
}

/** A client. It gets a secret of its own beside those that it has: nothing can take over a secret. */
export interface EntraAdoptedClient extends EntraAdoptedApplication {
  /** Ids of the assignments of the API's roles to it, by the scope. One that is not named here is made, which Entra refuses if there is one. */
  readonly assignments?: Readonly<Record<string, string>>;
}

/** Objects of the directory that exist already and are taken over. `pulumi-ords export --entra` writes them. */
export interface EntraAdoptArgs extends AdoptArgs {
  /** Default: a new application, whose client id is a new audience. */
  readonly api?: EntraAdoptedApi;
  /** By the key under `clients`. A client that is not named here is created. */
  readonly clients?: Readonly<Record<string, EntraAdoptedClient>>;
}

const rules = new AdoptionRules('entra', '--entra');

/** What can be said about the ids before anything is called. */
export function checkEntraAdoption(
  adopt: EntraAdoptArgs,
  clients: Readonly<Record<string, Pick<ClientRequest, 'scopes'>>>,
): Problem[] {
  const { api, clients: adopted = {} } = adopt;
  const applications = mapValues(adopted, ({ application }) => application);
  return [
    ...(api === undefined ? [] : checkApi(api)),
    ...rules.clients(
      'clients',
      applications,
      Object.keys(clients),
      'declare it under clients, or remove it from adopt',
    ),
    ...Object.entries(adopted).flatMap(([key, client]) =>
      checkClient(`clients[${JSON.stringify(key)}]`, client, clients[key]?.scopes ?? [], api),
    ),
    ...rules.onDelete(adopt),
  ];
}

function checkApi({
  application,
  principal,
  identifierUri,
  roles = {},
  scopes = {},
}: EntraAdoptedApi): Problem[] {
  return [
    ...objectId('api.application', application),
    ...(principal === undefined ? [] : objectId('api.principal', principal)),
    ...(identifierUri === undefined || /^api:\/\/[0-9a-f-]{36}$/i.test(identifierUri)
      ? []
      : [
          rules.problem(
            'identifier_uri',
            'api.identifierUri',
            'is not that of a client id',
            identifierUri,
            '"api://" and the client id of the application',
          ),
        ]),
    ...Object.entries(roles).flatMap(([value, id]) => objectId(`api.roles[${JSON.stringify(value)}]`, id)),
    ...Object.entries(scopes).flatMap(([value, id]) => [
      ...objectId(`api.scopes[${JSON.stringify(value)}]`, id),
      ...(Object.hasOwn(roles, value) && roles[value] !== id
        ? [
            rules.problem(
              'two_ids',
              `api.scopes[${JSON.stringify(value)}]`,
              'is another id than that of the role of this name, which Entra refuses',
              id,
              String(roles[value]),
            ),
          ]
        : []),
    ]),
  ];
}

function checkClient(
  field: string,
  { application, principal, assignments = {} }: EntraAdoptedClient,
  scopes: readonly string[],
  api: EntraAdoptedApi | undefined,
): Problem[] {
  return [
    ...objectId(`${field}.application`, application),
    ...(principal === undefined ? [] : objectId(`${field}.principal`, principal)),
    ...Object.entries(assignments).flatMap(([scope, id]) => {
      const own = `${field}.assignments[${JSON.stringify(scope)}]`;
      if (!scopes.includes(scope))
        return [
          rules.problem('unknown_scope', own, 'belongs to no scope of that client', scope, scopes.join(', ')),
        ];
      return api?.principal === undefined || principal === undefined
        ? [
            rules.problem(
              'no_principal',
              own,
              'is an assignment between service principals that are not taken over',
              id,
              'api.principal, and the principal of the client',
            ),
          ]
        : rules.id(own, 'assignment', id);
    }),
  ];
}

function objectId(field: string, id: string): Problem[] {
  const malformed = rules.id(field, 'id', id);
  if (malformed.length > 0 || isGuid(id)) return malformed;
  return [
    rules.problem('id', field, 'is not an id of Entra', id, 'a GUID: the object id, not the client id'),
  ];
}

/** How what the program makes is taken over instead; each is nothing where it is not. */
export class EntraAdoption {
  constructor(private readonly adopt: EntraAdoptArgs = {}) {}

  get api(): EntraAdoptedApi | undefined {
    return this.adopt.api;
  }

  client(key: string): EntraAdoptedClient | undefined {
    return this.adopt.clients?.[key];
  }

  application(one: EntraAdoptedApplication | undefined, undeclared: readonly string[]) {
    return adopting(this.adopt, one && `/applications/${one.application}`, undeclared);
  }

  principal(one: EntraAdoptedApplication | undefined) {
    return adopting(
      this.adopt,
      one?.principal && `/servicePrincipals/${one.principal}`,
      UNDECLARED.principal,
    );
  }

  identifierUri() {
    const { application, identifierUri } = this.adopt.api ?? {};
    const encoded = identifierUri && Buffer.from(identifierUri).toString('base64');
    return adopting(this.adopt, encoded && `/applications/${application ?? ''}/identifierUris/${encoded}`);
  }

  /**
   * It stays as long as its client does: a scope that leaves the program is a right that the client is to have no longer, whoever gave it.
   *
   * @param principal - of the client
   */
  assignment(key: string, scope: string, principal: pulumi.Resource): pulumi.CustomResourceOptions {
    const id = this.client(key)?.assignments?.[scope];
    const resource = this.adopt.api?.principal ?? '';
    const options = adopting(this.adopt, id && `/servicePrincipals/${resource}/appRoleAssignedTo/${id}`);
    // The engine deletes nothing that goes together with what it is said to be deleted with, and the principal itself is retained.
    return options.retainOnDelete === true
      ? { ...options, retainOnDelete: false, deletedWith: principal }
      : options;
  }
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
