import type { AccessToken, TokenRequest } from '../../../../components/diagnose/collect/tokenRequest';
import type { Reading } from '../../../../components/diagnose/facts';
import type { Http, HttpRequest } from '../../../../components/diagnose/http';
import { needOf } from '../../../../components/diagnose/verify/tokenNeeds';
import { TokenCache } from '../../../../components/diagnose/verify/tokens';
import { verifyApi, type VerifyOptions } from '../../../../components/diagnose/verify/verify';
import { all, answering, fakeToken, ordersManifest, ordsPlace, outcomes } from './support';

const SCOPES: Readonly<Record<string, string>> = {
  'backend-id': 'orders.read',
  'auditor-id': 'orders.audit',
};
const NEEDED: Readonly<Record<string, string>> = { orders: 'orders.read', audit: 'orders.audit' };

const issued = new Map(
  Object.entries(SCOPES).map(([clientId, scope]) => [fakeToken({ sub: clientId, scope }), scope] as const),
);

function issuer(): { requestToken: VerifyOptions['requestToken']; requests: TokenRequest[] } {
  const requests: TokenRequest[] = [];
  const requestToken = (request: TokenRequest): Promise<Reading<AccessToken>> => {
    requests.push(request);
    const token = fakeToken({ sub: request.clientId, scope: SCOPES[request.clientId] });
    return Promise.resolve({ state: 'read', value: { token, expiresIn: 60 } });
  };
  return { requestToken, requests };
}

