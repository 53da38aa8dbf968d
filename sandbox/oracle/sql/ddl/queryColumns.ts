import type { Catalog } from '../../dictionary/catalog';
import { describe, type OutputColumn } from '../emit/types';

/** Enters the columns of a view, or of a table made by AS SELECT, as its query describes them. */
export function recordQueryColumns(
  catalog: Catalog,
  owner: string,
  table: string,
  outputs: readonly OutputColumn[],
): void {
  outputs.forEach((output, i) => {
    const { type, size, precision, scale } = describe(output);
    catalog.columns.put({
      OWNER: owner,
      TABLE_NAME: table,
      NAME: output.name,
      POSITION: i + 1,
      TYPE: type,
      LENGTH: size ?? null,
      PRECISION: precision ?? null,
      SCALE: scale ?? null,
      NULLABLE: output.nullable ? 'Y' : 'N',
      DEFAULT_TEXT: null,
      DEFAULT_SQL: null,
      IDENTITY: null,
      COMMENTS: null,
    });
  });
}
