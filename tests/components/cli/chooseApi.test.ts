import { manifest, sides } from './fixtures';
import { cli } from './harness';

describe('the API of a URL', () => {
  const at = (api: string, schemaAlias: string, modules = {}) =>
    manifest({ api, ords: { ...manifest().ords, schemaAlias, modules } });
  const chosen = async (file: unknown, url: string, args: string[] = []) => {
    let api = '';
    const result = await cli(
      ['doctor', '--manifest', 'manifest.json', '--token', '-', '--url', url, ...args],
      {
        file,
        stdin: 'a token',
        services: {
          collectSides: (manifests) => {
            api = manifests.map((one) => one.api).join();
            return Promise.resolve(manifests.map((one) => sides({ manifest: one })));
          },
        },
      },
    );
    return api === '' ? result.err : api;
  };
  const one = at('orders', 'demo', { orders: { basePath: '/orders/', public: false } });
  const two = at('stock', 'demo', { stock: { basePath: '/stock/', public: false } });
  const three = at('hr', 'hr');

  test.each([
    ['https://ords.example.com/ords/demo/orders/7', 'orders'],
    ['https://ords.example.com/ords/demo/stock', 'stock'],
    ['https://ords.example.com/ords/hr/any', 'hr'],
  ])('%s belongs to %s', async (url, api) => {
    expect(await chosen([one, two, three], url)).toBe(api);
  });

  test('the only one is taken, whatever the URL', async () => {
    expect(await chosen(one, 'https://ords.example.com/ords/other/')).toBe('orders');
  });

  test('one that could be two is asked about', async () => {
    const url = 'https://ords.example.com/ords/demo/else';
    expect(await chosen([one, two], url)).toContain('--api orders or --api stock');
    expect(await chosen([one, two], url, ['--api', 'stock'])).toBe('stock');
    expect(await chosen([one, two], url, ['--api', 'x'])).toContain('there are: orders, stock');
  });

  test.each(['nonsense', 'ftp://x/', 'https://user:sesame@ords.example.com/ords/demo/'])(
    '%s is refused',
    async (url) => {
      const answer = await chosen(one, url);
      expect(answer).toContain('error: --url: ');
      expect(answer).not.toContain('sesame');
    },
  );
});
