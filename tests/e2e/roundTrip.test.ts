import { readFileSync } from 'node:fs';
import * as ts from 'typescript';
import { pulumiOrds } from './support/command';
import {
  AUDIENCE,
  catalogue,
  makeByHand,
  tenantObjects,
  type Digests,
  type HandMadeClient,
} from './support/handMade';
import { Auth0UnderTest } from './support/identityProviders/auth0';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;
let auth0: Auth0UnderTest;
let schema: SchemaSession;
let client: HandMadeClient;
/** What stood there before this library saw it. */
let before: Digests;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  auth0 = new Auth0UnderTest(sandbox, requests);
  schema = await SchemaSession.open(sandbox);
  client = await makeByHand(schema, auth0);
  before = await live();
  stack = await TestStack.create(sandbox);
});

afterAll(async () => {
  await schema?.close();
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

const live = async () => ({ ...(await catalogue(schema)), ...(await tenantObjects(auth0)) });
const endpoint = (): string => `${sandbox.environment['ORDS_BASE_URL']}/shop/orders/list`;
const command = (...args: string[]) => pulumiOrds(sandbox, stack.file('.'), args);

/** Runs something and returns what it wrote on either side. */
async function writes(action: () => Promise<unknown>): Promise<{ commits: number; requests: string[] }> {
  await sandbox.control.call('auth0/resetStatistics');
  const { commits } = await sandbox.control.call<{ commits: number }>('database/statistics');
  await action();
  const after = await sandbox.control.call<{ commits: number }>('database/statistics');
  const { requests: counted } = await sandbox.control.call<{ requests: Record<string, number> }>(
    'auth0/statistics',
  );
  return {
    commits: after.commits - commits,
    requests: Object.keys(counted).filter((key) => !auth0.isRead(key)),
  };
}

test('export writes a program that says all of it', async () => {
  const args = ['export', '--auth0', '--format', 'typescript', '--definitions', '--project', 'orders'];
  const ended = await command(...args, '--out', 'exported.ts', '--import-file', 'import.json');
  expect(ended).toEqual({ status: 0, out: 'wrote exported.ts\nwrote import.json\n', err: '' });
  const { outputText } = ts.transpileModule(readFileSync(stack.file('exported.ts'), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  stack.program(outputText);
  await stack.configure({
    baseUrl: sandbox.environment['ORDS_BASE_URL'] ?? '',
    connectString: sandbox.environment['ORDS_CONNECT_STRING'] ?? '',
    user: sandbox.environment['ORDS_USER'] ?? '',
    password: sandbox.environment['ORDS_PASSWORD'] ?? '',
  });
  expect(await live()).toEqual(before);
});

test('up takes over both sides as they are, and writes on neither', async () => {
  let output = '';
  const written = await writes(async () => ({ output } = await stack.run(['up', '--yes'])));
  expect(written).toEqual({ commits: 0, requests: [] });
  const adopted = new Set(output.match(/ords: adopts .*/g));
  // Two modules, privileges and protections, and the profile.
  expect(adopted.size).toBe(7);
  for (const line of adopted) expect(line).toMatch(/ as it is$/);
  expect(output).toMatch(/= 5 imported/);
  expect(await live()).toEqual(before);
  await stack.run(['preview', '--expect-no-changes']);
});

test('what somebody changes is found, by a preview and by drift, and up puts it back byte for byte', async () => {
  await schema.run(`begin
    ords.define_handler(p_module_name => 'orders', p_pattern => 'job', p_method => 'POST',
      p_source_type => 'plsql/block', p_source => 'begin null; end;', p_mimes_allowed => 'application/json',
      p_comments => 'long');
    ords.create_privilege_mapping('orders.read', '/elsewhere/*');
    ords.delete_privilege('orders.all');
    ords.define_privilege('orders.all', owa.vc_arr(), owa.vc_arr(), p_label => 'orders.all');
  end;`);
  const grants = await auth0.manage<{ id: string }[]>('GET', `client-grants?client_id=${client.client_id}`);
  await auth0.manage('PATCH', `client-grants/${grants[0]?.id}`, { scope: [] });

  const { output } = await stack.run(['preview', '--diff']);
  for (const name of ['module-orders', 'privilege-orders.read', 'protection-注文', 'grant'])
    expect(output).toContain(name);
  const drift = await command('drift');
  expect(drift.status).toBe(2);
  expect(drift.out).toContain('ords.module.public');

  await stack.up();
  expect(await live()).toEqual(before);
  expect(await command('drift')).toMatchObject({ status: 0 });
});

test('destroy keeps all that was there, and nothing is open', async () => {
  await stack.destroy();
  expect(await live()).toEqual(before);
  expect(await requests.status(endpoint())).toBe(401);
  const token = await auth0.token(
    { clientId: client.client_id, clientSecret: client.client_secret },
    AUDIENCE,
  );
  expect(await requests.status(endpoint(), token)).toBe(200);
});

test('the import file puts the Auth0 side under the components of the program', async () => {
  await stack.run(['import', '--file', 'import.json', '--yes', '--generate-code=false']);
  const imported = stack.state().resources.filter(({ urn }) => urn.includes('auth0:index/'));
  expect(imported).toHaveLength(5);
  // Under another parent they would be deleted and imported again.
  const { changes } = await stack.preview();
  expect(Object.keys(changes)).toEqual(['create']);
});
