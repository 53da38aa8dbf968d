import type { Severity } from './finding';

/**
 * The links of the chain from a client to a module, in the order in which a call passes them; `doctor` names the first
 * that is broken.
 */
export const LINKS = [
  'client',
  'token',
  'keys',
  'issuer',
  'audience',
  'signature',
  'times',
  'schema',
  'profile',
  'privilege',
  'module',
  'environment',
] as const;
export type Link = (typeof LINKS)[number];

interface Entry {
  readonly severity: Severity;
  readonly link: Link;
  /** What it means, for tables; one sentence without a full stop. */
  readonly title: string;
}

const error = (link: Link, title: string): Entry => ({ severity: 'error', link, title });
const warning = (link: Link, title: string): Entry => ({ severity: 'warning', link, title });
const info = (link: Link, title: string): Entry => ({ severity: 'info', link, title });

/** Every code that a comparison can give. A code is never renamed. */
export const CATALOGUE = {
  // The API and its clients in the identity provider.
  'idp.api.missing': error('client', 'the identity provider has no API with this audience'),
  'idp.api.inactive': error('client', 'the API is not active, so that nobody gets a token for it'),
  'idp.api.no_principal': error(
    'client',
    'the API has no service principal in the directory, so that nobody gets a token for it',
  ),
  'idp.api.identifier_uri': error(
    'client',
    'the API lacks the identifier URI by which people are asked to consent to it',
  ),
  'idp.api.token_version': error(
    'token',
    'the API has tokens of version 1, whose issuer is not the one that the profile trusts',
  ),
  'idp.api.own_key': error('keys', 'the API has a signing key of its own, which the JWKS does not show'),
  'idp.api.secondary_audiences': warning(
    'audience',
    'the API has secondary audiences, so that its tokens carry several',
  ),
  'idp.api.user_policy': warning('client', 'the API gives tokens for people otherwise than declared'),
  'idp.api.audience_fuses': info('audience', 'the audience and the scopes run together'),
  'idp.scope.missing': error('client', 'a declared scope is not in the API'),
  'idp.scope.undeclared': warning('client', 'the API has a scope that nobody declared'),
  'idp.role.member_types': error('client', 'an app role cannot be given to those who need it'),
  'idp.client.missing': error('client', 'a declared client does not exist'),
  'idp.client.grant_types': warning('client', 'a client may use more grant types than it needs'),
  'idp.client.redirect_uri_missing': error('client', 'a client lacks a redirect URI that is declared for it'),
  'idp.client.redirect_uri_undeclared': warning('client', 'a client has a redirect URI that nobody declared'),
  'idp.client.inactive': error('client', 'a client is not active, so that it gets no token'),
  'idp.client.no_principal': error(
    'client',
    'a client has no service principal in the directory, so that it gets no token',
  ),
  'idp.client.secret_expired': error('client', 'a client has no secret that is still valid'),
  'idp.client.secret_ends': warning('client', 'the secret of a client ends soon'),
  'idp.client.orphan': warning('client', 'a client carries the mark of this stack and is not declared'),
  'idp.grant.missing': error('client', 'a client has no grant for the API'),
  'idp.grant.scope_missing': error('client', 'a grant lacks a scope that is declared for the client'),
  'idp.grant.scope_undeclared': warning('client', 'a grant has a scope that nobody declared for the client'),
  'idp.signing_algorithm': error('signature', 'the API signs with an algorithm that ORDS refuses'),
  'idp.token_dialect': error('token', 'the API issues tokens of typ at+jwt, which ORDS refuses'),
  'idp.claim.missing': error('token', 'no claim of the identity provider puts roles into its tokens'),
  'idp.discovery.issuer': error('issuer', 'the discovery document names another issuer'),
  'idp.discovery.jwks_url': warning('keys', 'the discovery document names another JWKS URL'),
  // The token.
  'token.empty': error('token', 'there is no token'),
  'token.opaque': error('token', 'the token is opaque: no API audience was requested'),
  'token.encrypted': error('token', 'the token is encrypted, which ORDS does not read'),
  'token.malformed': error('token', 'the token is not a well-formed JWT'),
  'token.too_large': error('token', 'the token is too large to be a bearer token'),
  'token.id_token': error('token', 'an ID token was sent instead of an access token'),
  'token.typ': error('token', 'the token has a typ other than JWT'),
  'token.kid_missing': error('keys', 'the token names no key'),
  'token.kid_unknown': error('keys', 'the JWKS has no key of the name that the token gives'),
  'token.issuer': error('issuer', 'the issuer of the token is not the one that the profile trusts'),
  'token.audience': error('audience', 'the audience of the token is not the one that the profile trusts'),
  'token.audience_array': error('audience', 'the token carries several audiences'),
  'token.algorithm': error('signature', 'the token is signed with an algorithm that ORDS refuses'),
  'token.signature': error('signature', 'the signature does not fit the key'),
  'token.claim_missing': error('token', 'the token lacks a claim that ORDS requires'),
  'token.expired': error('times', 'the token has expired'),
  'token.not_yet_valid': error('times', 'the token is not valid yet'),
  'token.too_old': error('times', 'the token is older than the profile allows'),
  'token.scope_missing': error('privilege', 'the token carries no scope'),
  'token.scope': error('privilege', 'the token lacks the scope that the module needs'),
  'token.roles': error('privilege', 'the token lacks every role that the privilege lists'),
  // The keys.
  'jwks.unreachable': error('keys', 'the JWKS URL cannot be reached'),
  'jwks.timeout': error('keys', 'the JWKS URL does not answer in time'),
  'jwks.untrusted': error('keys', 'the certificate of the JWKS URL is not trusted'),
  'jwks.status': error('keys', 'the JWKS URL answers with another status than 200'),
  'jwks.needs_sign_in': error('keys', 'the JWKS URL needs a sign-in'),
  'jwks.redirect': error('keys', 'the JWKS URL redirects'),
  'jwks.not_https': error('keys', 'the JWKS URL is not https'),
  'jwks.not_json': error('keys', 'the JWKS is not JSON'),
  'jwks.no_keys': error('keys', 'the JWKS has no keys member or no keys'),
  'jwks.too_large': error('keys', 'the JWKS is larger than ORDS reads'),
  'jwks.no_usable_key': error('keys', 'the JWKS has no RSA key that ORDS can use'),
  'jwks.weak_key': error('keys', 'an RSA key is outside 2048 to 4096 bits'),
  'jwks.cached_key': info('keys', 'ORDS may still hold the key of before a rotation'),
  // The trust that the values declare against the profile in ORDS.
  'trust.issuer.slash': error('issuer', 'the issuers differ by a trailing slash only'),
  'trust.issuer.case': error('issuer', 'the issuers differ by case only'),
  'trust.issuer.whitespace': error('issuer', 'the issuers differ by white space only'),
  'trust.issuer.invisible': error('issuer', 'the issuers differ by an invisible character only'),
  'trust.issuer.port': error('issuer', 'the issuers differ by :443 only'),
  'trust.issuer.host': error('issuer', 'the issuers differ by their host'),
  'trust.issuer.different': error('issuer', 'the profile trusts another issuer'),
  'trust.audience.slash': error('audience', 'the audiences differ by a trailing slash only'),
  'trust.audience.case': error('audience', 'the audiences differ by case only'),
  'trust.audience.whitespace': error('audience', 'the audiences differ by white space only'),
  'trust.audience.invisible': error('audience', 'the audiences differ by an invisible character only'),
  'trust.audience.port': error('audience', 'the audiences differ by :443 only'),
  'trust.audience.host': error('audience', 'the audiences differ by their host'),
  'trust.audience.different': error('audience', 'the profile expects another audience'),
  'trust.jwks_url.slash': error('keys', 'the JWKS URLs differ by a trailing slash only'),
  'trust.jwks_url.case': error('keys', 'the JWKS URLs differ by case only'),
  'trust.jwks_url.whitespace': error('keys', 'the JWKS URLs differ by white space only'),
  'trust.jwks_url.invisible': error('keys', 'the JWKS URLs differ by an invisible character only'),
  'trust.jwks_url.port': warning('keys', 'the JWKS URLs differ by :443 only'),
  'trust.jwks_url.host': error('keys', 'the JWKS URLs differ by their host'),
  'trust.jwks_url.different': error('keys', 'the profile fetches its keys elsewhere'),
  // The JWT profile.
  'ords.profile.missing': error('profile', 'the schema has no JWT profile'),
  'ords.profile.other_schema': error('profile', 'the profile is in another schema than the URL selects'),
  'ords.profile.contested': error('profile', 'more than one API claims the one profile of a schema'),
  'ords.profile.mode': error('profile', 'the profile authorises in another mode than declared'),
  'ords.profile.skew_zero': warning('times', 'the allowed skew is 0: any clock difference refuses tokens'),
  'ords.profile.skew_too_large': error('times', 'the allowed skew is above 60 seconds'),
  'ords.profile.skew': warning('times', 'the allowed skew is not the declared one'),
  'ords.profile.age': warning('times', 'the allowed age is not the declared one'),
  'ords.profile.age_too_small': warning('times', 'the allowed age is shorter than the life of a token'),
  'ords.profile.age_backdated': error('times', 'a fresh token has the whole allowed age behind it already'),
  // The schema.
  'ords.schema.not_enabled': error('schema', 'the schema is not enabled for ORDS'),
  'ords.schema.alias': error('schema', 'the schema is enabled under another alias than the URL uses'),
  // Privileges.
  'ords.privilege.missing': error('privilege', 'a scope has no privilege of its name'),
  'ords.privilege.spelling': error('privilege', 'a privilege is spelled otherwise than its scope'),
  'ords.privilege.modules': error('module', 'a privilege does not protect a module that its scope names'),
  'ords.privilege.patterns': error('module', 'a privilege lacks a pattern that its scope names'),
  'ords.privilege.patterns_undeclared': warning('module', 'a privilege has a pattern that nobody declared'),
  'ords.privilege.roles': error('privilege', 'a privilege asks for roles that a scope token can never have'),
  'ords.role.missing': error('privilege', 'ORDS has no role of a declared name'),
  'ords.privilege.no_roles': warning(
    'privilege',
    'in role mode a privilege without roles lets every caller in',
  ),
  'ords.privilege.roles_missing': error('privilege', 'a privilege lacks a role that its scope names'),
  'ords.privilege.roles_undeclared': warning('privilege', 'a privilege lets in a role that nobody declared'),
  'ords.privilege.covers_nothing': warning('module', 'a pattern covers no template'),
  // Modules.
  'ords.module.missing': error('module', 'a module does not exist'),
  'ords.module.public': error('module', 'a module answers without a token'),
  'ords.module.unprotected': warning(
    'module',
    'a published module of the schema that no API declares is public',
  ),
  'ords.module.other_privilege': error('module', 'a module is under another privilege'),
  'ords.module.not_published': error('module', 'a module is not published'),
  'ords.module.base_path': error('module', 'a module has another base path than declared'),
  'ords.module.not_found': error('module', 'the URL leads to no module'),
  // What surrounds them.
  'ords.legacy.clients': warning('environment', "ORDS' own OAuth clients are in use"),
  'ords.legacy.packages': warning(
    'environment',
    'objects call the desupported packages OAUTH or OAUTH_ADMIN',
  ),
  'ords.version.role_claim': error('environment', 'this ORDS is older than role claims'),
  'ords.version.admin_public': warning('environment', 'anyone may execute ORDS_SECURITY_ADMIN'),
  'ords.pool.suspected': info('environment', 'a pool-wide trust may make the profile ineffective'),
} as const satisfies Readonly<Record<string, Entry>>;

export type FindingCode = keyof typeof CATALOGUE;

/** Where the page of a code is, in the repository and on the web. */
export function findingPage(code: FindingCode): string {
  return `docs/findings/${code}.md`;
}
