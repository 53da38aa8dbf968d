import type { SqlValue } from 'sql.js';
import type { Column, Value } from '../database';
import type { Access } from '../dictionary/access';
import type { Catalog } from '../dictionary/catalog';
import type { PackageRegistry } from '../dictionary/packageRegistry';
import { OraError } from '../oraError';
import type { PlsqlValue, SqlVariables } from '../plsql/host';
import type { BindValues } from './binds';
import { checkTables } from './checkTables';
import { executeDdl } from './ddl/execute';
import type { Environment, Parameter } from './emit/environment';
import type { EmittedStatement } from './emit/dmlEmitter';
import { typeOfValue } from './emit/valueTypes';
import type { Sequences } from './engine/sequences';
import type { Sqlite } from './engine/sqlite';
import { constraintError } from './engine/sqliteErrors';
import { readAs, toStored } from './engine/storedValues';
import type { TransactionLog, Transactions } from './engine/transactions';
import { translate } from './translate';
import type { Translation } from './translate';

const CACHED_TRANSLATIONS = 2000;

const NO_BINDS: BindValues = {
  signature: '',
  type: () => {
    throw new OraError(1027, 'bind variables not allowed for data definition operations');
  },
  value: () => null,
};

/** Who runs a statement, and where its names are looked up. */
export interface Identity {
  readonly access: Access;
  readonly schema: string;
  /** Part of the key of translations: the same user with and without roles may see different tables. */
  readonly key: string;
  readonly internal: boolean;
}

interface Cached {
  readonly translation: Translation;
  /** Types of the PL/SQL variables that it uses. */
  readonly variables: readonly { readonly path: readonly string[]; readonly type: string }[];
}

export interface RunnerParts {
  readonly sqlite: Sqlite;
  readonly catalog: Catalog;
  readonly sequences: Sequences;
  readonly registry: PackageRegistry;
  readonly transactions: Transactions;
  readonly log: (line: string) => void;
}

/** Translates and runs statements; translations are kept until the dictionary changes. */
export class StatementRunner {
  private readonly cache = new Map<string, Cached>();
  /** Static statements whose tables their user may use. */
  private readonly checked = new Set<string>();
  private cachedVersion = -1;

  constructor(private readonly parts: RunnerParts) {}

  query(
    log: TransactionLog,
    identity: Identity,
    sql: string,
    binds: BindValues,
    variables?: SqlVariables,
  ): { columns: readonly Column[]; rows: Value[][] } {
    const translation = this.translation(identity, sql, binds, variables);
    if (translation.kind !== 'query') throw new OraError(900, 'invalid SQL statement');
    return this.fetch(log, translation, binds, variables);
  }

  /** A query or DML, whichever it is. */
  run(
    log: TransactionLog,
    identity: Identity,
    sql: string,
    binds: BindValues,
    variables?: SqlVariables,
  ): { columns: readonly Column[]; rows: Value[][] } | number {
    const translation = this.translation(identity, sql, binds, variables);
    if (translation.kind === 'query') return this.fetch(log, translation, binds, variables);
    const mark = log.entries.length;
    try {
      return translation.statements.reduce(
        (count, statement) =>
          count +
          this.parts.transactions.write(log, statement.sql, parameterValues(statement, binds, variables)),
        0,
      );
    } catch (error) {
      this.parts.transactions.rollbackTo(log, mark);
      throw constraintError(error, this.parts.catalog, translation.target, translation.verb);
    }
  }

  private fetch(
    log: TransactionLog,
    { statement, columns }: Extract<Translation, { kind: 'query' }>,
    binds: BindValues,
    variables: SqlVariables | undefined,
  ): { columns: readonly Column[]; rows: Value[][] } {
    const params = parameterValues(statement, binds, variables);
    try {
      const rows = this.parts.transactions.query(log, statement.sql, params);
      return {
        columns,
        rows: rows.map((row) => columns.map(({ type }, i) => readAs(row[i] ?? null, type))),
      };
    } catch (error) {
      throw constraintError(error, this.parts.catalog);
    }
  }

  private translation(
    identity: Identity,
    sql: string,
    binds: BindValues,
    variables: SqlVariables | undefined,
  ): Translation {
    this.forgetOutdated();
    const key = [identity.key, identity.schema, binds.signature, variables ? 'v' : '', sql].join('\0');
    const cached = this.cache.get(key);
    const unchanged = cached?.variables.every(({ path, type }) => {
      const variable = variables?.lookup(path);
      return variable !== undefined && typeOfValue(variable.value).name === type;
    });
    if (cached && unchanged) return cached.translation;
    const used: { path: readonly string[]; type: string }[] = [];
    const translation = translate(
      sql,
      this.environment(identity, binds, (path) => {
        const variable = variables?.lookup(path);
        if (variable) used.push({ path, type: typeOfValue(variable.value).name });
        return variable;
      }),
    );
    this.cache.set(key, { translation, variables: used });
    return translation;
  }

  /** Throws what keeps a static statement of a block from being compiled. */
  check(identity: Identity, sql: string): void {
    this.forgetOutdated();
    const key = [identity.key, identity.schema, sql].join('\0');
    if (this.checked.has(key)) return;
    checkTables(
      sql,
      this.environment(identity, NO_BINDS, () => undefined),
    );
    this.checked.add(key);
  }

  private forgetOutdated(): void {
    const { catalog } = this.parts;
    if (this.cachedVersion === catalog.version && this.cache.size <= CACHED_TRANSLATIONS) return;
    this.cache.clear();
    this.checked.clear();
    this.cachedVersion = catalog.version;
  }

  private environment(
    { access, schema, internal }: Identity,
    binds: BindValues,
    variable: (path: readonly string[]) => { readonly value: PlsqlValue } | undefined,
  ): Environment {
    const { catalog, registry } = this.parts;
    return {
      catalog,
      access,
      schema,
      internal,
      bindType: (occurrence, name) => binds.type(occurrence, name),
      variable,
      subprograms: (path) => {
        const found = registry.resolve(schema, access, path);
        return found?.kind === 'subprograms' ? found.candidates : undefined;
      },
      subprogramId: (subprogram) => registry.idOf(subprogram),
    };
  }

  /** Commits what is pending, then runs the statement in a transaction of its own. */
  define(log: TransactionLog, identity: Identity, sql: string): void {
    const { catalog, sqlite, sequences, transactions } = this.parts;
    try {
      transactions.define(log, () =>
        executeDdl(sql, {
          catalog,
          sqlite,
          sequences,
          access: identity.access,
          schema: identity.schema,
          environment: this.environment(identity, NO_BINDS, () => undefined),
          log: this.parts.log,
        }),
      );
    } catch (error) {
      catalog.load();
      throw constraintError(error, catalog);
    }
  }
}

function parameterValues(
  { parameters }: EmittedStatement,
  binds: BindValues,
  variables: SqlVariables | undefined,
): SqlValue[] {
  return parameters.map((parameter: Parameter) => {
    switch (parameter.kind) {
      case 'bind':
        return binds.value(parameter.occurrence, parameter.name);
      case 'fixed':
        return parameter.value;
      case 'variable': {
        const value = variables?.lookup(parameter.path)?.value ?? null;
        if (value !== null && typeof value === 'object' && 'kind' in value) {
          throw new OraError(902, 'invalid datatype');
        }
        return toStored(value);
      }
    }
  });
}
