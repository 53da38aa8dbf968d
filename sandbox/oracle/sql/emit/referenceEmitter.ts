import { OraError } from '../../oraError';
import { quoteText } from '../engine/sqlite';
import type { Expression, Name } from '../parser/ast';
import type { Environment, ParameterList } from './environment';
import { quoted } from './scope';
import type { Scope } from './scope';
import { DATE_TYPE, NUMBER_TYPE, NULL_TYPE, varchar2 } from './types';
import type { Emitted, SqlType } from './types';
import { typeOfValue } from './valueTypes';

/** Words that are values without an argument list. */
const PSEUDO_COLUMNS: Readonly<Record<string, { readonly sql: string; readonly type: SqlType }>> = {
  SYSDATE: { sql: 'ora_sysdate()', type: DATE_TYPE },
  CURRENT_DATE: { sql: 'ora_sysdate()', type: DATE_TYPE },
  SYSTIMESTAMP: { sql: 'ora_systimestamp()', type: { name: 'TIMESTAMP WITH TIME ZONE', scale: 6 } },
  CURRENT_TIMESTAMP: { sql: 'ora_systimestamp()', type: { name: 'TIMESTAMP WITH TIME ZONE', scale: 6 } },
  LOCALTIMESTAMP: { sql: 'ora_systimestamp()', type: { name: 'TIMESTAMP', scale: 6 } },
  USER: { sql: 'ora_user()', type: varchar2(128) },
  UID: { sql: 'ora_uid()', type: NUMBER_TYPE },
  DBTIMEZONE: { sql: "'+00:00'", type: varchar2(6) },
  SESSIONTIMEZONE: { sql: "'+00:00'", type: varchar2(75) },
  ROWNUM: { sql: 'row_number() OVER ()', type: NUMBER_TYPE },
  SYS_GUID: { sql: 'ora_sys_guid()', type: { name: 'RAW', size: 16 } },
};

/** A name without arguments: column, pseudo-column, sequence value, PL/SQL variable or function. */
export class ReferenceEmitter {
  constructor(
    private readonly environment: Environment,
    private readonly parameters: ParameterList,
  ) {}

  emit(node: Extract<Expression, { kind: 'reference' }>, scope: Scope): Emitted {
    const { path } = node;
    const found =
      scope.find(path) ??
      this.pseudoColumn(path) ??
      this.sequence(path) ??
      this.variable(path) ??
      this.packagedFunction(path);
    if (found) return found;
    throw new OraError(904, `${quoted(path)}: invalid identifier`, node.start);
  }

  private pseudoColumn(path: readonly Name[]): Emitted | undefined {
    const [name] = path;
    return name && path.length === 1 && !name.quoted ? PSEUDO_COLUMNS[name.text] : undefined;
  }

  private sequence(path: readonly Name[]): Emitted | undefined {
    const last = path.at(-1);
    if (!last || path.length < 2 || (last.text !== 'NEXTVAL' && last.text !== 'CURRVAL')) return undefined;
    const { catalog, schema, access } = this.environment;
    const object = catalog.resolve(schema, path.slice(0, -1));
    if (object?.type !== 'SEQUENCE' || !access.may('SELECT', object.owner, object.name)) {
      throw new OraError(2289, 'sequence does not exist', path[0]?.start ?? 0);
    }
    const key = quoteText(`${object.owner}.${object.name}`);
    return { sql: `ora_${last.text.toLowerCase()}(${key})`, type: NUMBER_TYPE, nullable: false };
  }

  private variable(path: readonly Name[]): Emitted | undefined {
    const names = path.map(({ text }) => text);
    const variable = this.environment.variable(names);
    if (!variable) return undefined;
    return {
      sql: this.parameters.add({ kind: 'variable', path: names }),
      type: typeOfValue(variable.value),
    };
  }

  private packagedFunction(path: readonly Name[]): Emitted | undefined {
    const candidates = this.environment.subprograms(path.map(({ text }) => text));
    const callable = candidates?.find(
      ({ returns, parameters }) =>
        returns !== undefined && parameters.every(({ defaultValue }) => defaultValue !== undefined),
    );
    if (!callable) return undefined;
    const id = this.environment.subprogramId(callable);
    return { sql: `ora_call(${id})`, type: typeOfReturn(callable.returns) };
  }
}

const RETURN_TYPES: Readonly<Record<string, SqlType>> = {
  VARCHAR2: varchar2(),
  NUMBER: NUMBER_TYPE,
  INTEGER: NUMBER_TYPE,
  PLS_INTEGER: NUMBER_TYPE,
  BINARY_INTEGER: NUMBER_TYPE,
  DATE: DATE_TYPE,
  TIMESTAMP: { name: 'TIMESTAMP' },
  CLOB: { name: 'CLOB' },
  BLOB: { name: 'BLOB' },
  RAW: { name: 'RAW', size: 2000 },
};

export function typeOfReturn(dataType: string | undefined): SqlType {
  return RETURN_TYPES[dataType ?? ''] ?? NULL_TYPE;
}
