import type { Problem } from '../problem';
import { quote } from '../rules/text';
import { AdoptionRules, type AdoptArgs } from './adoption';
import type { DeclaredApi } from './identityProvider';

/** Objects of the tenant that exist already and are taken over, by their ids there. `pulumi-ords export --auth0` writes them. */
export interface Auth0AdoptArgs extends AdoptArgs {
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
}

const API_ID = /^[0-9a-f]{24}$/;
const GRANT_ID = /^cgr_[A-Za-z0-9]+$/;
const rules = new AdoptionRules('auth0', '--auth0');

/** What can be said about the ids before anything is called. */
export function checkAdoption(adopt: Auth0AdoptArgs, declared: DeclaredApi): Problem[] {
  const { api, clients = {}, grants = {} } = adopt;
  return [
    ...(api === undefined ? [] : checkApi(api, declared.audience)),
    ...rules.clients(
      'clients',
      clients,
      declared.clients,
      'declare it under clients, or remove it from adopt',
    ),
    ...rules.clients('grants', grants, Object.keys(clients), 'name its client under adopt.clients too'),
    ...Object.entries(grants)
      .filter(([, id]) => !GRANT_ID.test(id))
      .map(([key, id]) =>
        rules.problem(
          'grant_id',
          `grants[${JSON.stringify(key)}]`,
          'is not the id of a grant',
          id,
          '"cgr_" and letters or digits',
        ),
      ),
    ...rules.onDelete(adopt),
  ];
}

function checkApi(api: string, audience: string | undefined): Problem[] {
  const malformed = rules.id('api', 'api', api);
  if (malformed.length > 0) return malformed;
  if (audience === undefined)
    return [
      rules.problem(
        'audience',
        'api',
        'needs an audience that is plain text, not an output: the scopes are imported by it',
        api,
        'the audience as text',
      ),
    ];
  if (API_ID.test(api) || api === audience) return [];
  return [
    rules.problem(
      'audience',
      'api',
      'is neither an id of Auth0 nor the audience',
      api,
      `${quote(audience)}, or 24 hexadecimal digits`,
    ),
  ];
}
