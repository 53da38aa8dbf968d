import type { Json } from '../../../components/diagnose/collect/managementReader';
import { disableShared, type WantedPermissions } from '../../../components/idp/entraSharedPermissions';

const [READ, AUDIT] = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'];

const role = <T extends object>(id: string, description: string, switched: T) => ({
  id,
  value: id,
  displayName: id,
  description,
  allowedMemberTypes: ['Application', 'User'],
  ...switched,
});
const scope = <T extends object>(id: string, description: string, switched: T) => ({
  id,
  value: id,
  type: 'User',
  adminConsentDisplayName: id,
  adminConsentDescription: description,
  ...switched,
});
const ON = { isEnabled: true };
/** As Graph shows it, with members that a program does not set. */
const LIVE = {
  appRoles: [role(READ, 'Read', { ...ON, origin: 'Application' }), role(AUDIT, 'Audit', ON)],
  api: {
    oauth2PermissionScopes: [
      scope(READ, 'Read', { ...ON, userConsentDescription: null }),
      scope(AUDIT, 'Audit', ON),
    ],
  },
};
/** As the program's inputs have it: another name of the switch, another order. */
const wanted = (roles: readonly [string, string][], scopes = roles): WantedPermissions => ({
  appRoles: roles.map(([id, description]) => ({
    ...role(id, description, { enabled: true }),
    allowedMemberTypes: ['User', 'Application'],
  })),
  api: {
    oauth2PermissionScopes: scopes.map(([id, description]) => scope(id, description, { enabled: true })),
  },
});

async function written(next: WantedPermissions, live: Json | null = LIVE): Promise<Json[]> {
  const bodies: Json[] = [];
  const graph = {
    get: () => Promise.resolve(live ?? undefined),
    replace: (path: string, members: Json) => {
      expect(path).toBe('applications/o-1');
      bodies.push(members);
      return Promise.resolve();
    },
  };
  await disableShared(graph, 'o-1', next);
  return bodies;
}
const switches = (body: Json | undefined) => {
  const { appRoles, api } = body as typeof LIVE;
  return [appRoles, api.oauth2PermissionScopes].map((all) => all.map(({ isEnabled }) => isEnabled));
};

test('what stays as it is is left alone', async () => {
  expect(
    await written(
      wanted([
        [READ, 'Read'],
        [AUDIT, 'Audit'],
      ]),
    ),
  ).toEqual([]);
  expect(await written(wanted([]), null)).toEqual([]);
});

test.each([
  [
    'a changed text',
    wanted([
      [READ, 'Read all'],
      [AUDIT, 'Audit'],
    ]),
  ],
  ['a role and its scope that go', wanted([[AUDIT, 'Audit']])],
  [
    'a role that goes alone',
    wanted(
      [[AUDIT, 'Audit']],
      [
        [READ, 'Read'],
        [AUDIT, 'Audit'],
      ],
    ),
  ],
  [
    'a scope that goes alone',
    wanted(
      [
        [READ, 'Read'],
        [AUDIT, 'Audit'],
      ],
      [[AUDIT, 'Audit']],
    ),
  ],
])('%s: both are disabled in one request, and no other', async (_what, next) => {
  const bodies = await written(next);
  expect(bodies).toHaveLength(1);
  expect(switches(bodies[0])).toEqual([
    [false, true],
    [false, true],
  ]);
});

test('a role without a scope of its id is a matter of the provider alone', async () => {
  const live = { appRoles: LIVE.appRoles, api: { oauth2PermissionScopes: [] } };
  expect(await written(wanted([], []), live)).toEqual([]);
});
