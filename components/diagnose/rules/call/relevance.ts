import type { FindingCode } from '../../catalogue';
import type { Finding } from '../../finding';
import { shown } from '../build';
import { fetchesTheSame } from '../address';
import type { CallView } from './callView';
import { evidenceOf, type Evidence } from './evidence';

/** Worth knowing in a comparison; none of them refuses a call. */
const NEVER_A_CAUSE: ReadonlySet<FindingCode> = new Set([
  'idp.scope.undeclared',
  'idp.grant.scope_undeclared',
  'idp.api.audience_fuses',
  'idp.api.user_policy',
  'idp.client.redirect_uri_undeclared',
  'idp.client.secret_ends',
  'ords.module.unprotected',
  'ords.legacy.clients',
  'ords.legacy.packages',
  'ords.version.admin_public',
]);

/**
 * Of what a comparison found, what may have to do with this call: not other modules, scopes and clients. A difference that
 * the token in hand proves not to be the cause stays as a warning.
 */
export function relevantFindings(call: CallView, compared: readonly Finding[]): Finding[] {
  const evidence = evidenceOf(call);
  return compared
    .filter((finding) => !NEVER_A_CAUSE.has(finding.code) && isAboutCall(call, evidence, finding))
    .map((finding) =>
      finding.severity === 'error' && isDisproved(call, evidence, finding)
        ? { ...finding, severity: 'warning' }
        : finding,
    );
}

function isAboutCall({ place }: CallView, { client }: Evidence, finding: Finding): boolean {
  const { kind, name } = finding.subject;
  const scopes = [...place.declaredScopes, ...(place.needed ?? []).map((privilege) => privilege.name)];
  switch (kind) {
    case 'client':
    case 'grant':
      if (client !== undefined && client !== name) return false;
      return (
        finding.code !== 'idp.grant.scope_missing' ||
        scopes.some((scope) => finding.expected === shown(scope))
      );
    case 'scope':
    case 'privilege':
      return name !== undefined && scopes.includes(name);
    case 'module':
      return name === place.moduleName;
    default:
      return true;
  }
}

function isDisproved({ place, profile }: CallView, evidence: Evidence, { code, subject }: Finding): boolean {
  if (code.startsWith('trust.issuer.') || code === 'idp.discovery.issuer') return evidence.issuer;
  if (code === 'idp.api.token_version') return evidence.issuer;
  if (code === 'idp.api.own_key') return evidence.keys;
  if (code.startsWith('trust.audience.') || code.startsWith('idp.api.')) return evidence.audience;
  // Whatever was read from here, ORDS may still read less.
  if (code === 'jwks.too_large') return false;
  if (code.startsWith('trust.jwks_url.')) return evidence.keys;
  // About the declared JWKS URL, which ORDS does not fetch when the profile has another.
  if (code.startsWith('jwks.')) return evidence.keys || !fetchesTheSame(profile.jwkUrl, subject.name ?? '');
  if (code === 'idp.signing_algorithm') return evidence.algorithm;
  if (code === 'idp.token_dialect') return evidence.typ;
  if (/^idp\.(scope|role|client|grant|claim)\./.test(code)) return evidence.authorised;
  if (code.startsWith('ords.privilege.') && code !== 'ords.privilege.roles') return evidence.authorised;
  if (code === 'ords.module.other_privilege') return evidence.authorisedByAll;
  // The URL goes another way than the values.
  return code === 'ords.schema.alias' && place.rightSchema;
}
