import { endpointsOf, prepare } from './support/prepare';
import { watchClosed } from './support/openWatch';
import { ordersValues } from './support/values';

const the = prepare('oci-iam');

const control = (action: string, args: Record<string, unknown>) =>
  the.sandbox.control.call(`domain/${action}`, args);
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

test('an up among 429 and 503, with apps that are not found at first, makes both sides', async () => {
  const values = ordersValues(the.provider);
  values.clients!['third'] = { scopes: ['orders.read'] };
  the.stack.values({ orders: values });
  await control('refuse', { match: { path: '/admin/v1/' }, status: 429, times: 2, resetSeconds: 1 });
  await control('refuse', { match: { method: 'GET', path: '/admin/v1/Apps' }, status: 503, times: 1 });
  await control('notFoundOnceAfterCreate', { kind: 'app' });
  await closed(() => the.stack.up());
  expect(await the.provider.objects()).toEqual(the.provider.objectsOf(values));
  await the.stack.destroy();
  expect(await the.provider.objects()).toEqual([]);
});
