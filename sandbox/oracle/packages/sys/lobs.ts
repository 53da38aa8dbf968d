import { OraError } from '../../oraError';
import type { Subprogram } from '../../plsql/host';
import { asBytes, asText } from '../../plsql/values/convert';
import { input, numberOf, packagedFunction, scalar } from './subprograms';

const LARGEST = 32767;

/** DBMS_LOB and UTL_RAW, as far as reading goes. */
export const LOB_PACKAGES: readonly Subprogram[] = [
  packagedFunction('DBMS_LOB', 'GETLENGTH', [input('LOB_LOC', 'CLOB')], 'NUMBER', (_, args) => {
    const value = scalar(args, 'LOB_LOC');
    if (value === null) return null;
    return Buffer.isBuffer(value) ? value.length : (asText(value) ?? '').length;
  }),
  packagedFunction(
    'DBMS_LOB',
    'SUBSTR',
    [input('LOB_LOC', 'CLOB'), input('AMOUNT', 'NUMBER', LARGEST), input('OFFSET', 'NUMBER', 1)],
    'VARCHAR2',
    (_, args) => {
      const value = scalar(args, 'LOB_LOC');
      const amount = numberOf(args, 'AMOUNT');
      const offset = numberOf(args, 'OFFSET');
      if (value === null || amount === undefined || offset === undefined || amount < 1 || offset < 1)
        return null;
      if (Buffer.isBuffer(value)) return value.subarray(offset - 1, offset - 1 + amount);
      return (asText(value) ?? '').slice(offset - 1, offset - 1 + amount) || null;
    },
  ),
  packagedFunction(
    'DBMS_LOB',
    'INSTR',
    [
      input('LOB_LOC', 'CLOB'),
      input('PATTERN', 'VARCHAR2'),
      input('OFFSET', 'NUMBER', 1),
      input('NTH', 'NUMBER', 1),
    ],
    'NUMBER',
    (_, args) => {
      const text = asText(scalar(args, 'LOB_LOC'));
      const pattern = asText(scalar(args, 'PATTERN'));
      if (text === null || pattern === null) return null;
      let position = (numberOf(args, 'OFFSET') ?? 1) - 2;
      for (let n = numberOf(args, 'NTH') ?? 1; n > 0; n--) {
        position = text.indexOf(pattern, position + 1);
        if (position < 0) return 0;
      }
      return position + 1;
    },
  ),
  packagedFunction('UTL_RAW', 'CAST_TO_RAW', [input('C', 'VARCHAR2')], 'RAW', (_, args) => {
    const text = asText(scalar(args, 'C'));
    return text === null ? null : Buffer.from(text, 'utf8');
  }),
  packagedFunction('UTL_RAW', 'CAST_TO_VARCHAR2', [input('R', 'RAW')], 'VARCHAR2', (_, args) => {
    return asBytes(scalar(args, 'R'))?.toString('utf8') ?? null;
  }),
  packagedFunction('UTL_RAW', 'LENGTH', [input('R', 'RAW')], 'NUMBER', (_, args) => {
    return asBytes(scalar(args, 'R'))?.length ?? null;
  }),
  packagedFunction(
    'UTL_RAW',
    'SUBSTR',
    [input('R', 'RAW'), input('POS', 'BINARY_INTEGER'), input('LEN', 'BINARY_INTEGER', null)],
    'RAW',
    (_, args) => {
      const bytes = asBytes(scalar(args, 'R'));
      const position = numberOf(args, 'POS');
      if (bytes === null || position === undefined) return null;
      if (position === 0 || Math.abs(position) > bytes.length) {
        throw new OraError(6502, 'PL/SQL: numeric or value error');
      }
      const start = position > 0 ? position - 1 : bytes.length + position;
      const length = numberOf(args, 'LEN') ?? bytes.length - start;
      return Buffer.from(bytes.subarray(start, start + length));
    },
  ),
];
