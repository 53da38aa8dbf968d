import { startEntraTenant } from '../../../sandbox/entra/tenant';
import type { TenantState } from '../../../sandbox/entra/tenantState';
import { TestTenant } from './support';

test('a tenant goes on with its state: same issuer, keys, secrets; another port is refused', async () => {
  let saved: TenantState | undefined;
  const first = await TestTenant.start({ onChange: (state) => (saved = state) });
  const api = await first.registerApi('orders api');
  const client = await first.register('backend');
  await first.assign(api, client.principalId);
  const scope = `${api.clientId}/.default`;
  const before = (await first.machineToken(client, scope)).body['access_token'];
  const { issuer } = first.tenant;
  await first.stop();

  if (!saved) throw new Error('nothing was saved');
  const again = await TestTenant.start({ state: saved });
  try {
    expect(again.tenant.issuer).toBe(issuer);
    await expect(again.verify(before)).resolves.toMatchObject({ payload: { roles: ['orders.read'] } });
    expect((await again.machineToken(client, scope)).status).toBe(200);
  } finally {
    await again.stop();
  }
  const elsewhere = startEntraTenant({
    ...first.options,
    state: saved,
    port: saved.port === 1025 ? 1026 : 1025,
  });
  await expect(elsewhere).rejects.toThrow(/the saved tenant had port/);
});

test('the log has a line per request, and neither queries nor secrets', async () => {
  const lines: string[] = [];
  const server = await TestTenant.start({ log: (line) => lines.push(line) });
  const { secret } = await server.register('backend');
  await server.graph('GET', "/applications?$filter=displayName eq 'backend'");
  await server.stop();
  expect(lines).toContain('GET /graph/v1.0/applications 200');
  expect(lines).toContain(`POST /${server.id}/oauth2/v2.0/token 200`);
  for (const word of [secret, server.tenant.operator.clientSecret, 'filter', 'backend'])
    expect(lines.join('\n')).not.toContain(word);
});
