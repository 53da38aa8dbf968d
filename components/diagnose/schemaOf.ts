import { dictionaryName } from '../database/connection';
import type { ApiSides, SchemaFacts } from './facts';

/** The catalogue's schema of an API; undefined when the ORDS side was not read. */
export function schemaOf({ manifest, ords }: Pick<ApiSides, 'manifest' | 'ords'>): SchemaFacts | undefined {
  if (ords.state !== 'read') return undefined;
  const name = dictionaryName(manifest.ords.schema);
  return Object.hasOwn(ords.value.schemas, name) ? ords.value.schemas[name] : undefined;
}
