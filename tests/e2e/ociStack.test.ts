import { readdirSync } from 'node:fs';
import { request } from 'undici';
import { StateFolder } from '../../sandbox/dist/state/folder';
import { prepare } from './support/prepare';
import type { ApiOutputs } from './support/stack';

const WALLET_PASSWORD = 'wallet-not-in-clear-1';

/** stacks/oci-iam as it is: a database, a schema in it and an API, from nothing to nothing. */
const the = prepare('oci-iam', { own: 'oci-iam', project: 'orders-oci-iam', name: 'dev' });

const forceDestroy = (value: boolean) =>
  the.stack.run(['config', 'set', '--path', 'database.forceDestroy', String(value)]);

async function orders(): Promise<{ granted: number; refused: number }> {
  const { clients, audience, endpoints } = await the.stack.output<ApiOutputs>();
  const url = endpoints['orders'] ?? '';
  const token = await the.provider.token(clients['backend']!, audience, ['orders.read']);
  return { granted: await the.requests.status(url, token), refused: await the.requests.status(url) };
}

/** Files of the sandbox's Autonomous Databases. */
const databases = () => readdirSync(new StateFolder(the.sandbox.folder).autonomousDatabases);
let database = '';

test('up makes a database with a schema whose module answers to tokens of the domain only', async () => {
  await forceDestroy(false);
  await the.stack.up();
  expect(await orders()).toEqual({ granted: 200, refused: 401 });
  const { endpoints } = await the.stack.output<ApiOutputs>();
  expect(endpoints['orders']).toMatch(/\/ords\/orders_api\/orders\/$/);
  expect(endpoints['orders']).not.toContain(the.sandbox.environment['ORDS_BASE_URL']);
  [database = ''] = databases();
  expect(database).not.toBe('');
});

test('a preview finds nothing to do', async () => {
  expect((await the.stack.preview()).changes).toEqual({});
});

test('destroy stops at the database', async () => {
  const { output } = await the.stack.run(['destroy', '--yes', '--skip-preview'], [255, 1]);
  expect(output).toMatch(/orders-database.* cannot be deleted/s);
  expect(databases()).toEqual([database]);
  expect(await the.provider.objects()).toEqual([]);
});

test('with a wallet the same database is reached only through it, which the next up does', async () => {
  await the.stack.run(['config', 'set', '--secret', 'walletPassword', WALLET_PASSWORD]);
  await forceDestroy(true);
  await the.stack.up();
  expect(databases()).toEqual([database]);
  expect(await orders()).toEqual({ granted: 200, refused: 401 });
  for (const secret of [WALLET_PASSWORD, '-----BEGIN']) {
    expect(await the.stack.exported()).toContain(secret);
    expect(the.stack.state().text).not.toContain(secret);
  }
});

test('destroy leaves no database, no app and no public key', async () => {
  const { endpoints } = await the.stack.output<ApiOutputs>();
  await the.stack.destroy();
  expect(the.stack.state().resources).toEqual([]);
  expect(databases()).toEqual([]);
  expect(await the.provider.objects()).toEqual([]);
  await expect(request(endpoints['orders'] ?? '')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
