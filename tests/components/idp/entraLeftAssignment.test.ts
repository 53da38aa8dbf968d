import { removeAssignment } from '../../../components/idp/entraLeftAssignment';

const ROLE = 'aaaaaaaa-0000-4000-8000-000000000001';
const ASSIGNMENT = { appRoleId: ROLE, principalObjectId: 'client', resourceObjectId: 'api' };

test('only the same role of the same client is taken away', async () => {
  const asked: string[] = [];
  const graph = {
    list: (path: string) => {
      asked.push(`list ${path}`);
      return Promise.resolve([
        { id: 'a/1', appRoleId: ROLE.toUpperCase(), principalId: 'client' },
        { id: 'a2', appRoleId: ROLE, principalId: 'another client' },
        { id: 'a3', appRoleId: 'another role', principalId: 'client' },
        { id: 4, appRoleId: ROLE, principalId: 'client' },
      ]);
    },
    remove: (path: string) => {
      asked.push(`remove ${path}`);
      return Promise.resolve();
    },
  };
  await removeAssignment(graph, ASSIGNMENT);
  const path = 'servicePrincipals/api/appRoleAssignedTo';
  expect(asked).toEqual([`list ${path}`, `remove ${path}/a%2F1`]);
});
