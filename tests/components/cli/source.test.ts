import { cli } from './harness';
import { manifest, sides } from './fixtures';

const failing = (stderr: string) => () => ({ status: 255, stdout: '', stderr });

describe('where the values come from', () => {
  test('a file', async () => {
    expect(await cli(['drift', '--manifest', 'manifest.json'])).toMatchObject({ code: 0, err: '' });
  });

  test('the selected stack, without its secrets', async () => {
    const asked: (readonly string[])[] = [];
    const result = await cli(['drift'], {
      pulumi: (args) => {
        asked.push(args);
        return { status: 0, stdout: JSON.stringify({ manifest: manifest() }), stderr: '' };
      },
    });
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(asked).toEqual([['stack', 'output', '--json', '--non-interactive', '--color', 'never']]);
  });

  test('a named stack, with its secrets where tokens are requested', async () => {
    let asked: readonly string[] = [];
    await cli(['verify', '--stack', 'prod'], {
      pulumi: (args) => {
        asked = args;
        return { status: 0, stdout: JSON.stringify(manifest()), stderr: '' };
      },
    });
    expect(asked.slice(-3)).toEqual(['--show-secrets', '--stack', 'prod']);
  });

  test.each([
    ["error: no stack named 'nope' found", 'there is no stack "nope"', 'pulumi stack ls'],
    [
      'error: no Pulumi.yaml project file found (searching upwards from /x).',
      'no Pulumi project',
      '--manifest',
    ],
    ['error: no stack selected; please use `pulumi stack select`', 'no stack is selected', '--stack'],
    [
      'error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE',
      'cannot decrypt',
      'PULUMI_CONFIG_PASSPHRASE',
    ],
    ['error: PULUMI_ACCESS_TOKEN must be set for login', 'not logged in', 'pulumi login'],
    ['error: the moon is in the wrong house', 'the moon is in the wrong house', 'pulumi stack output --json'],
    ['', 'cannot read stack "nope"', 'pulumi stack output --json'],
  ])('when pulumi says %j', async (stderr, summary, next) => {
    const { code, err, out } = await cli(['drift', '--stack', 'nope'], { pulumi: failing(stderr) });
    expect(code).toBe(1);
    expect(out).toBe('');
    const [first, second, ...rest] = err.trim().split('\n');
    expect(first).toMatch(/^error: /);
    expect(first).toContain(summary);
    expect(second).toMatch(/^next: /);
    expect(second).toContain(next);
    expect(rest).toEqual([]);
  });

  test.each([
    [['drift', '--manifest', 'other.json'], undefined, 'other.json does not exist'],
    [['drift', '--manifest', 'manifest.json'], 'not json', 'manifest.json is not JSON'],
    [['drift', '--manifest', 'manifest.json'], {}, 'manifest.json holds no manifest'],
    [['drift', '--manifest', 'manifest.json'], { ...manifest(), version: 9 }, 'of a newer version'],
    [['drift', '--manifest', 'manifest.json', '--stack', 'x'], undefined, 'both --stack and --manifest'],
  ])('%j with %j is one clear line', async (args, file, summary) => {
    const { code, err } = await cli(args, { file });
    expect(code).toBe(1);
    expect(err).toContain(summary);
    expect(err.trim().split('\n')).toHaveLength(2);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('a file with a byte order mark', async () => {
    const file = `\ufeff${JSON.stringify(manifest())}`;
    expect((await cli(['drift', '--manifest', 'manifest.json'], { file })).code).toBe(0);
  });

  test('an unexpected error shows its stack only with --debug', async () => {
    const services = {
      compare: () => {
        throw new Error('a fault of our own');
      },
    };
    const plain = await cli(['drift', '--manifest', 'manifest.json'], { services });
    expect(plain).toMatchObject({ code: 1, closed: 1 });
    expect(plain.err).toContain('a fault of our own');
    expect(plain.err).not.toMatch(/\n\s+at /);
    const debug = await cli(['drift', '--manifest', 'manifest.json', '--debug'], { services });
    expect(debug.err).toMatch(/\n\s+at /);
  });
});

describe('how it logs on', () => {
  const seen = async (env: Record<string, string>) => {
    let access: unknown;
    await cli(['drift', '--manifest', 'manifest.json'], {
      env,
      services: {
        collectSides: (manifests, given) => {
          access = { connection: given.connection(manifests[0] ?? manifest()), management: given.management };
          return Promise.resolve(manifests.map((one) => sides({ manifest: one })));
        },
      },
    });
    return access;
  };

  test('with nothing in the environment', async () => {
    expect(await seen({})).toEqual({
      connection: undefined,
      // Looks for a key of OCI when a domain is asked, not before.
      management: { ociIam: expect.any(Function) as unknown },
    });
  });

  test('as the manifest says, with the password of the environment', async () => {
    expect(await seen({ ORDS_PASSWORD: 'pw' })).toMatchObject({
      connection: { connectString: 'db.example.com:1521/pdb', user: 'ORDSDEMO', password: 'pw' },
    });
  });

  test('the environment wins', async () => {
    const env = { ORDS_PASSWORD: 'pw', ORDS_USER: 'other', ORDS_CONNECT_STRING: 'localhost:1/x' };
    expect(await seen(env)).toMatchObject({
      connection: { connectString: 'localhost:1/x', user: 'other', password: 'pw' },
    });
  });

  test('the management API, only with the tenant that the credentials are of', async () => {
    const client = { AUTH0_CLIENT_ID: 'id', AUTH0_CLIENT_SECRET: 'secret' };
    expect(await seen(client)).toMatchObject({ management: {} });
    expect(JSON.stringify(await seen(client))).not.toContain('secret');
    expect(await seen({ ...client, AUTH0_DOMAIN: 'tenant.example.com' })).toMatchObject({
      management: { auth0: { domain: 'tenant.example.com', clientId: 'id', clientSecret: 'secret' } },
    });
  });

  test('Microsoft Graph, with a secret that is shown nowhere', async () => {
    const env = { ARM_TENANT_ID: 'tenant', ARM_CLIENT_ID: 'id', ARM_CLIENT_SECRET: 'Secret_of_the_operator' };
    expect(await seen(env)).toMatchObject({
      management: { entra: { tenantId: 'tenant', clientId: 'id', clientSecret: 'Secret_of_the_operator' } },
    });
    const { out, err } = await cli(['drift', '--manifest', 'manifest.json', '--debug'], {
      env,
      services: { collectSides: () => Promise.reject(new Error('sent Secret_of_the_operator')) },
    });
    expect(out + err).toContain('sent ');
    expect(out + err).not.toContain('Secret_of_the_operator');
  });
});
