import { AREAS } from './broken/all';
import { checkBroken } from './support/checkBroken';
import { Workbench } from './support/workbench';

/** One sandbox per release of ORDS. */
const benches = new Map<string | undefined, Workbench>();
let bench: Workbench;

async function benchOf(ords: string | undefined): Promise<Workbench> {
  const started =
    benches.get(ords) ?? (await Workbench.start(ords === undefined ? {} : { ords: { version: ords } }));
  benches.set(ords, started);
  return started;
}

describe.each(AREAS)('$title', ({ ords, configurations }) => {
  beforeAll(async () => {
    bench = await benchOf(ords);
  });
  afterEach(() => bench.reset());

  test.each(configurations)('$name', (configuration) => checkBroken(bench, configuration));
});

afterAll(async () => {
  for (const started of benches.values()) await started.stop();
});
