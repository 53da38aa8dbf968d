import type { Bind, Database, Result, Value } from '../../oracle/database';
import type { ParameterMetadata, SchemaMetadata } from './model';
import { segmentsOf } from '../routing/path';
import { buildSchema, type SnapshotRow } from './snapshot';
import {
  HANDLER_PARAMETERS_STATEMENT,
  HANDLER_SOURCE_STATEMENT,
  SCHEMAS_STATEMENT,
  SNAPSHOT_STATEMENT,
} from './statements';

/** Reads committed metadata through sessions of the runtime user. Nothing is cached. */
export class MetadataReader {
  constructor(
    private readonly database: Database,
    private readonly runtimeUser: string,
  ) {}

  async schema(alias: string): Promise<SchemaMetadata | undefined> {
    const schemas = await this.select(SCHEMAS_STATEMENT, []);
    const id = schemas.find((row) => segmentsOf(String(row['PATTERN'])).join('/') === alias)?.['ID'];
    if (id === undefined) return undefined;
    const occurrences = SNAPSHOT_STATEMENT.split(':id').length - 1;
    const rows = await this.select(SNAPSHOT_STATEMENT, Array(occurrences).fill(numberBind('ID', Number(id))));
    const schema = buildSchema(rows);
    return schema?.alias === alias ? schema : undefined;
  }

  /** Undefined when the handler has gone meanwhile. */
  async handlerSource(id: number): Promise<string | undefined> {
    const [row] = await this.select(HANDLER_SOURCE_STATEMENT, [numberBind('ID', id)]);
    return row === undefined ? undefined : String(row['SOURCE'] ?? '');
  }

  async handlerParameters(id: number): Promise<readonly ParameterMetadata[]> {
    const rows = await this.select(HANDLER_PARAMETERS_STATEMENT, [numberBind('ID', id)]);
    return rows.map((row) => ({
      name: String(row['NAME']),
      bindVariable: String(row['BIND_VARIABLE_NAME']),
      sourceType: row['SOURCE_TYPE'] as ParameterMetadata['sourceType'],
      accessMethod: row['ACCESS_METHOD'] as ParameterMetadata['accessMethod'],
      paramType: String(row['PARAM_TYPE']),
    }));
  }

  private async select(sql: string, binds: readonly Bind[]): Promise<SnapshotRow[]> {
    const session = this.database.openSession(this.runtimeUser, { module: 'ords', program: 'ords gateway' });
    try {
      return rowsByName(await session.execute({ sql, binds }));
    } finally {
      session.close();
    }
  }
}

function rowsByName(result: Result): SnapshotRow[] {
  if (result.kind !== 'query') throw new Error(`a query answered with ${result.kind}`);
  const names = result.columns.map((column) => column.name);
  return result.rows.map((row) => {
    const entry: Record<string, Value> = {};
    names.forEach((name, index) => (entry[name] = row[index] ?? null));
    return entry;
  });
}

function numberBind(name: string, value: number): Bind {
  return { name, type: 'NUMBER', value, maxSize: 0, isArray: false };
}
