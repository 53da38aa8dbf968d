import { manifest, sides } from './fixtures';
import { cli } from './harness';

const SECRET = 'Secret_of_the_backend';
const outputs = {
  manifest: manifest(),
  clients: { backend: { clientId: 'id-of-backend', clientSecret: SECRET } },
};
const from = ['--manifest', 'manifest.json'];

describe('export --postman, export --http', () => {
  test('writes a collection, an environment and a .http file, without a secret', async () => {
    const { code, out, err, written, closed } = await cli(
      ['export', '--postman', '--http', '--output-dir', 'requests', ...from],
      { file: outputs, env: { PULUMI_ORDS_CLIENT_SECRET_BACKEND: SECRET } },
    );
    expect({ code, err, closed }).toEqual({ code: 0, err: '', closed: 1 });
    const paths = ['postman_collection.json', 'postman_environment.json', 'http'].map(
      (ending) => `requests/orders.${ending}`,
    );
    expect(Object.keys(written)).toEqual(paths);
    expect(out).toBe(paths.map((path) => `wrote ${path}\n`).join(''));
    for (const text of Object.values(written)) {
      expect(text).not.toContain(SECRET);
      expect(text).toContain('backend_client_secret');
    }
  });

  test('asks a stack for no secret output', async () => {
    let asked: readonly string[] = [];
    const { code, written } = await cli(['export', '--postman', '--stack', 'dev', '--quiet'], {
      pulumi: (args) => {
        asked = args;
        return { status: 0, stdout: JSON.stringify({ manifest: manifest() }), stderr: '' };
      },
    });
    expect(code).toBe(0);
    expect(asked).toContain('dev');
    expect(asked).not.toContain('--show-secrets');
    expect(Object.keys(written)).toEqual([
      'orders.postman_collection.json',
      'orders.postman_environment.json',
    ]);
  });

  test('a secret that stands in the manifest itself is not written', async () => {
    const file = {
      ...outputs,
      manifest: manifest({ clients: { backend: { clientId: SECRET, scopes: [] } } }),
    };
    const { code, err, written } = await cli(['export', '--postman', ...from], { file });
    expect({ code, written }).toEqual({ code: 1, written: {} });
    expect(err).toContain('a secret occurs');
    expect(err).not.toContain(SECRET);
  });

  test('says what it has no request for; the catalogue is asked where there is a password', async () => {
    const file = manifest({ ords: { ...manifest().ords, modules: {} } });
    const without = await cli(['export', '--http', ...from], { file });
    expect(without.err).toContain('orders: no request for orders: the manifest does not say where it is');
    expect((await cli(['export', '--http', '--quiet', ...from], { file })).err).toBe('');
    const asked = await cli(['export', '--http', ...from], {
      file,
      env: { ORDS_PASSWORD: 'Password_of_the_owner' },
      services: { collectSides: (all) => Promise.resolve(all.map((one) => sides({ manifest: one }))) },
    });
    expect(asked.err).toBe('');
    expect(asked.written['orders.http']).toContain('GET {{base_url}}/orders/\nAuthorization: Bearer');
  });

  test('the name of an API does not choose the directory', async () => {
    const file = manifest({ api: '../../up' });
    const { written } = await cli(['export', '--http', '--output-dir', 'here', ...from], { file });
    expect(Object.keys(written)).toEqual(['here/_up.http']);
  });

  test.each([
    [['--postman', '--schema', 'HR'], /'--postman' cannot be used with option '--schema/],
    [['--output-dir', 'x'], /^error: --output-dir: .*\nnext: .*--postman/],
    [['--stack', 'dev'], /^error: --stack: /],
    [['--http', '--output-dir', '/forbidden', ...from], /^error: --output-dir: .*EACCES/],
  ])('%j is an error', async (args, message) => {
    const { code, err } = await cli(['export', ...args]);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });

  test('two APIs that come to one file are an error, before anything is written', async () => {
    const file = [manifest({ api: 'a b' }), manifest({ api: 'a.b' })];
    const { code, err, written } = await cli(['export', '--postman', ...from], { file });
    expect({ code, written }).toEqual({ code: 1, written: {} });
    expect(err).toContain('a_b.postman_collection.json');
  });
});
