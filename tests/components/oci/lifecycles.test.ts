import { AppActivationLifecycle } from '../../../components/oci/lifecycle/appActivation';
import { AppNamesLifecycle } from '../../../components/oci/lifecycle/appNames';
import { CustomClaimLifecycle } from '../../../components/oci/lifecycle/customClaim';
import { SigningCertificateAccessLifecycle } from '../../../components/oci/lifecycle/signingCertificateAccess';
import { lazyDomain } from '../../../components/oci/lazyDomain';
import { dynamicProvider } from '../../../components/ords/adapter';
import { UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { credentials, scimBody, SmallDomain } from './smallDomain';

let domain: SmallDomain;
beforeEach(async () => (domain = await new SmallDomain().start()));
afterEach(() => domain.stop());

type Inputs = Record<string, unknown>;
const place = (): Inputs => ({ domainUrl: domain.url, credentials });
const activation = dynamicProvider(new AppActivationLifecycle(lazyDomain));
const access = dynamicProvider(new SigningCertificateAccessLifecycle(lazyDomain));
const customClaim = dynamicProvider(new CustomClaimLifecycle(lazyDomain));
const appNames = dynamicProvider(new AppNamesLifecycle(lazyDomain));

async function checked(provider: typeof activation, news: Inputs): Promise<Inputs> {
  const { inputs, failures } = await provider.check({}, news);
  expect(failures).toEqual([]);
  return inputs as Inputs;
}

async function created(provider: typeof activation, news: Inputs): Promise<{ id: string; outs: Inputs }> {
  const { id, outs } = await provider.create(await checked(provider, news));
  return { id, outs: outs as Inputs };
}

const patch = (path: string, attribute: string, value: unknown) => ({
  method: 'PATCH',
  path,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: attribute, value }],
  },
});

describe('what every resource of a domain has in common', () => {
  const lifecycles = [
    new AppActivationLifecycle(lazyDomain),
    new SigningCertificateAccessLifecycle(lazyDomain),
    new CustomClaimLifecycle(lazyDomain),
    new AppNamesLifecycle(lazyDomain),
  ];
  const inputs = [
    { appId: '1' },
    {},
    { name: 'iam_groups', value: '$user.groups.*.display' },
    { names: ['a'] },
  ];
  const each = lifecycles.map((lifecycle, index) => [lifecycle, inputs[index] ?? {}] as const);

  test.each(each)('%# one spelling of the domain, and no part of a key in a failure', (lifecycle, own) => {
    const spelled = { ...own, domainUrl: 'HTTPS://Idcs-1.example.com:443/', credentials: { userOcid: 'u' } };
    expect(lifecycle.check(spelled)).toMatchObject({
      inputs: { domainUrl: 'https://idcs-1.example.com' },
      failures: [],
    });
    const wrong = { ...own, domainUrl: '::', credentials: { privateKey: 1, secret: 'not-in-clear' }, x: 1 };
    const { failures } = lifecycle.check(wrong);
    expect(failures.map(({ property }) => property)).toEqual(
      expect.arrayContaining(['domainUrl', 'credentials.privateKey', 'credentials.secret', 'x']),
    );
    expect(JSON.stringify(failures)).not.toContain('not-in-clear');
  });

  test.each(each)('%# checked twice is checked once, and the same is no difference', (lifecycle, own) => {
    const once = lifecycle.check({ ...own, domainUrl: 'idcs-1.example.com' }).inputs;
    expect(lifecycle.check(once).inputs).toEqual(once);
    expect(lifecycle.diff(once, once).changed).toEqual([]);
    expect(lifecycle.diff(once, { ...once, credentials: { userOcid: 'u' } })).toMatchObject({
      changed: ['credentials'],
      replaces: [],
    });
    expect(lifecycle.diff(once, { ...once, domainUrl: UNKNOWN }).replaces).toEqual(['domainUrl']);
  });
});

