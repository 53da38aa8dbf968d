import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { driftDocument } from '../../../components/cli/output/documents';
import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import type { ApiSides } from '../../../components/diagnose/facts';
import type { Finding } from '../../../components/diagnose/finding';
import { finding, INFO, manifest, sides } from './fixtures';
import { cli, type Setting } from './harness';

const drift = (findings: readonly Finding[], args: string[] = [], setting: Setting = {}) =>
  cli(['drift', '--manifest', 'manifest.json', ...args], {
    ...setting,
    services: { compare: () => [...findings], ...setting.services },
  });

const collecting = (changes: Partial<ApiSides>): Setting => ({
  services: {
    collectSides: (manifests) =>
      Promise.resolve(manifests.map((one) => sides({ manifest: one, ...changes }))),
  },
});

const FAILED = {
  state: 'failed',
  failure: { code: 'ords.connection.unreachable', message: 'nothing answers', remedy: 'check the host' },
} as const;

describe('drift', () => {
  test('agreement', async () => {
    const { code, out, closed } = await drift([]);
    expect(code).toBe(0);
    expect(out).toContain('agreement: both sides of orders are as declared');
    expect(closed).toBe(1);
  });

  test('a finding is shown with both values, the next step and its page', async () => {
    const { code, out } = await drift([finding()]);
    expect(code).toBe(2);
    expect(out).toContain('expected  "https://tenant.example.com/"\n');
    expect(out).toContain('found     "https://tenant.example.com"\n');
    expect(out).toContain('next      pulumi up --refresh');
    expect(out).toContain('docs/findings/trust.issuer.slash.md');
    expect(out).toContain('drift: 1 error in orders');
  });

  test.each([
    ['an error', [finding()], 2],
    ['a warning', [finding({ severity: 'warning' })], 2],
    ['only what is worth knowing', [INFO], 0],
    ['both', [INFO, finding({ severity: 'warning' })], 2],
  ])('%s', async (_name, findings, code) => {
    expect((await drift(findings)).code).toBe(code);
  });

  test('the severest comes first', async () => {
    const warning = finding({ code: 'idp.client.grant_types', severity: 'warning' });
    const { out } = await drift([INFO, warning, finding()]);
    const places = ['trust.issuer.slash', 'idp.client.grant_types', 'ords.pool.suspected'].map((code) =>
      out.indexOf(code),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('a database that does not answer: it could not be told, and what could be compared is shown', async () => {
    const { code, out } = await drift([finding()], [], collecting({ ords: FAILED }));
    expect(code).toBe(1);
    expect(out).toContain('trust.issuer.slash');
    expect(out).toContain('ords.connection.unreachable');
    expect(out).toContain('could not tell: ORDS could not be read; 1 error in what could be compared');
  });

  test('an identity provider that does not answer is named', async () => {
    const { identityProvider } = sides();
    const { code, out } = await drift(
      [],
      [],
      collecting({ identityProvider: { ...identityProvider, discovery: FAILED } }),
    );
    expect(code).toBe(1);
    expect(out).toContain('could not tell: identity provider could not be read; no drift in what could be');
  });

  test('without a password it could not be told', async () => {
    const { code, out } = await drift(
      [],
      [],
      collecting({ ords: { state: 'skipped', reason: 'no connection' } }),
    );
    expect(code).toBe(1);
    expect(out).toContain('export ORDS_PASSWORD=');
  });

  test('what was left out is said, and is no failure', async () => {
    expect((await drift([])).out).toMatch(
      /not looked at\n +orders: identity provider, API: no\s+credentials/,
    );
  });

  test('quiet', async () => {
    expect((await drift([], ['--quiet'])).out).toBe('');
    const { out } = await drift([finding()], ['--quiet']);
    expect(out).toContain('trust.issuer.slash');
    expect(out).not.toContain('drift:');
  });

  test('lines fit an 80-column terminal, but for values and addresses', async () => {
    const long = finding({ summary: 'word '.repeat(60).trim(), remedy: 'word '.repeat(60).trim() });
    const { out } = await drift([long]);
    for (const line of out.split('\n').filter((one) => one.includes('word')))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test('colours only on a terminal, and NO_COLOR is respected', async () => {
    const escape = '\u001b[';
    expect((await drift([finding()])).out).not.toContain(escape);
    expect((await drift([finding()], [], { terminal: true })).out).toContain(escape);
    expect((await drift([finding()], [], { terminal: true, env: { NO_COLOR: '1' } })).out).not.toContain(
      escape,
    );
    expect((await drift([finding()], [], { env: { FORCE_COLOR: '1', CI: 'true' } })).out).not.toContain(
      escape,
    );
  });

  test('html is the report', async () => {
    const { code, out } = await drift([finding()], ['--output', 'html']);
    expect(code).toBe(2);
    expect(out).toBe('<!doctype html><p>the page</p>\n');
  });

  test('a secret that gets into a text is masked', async () => {
    const leak = finding({ found: '"hunter22-password"' });
    const { out } = await drift([leak], ['--output', 'json'], {
      env: { ORDS_PASSWORD: 'hunter22-password' },
      services: {
        collectSides: (manifests, access) => {
          manifests.forEach(access.connection);
          return Promise.resolve([sides()]);
        },
      },
    });
    expect(out).not.toContain('hunter22');
    expect(JSON.parse(out)).toMatchObject({ findings: [{ found: '"[secret]"' }] });
  });

  describe('JSON', () => {
    const ajv = addFormats(new Ajv());
    const validate = ajv.compile(publishedSchemas()['drift.schema.json'] as object);

    test.each([
      ['agreement', [], {}, 'agreement'],
      ['drift', [finding(), INFO], {}, 'drift'],
      ['unknown', [finding()], collecting({ ords: FAILED }), 'unknown'],
    ])('%s is of the published layout', async (_name, findings, setting, result) => {
      const { out } = await drift(findings, ['--output', 'json'], setting);
      const document = JSON.parse(out) as unknown;
      expect(driftDocument.parse(document)).toEqual(document);
      expect(validate(document)).toBe(true);
      expect(document).toMatchObject({
        version: 1,
        command: 'drift',
        result,
        at: '2030-01-02T03:04:05.678Z',
        apis: [{ api: 'orders', url: 'https://ords.example.com/ords/demo/' }],
      });
    });

    test('holds nothing of the connection', async () => {
      const { out } = await drift([], ['--output', 'json']);
      expect(out).not.toContain(manifest().ords.connectString);
    });
  });
});

describe('the password of the environment', () => {
  const api = (name: string, connectString: string) =>
    manifest({ api: name, ords: { ...manifest().ords, connectString } });
  const two = [api('dev', 'dev.example.com/pdb'), api('prod', 'prod.example.com/pdb')];
  const connections = async (env: Record<string, string>, file: unknown = two) => {
    let seen: (string | undefined)[] = [];
    const { code, err } = await cli(['drift', '--manifest', 'manifest.json'], {
      env,
      file,
      services: {
        collectSides: (manifests, { connection }) => {
          seen = manifests.map((one) => {
            const made = connection(one);
            return made && `${made.password}@${made.connectString}`;
          });
          return Promise.resolve(manifests.map((one) => sides({ manifest: one })));
        },
      },
    });
    return { code, err, seen };
  };

  test('is shown to no two databases', async () => {
    const { code, err, seen } = await connections({ ORDS_PASSWORD: 'S3cret_of_dev' });
    expect({ code, seen }).toEqual({ code: 1, seen: [] });
    expect(err).toMatch(
      /^error: ORDS_PASSWORD: would go to more than one place.*\nnext: .*ORDS_PASSWORD_PROD=/,
    );
    expect(err).not.toContain('S3cret_of_dev');
  });

  test('goes to the one that is named, or that all APIs are in', async () => {
    expect((await connections({ ORDS_PASSWORD: 'Pw_12345', ORDS_CONNECT_STRING: 'one/pdb' })).seen).toEqual([
      'Pw_12345@one/pdb',
      'Pw_12345@one/pdb',
    ]);
    const same = [api('dev', 'one/pdb'), api('prod', 'one/pdb')];
    expect((await connections({ ORDS_PASSWORD: 'Pw_12345' }, same)).seen).toEqual([
      'Pw_12345@one/pdb',
      'Pw_12345@one/pdb',
    ]);
  });

  test('of an API’s own name goes to that one’s database', async () => {
    const env = { ORDS_PASSWORD_DEV: 'Pw_of_dev', ORDS_PASSWORD: 'Pw_of_prod' };
    expect((await connections(env)).seen).toEqual([
      'Pw_of_dev@dev.example.com/pdb',
      'Pw_of_prod@prod.example.com/pdb',
    ]);
  });
});
