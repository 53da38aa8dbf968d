import type { Value } from '../../database';
import { OraError } from '../../oraError';
import type { IndexByTable, PlsqlRecord, PlsqlValue } from '../host';
import { asBytes, asDate, asNumeric, asText, datetimeText } from './convert';
import { type Numeric, compareNumeric, integerDigits, roundTo } from './decimal';
import { numberText } from './numberFormat';
import { copyValue, emptyTable, isRecord, isTable, sortedKeys } from './tables';
import type { PlsqlType, RecordType, ScalarType, TableType } from './types';

const MAX_VARCHAR2 = 32_767;

/** ORA-06502, the VALUE_ERROR of the language. */
export function valueError(detail?: string): OraError {
  return new OraError(6502, `PL/SQL: numeric or value error${detail === undefined ? '' : `: ${detail}`}`);
}

/** What a variable of this type holds before anything is assigned. */
export function initialValue(type: PlsqlType): PlsqlValue {
  if (type.kind === 'table') {
    return type.indexBy === 'nested' ? null : emptyTable();
  }
  return type.kind === 'record' ? initialRecord(type) : null;
}

function initialRecord(type: RecordType): PlsqlRecord {
  const fields = (type.fields ?? []).map(
    (field) =>
      [field.name, field.initial ? copyValue(field.initial.value) : initialValue(field.type)] as const,
  );
  return { kind: 'record', fields: new Map(fields) };
}

/**
 * The value as a variable of `type` takes it: converted, rounded, padded, copied, checked.
 * Throws OraError 6502 when it does not fit, 1426 beyond PLS_INTEGER.
 */
export function coerce(value: PlsqlValue, type: PlsqlType, from?: PlsqlType): PlsqlValue {
  switch (type.kind) {
    case 'scalar':
      return value === null || value === '' ? null : coerceScalar(scalarOnly(value), type, from);
    case 'table':
      return value === null ? initialValue(type) : isTable(value) ? coerceTable(value, type) : mismatch();
    case 'record':
      return value === null ? initialRecord(type) : isRecord(value) ? coerceRecord(value, type) : mismatch();
    default:
      return value === '' ? null : copyValue(value);
  }
}

/** Refuses a table or record where a scalar is needed. */
export function scalarOnly(value: PlsqlValue): Value {
  return isTable(value) || isRecord(value) ? mismatch() : value;
}

export function requireValue(value: PlsqlValue): PlsqlValue {
  if (value === null) {
    throw valueError();
  }
  return value;
}

function coerceTable(value: IndexByTable, type: TableType): IndexByTable {
  const entries = sortedKeys(value).map(
    (key) => [key, coerce(value.entries.get(key) ?? null, type.element)] as const,
  );
  return { kind: 'table', entries: new Map(entries) };
}

/** Rows of cursors fill records by position, as in the language. */
function coerceRecord(value: PlsqlRecord, type: RecordType): PlsqlRecord {
  if (!type.fields) {
    return {
      kind: 'record',
      fields: new Map([...value.fields].map(([name, field]) => [name, copyValue(field)])),
    };
  }
  const given = [...value.fields.values()];
  if (given.length !== type.fields.length) {
    return mismatch();
  }
  const fields = type.fields.map((field, index) => {
    const coerced = coerce(given[index] ?? null, field.type);
    return [field.name, field.notNull ? requireValue(coerced) : coerced] as const;
  });
  return { kind: 'record', fields: new Map(fields) };
}

function coerceScalar(value: Value, type: ScalarType, from: PlsqlType | undefined): Value {
  switch (type.family) {
    case 'string':
      return limitText(plsqlText(value, from) ?? '', type);
    case 'number':
      return limitNumber(plsqlNumber(value) ?? 0, type);
    case 'date': {
      const date = plsqlDate(value);
      // A DATE has no fraction of a second.
      return date && date.getUTCMilliseconds() !== 0
        ? new Date(Math.floor(date.getTime() / 1000) * 1000)
        : date;
    }
    case 'timestamp':
      return plsqlDate(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : mismatch();
    case 'raw':
      return limitBytes(value, type);
  }
}

/** Text of a value; `from` tells a NUMBER kept as text from a string, and a DATE from a TIMESTAMP. */
export function plsqlText(value: Value, from?: PlsqlType): string | null {
  if (from?.kind === 'scalar') {
    if (from.family === 'number' && typeof value === 'string' && value !== '') {
      return numberText(value);
    }
    if (value instanceof Date) {
      return datetimeText(value, from.family === 'timestamp');
    }
  }
  return typeof value === 'boolean' ? mismatch() : asText(value);
}

export function plsqlNumber(value: Value): Numeric | null {
  if (typeof value === 'number') {
    return value;
  }
  try {
    return asNumeric(value);
  } catch {
    throw valueError('character to number conversion error');
  }
}

export function plsqlDate(value: Value): Date | null {
  return typeof value === 'number' || typeof value === 'boolean' ? mismatch() : asDate(value);
}

function limitText(text: string, type: ScalarType): string {
  const size = type.size ?? Infinity;
  // No character takes more than three bytes per UTF-16 unit: most texts need no counting.
  const fits =
    text.length <= size && (type.characters || text.length * 3 <= size || Buffer.byteLength(text) <= size);
  if (!fits) {
    throw valueError('character string buffer too small');
  }
  return type.fixed && type.size !== undefined && type.size <= MAX_VARCHAR2 ? text.padEnd(type.size) : text;
}

function limitNumber(value: Numeric, type: ScalarType): Numeric {
  const rounded = type.scale === undefined ? value : roundTo(value, type.scale);
  if (type.range) {
    const [low, high] = type.range;
    if (compareNumeric(rounded, -2_147_483_648) < 0 || compareNumeric(rounded, 2_147_483_647) > 0) {
      throw new OraError(1426, 'numeric overflow');
    }
    if (compareNumeric(rounded, low) < 0 || compareNumeric(rounded, high) > 0) {
      throw valueError();
    }
  }
  if (type.precision !== undefined && integerDigits(rounded) > type.precision - (type.scale ?? 0)) {
    throw valueError('number precision too large');
  }
  return rounded;
}

function limitBytes(value: Value, type: ScalarType): Buffer | null {
  if (typeof value === 'string' && !/^[0-9a-f]*$/i.test(value)) {
    throw valueError('hex to raw conversion error');
  }
  const bytes = asBytes(value);
  if (bytes && bytes.length > (type.size ?? Infinity)) {
    throw valueError('raw variable length too long');
  }
  return bytes;
}

function mismatch(): never {
  throw valueError();
}
