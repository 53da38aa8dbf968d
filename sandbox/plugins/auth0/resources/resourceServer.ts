import { changedProperties, type Versions } from '../../framework/properties/diff';
import { fromBody, inUpdate, toBody, type JsonObject } from '../../framework/properties/mapping';
import { boolean, number, object, objects, string, type Fields } from '../../framework/properties/property';
import { lengthBetween, numberBetween, oneOf, withoutAngleBrackets } from '../../framework/properties/rules';
import { isList, isValues, text, type Value, type Values } from '../../framework/properties/value';
import type { ResourceKind } from './kind';

const PATH = 'resource-servers';
/** The tenant's own API: most of it cannot be changed, and it is never deleted (facts/auth0.md 1.6). */
const MANAGEMENT_API_NAME = 'Auth0 Management API';
const LONGEST_LIFETIME_S = 2_592_000;

const disable = boolean('disable', { local: true });
const policy = (...allowed: string[]): Fields => ({
  policy: string('policy', { computed: true, rule: oneOf(...allowed) }),
});

/** Limits: facts/auth0.md 2.2. Which optional properties count as filled by Auth0 is partly unsure there. */
const fields: Fields = {
  name: string('name', { rule: withoutAngleBrackets(200) }),
  identifier: string('identifier', {
    required: true,
    replaces: true,
    createOnly: true,
    rule: lengthBetween(1, 600),
  }),
  signingAlg: string('signing_alg', { computed: true, rule: oneOf('HS256', 'RS256', 'RS512', 'PS256') }),
  signingSecret: string('signing_secret', { computed: true, secret: true, rule: lengthBetween(16, 4096) }),
  allowOfflineAccess: boolean('allow_offline_access'),
  allowOnlineAccess: boolean('allow_online_access', { computed: true }),
  allowOnlineAccessWithEphemeralSessions: boolean('allow_online_access_with_ephemeral_sessions', {
    computed: true,
  }),
  tokenLifetime: number('token_lifetime', { computed: true, rule: numberBetween(0, LONGEST_LIFETIME_S) }),
  tokenLifetimeForWeb: number('token_lifetime_for_web', {
    computed: true,
    rule: numberBetween(0, LONGEST_LIFETIME_S),
  }),
  skipConsentForVerifiableFirstPartyClients: boolean('skip_consent_for_verifiable_first_party_clients', {
    computed: true,
  }),
  verificationLocation: string('verificationLocation'),
  enforcePolicies: boolean('enforce_policies', { computed: true }),
  tokenDialect: string('token_dialect', {
    computed: true,
    rule: oneOf('access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'),
  }),
  consentPolicy: string('consent_policy', { computed: true, sentOnChange: true }),
  authorizationDetails: objects(
    'authorization_details',
    { disable, type: string('type') },
    { computed: true, sentOnChange: true },
  ),
  tokenEncryption: object(
    'token_encryption',
    {
      disable,
      format: string('format'),
      encryptionKey: object('encryption_key', {
        name: string('name'),
        algorithm: string('alg', { required: true }),
        kid: string('kid', { computed: true }),
        pem: string('pem', { required: true, writeOnly: true }),
      }),
    },
    { computed: true, sentOnChange: true },
  ),
  proofOfPossession: object(
    'proof_of_possession',
    {
      disable,
      mechanism: string('mechanism'),
      required: boolean('required'),
      requiredFor: string('required_for', { computed: true }),
    },
    { computed: true, sentOnChange: true },
  ),
  subjectTypeAuthorization: object(
    'subject_type_authorization',
    {
      user: object('user', policy('allow_all', 'deny_all', 'require_client_grant'), { computed: true }),
      client: object('client', policy('deny_all', 'require_client_grant'), { computed: true }),
    },
    { computed: true },
  ),
  authorizationPolicy: object(
    'authorization_policy',
    { policyId: string('policy_id') },
    { computed: true, sentOnChange: true },
  ),
  clientId: string('client_id', { outputOnly: true }),
  isSystem: boolean('is_system', { outputOnly: true }),
};

/** Properties that an update clears with an explicit `null`, each with what stands for "absent" in the state. */
const CLEARED: Values = {
  consentPolicy: 'null',
  authorizationDetails: [{ disable: true }],
  tokenEncryption: { disable: true },
  proofOfPossession: { disable: true },
};
const CLEARABLE = [...Object.keys(CLEARED), 'authorizationPolicy'];

const MANAGEMENT_API_PROPERTIES = new Set([
  'tokenLifetime',
  'skipConsentForVerifiableFirstPartyClients',
  'subjectTypeAuthorization',
]);

export function resourceServerOutputs(body: JsonObject, prior: Values): Values {
  return { ...CLEARED, ...fromBody(fields, body, prior) };
}

/** Bodies of the one or two PATCHes of an update: every configured property, then the `null`s. */
export function resourceServerUpdate(versions: Versions): JsonObject[] {
  const changed = changedProperties(fields, versions);
  const inputs = withoutDisabled(versions.news);
  if (versions.state.name === MANAGEMENT_API_NAME) {
    const allowed = Object.entries(inputs).filter(([name]) => MANAGEMENT_API_PROPERTIES.has(name));
    return [toBody(fields, Object.fromEntries(allowed), inUpdate(changed))];
  }
  const cleared = CLEARABLE.filter((name) => changed.has(name) && inputs[name] === undefined);
  const nulls = Object.fromEntries(cleared.map((name) => [fields[name]?.api ?? name, null]));
  return [toBody(fields, inputs, inUpdate(changed)), ...(cleared.length === 0 ? [] : [nulls])];
}

function withoutDisabled(inputs: Values): Values {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name, value]) => !(name in CLEARED) || !isDisabled(value)),
  );
}

function isDisabled(value: Value | undefined): boolean {
  if (isList(value)) return value.some(isDisabled);
  return value === 'null' || (isValues(value) && value.disable === true);
}

export const resourceServer: ResourceKind = {
  token: 'auth0:index/resourceServer:ResourceServer',
  fields,
  autoName: { property: 'name', maxLength: 255 },

  async create(api, inputs) {
    const created = await api.post([PATH], toBody(fields, withoutDisabled(inputs)));
    return String(created.id);
  },

  async read(api, id, prior) {
    const body = await api.get([PATH, id]);
    // An import may name the identifier; the resource's id is Auth0's own.
    return { id: String(body.id), outputs: resourceServerOutputs(body, prior) };
  },

  async update(api, id, versions) {
    for (const body of resourceServerUpdate(versions)) await api.patch([PATH, id], body);
    await api.pause(api.waits.afterResourceServerUpdate);
  },

  async delete(api, id, state) {
    if (text(state.name) !== MANAGEMENT_API_NAME) await api.delete([PATH, id]);
  },
};
