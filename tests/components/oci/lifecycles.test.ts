import { AppActivationLifecycle } from '../../../components/oci/lifecycle/appActivation';
import { AppNamesLifecycle } from '../../../components/oci/lifecycle/appNames';
import { CustomClaimLifecycle } from '../../../components/oci/lifecycle/customClaim';
import { SigningCertificateAccessLifecycle } from '../../../components/oci/lifecycle/signingCertificateAccess';
import { SigningCertificateRecordLifecycle } from '../../../components/oci/lifecycle/signingCertificateRecord';
import type { OpenDomain } from '../../../components/oci/domain';
import { lazyDomain } from '../../../components/oci/lazyDomain';
import { dynamicProvider } from '../../../components/ords/adapter';
import { compact, UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { checked, created, patch, placeIn } from './driven';
import { scimBody, SmallDomain } from './smallDomain';

let domain: SmallDomain;
beforeEach(async () => (domain = await new SmallDomain().start()));
afterEach(() => domain.stop());

type Inputs = Record<string, unknown>;
const place = (): Inputs => placeIn(domain);
const activation = dynamicProvider(new AppActivationLifecycle(lazyDomain));
const customClaim = dynamicProvider(new CustomClaimLifecycle(lazyDomain));

describe('what every resource of a domain has in common', () => {
  const closed: OpenDomain = () => Promise.reject(new Error('the domain was called'));
  const lifecycles = [
    new AppActivationLifecycle(closed),
    new SigningCertificateAccessLifecycle(closed),
    new SigningCertificateRecordLifecycle(closed),
    new CustomClaimLifecycle(closed),
    new AppNamesLifecycle(closed),
  ];
  const inputs = [
    { appId: '1' },
    {},
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

  test.each(each)(
    '%# credentials that the program gives no more leave the state, without a call',
    async (lifecycle, own) => {
      const news = compact(lifecycle.check({ ...own, domainUrl: 'idcs-1.example.com' }).inputs);
      const olds = { ...news, credentials: { userOcid: 'u' }, before: false, claimId: '1' };
      const outs = await lifecycle.update(olds, news);
      expect(outs).toMatchObject(news);
      expect(outs).not.toHaveProperty('credentials');
    },
  );
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

describe('a 401', () => {
  const refusal = { status: 401, body: scimBody(401, 'Operation failed due to unauthorized access.') };
  beforeEach(() => void domain.apps.set('5e1f', { id: '5e1f', active: true }));

  test('to the first request is about the API key', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    domain.faults.push(refusal);
    await expect(activation.read(id, outs)).rejects.toMatchObject({
      code: 'oci.domain.credentials',
      field: 'identityProvider.credentials',
      message: expect.stringMatching(/^[^\n]*does not accept the API key[^\n]*Next: [^\n]*$/) as string,
      found: expect.stringMatching(
        /^401: .*; the private key has the fingerprint \S+, not "aa:bb"$/,
      ) as string,
    });
  });

  test('to a write after a read that was answered is about a right', async () => {
    const { id, outs } = await created(activation, { ...place(), appId: '5e1f' });
    domain.faults.push({ ...refusal, method: 'PATCH' });
    await expect(activation.delete(id, outs)).rejects.toMatchObject({
      code: 'oci.domain.no_right',
      remedy: expect.stringContaining('Identity Domain Administrator') as string,
    });
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