describe('AppActivation', () => {
  const app = '/admin/v1/Apps/5e1f';
  beforeEach(() => domain.apps.set('5e1f', { id: '5e1f', active: true, displayName: 'hr' }));

  test('writes nothing to an app that is active, and deactivates it in the end', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    expect(id).toBe(`oci:${new URL(domain.url).host}:app:5e1f`);
    expect(domain.writes()).toEqual([]);
    await activation.delete(id, outs);
    expect(domain.writes()).toEqual([patch(app, 'active', false)]);
    await activation.delete(id, outs);
    expect(domain.writes()).toHaveLength(1);
  });

  test('an app that is inactive is activated', async () => {
    domain.apps.set('5e1f', { id: '5e1f', active: false });
    await created(activation, { ...place(), appId: '5e1f' });
    expect(domain.writes()).toEqual([patch(app, 'active', true)]);
  });

  test('a domain that takes no PATCH of it is asked through its status changer', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    domain.ignoresActivePatch = true;
    await activation.delete(id, outs);
    expect(domain.apps.get('5e1f')?.active).toBe(false);
    expect(domain.writes().at(-1)).toMatchObject({
      method: 'PUT',
      path: '/admin/v1/AppStatusChanger/5e1f',
      body: { active: false },
    });
  });

  test('an app that is not everywhere yet is waited for', async () => {
    domain.faults.push({ status: 404 }, { status: 400 });
    await created(activation, { ...place(), appId: '5e1f' });
    expect(domain.requests).toHaveLength(3);
  });

  test('a refresh sees an app that was deactivated, an update activates it, and a missing one is gone', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    domain.apps.set('5e1f', { id: '5e1f', active: false });
    const live = await activation.read(id, outs);
    expect(live).toMatchObject({ id, props: { active: false }, inputs: { active: false, appId: '5e1f' } });
    const news = await checked(activation, { ...place(), appId: '5e1f' });
    expect(await activation.diff(id, live.props as Inputs, news)).toEqual({});
    expect(await activation.update(id, live.props as Inputs, news)).toMatchObject({ outs: { active: true } });
    expect(domain.apps.get('5e1f')?.active).toBe(true);
    domain.apps.clear();
    expect(await activation.read(id, outs)).toEqual({ id: '', props: {} });
    await activation.delete(id, outs);
  });

  test('another app, also one whose id is not known yet, is another activation: the old one goes first', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    for (const appId of ['6a2b', UNKNOWN])
      expect(await activation.diff(id, outs, { ...outs, appId })).toEqual({
        replaces: ['appId'],
        deleteBeforeReplace: true,
      });
  });

  test('a passing refusal is waited out, a lasting one is shown with its text', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    domain.faults.push({ status: 503 }, { method: 'PATCH', status: 412 }, { method: 'PATCH', status: 429 });
    await activation.delete(id, outs);
    expect(domain.apps.get('5e1f')?.active).toBe(false);
    domain.faults.push({
      status: 403,
      body: scimBody(403, 'Not allowed.', 'error.common.exception.forbidden'),
    });
    await expect(activation.read(id, outs)).rejects.toMatchObject({
      code: 'oci.domain.no_right',
      found: `403: Not allowed. (error.common.exception.forbidden) from "${domain.url}"`,
      remedy: expect.stringContaining('Identity Domain Administrator') as string,
    });
  });
});

describe('SigningCertificateAccess', () => {
  const settings = '/admin/v1/Settings/Settings';
  const live = () => domain.settings.signingCertPublicAccess;

  test('opens only what is closed, by that one attribute, and closes what it opened', async () => {
    const { id, outs } = await created(access, place());
    expect(outs).toMatchObject({ public: true, before: false });
    expect(domain.writes()).toEqual([patch(settings, 'signingCertPublicAccess', true)]);
    await access.delete(id, outs);
    expect(domain.writes().slice(1)).toEqual([patch(settings, 'signingCertPublicAccess', false)]);
    expect(domain.settings).toEqual({ id: 'Settings', signingCertPublicAccess: false, companyNames: ['x'] });
  });

  test('what was open stays open', async () => {
    domain.settings.signingCertPublicAccess = true;
    const { id, outs } = await created(access, place());
    await access.delete(id, outs);
    expect(domain.writes()).toEqual([]);
    expect(live()).toBe(true);
  });

  test('what somebody else has closed since is seen, opened again, and restored as they left it', async () => {
    domain.settings.signingCertPublicAccess = true;
    const { id, outs } = await created(access, place());
    domain.settings.signingCertPublicAccess = false;
    const refreshed = await access.read(id, outs);
    expect(refreshed).toMatchObject({ props: { public: false }, inputs: { public: false } });
    const news = await checked(access, place());
    expect(await access.diff(id, refreshed.props as Inputs, news)).toEqual({});
    const { outs: repaired } = await access.update(id, refreshed.props as Inputs, news);
    expect(live()).toBe(true);
    await access.delete(id, repaired as Inputs);
    expect(live()).toBe(false);
  });

  test('what somebody else has closed since is not touched by destroy', async () => {
    const { id, outs } = await created(access, place());
    domain.settings.signingCertPublicAccess = false;
    await access.delete(id, (await access.read(id, outs)).props as Inputs);
    expect(domain.writes()).toHaveLength(1);
  });

  test('a changed mind keeps what was there before', async () => {
    domain.settings.signingCertPublicAccess = true;
    const { id, outs } = await created(access, place());
    const { outs: closed } = await access.update(
      id,
      outs,
      await checked(access, { ...place(), public: false }),
    );
    expect(live()).toBe(false);
    await access.delete(id, closed as Inputs);
    expect(live()).toBe(true);
  });
});

