import type * as pulumi from '@pulumi/pulumi';
import type { Problem } from '../problem';
import { checkIdentifier, quote } from '../rules/text';
import type { DeclaredApi } from './identityProvider';

/** Objects of the tenant that exist already and are taken over, by their ids there. `pulumi-ords export --auth0` writes them. */
export interface Auth0AdoptArgs {
  /**
   * The API and its scopes: Auth0's id of it (24 hexadecimal digits), or its identifier, which then is the audience. The
   * audience must be plain text in the program. Default: a new API, which Auth0 refuses if there is one.
   */
  readonly api?: string;
  /** Client ids by the key under `clients`. A client that is not named here is created. */
  readonly clients?: Readonly<Record<string, string>>;
  /**
   * Ids of grants (`cgr_...`) by the key of their client. A grant that exists and is not named here is taken over all the
   * same, without a comparison: that is how the provider creates grants (facts/auth0.md 1.6).
   */
  readonly grants?: Readonly<Record<string, string>>;
  /** What `destroy` does with them: `keep` (default) leaves them as they are, `delete` makes them the stack's own. */
  readonly onDelete?: 'keep' | 'delete';
}

const API_ID = /^[0-9a-f]{24}$/;
const GRANT_ID = /^cgr_[A-Za-z0-9]+$/;
const FIELD = 'identityProvider.adopt';

/** What can be said about the ids before anything is called. */
export function checkAdoption(adopt: Auth0AdoptArgs, declared: DeclaredApi): Problem[] {
  const { api, clients = {}, grants = {}, onDelete } = adopt;
  return [
    ...(api === undefined ? [] : checkApi(api, declared.audience)),
    ...checkKeys('clients', clients, declared.clients, 'declare it under clients, or remove it from adopt'),
    ...checkKeys('grants', grants, Object.keys(clients), 'name its client under adopt.clients too'),
    ...Object.entries(grants)
      .filter(([, id]) => !GRANT_ID.test(id))
      .map(([key, id]) =>
        problem(
          'grant_id',
          `grants[${JSON.stringify(key)}]`,
          'is not the id of a grant',
          id,
          '"cgr_" and letters or digits',
        ),
      ),
    ...(onDelete === undefined || onDelete === 'keep' || onDelete === 'delete'
      ? []
      : [problem('on_delete', 'onDelete', 'is neither of the two', String(onDelete), '"keep" or "delete"')]),
  ];
}

function checkApi(api: string, audience: string | undefined): Problem[] {
  const malformed = checkIdentifier(api, { code: 'auth0.adopt.api', field: `${FIELD}.api` });
  if (malformed.length > 0) return malformed;
  if (audience === undefined)
    return [
      problem(
        'audience',
        'api',
        'needs an audience that is plain text, not an output: the scopes are imported by it',
        api,
        'the audience as text',
      ),
    ];
  if (API_ID.test(api) || api === audience) return [];
  return [
    problem(
      'audience',
      'api',
      'is neither an id of Auth0 nor the audience',
      api,
      `${quote(audience)}, or 24 hexadecimal digits`,
    ),
  ];
}

function checkKeys(
  list: 'clients' | 'grants',
  ids: Readonly<Record<string, string>>,
  known: readonly string[],
  remedy: string,
): Problem[] {
  return Object.entries(ids).flatMap(([key, id]) => {
    const field = `${list}[${JSON.stringify(key)}]`;
    return [
      ...checkIdentifier(id, { code: `auth0.adopt.${list}`, field: `${FIELD}.${field}` }),
      ...(known.includes(key)
        ? []
        : [
            {
              ...problem(
                'unknown_client',
                field,
                'belongs to no client',
                key,
                known.map(quote).join(', ') || 'none',
              ),
              remedy,
            },
          ]),
    ];
  });
}

function problem(name: string, field: string, summary: string, found: string, expected: string): Problem {
  return {
    code: `auth0.adopt.${name}`,
    severity: 'error',
    field: `${FIELD}.${field}`,
    summary,
    found: quote(found),
    expected,
    remedy: 'pulumi-ords export --auth0 writes the ids of what exists; or remove it from adopt',
  };
}

/** The options of a resource that is imported under this id; none without one. */
export function adopting(
  { onDelete }: Auth0AdoptArgs,
  id: string | undefined,
  undeclared: readonly string[] = [],
): pulumi.CustomResourceOptions {
  if (id === undefined) return {};
  return { import: id, retainOnDelete: onDelete !== 'delete', ignoreChanges: [...undeclared] };
}
