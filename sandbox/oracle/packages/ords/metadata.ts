import type { Value } from '../../database';
import type { CallContext } from '../../plsql/host';
import { METADATA_OWNER, noDataFound, schemaNotEnabled } from './errors';
import type { CompleteOrdsOptions } from './options';
import { TABLES_WITH_ID } from './tables';

export type Row = Record<string, Value>;

/**
 * Ids as a database sequence hands them out: never rolled back, never twice, also between sessions. One object per
 * database. The first id lies above every committed one, so that a database read back from disk goes on counting.
 */
export class IdSequence {
  private last: number | undefined;

  next(context: CallContext): number {
    this.last ??= Math.max(FIRST_ID - 1, ...TABLES_WITH_ID.map((table) => largestId(context, table)));
    this.last += 1;
    return this.last;
  }
}

const FIRST_ID = 10001;

function largestId(context: CallContext, table: string): number {
  const [row] = context.query(METADATA_OWNER, `select max(id) as last_id from ${table}`);
  return Number(row?.['LAST_ID'] ?? 0);
}

/** One call's view of the metadata of one schema. Nothing here commits: the caller must (facts/ords.md 1). */
export class Metadata {
  constructor(
    readonly context: CallContext,
    /** The schema that the call works on. Upper case. */
    readonly schema: string,
    readonly options: CompleteOrdsOptions,
    private readonly ids: IdSequence,
  ) {}

  rows(sql: string, binds: Record<string, Value> = {}): Row[] {
    return this.context.query(METADATA_OWNER, sql, binds);
  }

  run(sql: string, binds: Record<string, Value> = {}): number {
    return this.context.run(METADATA_OWNER, sql, binds);
  }

  /** The id of the REST-enabled schema; a disabled one still counts (unsure). Throws ORA-20012. */
  schemaId(): number {
    const [row] = this.rows('select id from ords_schemas where parsing_schema = :schema', {
      schema: this.schema,
    });
    if (row === undefined) throw schemaNotEnabled(this.schema);
    return Number(row['ID']);
  }

  findModule(name: string): number | undefined {
    return this.findId('ords_modules', { schema_id: this.schemaId(), name });
  }

  /** Throws ORA-01403. */
  moduleId(name: string | null): number {
    return found(name === null ? undefined : this.findModule(name));
  }

  /** Throws ORA-01403. */
  templateId(moduleName: string | null, pattern: string | null): number {
    const module_id = this.moduleId(moduleName);
    return found(this.findId('ords_templates', { module_id, uri_template: pattern }));
  }

  findPrivilege(name: string): number | undefined {
    return this.findId('sec_privileges', { schema_id: this.schemaId(), name });
  }

  /** Throws ORA-01403. */
  privilegeId(name: string | null): number {
    return found(name === null ? undefined : this.findPrivilege(name));
  }

  findId(table: string, key: Record<string, Value>): number | undefined {
    const [row] = this.rows(`select id from ${table} where ${conditions(key)}`, key);
    return row === undefined ? undefined : Number(row['ID']);
  }

  /** Adds a row with a new id and its audit columns. */
  insert(table: string, values: Record<string, Value>): number {
    const id = this.ids.next(this.context);
    const row: Record<string, Value> = { id, ...values, ...this.audit('created'), ...this.audit('updated') };
    const columns = Object.keys(row);
    this.run(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((name) => `:${name}`).join(', ')})`,
      row,
    );
    return id;
  }

  update(table: string, id: number, values: Record<string, Value>): void {
    const changed = { ...values, ...this.audit('updated') };
    const assignments = Object.keys(changed).map((name) => `${name} = :${name}`);
    this.run(`update ${table} set ${assignments.join(', ')} where id = :row_id`, { ...changed, row_id: id });
  }

  /** Inserts, or changes the row with that key: what every DEFINE_ procedure does. */
  define(table: string, key: Record<string, Value>, values: Record<string, Value>): number {
    const id = this.findId(table, key);
    if (id === undefined) return this.insert(table, { ...key, ...values });
    this.update(table, id, values);
    return id;
  }

  private audit(kind: 'created' | 'updated'): Record<string, Value> {
    return { [`${kind}_by`]: this.context.user, [`${kind}_on`]: new Date() };
  }
}

function found(id: number | undefined): number {
  if (id === undefined) throw noDataFound();
  return id;
}

function conditions(key: Record<string, Value>): string {
  return Object.keys(key)
    .map((name) => `${name} = :${name}`)
    .join(' and ');
}
