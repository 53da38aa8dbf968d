import fc from 'fast-check';

import { entra } from '../../../components/index';
import { entraMode, memberTypes } from '../../../components/idp/entraMode';
import { permissionId, permissionsOf } from '../../../components/idp/entraPermissions';
import { checkEntraRequest, checkEntraSettings } from '../../../components/idp/entraRules';
import type { ClientRequest } from '../../../components/idp/identityProvider';
import { checkProfileTimes } from '../../../components/rules/profile';

const TENANT = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const NOW = new Date('2026-12-01T00:00:00Z');

const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);
const machine: ClientRequest = { scopes: ['hr.read'], displayName: 'hr-backend', description: undefined };
const people: ClientRequest = {
  ...machine,
  displayName: 'hr-web',
  redirectUris: ['https://app.example.com/cb'],
};
const scopes = [{ name: 'hr.read', description: 'Read HR' }];

describe('settings', () => {
  test.each([
    [TENANT, []],
    [TENANT.toUpperCase(), []],
    ['common', ['entra.tenant.many']],
    ['Organizations', ['entra.tenant.many']],
    ['contoso.onmicrosoft.com', ['entra.tenant.not_an_id']],
    [`${TENANT} `, ['entra.tenant.whitespace']],
  ])('directory %j: %j', (tenantId, expected) => {
    expect(codes(checkEntraSettings({ tenantId }, NOW))).toEqual(expected);
  });

  test.each([
    ['2027-06-30T00:00:00Z', []],
    ['2026-12-01T00:00:01+00:00', []],
    ['2026-12-01T00:00:00Z', ['entra.secret_end_date.past']],
    ['2027-06-30', ['entra.secret_end_date.form']],
    ['4320h', ['entra.secret_end_date.form']],
  ])('secrets until %j: %j', (secretEndDate, expected) => {
    expect(codes(checkEntraSettings({ tenantId: TENANT, secretEndDate }, NOW))).toEqual(expected);
  });
});

describe('the mode', () => {
  test('is role mode as soon as a machine is among the clients, and where there is none', () => {
    expect(entraMode(undefined, {})).toBe('role');
    expect(entraMode(undefined, { web: people })).toBe('scope');
    expect(entraMode('role', { web: people })).toBe('role');
    expect(entra({ tenantId: TENANT }).authorisation({ clients: { backend: machine, web: people } })).toEqual(
      {
        mode: 'role',
        roleClaim: '/roles',
      },
    );
    expect(entra({ tenantId: TENANT }).authorisation({ clients: { web: people } })).toEqual({
      mode: 'scope',
    });
  });

  test('roles can be given to whoever is among the clients, and to nobody else', () => {
    expect(memberTypes({})).toEqual(['Application']);
    expect(memberTypes({ backend: machine })).toEqual(['Application']);
    expect(memberTypes({ web: people })).toEqual(['User']);
    expect(memberTypes({ backend: machine, web: people })).toEqual(['Application', 'User']);
  });

  test('a machine cannot be served in scope mode', () => {
    const clients = { backend: machine, web: people };
    expect(checkEntraRequest('hr', { scopes, clients }, 'scope')).toMatchObject([
      { code: 'entra.scope_mode.machine_client', field: 'clients["backend"]' },
    ]);
    expect(checkEntraRequest('hr', { scopes, clients }, 'role')).toEqual([]);
  });

  test('the chosen mode serves every client that the rules let pass', () => {
    const client = fc.constantFrom(machine, people);
    const chosen = fc.constantFrom(undefined, 'role' as const, 'scope' as const);
    fc.assert(
      fc.property(chosen, fc.array(client, { maxLength: 4 }), (mode, list) => {
        const clients = Object.fromEntries(list.map((each, index) => [`c${index}`, each]));
        const inEffect = entraMode(mode, clients);
        const refused = checkEntraRequest('hr', { scopes, clients }, inEffect).length > 0;
        expect(refused).toBe(inEffect === 'scope' && list.includes(machine));
        expect(mode === undefined && refused).toBe(false);
      }),
    );
  });
});

describe('names', () => {
  test.each([
    ['hr.read', []],
    ["a!#$%&'()*+,-./:;<=>?@[]^_`{|}~", []],
    ['.hr', ['entra.value.dot']],
    ['hr read', ['entra.value.characters']],
    ['hr"read', ['entra.value.characters']],
    ['größe', ['entra.value.characters']],
    ['x'.repeat(120), []],
    ['x'.repeat(121), ['entra.value.too_long']],
  ])('of a scope: %j %j', (name, expected) => {
    const request = { scopes: [{ name, description: undefined }], clients: {} };
    expect(codes(checkEntraRequest('hr', request, 'role'))).toEqual(expected);
  });

  test('of roles are looked at in role mode', () => {
    const request = { scopes: [{ ...scopes[0]!, roles: ['hr.read', 'HR manager'] }], clients: {} };
    expect(checkEntraRequest('hr', request, 'role')).toMatchObject([
      { code: 'entra.value.characters', field: 'scopes["hr.read"].roles' },
    ]);
  });

  test('a machine has to find the role that it is given among those of the scope', () => {
    const withRoles = (...roles: string[]) => ({
      scopes: [{ ...scopes[0]!, roles }],
      clients: { backend: machine },
    });
    expect(checkEntraRequest('hr', withRoles('hr.read', 'manager'), 'role')).toEqual([]);
    expect(checkEntraRequest('hr', withRoles('manager'), 'role')).toMatchObject([
      { code: 'entra.grant.no_role', field: 'clients["backend"].scopes' },
    ]);
  });
});

describe('permissions', () => {
  test('one id for a name, whether it is asked for as a role or as a scope', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (names) => {
        const requested = names.map((name) => ({ name, description: undefined }));
        const roles = permissionsOf(requested, 'role');
        expect(permissionsOf(requested, 'scope')).toEqual(roles);
        expect(new Set(roles.map(({ id }) => id)).size).toBe(names.length);
        for (const { id } of roles)
          expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
    // Assignments in a directory point to it: it must never change.
    expect(permissionId('hr.read')).toBe('fa82e41b-179e-519d-9f6e-256dbeb9d0a9');
  });

  test('roles that several scopes let in are there once', () => {
    const requested = [
      { name: 'hr.read', description: 'Read HR', roles: ['hr.read', 'manager'] },
      { name: 'hr.write', description: '', roles: ['hr.write', 'manager'] },
    ];
    expect(permissionsOf(requested, 'role').map(({ value, description }) => [value, description])).toEqual([
      ['hr.read', 'Read HR'],
      ['manager', 'manager'],
      ['hr.write', 'hr.write'],
    ]);
    expect(permissionsOf(requested, 'scope').map(({ value }) => value)).toEqual(['hr.read', 'hr.write']);
  });
});

test('an age that a fresh token has already is refused', () => {
  expect(codes(checkProfileTimes({ allowedAge: 300 }, 300))).toEqual(['trust.age.backdated']);
  expect(codes(checkProfileTimes({ allowedAge: 301 }, 300))).toEqual([]);
  expect(codes(checkProfileTimes({ allowedAge: 0 }, 300))).toEqual(['trust.age.zero']);
  expect(codes(checkProfileTimes({ allowedAge: 300 }))).toEqual([]);
  expect(entra({ tenantId: TENANT }).backdated).toBe(300);
});
