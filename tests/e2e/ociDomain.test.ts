import { TestControlPlane } from './support/controlPlane';
import { OciIamUnderTest } from './support/identityProviders/ociIam';
import { endpointsOf, prepare } from './support/prepare';
import { ordersValues } from './support/values';

/** The identity domain itself: one that the stack makes, and one that is there and named by its OCID. */
const the = prepare('oci-iam');

let controlPlane: TestControlPlane;
/** The domain of this test. */
let provider: OciIamUnderTest;
let ocid = '';

beforeAll(async () => {
  controlPlane = await TestControlPlane.open(the.sandbox);
});
afterEach(() => provider?.close());
afterAll(() => controlPlane?.close());

const environment = (name: string): string => the.sandbox.environment[name] ?? '';
const newDomain = (more: object = {}) => ({
  createDomain: {
    compartmentId: environment('OCI_COMPARTMENT_OCID'),
    homeRegion: environment('OCI_region'),
    ...more,
  },
});
const valuesWith = (settings: object) => {
  const values = ordersValues(the.provider);
  return { ...values, settings: { ...values.settings, ...settings } };
};
const stateOf = async (id: string) => (await controlPlane.domain(id))['lifecycleState'];
const kinds = () => the.stack.state().resources.map(({ type }) => type);

/** An up, after which the domain that it works in is the one of the test, and both sides agree. */
async function up(settings: object): Promise<void> {
  const values = valuesWith(settings);
  the.stack.values({ orders: values });
  await the.stack.up();
  const { clients, audience, manifest } = await the.stack.outputs('orders');
  const { domainUrl } = (manifest as { identityProvider: { domainUrl: string } }).identityProvider;
  expect(domainUrl).not.toBe(environment('OCI_IAM_DOMAIN_URL'));
  provider = await OciIamUnderTest.open(the.sandbox, domainUrl);
  expect(await provider.objects()).toEqual(provider.objectsOf(values));
  const [url = ''] = endpointsOf(the, 'orders');
  const token = await provider.token(clients['backend']!, audience, ['orders.read']);
  expect([await the.requests.status(url, token), await the.requests.status(url)]).toEqual([200, 401]);
}
const madeDomain = () =>
  String(the.stack.state().resources.find(({ type }) => type === 'oci:Identity/domain:Domain')?.id);

test('a domain that up makes stops destroy, and stays when the stack lets go of it', async () => {
  await up(newDomain());
  ocid = madeDomain();
  expect(await controlPlane.domain(ocid)).toMatchObject({
    displayName: 'orders',
    description: 'Tokens for orders',
    licenseType: 'free',
  });
  // What the stack has made in it is gone by then.
  const { output } = await the.stack.run(['destroy', '--yes', '--skip-preview'], [255, 1]);
  expect(output).toMatch(/::orders-domain" cannot be deleted\s+because it is protected/);
  expect(await provider.objects()).toEqual([]);
  await the.stack.run(['destroy', '--yes', '--skip-preview', '--exclude-protected']);
  expect([madeDomain(), await stateOf(ocid)]).toEqual([ocid, 'ACTIVE']);

  await the.stack.run(['state', 'unprotect', '--all', '--yes']);
  await the.stack.destroy();
  expect([kinds(), await stateOf(ocid)]).toEqual([[], 'ACTIVE']);
});

test('a domain that is there is found by its OCID, and an inactive one is said at once', async () => {
  await up({ domain: ocid });
  expect((await the.stack.preview()).changes).toEqual({});
  await the.stack.destroy();
  expect([await provider.objects(), await stateOf(ocid)]).toEqual([[], 'ACTIVE']);
  await controlPlane.deactivateDomain(ocid);
  expect(await the.stack.failingUp()).toMatch(
    /identityProvider\.domain: is not active, so that it issues no tokens; found "INACTIVE"; expected "ACTIVE" \[oci\.domain\.inactive\]\. Next: oci iam domain activate --domain-id ocid1\./,
  );
});

test('told so, destroy deletes the domain too, as soon as it is deactivated', async () => {
  await up(newDomain({ displayName: 'short-lived', protect: false, retainOnDelete: false }));
  const made = madeDomain();
  const { output } = await the.stack.run(['destroy', '--yes', '--skip-preview'], [255, 1]);
  expect(output).toContain('Cannot perform DELETE_DOMAIN operation on Domain with Status CREATED');
  expect([await provider.objects(), kinds()]).toEqual([
    [],
    expect.arrayContaining(['oci:Identity/domain:Domain']),
  ]);
  await controlPlane.deactivateDomain(made);
  await the.stack.destroy();
  expect(kinds()).toEqual([]);
  await expect(controlPlane.domain(made)).rejects.toThrow('404');
});
