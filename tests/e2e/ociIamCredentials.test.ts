import { readFileSync } from 'node:fs';
import { OciIamUnderTest } from './support/identityProviders/ociIam';
import { prepare } from './support/prepare';
import { ordersValues } from './support/values';

// An API key that stands in the program or its configuration and nowhere else: the environment has none.
const NO_KEY = {
  OCI_tenancy_ocid: '',
  OCI_user_ocid: '',
  OCI_fingerprint: '',
  OCI_private_key_path: '',
  HOME: '/nonexistent',
};

const the = prepare('oci-iam', { environment: NO_KEY });
let key: { tenancyOcid: string; userOcid: string; fingerprint: string; privateKeyPath: string };

beforeAll(async () => {
  const variable = (name: string): string => the.sandbox.environment[`OCI_${name}`] ?? '';
  key = {
    tenancyOcid: variable('tenancy_ocid'),
    userOcid: variable('user_ocid'),
    fingerprint: variable('fingerprint'),
    privateKeyPath: variable('private_key_path'),
  };
  // The key itself stays off every command line.
  await the.stack.configure(
    Object.fromEntries(Object.entries(key).map(([name, value]) => [`oci:${name}`, value])),
  );
});

const agreement = () =>
  the.stack.state().resources.find(({ type }) => type === 'pulumi-nodejs:dynamic/ords:Agreement');

function values(settings: Record<string, unknown> = {}) {
  const orders = ordersValues(the.provider);
  the.stack.values({ orders: { ...orders, settings: { ...orders.settings, ...settings } } });
}

test('a fingerprint of another key is told from a missing right, in one line, and nothing is made', async () => {
  values({ credentials: { ...key, fingerprint: '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff' } });
  const output = await the.stack.failingUp();
  expect(output).toMatch(
    /the domain does not accept the API key; found 401[^\n]*; the private key has the fingerprint [0-9a-f:]{47}, not "00:11:[^\n]*\[oci\.domain\.credentials\]\. Next: give the private key and the fingerprint of one and the same API key/,
  );
  expect(output).not.toContain('oci.domain.no_right');
  expect(await the.provider.objects()).toEqual([]);
});

test('the credentials of the program reach the look at the domain, and are a secret in the state', async () => {
  const { privateKeyPath, ...account } = key;
  values({ credentials: { ...account, privateKey: readFileSync(privateKeyPath, 'utf8') } });
  await the.stack.up();
  expect(agreement()?.outputs).toMatchObject({ findings: [], warnings: [], unread: [] });
  const [, line = ''] = readFileSync(privateKeyPath, 'utf8').split('\n');
  expect(line.length).toBeGreaterThan(40);
  // Compared without the texts, which a failure would show.
  expect(the.stack.state().text.includes(line)).toBe(false);
});

test('so do those of the configuration oci:*', async () => {
  values();
  await the.stack.up();
  expect(agreement()?.outputs).toMatchObject({ findings: [], warnings: [], unread: [] });
});

test('a refresh looks with it too: a client that somebody deactivated has a finding of its own', async () => {
  const { provider, stack } = the;
  expect(provider).toBeInstanceOf(OciIamUnderTest);
  const { backend } = (await stack.outputs('orders')).clients;
  expect(backend).toBeDefined();
  await provider
    .propertyDamages(await stack.outputs('orders'))
    .find(({ what }) => what === 'inactive')
    ?.act();
  const { output } = await stack.preview();
  expect(output).toContain('idp.client.inactive');
  await stack.up();
  expect(agreement()?.outputs).toMatchObject({ findings: [], unread: [] });
});

test('destroy needs no key but that of the state', async () => {
  await the.stack.destroy();
  expect(await the.provider.objects()).toEqual([]);
});
