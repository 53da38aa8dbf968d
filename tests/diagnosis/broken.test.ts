import { AREAS } from './broken/all';
import { checkBroken } from './support/checkBroken';
import { isOf } from './support/configuration';
import { PROVIDERS } from './support/identityProviders/identityProvider';
import { Workbench } from './support/workbench';

describe.each(PROVIDERS)('%s', (kind) => {
  /** One sandbox per release of ORDS. */
  const benches = new Map<string | undefined, Workbench>();
  let bench: Workbench;

  async function benchOf(ords: string | undefined): Promise<Workbench> {
    const started =
      benches.get(ords) ??
      (await Workbench.start(kind, ords === undefined ? {} : { ords: { version: ords } }));
    benches.set(ords, started);
    return started;
  }

  const areas = AREAS.map((area) => ({
    ...area,
    configurations: area.configurations.filter((one) => isOf(kind, one)),
  })).filter(({ configurations }) => configurations.length > 0);

  describe.each(areas)('$title', ({ ords, configurations }) => {
    beforeAll(async () => {
      bench = await benchOf(ords);
    });
    afterEach(() => bench.reset());

    test.each(configurations)('$name', (configuration) => checkBroken(bench, configuration));
  });

  afterAll(async () => {
    for (const started of benches.values()) await started.stop();
  });
});
