import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import oracledb from 'oracledb';
import { fixturePath, makeSurroundings, PROGRAM, restore } from './olderState/surroundings';
import { Auth0UnderTest } from './support/identityProviders/auth0';
import { watchClosed } from './support/openWatch';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { TestStack } from './support/stack';

jest.setTimeout(180_000);

const releases = readdirSync(fixturePath('')).flatMap((file) => /^(.*)\.json$/.exec(file)?.[1] ?? []);

/** What releases since 0.1.0 have added: whose an object is, the claim's token in the manifest, who gets tokens for people. */
const NEW_RESOURCES = ['pulumi-nodejs:dynamic/ords:Claim'];
const NEW_PROPERTIES = ['owner', 'enabledBefore', 'clientMetadata', 'manifest', 'subjectTypeAuthorization'];

describe.each(releases)('the state of release %s', (release) => {
  let sandbox: TestSandbox;
  let stack: TestStack;
  let requests: Requests;
  let auth0: Auth0UnderTest;
  let administrator: oracledb.Connection;
  let urls: string[];

  const rows = async (sql: string): Promise<unknown> => (await administrator.execute(sql)).rows;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    requests = new Requests(sandbox);
    auth0 = new Auth0UnderTest(sandbox, requests);
    const { environment } = sandbox;
    urls = ['ordsdemo/orders', 'ordsdemo/legacy', 'sales/sales', 'vertrieb/sales'].map(
      (path) => `${environment['ORDS_BASE_URL']}/${path}/`,
    );
    await makeSurroundings(sandbox);
    const state = await restore(sandbox, auth0, release);
    stack = await TestStack.create(sandbox, PROGRAM);
    await stack.import(state);
    administrator = await oracledb.getConnection({
      connectString: environment['ORDS_CONNECT_STRING'] ?? '',
      user: environment['ORDS_ADMIN_USER'] ?? '',
      password: environment['ORDS_ADMIN_PASSWORD'] ?? '',
    });
  });

  afterAll(async () => {
    await administrator?.close();
    await requests?.close();
    stack?.remove();
    await sandbox?.stop();
  });

  test('is read and refreshed: every object is found, and is as the state says', async () => {
    const before = stack.state().resources.map(({ urn }) => urn);
    const { changes, output } = await stack.refresh();
    expect(output).toMatch(/\d+ unchanged/);
    expect(changes).toEqual({});
    expect(stack.state().resources.map(({ urn }) => urn)).toEqual(before);
  });

  test('and the same program plans nothing but what newer releases add to their own bookkeeping', async () => {
    const { changes, output } = await stack.preview();
    expect(Object.keys(changes).filter((what) => what !== 'create' && what !== 'update')).toEqual([]);
    const created = [...output.matchAll(/^ +\+ (\S+): \(create\)$/gm)].map(([, type]) => type);
    expect(created).toHaveLength(changes.create ?? 0);
    expect(created.filter((type) => !NEW_RESOURCES.includes(type ?? ''))).toEqual([]);
    const changed = [...output.matchAll(/^ {6}[+~-] ?(\w+)/gm)].map(([, property]) => property);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((property) => !NEW_PROPERTIES.includes(property ?? ''))).toEqual([]);
  });

  test('is updated, and no module answers without a token meanwhile', async () => {
    writeFileSync(join(stack.directory, 'edited'), '');
    const { result, statuses } = await watchClosed(requests, urls, () => stack.up());
    expect(Object.keys(result).filter((what) => what !== 'create' && what !== 'update')).toEqual([]);
    expect(result.update).toBeGreaterThanOrEqual(13);
    expect([...statuses]).not.toContain(200);
    const { clients, endpoints } = await stack.output<{
      clients: Record<string, { clientId: string; clientSecret: string }>;
      endpoints: Record<string, string>;
    }>();
    const backend = clients['backend'] ?? { clientId: '', clientSecret: '' };
    const token = await auth0.token(backend, 'https://api.example.com/orders');
    expect(await requests.status(endpoints['orders'] ?? '', token)).toBe(200);
    const closed: number[] = [];
    for (const url of urls) closed.push(await requests.status(url));
    expect(closed).toEqual([401, 401, 404, 401]);
    expect(await stack.up()).toEqual({});
  });

  test('is destroyed: what the stack made is gone, what it had taken over is kept closed', async () => {
    const { statuses } = await watchClosed(requests, urls, () => stack.destroy());
    expect([...statuses]).not.toContain(200);
    expect(stack.state().resources.filter(({ type }) => type !== 'pulumi:pulumi:Stack')).toEqual([]);
    expect(await rows('select name, status from dba_ords_modules')).toEqual([['legacy', 'NOT_PUBLISHED']]);
    expect(await rows('select name from dba_ords_privileges')).toEqual([['legacy.read']]);
    expect(await rows('select name from dba_ords_roles')).toEqual([['legacy_reader']]);
    expect(await rows('select * from dba_ords_jwt_profile')).toEqual([]);
    expect(await rows(`select parsing_schema from dba_ords_schemas where status = 'ENABLED'`)).toEqual([]);
    expect(await auth0.objects()).toEqual([]);
  });
});
