import type { OrdsFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown } from './build';
import { statement } from './statements';
import { trimSlashes, type ApiView } from './view';

/** Whether the schema answers at all, and under the part of the URL that the values declare. */
export function schemaRules(view: ApiView): Finding[] {
  const { manifest, schema, ords } = view;
  if (ords === undefined) return [];
  const subject = view.subject('schema', manifest.ords.schema);
  if (!schema?.enabled)
    return [
      finding('ords.schema.not_enabled', {
        subject,
        field: 'enabled',
        expected: 'enabled for ORDS',
        found: schema ? 'not enabled' : `no such schema in the catalogue that ${shown(ords.user)} sees`,
        remedy: statement(manifest, 'ords', 'enable_schema', {
          p_url_mapping_pattern: manifest.ords.schemaAlias,
        }),
      }),
    ];
  // The alias of another schema: where the call ends is the more telling half, and rules/profile says it.
  if (aliasIsRight(view, schema) || schemaOfAlias(ords, manifest.ords.schemaAlias)) return [];
  return [
    finding('ords.schema.alias', {
      subject,
      field: 'schemaAlias',
      expected: shown(manifest.ords.schemaAlias),
      found: shown(schema.alias ?? ''),
      remedy: `set ords.schemaAlias to ${shown(schema.alias ?? '')} in the program and run pulumi up; or disable the schema and enable it again with p_url_mapping_pattern => ${shown(manifest.ords.schemaAlias)} (ORA-20049 refuses the change while it is enabled)`,
    }),
  ];
}

export function aliasIsRight({ manifest }: ApiView, schema: SchemaFacts): boolean {
  return sameAlias(schema.alias, manifest.ords.schemaAlias);
}

/** The enabled schema that a URL with this alias selects. */
export function schemaOfAlias(ords: OrdsFacts, alias: string): SchemaFacts | undefined {
  return Object.values(ords.schemas).find((schema) => schema.enabled && sameAlias(schema.alias, alias));
}

/** Compared with case: whether ORDS does so has no source, and a URL written as it is stored works either way. */
export function sameAlias(stored: string | null, used: string): boolean {
  return stored !== null && trimSlashes(stored) === trimSlashes(used);
}
