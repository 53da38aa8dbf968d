import { runAndKill, type Kill } from './kills/kill';
import { pulumiOrds } from './support/command';
import { watchClosed } from './support/openWatch';
import { endpointsOf, prepare } from './support/prepare';
import { ordersValues } from './support/values';

const the = prepare('oci-iam');
const ACCESS = /:SigningCertificateAccess::orders-signing-certificate$/;

/** A whole `up` that is killed when the domain has carried out such a request, and before the engine knows of it. */
async function upKilledBehind(match: string): Promise<void> {
  const kill: Kill = {
    operation: 'up',
    victim: 'everything',
    moment: { side: 'provider', writes: true, when: 'after', nth: 1, match },
    oneByOne: false,
  };
  expect(await closed(() => runAndKill(the.sandbox, the.stack, the.provider, kill))).toBe(true);
  await the.stack.run(['cancel', '--yes']);
}
async function closed<T>(work: () => Promise<T>): Promise<T> {
  const { result, statuses } = await watchClosed(the.requests, endpointsOf(the, 'orders', 'audit'), work);
  expect([...statuses]).not.toContain(200);
  return result;
}
const cleanup = (flag: string) => pulumiOrds(the.sandbox, the.stack.directory, ['cleanup', flag]);
const inState = (urn: RegExp) => the.stack.state().resources.some((resource) => urn.test(resource.urn));

/** The keys stay closed, so that what comes later opens them and does nothing else. */
const closedValues = () => ({ ...ordersValues(the.provider), agreement: false as const, settings: {} });
const openValues = () => ({ ...closedValues(), settings: { publicSigningCertificate: true } });

test('an app that a killed up has left stops the next up at once, and cleanup removes it', async () => {
  const values = closedValues();
  the.stack.values({ orders: values });
  await upKilledBehind('^POST /admin/v1/Apps$');
  const [lost, ...others] = await the.provider.objects();
  expect([lost, others]).toEqual([expect.stringMatching(/^orders /), []]);
  expect(inState(/:DomainsApp::/)).toBe(false);

  // Its names are in the state, and are not asked for again.
  expect(inState(/:AppNames::orders-names$/)).toBe(true);
  const output = await closed(() => the.stack.failingUp());
  expect(output).toMatch(
    /displayName: the name "orders" is taken in https:\S+; found an app that an interrupted run of this stack has left; expected [^\n]* \[oci\.app\.leftover\]\. Next: npx pulumi-ords cleanup --yes/,
  );
  expect(output).not.toContain('409');

  const mark = /app "\w+" {2}\[pulumi-ords lifecycle\/test#[0-9a-f]{12} orders-api\]/;
  const listed = await cleanup('--dry-run');
  expect([listed.status, listed.out]).toEqual([2, expect.stringMatching(mark)]);
  expect(await the.provider.objects()).toEqual([lost]);
  // The killed run looks like one that is under way, until a refresh, which needs the stack's lock, says otherwise.
  const early = await cleanup('--yes');
  expect([early.status, early.err]).toEqual([1, expect.stringContaining('cli.cleanup.pending')]);
  expect(await the.provider.objects()).toEqual([lost]);
  await the.stack.run(['refresh', '--yes', '--skip-preview', '--clear-pending-creates']);
  const removed = await cleanup('--yes');
  expect([removed.status, removed.out]).toEqual([0, expect.stringMatching(mark)]);
  expect(await the.provider.objects()).toEqual([]);

  await closed(() => the.stack.up());
  expect(await the.provider.objects()).toEqual(the.provider.objectsOf(values));
});

test('keys that a killed up has opened are closed by destroy, also after an up that finds them open', async () => {
  const values = openValues();
  the.stack.values({ orders: values });
  await upKilledBehind('^PATCH /admin/v1/Settings/');
  expect(await the.provider.objects()).toContain('public keys');
  expect(inState(ACCESS)).toBe(false);

  await closed(() => the.stack.up());
  expect(inState(ACCESS)).toBe(true);
  expect(await the.provider.objects()).toEqual(the.provider.objectsOf(values));
  await the.stack.destroy();
  expect(await the.provider.objects()).toEqual([]);
});
