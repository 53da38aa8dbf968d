import {
  fromBody,
  inUpdate,
  isJsonObject,
  toBody,
  type Json,
  type JsonObject,
} from '../../framework/properties/mapping';
import { boolean, string, strings, type Fields } from '../../framework/properties/property';
import { oneOf } from '../../framework/properties/rules';
import { text, UNKNOWN, type Values } from '../../framework/properties/value';
import type { Versions } from '../../framework/properties/diff';
import type { ResourceKind } from './kind';

const PATH = 'client-grants';
const PAGE = { include_totals: 'true', per_page: '50' };
/** Of a grant that does not name one (facts/auth0.md 2.3). */
const DEFAULT_SUBJECT_TYPE = 'client';

const onlyOnCreate = { replaces: true, createOnly: true } as const;

const fields: Fields = {
  clientId: string('client_id', onlyOnCreate),
  audience: string('audience', { ...onlyOnCreate, required: true }),
  scopes: strings('scope'),
  subjectType: string('subject_type', { ...onlyOnCreate, computed: true, rule: oneOf('client', 'user') }),
  organizationUsage: string('organization_usage', { rule: oneOf('deny', 'allow', 'require') }),
  allowAnyOrganization: boolean('allow_any_organization'),
  authorizationDetailsTypes: strings('authorization_details_types'),
  allowAllScopes: boolean('allow_all_scopes'),
  defaultFor: string('default_for', onlyOnCreate),
  isSystem: boolean('is_system', { outputOnly: true }),
};

/** Bodies of an update, none when nothing is configured that an update could carry. */
export function clientGrantUpdate({ state, news }: Versions): JsonObject[] {
  const narrowed = state.allowAllScopes === true && news.allowAllScopes !== true;
  const body = toBody(fields, news, inUpdate(new Set()));
  return [
    ...(narrowed ? [{ allow_all_scopes: false, scope: [] }] : []),
    ...(Object.keys(body).length === 0 ? [] : [body]),
  ];
}

/** The grant a create takes over instead of making a second one: the first of the same subject type. */
export function grantToAdopt(list: Json | undefined, inputs: Values): string | undefined {
  const wanted = text(inputs.subjectType) || DEFAULT_SUBJECT_TYPE;
  const grants: readonly Json[] = Array.isArray(list) ? list : [];
  const found = grants
    .filter(isJsonObject)
    .find((grant) => (grant.subject_type ?? DEFAULT_SUBJECT_TYPE) === wanted);
  return found === undefined ? undefined : String(found.id);
}

export const clientGrant: ResourceKind = {
  token: 'auth0:index/clientGrant:ClientGrant',
  fields,

  checkTogether({ scopes, allowAllScopes }) {
    if (scopes !== undefined || allowAllScopes === true || allowAllScopes === UNKNOWN) return [];
    return [{ property: 'scopes', reason: "'scopes' is required unless 'allowAllScopes' is true" }];
  },

  async create(api, inputs) {
    if (inputs.clientId !== undefined) {
      const query = { audience: text(inputs.audience), client_id: text(inputs.clientId), ...PAGE };
      const existing = grantToAdopt((await api.get([PATH], query)).client_grants, inputs);
      if (existing !== undefined) return existing;
    }
    const created = await api.post([PATH], toBody(fields, inputs));
    return String(created.id);
  },

  async read(api, id, prior) {
    const body = await api.get([PATH, id]);
    return { id: String(body.id), outputs: fromBody(fields, body, prior) };
  },

  async update(api, id, versions) {
    for (const body of clientGrantUpdate(versions)) await api.patch([PATH, id], body);
  },

  async delete(api, id) {
    await api.delete([PATH, id]);
  },
};
