import { isPoolTrusted } from '../../manifest';
import type { SchemaFacts } from '../facts';
import type { Finding, Subject } from '../finding';
import { finding, shown, shownList } from './build';
import { valueOf, type ApiView } from './view';

/** What the database itself is: its version, its rights, and what is left of the desupported packages. */
export function environmentRules(view: ApiView): Finding[] {
  const { ords, schema, manifest } = view;
  if (!ords) return [];
  const version = ords.version === undefined ? 'version not read' : shown(ords.version);
  const { authorisation } = manifest.trust;
  return [
    ...(authorisation.mode === 'role' && !ords.supportsRoleClaim && !isPoolTrusted(manifest)
      ? [
          finding('ords.version.role_claim', {
            subject: view.subject('profile', manifest.ords.schema),
            field: 'roleClaim',
            expected: 'a procedure CREATE_JWT_PROFILE with p_role_claim_name',
            found: version,
            remedy: 'upgrade ORDS to 25.1 or later, or authorise by scopes',
          }),
        ]
      : []),
    ...(ords.securityAdminIsPublic ? [adminPublic(ords.version, { api: manifest.api })] : []),
    ...(schema ? legacyRules(view, schema) : []),
  ];
}

/** Below 26.2 by third-party reports (facts/ords.md 1, history); the right itself is what was read. */
export function adminPublic(version: string | undefined, subject: Subject): Finding {
  return finding('ords.version.admin_public', {
    subject: { ...subject, name: 'ORDS_SECURITY_ADMIN' },
    field: 'execute',
    expected: 'EXECUTE for administrators only',
    found: `EXECUTE granted to PUBLIC; ORDS ${version === undefined ? 'version not read' : shown(version)}`,
    remedy: 'upgrade ORDS to 26.2 or later: until then any user may change the profile of any schema',
  });
}

/** OAUTH and OAUTH_ADMIN are desupported from 25.3 (facts/ords.md 2). */
function legacyRules(view: ApiView, schema: SchemaFacts): Finding[] {
  const clients = valueOf(schema.legacyClients) ?? [];
  const uses = valueOf(schema.legacyPackageUses) ?? [];
  const subject = view.subject('schema', schema.schema);
  return [
    ...(clients.length > 0
      ? [
          finding('ords.legacy.clients', {
            subject,
            field: 'clients',
            expected: 'none: clients are in the identity provider',
            found: shownList(clients),
            remedy:
              'move their callers to the identity provider, then delete each with ords_security.delete_client(p_name => …)',
          }),
        ]
      : []),
    ...(uses.length > 0
      ? [
          finding('ords.legacy.packages', {
            subject,
            field: 'packages',
            expected: 'ORDS_SECURITY or ORDS_SECURITY_ADMIN',
            found: shownList(uses),
            remedy: 'replace OAUTH by ORDS_SECURITY and OAUTH_ADMIN by ORDS_SECURITY_ADMIN in these objects',
          }),
        ]
      : []),
  ];
}
