import { canonicalName } from '../database/connection';
import { checkSchemaAlias } from '../rules/ordsUrl';
import { quote } from '../rules/text';
import type { ExportedApi, Unexpressed } from './exportedApi';
import { exportModules, publicModules } from './exportModules';
import { exportScopes } from './exportScopes';
import { exportTrust } from './exportTrust';
import type { LiveSchema } from './liveSchema';

export interface ExportOptions {
  /** Also the full definitions of the modules; default false: a scope's `modules` may name modules that exist. */
  readonly definitions?: boolean;
}

/**
 * The values of a `ProtectedApi` for a schema as it is, and what they do not say. Values are taken as they are, byte for
 * byte. What they cannot say exactly is left out rather than half said, so that `up` weakens nothing.
 */
export function exportApi(live: LiveSchema, { definitions = false }: ExportOptions = {}): ExportedApi {
  const { notExpressed: trustNotes, ...trust } = exportTrust(live.profile);
  const { scopes, notExpressed: scopeNotes } = exportScopes(live);
  const defined = definitions ? exportModules(live, scopes) : undefined;
  return {
    schema: canonicalName(`"${live.schema}"`),
    ...trust,
    ...(live.alias !== live.schema.toLowerCase() && { schemaAlias: live.alias }),
    scopes,
    ...(defined && { modules: defined.modules }),
    notExpressed: [
      ...schemaNotes(live),
      ...trustNotes,
      ...scopeNotes,
      ...publicModules(live),
      ...(defined?.notExpressed ?? []),
      ...roleNotes(live),
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

function roleNotes({ roles }: LiveSchema): Unexpressed[] {
  if (roles.length === 0) return [];
  return [
    {
      object: `roles ${roles.map(quote).join(', ')}`,
      reason: 'a ProtectedApi authorises by scope and has no roles; up leaves them as they are',
    },
  ];
}
