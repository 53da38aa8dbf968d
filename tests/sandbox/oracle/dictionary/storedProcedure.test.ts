import { OrdsDatabase } from '../../ords/support/ordsDatabase';

const OAUTH = { owner: 'ORDS_METADATA', name: 'OAUTH', type: 'PACKAGE' };
let ords: OrdsDatabase;
beforeAll(async () => {
  ords = await OrdsDatabase.open();
});
afterAll(() => ords.close());

const DEPENDENCIES = 'name, type, referenced_owner, referenced_name, referenced_type, dependency_type';

test('a stored unit is listed with what it uses, for its owner and for whoever may see it', async () => {
  ords.database.addStoredProcedure({ owner: 'DEMO', name: 'SETUP', uses: [OAUTH] });
  const row = ['SETUP', 'PROCEDURE', 'ORDS_METADATA', 'OAUTH', 'PACKAGE', 'HARD'];
  expect(await ords.run('DEMO', `select ${DEPENDENCIES} from user_dependencies`)).toMatchObject({
    rows: [row],
  });
  expect(await ords.run('ADMIN', `select owner, ${DEPENDENCIES} from dba_dependencies`)).toMatchObject({
    rows: [['DEMO', ...row]],
  });
  expect(await ords.column('PLAIN', 'select name from all_dependencies')).toEqual([]);
  expect(
    await ords.column('DEMO', `select object_type from user_objects where object_name = 'SETUP'`),
  ).toEqual(['PROCEDURE']);
});

test('listed again: the new uses only', async () => {
  ords.database.addStoredProcedure({ owner: 'DEMO', name: 'SETUP', uses: [] });
  expect(await ords.column('DEMO', 'select name from user_dependencies')).toEqual([]);
});

test('it cannot be called, and needs an owner', async () => {
  ords.database.addStoredProcedure({ owner: 'DEMO', name: 'SETUP', uses: [OAUTH] });
  await expect(ords.run('DEMO', 'begin setup; end;')).rejects.toMatchObject({ number: 6550 });
  expect(() => ords.database.addStoredProcedure({ owner: 'NOBODY', name: 'X', uses: [] })).toThrow(
    RangeError,
  );
});

test('it survives a restart', async () => {
  const again = await OrdsDatabase.open(ords.database.snapshot());
  expect(await again.column('DEMO', 'select referenced_name from user_dependencies')).toEqual(['OAUTH']);
  again.close();
});
