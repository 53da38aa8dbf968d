import fc from 'fast-check';
import type { Props } from '../../../components/ords/lifecycle/plain';
import { provider } from '../../../components/provider';
import { startOracleSandbox, type OracleSandbox, type SandboxUser } from '../../support/oracleSandbox';
import { Driven } from '../ords/support';
import { HOSTILE, OBEYED } from './hostileTexts';
import { OBJECTS, withText, type TextPlaces } from './objects';

jest.setTimeout(120_000);

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(() => sandbox.close());

interface Mode {
  readonly user: SandboxUser;
  readonly schema?: string;
}
const MODES: Readonly<Record<string, Mode>> = {
  'in the own schema': { user: 'ORDSDEMO' },
  'as administrator': { user: 'DEPLOYER', schema: 'OTHER' },
};

/** The object with the text wherever it is taken. Where it is not, the refusal is judged: it names the place, in one line. */
async function accepted({ className, base, places }: TextPlaces, text: string, common: Props) {
  const { check } = provider(className) as Required<ReturnType<typeof provider>>;
  let object = base;
  const taken: string[] = [];
  for (const [path, prefix] of Object.entries(places)) {
    const candidate = withText(object, path, prefix + text);
    const { failures = [] } = await check({}, { ...candidate, ...common });
    if (failures.length === 0) {
      object = candidate;
      taken.push(path);
      continue;
    }
    for (const { property } of failures) expect(property).toContain(path.replace(/\[0\]$/, ''));
    for (const { reason } of failures) {
      expect(reason).not.toMatch(OBEYED);
      expect(reason).not.toContain('\n');
      expect(reason.length).toBeLessThan(1_000);
    }
  }
  return { object, taken };
}

/** Stores it, reads it back, deletes it; returns the places that took the text. */
async function roundTrip(places: TextPlaces, text: string, { user, schema }: Mode): Promise<string[]> {
  const connection = sandbox.connection(user);
  const common = schema === undefined ? {} : { schema };
  const { object, taken } = await accepted(places, text, { ...common, connection });
  if (taken.length === 0) return taken;
  const resource = await new Driven(places.className, connection).create({ ...object, ...common });
  const wanted = resource.inputs;
  expect(await resource.refresh()).toBe(true);
  expect(resource.inputs).toEqual(wanted);
  await resource.delete();
  expect(await resource.refresh()).toBe(false);
  return taken;
}

describe.each(Object.entries(MODES))('%s', (_mode, mode) => {
  describe.each(OBJECTS)('$className', (places) => {
    test.each(Object.entries(HOSTILE))(
      '%s: refused, or stored and read back as it is',
      async (_name, text) => {
        await roundTrip(places, text, mode);
      },
    );
  });

  test.each(['quotes', 'a semicolon', 'the end of a block', 'look-alikes of binds', 'a template'])(
    '%s is no reason to refuse a name or a text',
    async (name) => {
      for (const places of OBJECTS.slice(0, 3)) {
        const taken = await roundTrip(places, HOSTILE[name] ?? '', mode);
        expect(taken).toEqual(
          expect.arrayContaining([
            'name',
            ...Object.keys(places.places).filter((path) => /comments$|source$/.test(path)),
          ]),
        );
      }
    },
  );
});

test('generated texts as well', async () => {
  const unit = fc.oneof(
    fc.constantFrom(...`'";:&-/*\\%$\`{}<>()\r\n\t\0 \u202e\u200b\ud83d`),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('a', 'é', '😀'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...OBJECTS),
      fc.string({ unit, minLength: 1, maxLength: 40 }),
      fc.constantFrom(...Object.values(MODES)),
      async (places, text, mode) => void (await roundTrip(places, text, mode)),
    ),
    { numRuns: 60 },
  );
});

test('a pair on the seam between two pieces of a source', async () => {
  const [, , module] = OBJECTS;
  const connection = sandbox.connection();
  for (const source of [
    `a${'😀'.repeat(2_000)}`,
    '😀'.repeat(2_000),
    `${'x'.repeat(1_299)}?y`,
    '\ufffd'.repeat(1_400),
  ]) {
    const object = withText(module?.base ?? {}, 'templates[0].handlers[0].source', source);
    const resource = await new Driven('Module', connection).create(object);
    const wanted = resource.inputs;
    await resource.refresh();
    expect(resource.inputs).toEqual(wanted);
    await resource.delete();
  }
});