describe('CustomClaim', () => {
  const claim = () => ({
    ...place(),
    name: 'iam_groups',
    value: '$user.groups.*.display',
    scopes: ['ords/hr.write', 'ords/hr.read'],
  });

  test('lives: create, no difference after a refresh, change, delete', async () => {
    const { id, outs } = await created(customClaim, claim());
    expect(domain.writes()).toEqual([
      {
        method: 'POST',
        path: '/admin/v1/CustomClaims',
        body: {
          schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:CustomClaim'],
          name: 'iam_groups',
          value: '$user.groups.*.display',
          expression: true,
          mode: 'always',
          tokenType: 'AT',
          allScopes: false,
          scopes: ['ords/hr.read', 'ords/hr.write'],
        },
      },
    ]);
    domain.claims.set('id-1', { ...domain.claims.get('id-1'), scopes: ['ords/hr.write', 'ords/hr.read'] });
    const refreshed = await customClaim.read(id, outs);
    const news = await checked(customClaim, claim());
    expect(refreshed.inputs).toEqual(news);
    expect(await customClaim.diff(id, refreshed.props as Inputs, news)).toEqual({ changes: false });

    const wider = await checked(customClaim, { ...claim(), scopes: undefined });
    const { outs: changed } = await customClaim.update(id, outs, wider);
    expect(domain.claims.get('id-1')).toMatchObject({ allScopes: true, scopes: [] });
    expect((await customClaim.read(id, changed as Inputs)).inputs).toEqual(wider);
    await customClaim.delete(id, changed as Inputs);
    expect(domain.claims.size).toBe(0);
    await customClaim.delete(id, changed as Inputs);
    expect(await customClaim.read(id, changed as Inputs)).toEqual({ id: '', props: {} });
  });

  test('one that is there already is refused, identical or not', async () => {
    await created(customClaim, claim());
    await expect(created(customClaim, claim())).rejects.toMatchObject({ code: 'oci.custom_claim.exists' });
    expect(domain.claims.size).toBe(1);
  });

  test('a create whose answer was lost is looked up', async () => {
    domain.faults.push({ method: 'POST', status: 500, after: true });
    const { outs } = await created(customClaim, claim());
    expect(outs.claimId).toBe('id-1');
    expect(domain.writes()).toHaveLength(1);
  });

  test('a create that was refused is shown with what the domain says', async () => {
    const detail = 'You have exceeded the limit of custom claims.';
    domain.faults.push({ method: 'POST', status: 400, body: scimBody(400, detail) });
    await expect(created(customClaim, claim())).rejects.toMatchObject({
      code: 'oci.domain.limit',
      found: expect.stringContaining(detail) as string,
    });
  });

  test.each([
    [{ name: 'n'.repeat(101) }, 'name'],
    [{ value: 'c'.repeat(101) }, 'value'],
    [{ scopes: [] }, 'scopes'],
    [{ mode: 'sometimes' }, 'mode'],
  ])('%j is refused before any call', async (change, property) => {
    const { failures } = await customClaim.check({}, { ...claim(), ...change });
    expect(failures?.map((failure) => failure.property)).toEqual([property]);
    expect(domain.requests).toEqual([]);
  });
});

describe('AppNames', () => {
  const names = (list: string[], claim = '0123456789ab') => ({
    ...place(),
    names: list,
    owner: { stack: 'shop/dev', resource: 'orders-names', claim },
  });
  const mark = 'My app [pulumi-ords shop/dev#0123456789ab orders-api]';

  test('free names are no problem, and only new ones are looked for', async () => {
    const { id, outs } = await created(appNames, names(['orders "1"', 'orders-web']));
    domain.apps.set('1', { id: '1', displayName: 'orders-web' });
    await appNames.update(id, outs, await checked(appNames, names(['orders-web', 'orders-job'])));
    expect(domain.requests.map(({ path }) => new URL(path, domain.url).searchParams.get('filter'))).toEqual([
      'displayName eq "orders \\"1\\""',
      'displayName eq "orders-web"',
      'displayName eq "orders-job"',
    ]);
    await appNames.delete(id, outs);
    expect(domain.writes()).toEqual([]);
  });

  test.each([
    [undefined, 'oci.app.exists', 'an app that no stack of pulumi-ords has made'],
    [
      'My app [pulumi-ords other/dev#ba9876543210 x]',
      'oci.app.exists',
      '[pulumi-ords other/dev#ba9876543210 x]',
    ],
    [mark, 'oci.app.leftover', 'an app that an interrupted run of this stack has left'],
  ])('an app with the description %j is %s', async (description, code, found) => {
    domain.apps.set('1', { id: '1', displayName: 'ORDERS', description });
    await expect(created(appNames, names(['orders']))).rejects.toMatchObject({ code, found });
  });
});
