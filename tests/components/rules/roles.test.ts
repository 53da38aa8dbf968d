import { checkRoles, rolesOf } from '../../../components/rules/roles';
import type { Authorisation } from '../../../components/trust';

const ROLE_MODE: Authorisation = { mode: 'role', roleClaim: '/iam_groups' };
const codes = (authorisation: Authorisation, roles?: readonly string[]) =>
  checkRoles({ authorisation, scopes: { 'orders.read': roles === undefined ? {} : { roles } } }).map(
    ({ code }) => code,
  );

describe('roles of a scope', () => {
  test('in scope mode any list is refused, and none is right', () => {
    expect(codes({ mode: 'scope' })).toEqual([]);
    expect(codes({ mode: 'scope' }, ['reader'])).toEqual(['trust.roles.scope_mode']);
    expect(codes({ mode: 'scope' }, [])).toEqual(['trust.roles.scope_mode']);
  });

  test.each<[string, readonly string[] | undefined, string[]]>([
    ['left out', undefined, []],
    ['two', ['orders_readers', 'SQL Developer'], []],
    ['none: every caller would be let in', [], ['trust.roles.none']],
    ['an empty one', [''], ['trust.role.empty']],
    ['a padded one', ['reader '], ['trust.role.whitespace']],
    ['an invisible character', ['rea\u200bder'], ['trust.role.invisible']],
    ['a line break, at which ORDS would see two', ['reader\nclerk'], ['trust.role.invisible']],
    ['too long', ['r'.repeat(256)], ['trust.role.too_long']],
    ['as long as may be', ['r'.repeat(255)], []],
    ['twice', ['reader', 'reader'], ['trust.role.twice']],
    ['by case: ORDS tells them apart', ['reader', 'Reader'], []],
  ])('in role mode: %s', (_name, roles, expected) => expect(codes(ROLE_MODE, roles)).toEqual(expected));

  test('left out it is the name of the scope', () => {
    expect(rolesOf('orders.read', {})).toEqual(['orders.read']);
    expect(rolesOf('orders.read', { roles: ['reader'] })).toEqual(['reader']);
  });
});
