import { finding, sides } from './fixtures';
import { cli } from './harness';

const report = ['report', '--manifest', 'manifest.json'];

describe('report', () => {
  test('writes the page', async () => {
    const result = await cli(report, { services: { compare: () => [finding()] } });
    expect(result).toMatchObject({
      code: 0,
      out: 'wrote pulumi-ords-report.html\n',
      err: '',
      written: { 'pulumi-ords-report.html': '<!doctype html><p>the page</p>' },
    });
  });

  test('to another file, quietly', async () => {
    const { out, written } = await cli([...report, '--out', 'x.html', '--quiet']);
    expect(out).toBe('');
    expect(Object.keys(written)).toEqual(['x.html']);
  });

  test('to standard output', async () => {
    expect(await cli([...report, '--out', '-'])).toMatchObject({
      out: '<!doctype html><p>the page</p>\n',
      written: {},
    });
  });

  test('gives the page the findings and when it was read', async () => {
    let input: unknown;
    await cli(report, {
      services: {
        compare: () => [finding()],
        renderReport: (given) => {
          input = given;
          return '';
        },
      },
    });
    expect(input).toEqual({
      apis: [sides()],
      findings: [finding()],
      generatedAt: new Date('2030-01-02T03:04:05.678Z'),
    });
  });

  test('a side that could not be read: the page is written, and the exit code says it', async () => {
    const failure = { code: 'a.b', message: 'nothing answers', remedy: 'look' };
    const { code, err, written } = await cli(report, {
      services: { collectSides: () => Promise.resolve([sides({ ords: { state: 'failed', failure } })]) },
    });
    expect(code).toBe(1);
    expect(err).toContain('nothing answers');
    expect(Object.keys(written)).toHaveLength(1);
  });

  test('a file that cannot be written is one clear line', async () => {
    const { code, err } = await cli([...report, '--out', '/forbidden/x.html']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: --out: \/forbidden\/x\.html cannot be written \(EACCES\)/);
  });
});
