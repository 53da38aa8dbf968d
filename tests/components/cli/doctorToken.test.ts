import type { RefusalFacts } from '../../../components/diagnose/facts';
import type { Finding } from '../../../components/diagnose/finding';
import { OrdsError } from '../../../components/errors';
import { finding, manifest, refusal } from './fixtures';
import { cli, type Setting } from './harness';

const URL = 'https://ords.example.com/ords/demo/orders/';
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const ANSWERED = {
  state: 'read',
  value: { url: URL, method: 'GET', status: 200, wwwAuthenticate: undefined },
} as const;

const doctor = (
  findings: readonly Finding[],
  facts: Partial<RefusalFacts> = {},
  args: string[] = [],
  setting: Setting = {},
) =>
  cli(['doctor', '--manifest', 'manifest.json', '--url', URL, '--token', '-', ...args], {
    stdin: TOKEN,
    ...setting,
    services: {
      collectRefusal: (api, _token, url) => Promise.resolve(refusal({ api, url, ...facts })),
      diagnoseRefusal: () => [...findings],
      ...setting.services,
    },
  });

describe('the token of doctor', () => {
  test('comes from standard input as it is', async () => {
    let seen = '';
    await doctor([], {}, [], {
      stdin: `Bearer ${TOKEN}\n`,
      services: {
        collectRefusal: (api, token, url) => {
          seen = token;
          return Promise.resolve(refusal({ api, url }));
        },
      },
    });
    expect(seen).toBe(`Bearer ${TOKEN}\n`);
  });

  test('is never shown, with or without what stands around it', async () => {
    const leak = finding({ found: `"${TOKEN}"`, remedy: `send Bearer ${TOKEN}` });
    for (const output of ['table', 'json']) {
      const { out, err } = await doctor([leak], {}, ['--output', output], { stdin: `Bearer ${TOKEN}\n` });
      expect(out + err).not.toContain(TOKEN);
    }
  });

  test('is not taken from a client that people sign in to', async () => {
    const web = {
      clientId: 'id-of-web',
      scopes: ['orders.read'],
      redirectUris: ['https://app.example.com/cb'],
    };
    const { clients } = manifest();
    const asked: string[] = [];
    const run = (declared: ReturnType<typeof manifest>['clients'], ...args: string[]) =>
      cli(['doctor', '--manifest', 'manifest.json', '--url', URL, ...args], {
        file: manifest({ clients: declared }),
        env: { PULUMI_ORDS_CLIENT_SECRET_BACKEND: 'sesame', PULUMI_ORDS_CLIENT_SECRET_WEB: 'sesame' },
        services: {
          requestToken: (_manifest, client) => {
            asked.push(client);
            return Promise.resolve(TOKEN);
          },
          collectRefusal: (api, _token, url) => Promise.resolve(refusal({ api, url })),
          diagnoseRefusal: () => [],
        },
      });
    await run({ ...clients, web });
    expect(asked).toEqual(['backend']);
    expect((await run({ ...clients, web }, '--client', 'web')).err).toContain('cli.client.signs_in');
    expect((await run({ web })).err).toContain('cli.client.none');
    expect(asked).toEqual(['backend']);
  });

  test('is refused as an argument, and not repeated', async () => {
    const { code, out, err } = await cli([
      'doctor',
      '--manifest',
      'manifest.json',
      '--url',
      URL,
      '--token',
      TOKEN,
    ]);
    expect(code).toBe(1);
    expect(out + err).not.toContain(TOKEN);
    expect(err).toMatch(/history of the shell.*\nnext: pipe it/);
  });

  test('two megabytes are refused at once, without reading on', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 16_384;
        yield new Uint8Array(16_384).fill(97);
      }
    }
    const { code, err } = await doctor([], {}, [], { stdin: endless() });
    expect(code).toBe(1);
    expect(err).toContain('longer than 64 KiB');
    expect(given).toBeLessThanOrEqual(65_536 + 16_384);
  });

  test('is taken for the only client whose secret is known', async () => {
    const asked: string[][] = [];
    const result = await cli(['doctor', '--manifest', 'manifest.json', '--url', URL], {
      file: manifest({
        clients: { backend: { clientId: 'b', scopes: [] }, auditor: { clientId: 'a', scopes: [] } },
      }),
      env: { PULUMI_ORDS_CLIENT_SECRET_AUDITOR: 'secret-of-auditor' },
      services: {
        requestToken: (_manifest, client, secret) => {
          asked.push([client, secret]);
          return Promise.resolve(TOKEN);
        },
        collectRefusal: (api, token, url) => {
          expect(token).toBe(TOKEN);
          return Promise.resolve(refusal({ api, url, call: ANSWERED }));
        },
      },
    });
    expect(asked).toEqual([['auditor', 'secret-of-auditor']]);
    expect(result.code).toBe(0);
  });

  const SECRETS = { PULUMI_ORDS_CLIENT_SECRET_A: 'one', PULUMI_ORDS_CLIENT_SECRET_B: 'two' };
  const PEOPLE = manifest({
    clients: { a: { clientId: '1', scopes: [], redirectUris: ['https://app.example.com/cb'] } },
  });
  const TWO = manifest({ clients: { a: { clientId: '1', scopes: [] }, b: { clientId: '2', scopes: [] } } });

  test.each([
    ['no secret', manifest(), {}, [], 'PULUMI_ORDS_CLIENT_SECRET_BACKEND'],
    ['no client', manifest({ clients: {} }), {}, [], '--token -'],
    ['several clients', TWO, SECRETS, [], '--client a or --client b'],
    ['a client of people', PEOPLE, SECRETS, ['--client', 'a'], '--token -'],
    ['clients of people alone', PEOPLE, SECRETS, [], '--token -'],
    ['an unknown client', TWO, SECRETS, ['--client', 'c'], 'there are: a, b'],
  ])('%s: the next step is named', async (_name, file, env, args, next) => {
    const { code, err } = await cli(['doctor', '--manifest', 'manifest.json', '--url', URL, ...args], {
      file,
      env,
    });
    expect(code).toBe(1);
    expect(err.split('\n')[1]).toContain(next);
  });

  test('a refusal of the identity provider is an error of one line', async () => {
    const { code, err, closed } = await cli(['doctor', '--manifest', 'manifest.json', '--url', URL], {
      env: { PULUMI_ORDS_CLIENT_SECRET_BACKEND: 'secret-of-backend' },
      services: {
        requestToken: () =>
          Promise.reject(
            new OrdsError('gets no token', { code: 'idp.token.not_granted', remedy: 'add a grant' }),
          ),
      },
    });
    expect({ code, err, closed }).toEqual({
      code: 1,
      err: 'error: gets no token [idp.token.not_granted]\nnext: add a grant\n',
      closed: 1,
    });
  });
});
