import { HEALTHY } from './healthy/shapes';
import { doctorOf, driftOf, sidesOf, tokenOf } from './support/doctor';
import { isOf } from './support/configuration';
import { PROVIDERS } from './support/identityProviders/identityProvider';
import { Place } from './support/place';
import { Workbench } from './support/workbench';

describe.each(PROVIDERS)('%s: healthy configurations of different shapes give no finding', (kind) => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.start(kind);
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.stop());

  test.each(HEALTHY.filter((one) => isOf(kind, one)))('$name', async (configuration) => {
    const place = await Place.make(bench, configuration.shape);
    const url = place.url(configuration.path);
    const earlier = await place.request();
    await configuration.also?.(place);
    const token = (await tokenOf(place, configuration.token ?? 'requested', earlier)) ?? '';
    expect(await bench.call(url, token)).toMatchObject({ status: 200 });
    expect(await bench.call(url)).toMatchObject({ status: 401 });

    const apis = await sidesOf(place, place.manifest());
    const [sides] = apis;
    // Everything was really read: nothing that was skipped or failed can have hidden a finding.
    const { discovery, jwks, api, clients } = sides.identityProvider;
    expect([discovery, jwks, api, clients, sides.ords].map(({ state }) => state)).toEqual(
      Array(5).fill('read'),
    );
    expect(driftOf(apis)).toEqual([]);
    const { facts, findings } = await doctorOf(place, sides, token, url);
    expect(facts.call).toMatchObject({ state: 'read', value: { status: 200 } });
    expect(facts.openCall).toMatchObject({ state: 'read', value: { status: 401 } });
    expect(findings).toEqual([]);
  });
});
