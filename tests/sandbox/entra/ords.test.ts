import { entra } from '../identity/support/entra';
import { Walk } from '../identity/support/walk';
import type { WalkProvider, WebClient } from '../identity/support/walkProvider';

const ROLE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
let walk: Walk;
let provider: WalkProvider;
let client: WebClient;
beforeAll(async () => {
  walk = await Walk.start();
  provider = await entra(walk);
  client = await provider.createClient('backend', 'https://client.example.com/');
  await run(`begin
    ords.create_role('orders.read.app');
  end;`);
  await run(`declare
    roles owa.vc_arr; patterns owa.vc_arr; modules owa.vc_arr;
  begin
    roles(1) := 'orders.read.app'; modules(1) := 'orders';
    ords.define_privilege(p_privilege_name => 'orders.read', p_roles => roles, p_patterns => patterns,
                          p_modules => modules);
  end;`);
  await trust('/roles');
});
afterAll(() => walk.stop());

async function run(block: string): Promise<void> {
  const session = walk.sandbox.database.openSession('ORDSDEMO');
  try {
    await session.execute({ sql: block, binds: [] });
    await session.commit();
  } finally {
    session.close();
  }
}

/** The profile of ORDSDEMO in role mode. */
async function trust(claim: string, more = ''): Promise<void> {
  await run('begin ords_security.delete_jwt_profile; end;');
  await run(`begin
    ords_security.create_jwt_profile(p_issuer => '${provider.issuer}', p_audience => '${provider.audience}',
      p_jwk_url => '${provider.jwksUrl}', p_role_claim_name => '${claim}'${more});
  end;`);
}

async function machineToken(): Promise<string> {
  const { text } = await walk.browser.post(provider.tokenUrl, {
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope: `${provider.audience}/.default`,
  });
  return String((JSON.parse(text) as Record<string, unknown>)['access_token']);
}

test('role mode: a machine token without roles is refused, with the assigned role it is let in', async () => {
  expect([401, 403]).toContain(await walk.ordersStatus(await machineToken()));
  const { control } = walk.sandbox.entra;
  const { browser, sandbox } = walk;
  const operator = await browser.post(provider.tokenUrl, {
    grant_type: 'client_credentials',
    client_id: walk.environment['ARM_CLIENT_ID'] ?? '',
    client_secret: walk.environment['ARM_CLIENT_SECRET'] ?? '',
    scope: `${sandbox.entra.url}/graph/.default`,
  });
  const { access_token: bearer } = JSON.parse(operator.text) as { access_token: string };
  const graph = `${sandbox.entra.url}/graph/v1.0/applications`;
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const found = await browser.send('GET', `${graph}?$filter=appId eq '${provider.audience}'`, headers);
  const [application] = (JSON.parse(found.text) as { value: { id: string }[] }).value;
  const role = { id: ROLE_ID, value: 'orders.read.app', displayName: 'r', description: 'r' };
  const appRoles = [{ ...role, isEnabled: true, allowedMemberTypes: ['Application'] }];
  const patched = await browser.send(
    'PATCH',
    `${graph}/${application?.id}`,
    headers,
    JSON.stringify({ appRoles }),
  );
  expect(patched.status).toBe(204);
  control.assignRole({ api: provider.audience, role: 'orders.read.app', client: client.id });
  const token = await machineToken();
  expect(await walk.ordersStatus(token)).toBe(200);

  await walk.sandbox.entra.control.rotateKeys();
  expect(await walk.ordersStatus(await machineToken())).toBe(200);
  control.removeAssignments({ api: provider.audience, client: client.id });
  expect(await walk.ordersStatus(token)).toBe(200);
  expect([401, 403]).toContain(await walk.ordersStatus(await machineToken()));
  control.assignRole({ api: provider.audience, role: 'orders.read.app', client: client.id });
});

test('an allowed age of 300 s refuses a token that is new: its iat lies 300 s back', async () => {
  await trust('/roles', ', p_allowed_age => 299');
  expect(await walk.ordersStatus(await machineToken())).toBe(401);
  await trust('/roles', ', p_allowed_age => 900');
  expect(await walk.ordersStatus(await machineToken())).toBe(200);
});
