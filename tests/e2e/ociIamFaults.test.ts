import { pulumiOrds } from './support/command';
import { endpointsOf, prepare } from './support/prepare';
import { watchClosed } from './support/openWatch';
import { ordersValues } from './support/values';

const the = prepare('oci-iam');

const control = (action: string, args: Record<string, unknown>) =>
  the.sandbox.control.call(`domain/${action}`, args);
/** One such request is carried out, and answered as if it had not been. */
const behind = (method: string, path: string) => ({
  match: { method, path },
  status: 503,
  times: 1,
  afterWrite: true,
});
const command = (...args: string[]) => pulumiOrds(the.sandbox, the.stack.directory, args);
const closed = async <T>(work: () => Promise<T>): Promise<T> => {
  const { result, statuses } = await watchClosed(the.requests, endpointsOf(the, 'orders', 'audit'), work);
  expect([...statuses]).not.toContain(200);
  return result;
};

test('keys that stay closed are said at once, and the up that finds nobody let in fails', async () => {
  const values = ordersValues(the.provider);
  delete values.settings!['publicSigningCertificate'];
  the.stack.values({ orders: values });
  const output = await closed(() => the.stack.failingUp());
  expect(output).toContain('[oci.jwks.closed]');
  expect(output).toContain('ords.agreement.disagreement');
});

const withThird = () => {
  const values = ordersValues(the.provider);
  values.clients!['third'] = { scopes: ['orders.read'] };
  return values;
};

test('an up among 429 and 503, with apps that are not found at first, makes both sides', async () => {
  const values = withThird();
  the.stack.values({ orders: values });
  await control('refuse', { match: { path: '/admin/v1/' }, status: 429, times: 2, resetSeconds: 1 });
  await control('refuse', { match: { method: 'GET', path: '/admin/v1/Apps' }, status: 503, times: 1 });
  await control('refuse', behind('PATCH', '/admin/v1/Settings'));
  await control('notFoundOnceAfterCreate', { kind: 'app' });
  await closed(() => the.stack.up());
  expect(await the.provider.objects()).toEqual(the.provider.objectsOf(values));
});

test('an app that was made and answered with 503 is named by drift and by the next up, and cleanup removes it', async () => {
  const values = withThird();
  values.clients!['fourth'] = { scopes: ['orders.read'] };
  the.stack.values({ orders: values });
  await control('refuse', behind('POST', '/admin/v1/Apps'));
  // The official provider sends it again, and its own first attempt has the name by then.
  expect(await closed(() => the.stack.failingUp())).toMatch(/409-\w+, /);
  const once = the.provider.objectsOf(values);
  expect(await the.provider.objects()).toEqual(once);

  const drift = await command('drift');
  expect([drift.status, drift.out]).toEqual([2, expect.stringContaining('idp.client.orphan')]);
  const output = await closed(() => the.stack.failingUp());
  expect(output).toMatch(
    /the name "orders-fourth" is taken[^\n]*\[oci\.app\.leftover\]\. Next: npx pulumi-ords cleanup/,
  );
  expect(await the.provider.objects()).toEqual(once);
  expect((await command('cleanup', '--yes')).status).toBe(0);
  await closed(() => the.stack.up());
  expect(await the.provider.objects()).toEqual(once);

  await control('refuse', { ...behind('PATCH', '/admin/v1/Apps/'), times: 2 });
  await control('refuse', { ...behind('DELETE', '/admin/v1/Apps/'), times: 2 });
  await the.stack.destroy();
  expect(await the.provider.objects()).toEqual([]);
});
