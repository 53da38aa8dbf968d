import { canonicalName } from '../database/connection';
import { checkSchemaAlias } from '../rules/ordsUrl';
import { quote } from '../rules/text';
import type { ExportedApi, ExportedKind, Unexpressed } from './exportedApi';
import { exportModules, publicModules } from './exportModules';
import { exportScopes, unusedRoles } from './exportScopes';
import { exportTrust } from './exportTrust';
import type { LiveSchema } from './liveSchema';
import { PROVIDER_FORMS } from './providerForms';

export interface ExportOptions {
  /** Also the full definitions of the modules; default false: a scope's `modules` may name modules that exist. */
  readonly definitions?: boolean;
  /** Identity provider to write the trust for; default the one that the JWT profile names. */
  readonly kind?: ExportedKind;
}

/**
 * The values of a `ProtectedApi` for a schema as it is, and what they do not say. Values are taken as they are, byte for
 * byte. What they cannot say exactly is left out rather than half said, so that `up` weakens nothing.
 */
export function exportApi(live: LiveSchema, { definitions = false, kind }: ExportOptions = {}): ExportedApi {
  const { values, authorisation, notExpressed: trustNotes } = exportTrust(live.profile, kind);
  const { checkScope } = PROVIDER_FORMS[values.provider.kind];
  const { scopes, notExpressed: scopeNotes } = exportScopes(live, { authorisation, checkScope });
  const defined = definitions ? exportModules(live, scopes) : undefined;
  return {
    schema: canonicalName(`"${live.schema}"`),
    ...values,
    ...(live.alias !== live.schema.toLowerCase() && { schemaAlias: live.alias }),
    scopes,
    ...(defined && { modules: defined.modules }),
    notExpressed: [
      ...schemaNotes(live),
      ...trustNotes,
      ...scopeNotes,
      ...publicModules(live),
      ...(defined?.notExpressed ?? []),
      ...unusedRoles(live, scopes, authorisation),
    ],
  };
}

function schemaNotes({ schema, enabled, alias }: LiveSchema): Unexpressed[] {
  const object = `schema ${quote(schema)}`;
  return [
    ...(enabled
      ? []
      : [{ object, reason: 'it is not enabled for ORDS; enableSchema: true makes up enable it' }]),
    ...checkSchemaAlias(alias, undefined)
      .filter(({ severity }) => severity === 'error')
      .map(({ summary }) => ({ object, reason: `its alias ${quote(alias)} ${summary}` })),
  ];
}
