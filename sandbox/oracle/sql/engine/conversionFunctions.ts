import type { SqlValue } from 'sql.js';
import { OraError } from '../../oraError';
import { asBytes, asNumeric, asText } from '../../plsql/values/convert';
import { DEFAULT_DATE_FORMAT, DEFAULT_TIMESTAMP_FORMAT, formatDatetime } from '../../plsql/values/dateFormat';
import { parseDatetime } from '../../plsql/values/dateParse';
import { roundTo } from '../../plsql/values/decimal';
import { scalarFunctions, scalarSignatures } from '../../plsql/scalarFunctions';
import { INTERNAL } from '../emit/conversions';
import type { Runtime } from './runtime';
import type { Sqlite, SqliteFunction } from './sqlite';
import { fromStored, isStoredDatetime, readDatetime, storeDatetime, toStored } from './storedValues';

const DAY = 86_400_000;

/** The functions that the translation writes for implicit conversions, arithmetic and checks. */
export function defineConversions(sqlite: Sqlite, runtime: Runtime): void {
  const nls = (name: string, otherwise: string): string => runtime.session.nls.get(name) ?? otherwise;
  const dateFormat = (): string => nls('NLS_DATE_FORMAT', DEFAULT_DATE_FORMAT);
  const timestampFormat = (): string => nls('NLS_TIMESTAMP_FORMAT', DEFAULT_TIMESTAMP_FORMAT);

  const text = (value: SqlValue): SqlValue => {
    if (!isStoredDatetime(value)) return asText(fromStored(value));
    const date = readDatetime(value);
    return formatDatetime(date, date.getUTCMilliseconds() === 0 ? dateFormat() : timestampFormat());
  };
  const parse = (value: SqlValue, format: string): SqlValue => {
    if (value === null || isStoredDatetime(value)) return value;
    return storeDatetime(parseDatetime(String(value), format, runtime.now));
  };
  const number = (value: SqlValue): SqlValue => numeric(asNumeric(fromStored(value)));
  const shifted = (
    date: SqlValue,
    amount: SqlValue,
    shift: (date: Date, amount: number) => Date,
  ): SqlValue =>
    date === null || amount === null
      ? null
      : storeDatetime(shift(readDatetime(String(date)), Number(amount)));

  const functions: Readonly<Record<string, SqliteFunction>> = {
    [INTERNAL.text]: (value = null) => text(value),
    [INTERNAL.number]: (value = null) => number(value),
    [INTERNAL.date]: (value = null) => parse(value, dateFormat()),
    [INTERNAL.timestamp]: (value = null) => parse(value, timestampFormat()),
    [INTERNAL.truncateToSecond]: (value = null) =>
      isStoredDatetime(value) ? value.replace(/\.\d{3}/, '.000') : value,
    [INTERNAL.round]: (value = null, scale = 0) => {
      const exact = asNumeric(fromStored(value));
      return exact === null ? null : numeric(roundTo(exact, Number(scale)));
    },
    [INTERNAL.divisor]: (value = null) => {
      if (value === 0) throw new OraError(1476, 'divisor is equal to zero');
      return value;
    },
    // Whole seconds, as DATE has them: a day's fraction is seldom exact.
    [INTERNAL.addDays]: (date = null, days = null) =>
      shifted(date, days, (start, amount) => new Date(start.getTime() + Math.round(amount * 86_400) * 1000)),
    [INTERNAL.addMonths]: (date = null, months = null) => {
      const addMonths = scalarFunctions.get('ADD_MONTHS');
      const env = { now: runtime.now, user: runtime.session.user };
      return toStored(addMonths?.([fromStored(date), fromStored(months)], env) ?? null);
    },
    [INTERNAL.daysBetween]: (later = null, earlier = null) =>
      later === null || earlier === null
        ? null
        : (readDatetime(String(later)).getTime() - readDatetime(String(earlier)).getTime()) / DAY,
    [INTERNAL.pad]: (value = null, length = 1) =>
      value === null ? null : String(value).padEnd(Number(length)),
    [INTERNAL.raw]: (value = null) => toStored(asBytes(fromStored(value))),
    [INTERNAL.limit]: (value = null, exclusive = 0) => {
      if (value === null) return 0;
      const bound = exclusive === 0 ? Math.floor(Number(value)) : Math.ceil(Number(value)) - 1;
      return Math.max(0, bound);
    },
  };
  for (const [name, implementation] of Object.entries(functions)) sqlite.define(name, implementation);

  for (const [name, call] of scalarFunctions) {
    const returns = scalarSignatures.get(name)?.returns;
    sqlite.define(`ora$${name}`, (...args) => {
      if (name === 'TO_CHAR' && args.length === 1) return text(args[0] ?? null);
      const result = call(args.map(fromStored), { now: runtime.now, user: runtime.session.user });
      // A decimal with many digits comes as text; SQLite would compare it as a string.
      const number = returns === 'number' || (returns === 'first' && typeof args[0] === 'number');
      return number && result !== null ? Number(result) : toStored(result);
    });
  }
}

function numeric(value: number | string | null): SqlValue {
  return value === null ? null : Number(value);
}
