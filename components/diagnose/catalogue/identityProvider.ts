import { type Entry, error, info, warning } from './entry';

/** Findings about the API and its clients in the identity provider. */
export const IDENTITY_PROVIDER = {
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
} as const satisfies Readonly<Record<string, Entry>>;