/** As ORDS would: the known tokens where their scope is needed. */
function soundOrds({ url, headers }: HttpRequest): { status: number } {
  const token = /^Bearer (.*)$/.exec(headers?.['authorization'] ?? '')?.[1] ?? '';
  const scope = issued.get(token);
  if (scope === undefined) return { status: 401 };
  return { status: scope === NEEDED[/ordsdemo\/(\w+)\//.exec(url)?.[1] ?? ''] ? 200 : 403 };
}

function run(options: Partial<VerifyOptions> & { http: Http }, manifest = ordersManifest()) {
  return all(
    verifyApi(manifest, { requestToken: issuer().requestToken, clientSecret: () => 'a secret', ...options }),
  );
}

describe('verifyApi', () => {
  it('passes where both sides agree, with one token for each client', async () => {
    const { http, requests } = answering(soundOrds);
    const { requestToken, requests: tokenRequests } = issuer();
    const source = { http, requestToken, clientSecret: (client: string) => `secret of ${client}` };
    const tokens = new TokenCache(source);
    const results = await all(verifyApi(ordersManifest(), { ...source, tokens }));
    expect(outcomes(results)).toEqual([
      'orders granted backend passed',
      'orders no_token passed',
      'orders garbage_token passed',
      'orders altered_signature backend passed',
      'orders other_audience skipped',
      'orders missing_scope auditor passed',
      'audit granted auditor passed',
      'audit no_token passed',
      'audit garbage_token passed',
      'audit altered_signature auditor passed',
      'audit other_audience skipped',
      'audit missing_scope backend passed',
    ]);
    expect(tokens.used).toBe(2);
    expect(tokenRequests).toEqual([
      expect.objectContaining({
        tokenUrl: 'https://tenant.example.com/oauth/token',
        clientId: 'backend-id',
        clientSecret: 'secret of backend',
        audience: 'https://api.example.com/orders',
      }),
      expect.objectContaining({ clientId: 'auditor-id', clientSecret: 'secret of auditor' }),
    ]);
    expect(requests.every(({ method }) => method === undefined || method === 'GET')).toBe(true);
    expect(requests.every(({ url }) => url.startsWith('https://db.example.com/ords/ordsdemo/'))).toBe(true);
  });

  it('shows no token and no secret, though the server repeats what it was sent', async () => {
    const http: Http = (request) =>
      Promise.resolve({
        ok: true,
        answer: {
          status: 401,
          headers: { 'www-authenticate': `Bearer realm="${request.headers?.['authorization']}"` },
          body: '',
          bytes: 0,
          milliseconds: 1,
        },
      });
    const text = JSON.stringify(await run({ http }));
    for (const token of issued.keys()) {
      expect(text).not.toContain(token);
      // Nor the altered one.
      expect(text).not.toContain(token.split('.').slice(0, 2).join('.'));
    }
    expect(text).toContain('(token)');
    expect(text).not.toContain('a secret');
  });

  it('passes nothing against an ORDS that refuses everything, nor one that finds nothing', async () => {
    for (const status of [401, 403, 404, 302, 500, 503, 204]) {
      const results = await run({ http: answering(() => ({ status })).http });
      const passed = results.filter(({ outcome }) => outcome === 'passed').map(({ check }) => check);
      expect(passed).toEqual(status === 204 ? ['granted', 'granted'] : []);
    }
  });

  it('passes nothing with tokens that are empty or cannot be sent', async () => {
    for (const token of ['', ' ', 'a b', 'a\r\nx: y', 'é']) {
      const requestToken = () =>
        Promise.resolve({ state: 'read' as const, value: { token, expiresIn: undefined } });
      const { http, requests } = answering(() => ({ status: 401 }));
      const results = await run({ http, requestToken });
      expect(results.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
      const sent = requests.map(({ headers }) => headers?.['authorization']);
      expect(new Set(sent)).toEqual(new Set([undefined, 'Bearer not-a-token']));
    }
  });

  it('says why there is no token, once for all that need it', async () => {
    let asked = 0;
    const requestToken = (): Promise<Reading<AccessToken>> => {
      asked += 1;
      const failure = {
        code: 'idp.token.credentials',
        message: 'refuses the secret',
        remedy: 'copy it again',
      };
      return Promise.resolve({ state: 'failed', failure });
    };
    const source = { http: answering(soundOrds).http, requestToken, clientSecret: () => 's' };
    const tokens = new TokenCache(source);
    const results = await all(verifyApi(ordersManifest(), { ...source, tokens }));
    expect(results[0]).toMatchObject({
      check: 'granted',
      outcome: 'inconclusive',
      summary: 'refuses the secret',
      remedy: 'copy it again',
    });
    expect(asked).toBe(2);
    expect(tokens.used).toBe(0);
  });

  it('does not repeat the text of an unexpected error', async () => {
    const requestToken = () => Promise.reject(new Error('POST client_secret=a secret'));
    const results = await run({ http: answering(soundOrds).http, requestToken });
    expect(results[0]?.outcome).toBe('inconclusive');
    expect(JSON.stringify(results)).not.toContain('a secret');
  });

  it('sends nothing to another place than the schema of the manifest', async () => {
    const { http, requests } = answering(() => ({ status: 200 }));
    const results = await run({ http, paths: { orders: '/../hr/', audit: '/../../../' } });
    expect(requests).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
  });

  it('never has more calls open than it may', async () => {
    const modules = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`m${index}`, { basePath: `/m${index}/`, public: true }]),
    );
    let open = 0;
    let most = 0;
    const http: Http = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      const answer = { status: 200, headers: {}, body: '', bytes: 0, milliseconds: 1 };
      return { ok: true, answer };
    };
    const manifest = ordersManifest({ scopes: {}, ords: ordsPlace(modules) });
    expect(await run({ http, parallel: 3 }, manifest)).toHaveLength(12);
    expect(most).toBe(3);
  });

  it('makes no further call once nobody listens', async () => {
    const { http, requests } = answering(soundOrds);
    for await (const result of verifyApi(ordersManifest(), {
      http,
      requestToken: issuer().requestToken,
      clientSecret: () => 's',
      parallel: 1,
    })) {
      expect(result.check).toBe('granted');
      break;
    }
    const made = requests.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests.length).toBe(made);
    expect(made).toBeLessThan(10);
  });

  it('waits for an ORDS that has not seen the change yet, before it asks for refusals', async () => {
    let early = 3;
    const { http } = answering((request) => {
      if (early > 0) {
        early -= 1;
        return { status: 404 };
      }
      return soundOrds(request);
    });
    const results = await run({ http, settleSeconds: 5 });
    expect(results.filter(({ outcome }) => outcome !== 'passed').map(({ check }) => check)).toEqual([
      'other_audience',
      'other_audience',
    ]);
    early = Infinity;
    const never = await run({ http, settleSeconds: 0.05 });
    expect(never.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
  });

  describe('with Entra, right after a change', () => {
    const ENTRA = ordersManifest({
      identityProvider: { kind: 'entra', tenantId: 't', loginEndpoint: 'https://login.example.com' },
      authorisation: { mode: 'role', roleClaim: '/roles' },
    });
    const refused = {
      code: 'idp.token.not_granted',
      message: 'has no role of the API',
      remedy: 'assign it',
    };
    const rolesOf = (token: string): string[] => {
      const { roles = [] } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
        roles?: string[];
      };
      return roles;
    };
    /** Each client gets so many answers of these before one with its role. */
    function directory(early: readonly ('refused' | 'no roles')[]) {
      const asked: Record<string, number> = {};
      const good = new Set<string>();
      const requestToken = ({ clientId }: TokenRequest): Promise<Reading<AccessToken>> => {
        const turn = (asked[clientId] = (asked[clientId] ?? 0) + 1);
        if (early[turn - 1] === 'refused') return Promise.resolve({ state: 'failed', failure: refused });
        const roles = early[turn - 1] === 'no roles' ? undefined : [SCOPES[clientId]];
        const token = fakeToken({ sub: clientId, turn, roles });
        good.add(token);
        return Promise.resolve({ state: 'read', value: { token, expiresIn: 60 } });
      };
      const { http } = answering(({ url, headers }) => {
        const token = /^Bearer (.*)$/.exec(headers?.['authorization'] ?? '')?.[1] ?? '';
        if (!good.has(token)) return { status: 401 };
        const needed = NEEDED[/ordsdemo\/(\w+)\//.exec(url)?.[1] ?? ''] ?? '';
        return { status: rolesOf(token).includes(needed) ? 200 : 403 };
      });
      return { requestToken, http, asked };
    }
    const notPassed = async (options: Parameters<typeof run>[0], manifest = ENTRA): Promise<string[]> =>
      (await run(options, manifest)).filter(({ outcome }) => outcome !== 'passed').map(({ check }) => check);
    const SKIPPED = ['other_audience', 'other_audience'];

    it('asks again for a token that is refused, or lacks its role, until it is there', async () => {
      const { asked, ...means } = directory(['refused', 'no roles']);
      expect(await notPassed({ ...means, settleSeconds: 1 })).toEqual(SKIPPED);
      expect(asked).toEqual({ 'backend-id': 3, 'auditor-id': 3 });
    });

    it('asks once for several calls that met the same refusal', async () => {
      const { asked, requestToken, http } = directory(['refused']);
      const tokens = new TokenCache({ http, requestToken, clientSecret: () => 's' });
      const need = needOf(ENTRA, 'backend');
      await tokens.get(need);
      const [before, after] = [0, performance.now()];
      tokens.forget(need, before);
      await tokens.get(need);
      expect(asked).toEqual({ 'backend-id': 1 });
      tokens.forget(need, after);
      await tokens.get(need);
      // The second call saw the refusal too, before that.
      tokens.forget(need, after);
      expect(await tokens.get(need)).toMatchObject({ state: 'read' });
      expect(asked).toEqual({ 'backend-id': 2 });
    });

    it('gives up when the time is over, and says why', async () => {
      const { asked, ...means } = directory(Array<'refused'>(1_000).fill('refused'));
      const results = await run({ ...means, settleSeconds: 0.05 }, ENTRA);
      expect(results[0]).toMatchObject({ outcome: 'inconclusive', summary: 'has no role of the API' });
      expect(asked['backend-id']).toBeGreaterThan(1);
    });

    it('asks once where nothing was changed, and with another identity provider', async () => {
      const entra = directory(['refused']);
      expect(await notPassed(entra)).not.toEqual(SKIPPED);
      expect(entra.asked).toEqual({ 'backend-id': 1, 'auditor-id': 1 });
      const auth0 = directory(['refused']);
      await notPassed({ ...auth0, settleSeconds: 0.05 }, ordersManifest());
      expect(auth0.asked).toEqual({ 'backend-id': 1, 'auditor-id': 1 });
    });

    it('keeps the token where it is not what is late', async () => {
      let late = 3;
      const { asked, requestToken, http } = directory([]);
      const behind: Http = (request) => {
        late -= 1;
        return late < 0 ? http(request) : answering(() => ({ status: 404 })).http(request);
      };
      expect(await notPassed({ requestToken, http: behind, settleSeconds: 1 })).toEqual(SKIPPED);
      expect(asked).toEqual({ 'backend-id': 1, 'auditor-id': 1 });
    });
  });
});
