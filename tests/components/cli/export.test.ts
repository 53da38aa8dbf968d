import { parse } from 'yaml';

import type { Connection } from '../../../components/database/database';
import { OrdsError } from '../../../components/errors';
import { liveAuth0 } from '../export/auth0Fixtures';
import { handler, live, module, privilege } from '../export/fixtures';
import { DOMAIN, liveOciIam, liveOfDomain } from '../export/ociFixtures';
import { CLIENT_ID, DIRECTORY, liveEntra, liveOfDirectory } from '../export/entraFixtures';
import { cli, type Setting } from './harness';

const env = { ORDS_CONNECT_STRING: 'db:1521/x', ORDS_USER: 'ordsdemo', ORDS_PASSWORD: 'Secret_of_the_owner' };
const schema = (found = live()): Setting => ({
  env,
  services: { readSchema: () => Promise.resolve(found) },
});

describe('export', () => {
  test('writes the values to standard output', async () => {
    const { code, out, err, closed } = await cli(['export'], schema());
    expect({ code, err, closed }).toEqual({ code: 0, err: '', closed: 1 });
    expect(parse(out)).toMatchObject({
      config: { 'ordsdemo:scopes': { 'orders.read': { modules: ['orders'] } } },
    });
    expect(out).not.toContain('ordsdemo:modules');
  });

  test('reads the schema that was named, as the user of the environment', async () => {
    let asked: [Connection, string | undefined] | undefined;
    await cli(['export', '--schema', 'HR'], {
      env,
      services: {
        readSchema: (...given) => {
          asked = given;
          return Promise.resolve(live());
        },
      },
    });
    expect(asked).toEqual([
      { connectString: 'db:1521/x', user: 'ordsdemo', password: 'Secret_of_the_owner' },
      'HR',
    ]);
  });

  test('writes a program with definitions to a file', async () => {
    const args = [
      'export',
      '--format',
      'typescript',
      '--definitions',
      '--project',
      'shop',
      '--out',
      'index.ts',
    ];
    const { code, out, written } = await cli(args, schema());
    expect({ code, out }).toEqual({ code: 0, out: 'wrote index.ts\n' });
    expect(written['index.ts']).toContain('new ProtectedApi("shop", {');
    expect(written['index.ts']).toContain('source: "select 1 from dual"');
  });

  test('says what is not expressed, unless it is to be quiet', async () => {
    const given = schema(live({ privileges: [privilege({ roles: ['clerk'] })] }));
    const { err, out, code } = await cli(['export'], given);
    expect(err).toMatch(/^not expressed, or not all of it:\n- privilege "orders.read": left out/);
    expect(out).toMatch(/^# - privilege "orders.read": left out/m);
    expect(code).toBe(0);
    expect((await cli(['export', '--quiet'], given)).err).toBe('');
  });

  test.each(Object.keys(env))('without %s', async (variable) => {
    const { code, err, out } = await cli(['export'], { ...schema(), env: { ...env, [variable]: '' } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(new RegExp(`^error: ${variable}: ${variable} is not set`));
  });

  test('a source with the password in it is refused, not written with another text', async () => {
    const source = `begin x('${env.ORDS_PASSWORD}'); end;`;
    const templates = [{ pattern: '.', priority: 0, etagType: 'HASH', handlers: [handler({ source })] }];
    const given = schema(live({ modules: [module({ templates })] }));
    const { code, err, out, written } = await cli(['export', '--definitions', '--out', 'x.yaml'], given);
    expect({ code, out, written }).toEqual({ code: 1, out: '', written: {} });
    expect(err).toContain('a secret of the environment occurs');
    expect(err).not.toContain(env.ORDS_PASSWORD);
    expect((await cli(['export'], given)).code).toBe(0);
  });

  test('a file that cannot be written, a project that cannot be, a format that is none', async () => {
    expect((await cli(['export', '--out', '/forbidden/x'], schema())).err).toMatch(/^error: --out: .*EACCES/);
    expect((await cli(['export', '--project', 'a b'], schema())).err).toMatch(/^error: --project: .*"a b"/);
    expect((await cli(['export', '--format', 'xml'], schema())).code).toBe(1);
  });

  test('a file that exists is left as it is, unless it is told otherwise', async () => {
    const given = { ...schema(), existing: ['Pulumi.prod.yaml'] };
    const { code, err, written } = await cli(['export', '--out', 'Pulumi.prod.yaml'], given);
    expect({ code, written }).toEqual({ code: 1, written: {} });
    expect(err).toMatch(/^error: --out: Pulumi\.prod\.yaml exists, .*\nnext: .*--force/);
    const forced = await cli(['export', '--out', 'Pulumi.prod.yaml', '--force'], given);
    expect(forced.code).toBe(0);
    expect(forced.written['Pulumi.prod.yaml']).toContain('config:');
  });

  test('nothing in the help writes over the file of a stack', async () => {
    const { out } = await cli(['export', '--help']);
    expect(out).toContain('$ pulumi-ords export');
    expect(out).not.toMatch(/> *Pulumi\.|--out Pulumi\.(?:dev|prod)/);
  });

  describe('with the side of Auth0', () => {
    const tenant = {
      AUTH0_DOMAIN: 'tenant.example.com',
      AUTH0_CLIENT_ID: 'op',
      AUTH0_CLIENT_SECRET: 'Secret_of_op',
    };
    const setting = (found = live()): Setting => ({
      env: { ...env, ...tenant },
      services: {
        readSchema: () => Promise.resolve(found),
        readAuth0: (management, audience) => {
          expect([management, audience]).toEqual([
            { domain: 'tenant.example.com', clientId: 'op', clientSecret: 'Secret_of_op' },
            'https://api.example.com/orders',
          ]);
          return Promise.resolve(liveAuth0());
        },
      },
    });

    test('writes clients and ids, and a file for pulumi import', async () => {
      const args = [
        'export',
        '--auth0',
        '--project',
        'shop',
        '--import-file',
        'import.json',
        '--out',
        'x.yaml',
      ];
      const { code, out, err, written } = await cli(args, setting());
      expect({ code, out, err }).toEqual({ code: 0, out: 'wrote x.yaml\nwrote import.json\n', err: '' });
      expect(parse(written['x.yaml'] ?? '')).toMatchObject({
        config: { 'shop:clients': { 'backend-service': {} }, 'shop:auth0Adopt': { clients: {} } },
      });
      expect(JSON.parse(written['import.json'] ?? '')).toMatchObject({
        resources: expect.arrayContaining([expect.objectContaining({ id: 'idofbackend' })]) as unknown,
      });
      expect(written['x.yaml'] + (written['import.json'] ?? '')).not.toContain('Secret_of');
    });

    test.each<[string, string[], Setting, RegExp]>([
      [
        'an import file of nothing',
        ['--import-file', 'x.json'],
        setting(),
        /^error: --import-file: .*next: add --auth0/s,
      ],
      ['no credentials', ['--auth0'], schema(), /^error: --auth0: the credentials of the tenant are not set/],
      [
        'no audience',
        ['--auth0'],
        setting(live({ profile: null })),
        /^error: --auth0: the schema has no JWT profile/,
      ],
    ])('%s', async (_what, args, given, error) => {
      const { code, out, err, written } = await cli(['export', ...args], given);
      expect({ code, out, written }).toEqual({ code: 1, out: '', written: {} });
      expect(err).toMatch(error);
    });
  });

  describe('with the side of a directory', () => {
    const arm = { ARM_TENANT_ID: DIRECTORY, ARM_CLIENT_ID: 'op', ARM_CLIENT_SECRET: 'Secret_of_op' };
    const setting = (found = liveOfDirectory()): Setting => ({
      env: { ...env, ...arm },
      services: {
        readSchema: () => Promise.resolve(found),
        readEntra: ({ tenantId, clientSecret }, audience) => {
          expect([tenantId, clientSecret, audience]).toEqual([DIRECTORY, 'Secret_of_op', CLIENT_ID]);
          return Promise.resolve(liveEntra());
        },
      },
    });

    test('writes clients and the ids to take them over', async () => {
      const { code, out, err } = await cli(['export', '--entra', '--project', 'shop'], setting());
      expect(code).toBe(0);
      expect(err).toContain('up adds a secret');
      expect(parse(out)).toMatchObject({
        config: {
          'shop:tenantId': DIRECTORY,
          'shop:clients': { 'backend-service': {} },
          'shop:entraAdopt': { api: { application: 'o-api' } },
        },
      });
      expect(out).toContain('stacks/entra');
    });

    test.each<[string, string[], Setting, RegExp]>([
      [
        'an import file',
        ['--entra', '--import-file', 'x.json'],
        setting(),
        /^error: --import-file: pulumi import takes over no client secret.*next: leave --import-file out/s,
      ],
      [
        'no credentials',
        ['--entra'],
        schema(),
        /^error: --entra: the credentials of the directory are not set/,
      ],
      [
        'no audience',
        ['--entra'],
        setting(live({ profile: null })),
        // entra() refuses an audience: the directory issues it.
        /^error: --entra: the schema has no JWT.*next: leave --entra out, and write entra\(\{ tenantId \}\) without an audience.* adopt /s,
      ],
      ['two providers', ['--entra', '--auth0'], setting(), /cannot be used with option/],
    ])('%s', async (_what, args, given, error) => {
      const { code, out, err, written } = await cli(['export', ...args], given);
      expect({ code, out, written }).toEqual({ code: 1, out: '', written: {} });
      expect(err).toMatch(error);
    });
  });

  describe('with the side of an identity domain', () => {
    const asked: string[][] = [];
    beforeEach(() => asked.splice(0));
    const setting = (found = liveOfDomain(), more: Record<string, string> = {}): Setting => ({
      env: { ...env, ...more },
      services: {
        readSchema: () => Promise.resolve(found),
        readOciIam: (domainUrl, _sign, audience) => {
          asked.push([domainUrl, audience]);
          return Promise.resolve(liveOciIam());
        },
      },
    });

    test('reads the domain whose keys the profile names', async () => {
      const { code, out, err } = await cli(['export', '--oci-iam', '--project', 'shop'], setting());
      expect({ code, err, asked }).toEqual({ code: 0, err: '', asked: [[DOMAIN, 'ords/']] });
      expect(parse(out)).toMatchObject({
        config: {
          'shop:domain': DOMAIN,
          'shop:clients': { 'backend-service': {} },
          'shop:domainAdopt': { api: '5e1f01', clients: { 'backend-service': '5e1f02' } },
        },
      });
      expect(out).toContain('stacks/oci-iam');
    });

    test('or the one of the environment', async () => {
      const elsewhere = { OCI_IAM_DOMAIN_URL: 'https://idcs-9.example.com' };
      await cli(['export', '--oci-iam'], setting(liveOfDomain(), elsewhere));
      expect(asked).toEqual([['https://idcs-9.example.com', 'ords/']]);
    });

    test.each<[string, string[], Setting, RegExp]>([
      [
        'no audience',
        [],
        setting(live({ profile: null })),
        /^error: --oci-iam: the schema has no JWT profile/,
      ],
      [
        'no domain',
        [],
        setting(live()),
        /^error: --oci-iam: neither the environment nor the JWT profile says which.*next: export OCI_IAM_DOMAIN_URL/s,
      ],
      [
        'an import file',
        ['--import-file', 'x.json'],
        setting(),
        /^error: --import-file: pulumi import would keep the secrets of the apps in clear/,
      ],
      ['both providers', ['--auth0'], setting(), /cannot be used with option/],
    ])('%s', async (_what, args, given, error) => {
      const { code, out, err, written } = await cli(['export', '--oci-iam', ...args], given);
      expect({ code, out, written }).toEqual({ code: 1, out: '', written: {} });
      expect(err).toMatch(error);
    });
  });

  test('an error of the database is one clear line', async () => {
    const failure = new OrdsError('nothing answers', { code: 'ords.x', remedy: 'look' });
    const { code, err } = await cli(['export'], {
      env,
      services: { readSchema: () => Promise.reject(failure) },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^error: nothing answers/);
  });
});
