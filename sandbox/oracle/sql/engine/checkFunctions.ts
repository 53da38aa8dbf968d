import { OraError } from '../../oraError';
import { quoteName, quoteText } from './sqlite';
import type { Sqlite } from './sqlite';
import type { ColumnRecord } from '../../dictionary/records';

/** Called only for a value that does not fit; they raise what Oracle raises. */
export function defineChecks(sqlite: Sqlite): void {
  sqlite.define('ora_too_large', (column = '', actual = 0, maximum = 0) => {
    throw new OraError(
      12899,
      `value too large for column ${column} (actual: ${actual}, maximum: ${maximum})`,
    );
  });
  sqlite.define('ora_too_precise', () => {
    throw new OraError(1438, 'value larger than specified precision allowed for this column');
  });
  sqlite.define('ora_invalid_number', () => {
    throw new OraError(1722, 'invalid number');
  });
  sqlite.define('ora_not_a_date', () => {
    throw new OraError(1861, 'literal does not match format string');
  });
}

/** Conditions under which a value fits its column, as CHECK clauses of the physical table. */
export function columnChecks(column: ColumnRecord): string[] {
  const name = quoteName(column.NAME);
  const unless = (fits: string, otherwise: string): string =>
    `CHECK (${name} IS NULL OR ${fits} OR ${otherwise})`;
  const full = quoteText(`"${column.OWNER}"."${column.TABLE_NAME}"."${column.NAME}"`);
  switch (column.TYPE) {
    case 'VARCHAR2':
    case 'CHAR':
    case 'RAW':
      return [
        unless(
          `octet_length(${name}) <= ${column.LENGTH}`,
          `ora_too_large(${full}, octet_length(${name}), ${column.LENGTH})`,
        ),
      ];
    case 'NUMBER': {
      const checks = [unless(`typeof(${name}) IN ('integer', 'real')`, 'ora_invalid_number()')];
      if (column.PRECISION !== null && column.PRECISION < 38) {
        const digits = column.PRECISION - (column.SCALE ?? 0);
        checks.push(unless(`abs(${name}) < 1e${digits}`, 'ora_too_precise()'));
      }
      return checks;
    }
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return [unless(`substr(${name}, 11, 1) = 'T'`, 'ora_not_a_date()')];
    default:
      return [];
  }
}
