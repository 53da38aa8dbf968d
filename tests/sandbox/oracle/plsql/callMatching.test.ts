import { type FormalParameter, matchCall } from '../../../../sandbox/oracle/plsql/callMatching';
import type { Family } from '../../../../sandbox/oracle/plsql/values/types';

const formal = (name: string, family: Family, hasDefault = false): FormalParameter => ({
  name,
  mode: 'IN',
  family,
  hasDefault,
});
const overload = (id: string, ...parameters: FormalParameter[]) => ({ id, parameters, isFunction: false });
const positional = (...families: Family[]) => families.map((family) => ({ family }));

describe('matchCall', () => {
  const define = overload(
    'define',
    formal('A', 'string'),
    formal('B', 'number', true),
    formal('C', 'boolean', true),
  );

  test('positional, named and mixed notation', () => {
    expect(matchCall('P', [define], positional('string'), 'procedure')).toMatchObject({
      actuals: [0, undefined, undefined],
    });
    const mixed = [{ family: 'string' as const }, { name: 'C', family: 'boolean' as const }];
    expect(matchCall('P', [define], mixed, 'procedure')).toMatchObject({ actuals: [0, undefined, 1] });
    const named = [
      { name: 'C', family: 'boolean' as const },
      { name: 'A', family: 'string' as const },
    ];
    expect(matchCall('P', [define], named, 'procedure')).toMatchObject({ actuals: [1, undefined, 0] });
  });

  test.each<[string, { name?: string; family: Family }[]]>([
    ['a missing argument', []],
    ['too many', positional('string', 'number', 'boolean', 'string')],
    ['an unknown name', [{ name: 'X', family: 'string' }]],
    ['a name twice', [{ family: 'string' }, { name: 'A', family: 'string' }]],
    ['a positional argument behind a named one', [{ name: 'A', family: 'string' }, { family: 'number' }]],
    ['a string for a BOOLEAN', positional('string', 'number', 'string')],
    ['a table for a string', positional('table')],
  ])('%s is PLS-00306', (_, actuals) => {
    expect(matchCall('P', [define], actuals, 'procedure')).toEqual({
      fault: "PLS-00306: wrong number or types of arguments in call to 'P'",
    });
  });

  test('NULL is no index-by table, an untyped bind may be one', () => {
    const tables = [overload('t', formal('T', 'table'))];
    expect(matchCall('P', tables, positional('null'), 'procedure')).toHaveProperty('fault');
    expect(matchCall('P', tables, positional('any'), 'procedure')).toHaveProperty('candidate');
  });

  test('the overload with the exact types wins', () => {
    const overloads = [overload('n', formal('X', 'number')), overload('s', formal('X', 'string'))];
    expect(matchCall('P', overloads, positional('string'), 'procedure')).toMatchObject({
      candidate: { id: 's' },
    });
    expect(matchCall('P', overloads, positional('number'), 'procedure')).toMatchObject({
      candidate: { id: 'n' },
    });
    expect(matchCall('P', overloads, positional('null'), 'procedure')).toEqual({
      fault: "PLS-00307: too many declarations of 'P' match this call",
    });
  });

  test('names alone choose between overloads (facts/ords.md 3, DEFINE_PRIVILEGE)', () => {
    const name = formal('P_PRIVILEGE_NAME', 'string');
    const roles = formal('P_ROLES', 'table');
    const label = formal('P_LABEL', 'string', true);
    const overloads = [
      overload('a', name, roles, formal('P_PATTERNS', 'table'), formal('P_MODULES', 'table'), label),
      overload('b', name, roles, formal('P_PATTERNS', 'table'), label),
      overload('c', name, roles, label),
    ];
    const actuals = [
      { name: 'P_PRIVILEGE_NAME', family: 'string' as const },
      { name: 'P_ROLES', family: 'table' as const },
      { name: 'P_LABEL', family: 'string' as const },
    ];
    expect(matchCall('P', overloads, actuals, 'procedure')).toMatchObject({ candidate: { id: 'c' } });
  });

  test('a procedure is no function and the other way round', () => {
    expect(matchCall('P', [define], positional('string'), 'function')).toEqual({
      fault: "PLS-00222: no function with name 'P' exists in this scope",
    });
    expect(matchCall('F', [{ ...define, isFunction: true }], positional('string'), 'procedure')).toEqual({
      fault: "PLS-00221: 'F' is not a procedure or is undefined",
    });
  });
});
