import { lazyDomain } from '../../../components/oci/lazyDomain';
import { SigningCertificateAccessLifecycle } from '../../../components/oci/lifecycle/signingCertificateAccess';
import { SigningCertificateRecordLifecycle } from '../../../components/oci/lifecycle/signingCertificateRecord';
import { dynamicProvider } from '../../../components/ords/adapter';
import { checked, created, patch, placeIn } from './driven';
import { SmallDomain } from './smallDomain';

let domain: SmallDomain;
beforeEach(async () => (domain = await new SmallDomain().start()));
afterEach(() => domain.stop());

const place = () => placeIn(domain);
const access = dynamicProvider(new SigningCertificateAccessLifecycle(lazyDomain));
const record = dynamicProvider(new SigningCertificateRecordLifecycle(lazyDomain));
type Inputs = Record<string, unknown>;

describe('SigningCertificateAccess and its record', () => {
  const settings = '/admin/v1/Settings/Settings';
  const live = () => domain.settings.signingCertPublicAccess;
  const close = patch(settings, 'signingCertPublicAccess', false);
  const open = patch(settings, 'signingCertPublicAccess', true);
  const byHand = (isPublic: boolean) => (domain.settings.signingCertPublicAccess = isPublic);
  const refreshed = async (of: typeof access, { id, outs }: { id: string; outs: Inputs }) => ({
    id,
    outs: (await of.read(id, outs)).props as Inputs,
  });

  test('the record comes first and writes nothing; closed keys are opened by one attribute, and closed again', async () => {
    const before = await created(record, place());
    expect(before.outs).toMatchObject({ before: false });
    expect(domain.writes()).toEqual([]);
    const given = await created(access, place());
    expect(given.outs).toMatchObject({ public: true });
    await access.delete(given.id, given.outs);
    expect(domain.writes()).toEqual([open]);
    await record.delete(before.id, before.outs);
    expect(domain.writes()).toEqual([open, close]);
    await record.delete(before.id, before.outs);
    expect(domain.writes()).toHaveLength(2);
    expect(domain.settings).toEqual({ id: 'Settings', signingCertPublicAccess: false, companyNames: ['x'] });
  });

  test('a state that has the record only, as a kill behind the write leaves it, is enough to close them', async () => {
    const before = await created(record, place());
    await created(access, place());
    const after = await refreshed(record, before);
    // The next run makes the lost resource again, and finds nothing to write.
    await created(access, place());
    expect(domain.writes()).toEqual([open]);
    await record.delete(after.id, after.outs);
    expect(live()).toBe(false);
  });

  test('what was open stays open', async () => {
    byHand(true);
    const before = await created(record, place());
    await created(access, place());
    const after = await refreshed(record, before);
    await record.delete(after.id, after.outs);
    expect(domain.writes()).toEqual([]);
    expect(live()).toBe(true);
  });

  test('what somebody else has closed since is seen, opened again, and then closed in the end', async () => {
    byHand(true);
    const before = await created(record, place());
    const given = await created(access, place());
    byHand(false);
    const recorded = await refreshed(record, before);
    expect(recorded.outs).toMatchObject({ before: false });
    const seen = await access.read(given.id, given.outs);
    expect(seen).toMatchObject({ props: { public: false }, inputs: { public: false } });
    const news = await checked(access, place());
    expect(await access.diff(given.id, seen.props as Inputs, news)).toEqual({});
    await access.update(given.id, seen.props as Inputs, news);
    expect(live()).toBe(true);
    // Nothing makes it forget that.
    const later = await refreshed(record, recorded);
    await record.delete(later.id, later.outs);
    expect(live()).toBe(false);
  });

  test('keys that somebody else has closed since are closed: destroy writes nothing, and never opens', async () => {
    byHand(true);
    const before = await created(record, place());
    byHand(false);
    const after = await refreshed(record, before);
    await record.delete(after.id, after.outs);
    await record.delete(before.id, before.outs);
    expect(domain.writes()).toEqual([]);
  });
});
