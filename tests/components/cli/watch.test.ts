import type { Finding } from '../../../components/diagnose/finding';
import { finding } from './fixtures';
import { cli } from './harness';

/** Runs `drift --watch` with one list of findings for each look; the last look is followed by SIGINT. */
async function watch(looks: readonly (readonly Finding[])[], args: string[] = []) {
  let interrupt = (): void => undefined;
  const waited: number[] = [];
  let look = 0;
  const result = await cli(['drift', '--manifest', 'manifest.json', '--watch', ...args], {
    services: { compare: () => [...(looks[look] ?? [])] },
    onInterrupt: (callback) => {
      interrupt = callback;
    },
    wait: (seconds) => {
      waited.push(seconds);
      look += 1;
      if (look >= looks.length) interrupt();
      return Promise.resolve();
    },
  });
  return { ...result, waited };
}

describe('drift --watch', () => {
  test('looks every thirty seconds unless told otherwise', async () => {
    expect((await watch([[], []])).waited).toEqual([30, 30]);
    expect((await watch([[]], ['7'])).waited).toEqual([7]);
  });

  test('writes the first look, then nothing while nothing changes', async () => {
    const { out } = await watch([[finding()], [finding()], [finding()]]);
    expect(out.match(/trust\.issuer\.slash {2}|trust\.issuer\.slash\n/g)).toHaveLength(1);
    expect(out).not.toMatch(/^2030/m);
  });

  test('writes what came, what went, and that all is well again', async () => {
    const other = finding({
      code: 'ords.module.public',
      field: 'privilege',
      subject: { api: 'orders', kind: 'module', name: 'x' },
    });
    const { out, code, closed } = await watch([[], [finding()], [finding(), other], [finding()], []]);
    const changes = out.split('\n').filter((line) => line.startsWith('2030-01-02 03:04:05Z'));
    expect(changes.map((line) => line.slice(21, 41))).toEqual([
      '+ trust.issuer.slash',
      '+ ords.module.public',
      '- ords.module.public',
      '- trust.issuer.slash',
      '= agreement',
    ]);
    expect(code).toBe(0);
    expect(closed).toBe(1);
  });

  test('a value that changes is a change', async () => {
    const { out } = await watch([[finding()], [finding({ found: '"https://other/"' })]]);
    expect(out).toMatch(/\+ trust\.issuer\.slash: .*https:\/\/other/);
  });

  test('ends with what the last look gave', async () => {
    expect((await watch([[], [finding()]])).code).toBe(2);
  });

  test('JSON is one document a line, for each change', async () => {
    const { out } = await watch([[], [], [finding()]], ['--output', 'json']);
    const documents = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { result: string });
    expect(documents.map(({ result }) => result)).toEqual(['agreement', 'drift']);
  });

  test('SIGINT in the middle of the first look ends it: it could not be told, and nothing is left open', async () => {
    let interrupt = (): void => undefined;
    const result = await cli(['drift', '--manifest', 'manifest.json', '--watch'], {
      onInterrupt: (callback) => {
        interrupt = callback;
      },
      services: {
        collectSides: () => {
          setImmediate(() => interrupt());
          return new Promise(() => undefined);
        },
      },
    });
    expect(result).toMatchObject({ code: 1, out: '', closed: 1 });
  });

  test.each([['sarif'], ['html']])('%s is refused', async (output) => {
    const { code, err } = await cli(['drift', '--manifest', 'manifest.json', '--watch', '--output', output]);
    expect(code).toBe(1);
    expect(err).toContain(`--watch writes no ${output}`);
  });

  test.each(['0', '-1', '1.5', 'soon', '99999999'])('%s seconds are refused', async (seconds) => {
    const { code, err } = await cli(['drift', `--watch=${seconds}`]);
    expect(code).toBe(1);
    expect(err).toContain('1 to 86400');
  });
});
