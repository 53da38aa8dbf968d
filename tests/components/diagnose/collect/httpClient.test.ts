import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createHttp } from '../../../../components/diagnose/collect/httpClient';
import { TestNetwork } from './support';

describe('the way out to the network', () => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await TestNetwork.start();
  });
  afterAll(() => network.close());

  it('gives status, headers in lower case and the body', async () => {
    const url = await network.serve((request, response) => {
      response.writeHead(418, { 'X-Method': request.method ?? '', 'Set-Cookie': ['a=1', 'b=2'] });
      request.pipe(response);
    });
    const result = await network.http({ url, method: 'POST', body: 'schön' });
    expect(result).toMatchObject({
      ok: true,
      answer: {
        status: 418,
        body: 'schön',
        bytes: 6,
        headers: { 'x-method': 'POST', 'set-cookie': 'a=1, b=2' },
      },
    });
  });

  it('does not follow a redirect', async () => {
    let calls = 0;
    const url = await network.serve((_request, response) => {
      calls += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await network.http({ url })).toMatchObject({ answer: { status: 302 } });
    expect(calls).toBe(1);
  });

  it.each([
    ['that never begins', () => undefined],
    [
      'whose body never ends',
      (response: { write(text: string): void; on(event: 'close', done: () => void): void }) => {
        const timer = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('ends an answer %s in time', async (_name, answer) => {
    const url = await network.serve((_request, response) => answer(response));
    const result = await network.http({ url, timeoutSeconds: 0.2 });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'timeout', detail: '0.2 s' } });
    if (!result.ok) expect(result.failure.milliseconds).toBeLessThan(2_000);
  });

  it('stops a body that is too large, and the server notices', async () => {
    let sent = 0;
    let closed: () => void = () => undefined;
    const left = new Promise<void>((done) => (closed = done));
    const url = await network.serve((_request, response) => {
      response.on('close', closed);
      const pump = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) sent += 65_536;
      };
      response.on('drain', pump);
      pump();
    });
    const result = await network.http({ url, maxBytes: 100_000 });
    expect(result).toMatchObject({ failure: { kind: 'too_large', detail: '100000 bytes' } });
    await left;
    expect(sent).toBeLessThan(20_000_000);
  });

  it('tells a certificate that is not trusted, or is of another name', async () => {
    const url = await network.serve((_request, response) => response.end());
    const stranger = createHttp();
    expect(await stranger({ url })).toMatchObject({ failure: { kind: 'untrusted' } });
    await stranger.close();
    const other = await network.serve((_request, response) => response.end(), 'other.example.com');
    expect(await network.http({ url: other })).toMatchObject({
      failure: { kind: 'untrusted', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  it('tells what cannot be reached, and never rejects', async () => {
    const { http } = network;
    expect(await http({ url: 'https://127.0.0.1:1/' })).toMatchObject({
      failure: { kind: 'unreachable', detail: 'ECONNREFUSED' },
    });
    expect(await http({ url: 'no url' })).toMatchObject({ failure: { kind: 'unreachable' } });
    const reset = await network.serve((request) => request.socket.destroy());
    expect(await http({ url: reset })).toMatchObject({ failure: { kind: 'unreachable' } });
    const secret = 'line\nbreak';
    const refused = await http({ url: reset, headers: { authorization: secret } });
    expect(refused).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(JSON.stringify(refused)).not.toContain('break');
  });

  it('goes through HTTPS_PROXY, but never to loopback', async () => {
    const url = await network.serve((_request, response) => response.end('direct'));
    const asked: string[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 No\r\n\r\n');
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const http = createHttp({ ca: network.ca });
    try {
      expect(await http({ url: 'https://tenant.example.com/' })).toMatchObject({ ok: false });
      expect(await http({ url })).toMatchObject({ ok: true, answer: { body: 'direct' } });
      expect(asked).toEqual(['tenant.example.com:443']);
    } finally {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
      await http.close();
      await new Promise((done) => proxy.close(done));
    }
  });
});
