import { completeOrdsOptions } from '../../../../../sandbox/oracle/packages/ords/options';
import { ordsPackages } from '../../../../../sandbox/oracle/packages/ords/packages';
import { OrdsDatabase } from '../../../ords/support/ordsDatabase';

let ords: OrdsDatabase;
beforeAll(async () => {
  ords = await OrdsDatabase.open();
  await ords.commit(
    'DEMO',
    `declare l_none owa.vc_arr; begin
       ords.create_role('reader');
       ords.define_privilege(p_privilege_name => 'notes.read', p_roles => l_none, p_patterns => l_none);
     end;`,
  );
});
afterAll(() => ords.close());

const create = (name: string, more = ''): string => `begin
  oauth.create_client(p_name => '${name}', p_grant_type => 'client_credentials', p_owner => 'Demo',
    p_description => 'nightly', p_support_email => 'demo@example.com', p_privilege_names => 'notes.read'${more});
  commit; end;`;

test('a client is listed without its secret, with its privilege and role', async () => {
  await ords.run('DEMO', create('batch'));
  await ords.commit('DEMO', `begin oauth.grant_client_role('batch', 'reader'); end;`);
  expect(
    await ords.run('DEMO', 'select name, description, auth_flow, client_secret from user_ords_clients'),
  ).toMatchObject({ rows: [['batch', 'nightly', 'CLIENT_CRED', null]] });
  const [id] = await ords.column('DEMO', 'select client_id from user_ords_clients');
  expect(String(id).length).toBeGreaterThan(20);
  expect(await ords.column('DEMO', 'select name from user_ords_client_privileges')).toEqual(['notes.read']);
  expect(await ords.column('DEMO', 'select role_name from user_ords_client_roles')).toEqual(['reader']);
  expect(await ords.column('PLAIN', 'select name from user_ords_clients')).toEqual([]);
  expect(await ords.column('ADMIN', 'select schema from dba_ords_clients')).toEqual(['DEMO']);
});

test('a second client of one name, an unknown grant type and an unknown privilege are refused', async () => {
  await ords.run('DEMO', create('twice'));
  await expect(ords.run('DEMO', create('twice'))).rejects.toMatchObject({ number: 1 });
  await expect(
    ords.run(
      'DEMO',
      `begin oauth.create_client(p_name => 'x', p_grant_type => 'password', p_privilege_names => null); end;`,
    ),
  ).rejects.toMatchObject({ number: 2290 });
  await expect(
    ords.run(
      'DEMO',
      `begin oauth.create_client(p_name => 'x', p_grant_type => 'implicit', p_privilege_names => 'none'); end;`,
    ),
  ).rejects.toMatchObject({ number: 1403 });
});

test('a deleted client takes its grants along', async () => {
  await ords.run('DEMO', create('gone'));
  await ords.commit('DEMO', `begin oauth.delete_client(p_name => 'gone'); end;`);
  expect(
    await ords.column(
      'DEMO',
      `select client_name from user_ords_client_privileges where client_name = 'gone'`,
    ),
  ).toEqual([]);
  await expect(ords.run('DEMO', `begin oauth.delete_client('gone'); end;`)).rejects.toMatchObject({
    number: 1403,
  });
});

describe('what follows from the release', () => {
  const grantee = (version: string): string | undefined =>
    ordsPackages(completeOrdsOptions({ version })).find(({ name }) => name === 'ORDS_SECURITY_ADMIN')
      ?.grantee;

  test('ORDS_SECURITY_ADMIN is for PUBLIC below 26.2', () => {
    expect(['24.2.3', '24.4.0.r1', '25.4.0', '26.1.1', '26.2.2.r2041619', '27.1'].map(grantee)).toEqual([
      undefined,
      'PUBLIC',
      'PUBLIC',
      'PUBLIC',
      'ORDS_ADMINISTRATOR_ROLE',
      'ORDS_ADMINISTRATOR_ROLE',
    ]);
  });

  test('role claims from 25.1, DBA views from 24.4; whoever says otherwise is believed', () => {
    expect(completeOrdsOptions({ version: '24.4.0' })).toMatchObject({
      hasRoleClaim: false,
      hasDbaViews: true,
    });
    expect(completeOrdsOptions({ version: '24.3.1' })).toMatchObject({
      hasSecurity: true,
      hasDbaViews: false,
    });
    expect(completeOrdsOptions({ version: '25.1.0' })).toMatchObject({ hasRoleClaim: true });
    expect(completeOrdsOptions({ version: '25.1.0', hasRoleClaim: false })).toMatchObject({
      hasRoleClaim: false,
    });
  });
});
