import { openDatabase } from '../../components/database/oracleDatabase';
import { createHttp, type ClosableHttp } from '../../components/diagnose/collect/httpClient';
import type { CollectOptions } from '../../components/diagnose/collect/options';
import { collectRefusal } from '../../components/diagnose/collect/refusal';
import { collectSides } from '../../components/diagnose/collect/sides';
import type { ApiSides, Reading, RefusalFacts, Unread } from '../../components/diagnose/facts';
import { diagnoseRefusal } from '../../components/diagnose/refusal';
import type { Manifest } from '../../components/manifest';
import { collectOptions } from './support/doctor';
import { PROVIDERS } from './support/identityProviders/identityProvider';
import { Place } from './support/place';
import { Workbench } from './support/workbench';

/** Nothing listens there. */
const CLOSED = 'localhost:9';
/** Milliseconds in which everything here has to end, on a busy machine; what hangs takes longer by far. */
const BOUND = 15_000;
const MEGABYTES = 2 * 1024 * 1024;

describe.each(PROVIDERS)('%s', (kind) => {
  let bench: Workbench;
  let place: Place;
  let manifest: Manifest;
  let token: string;
  const strangers: ClosableHttp[] = [];

  beforeAll(async () => {
    bench = await Workbench.start(kind);
    place = await Place.make(bench);
    manifest = place.manifest();
    token = (await place.request()) ?? '';
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    for (const http of strangers) await http.close();
    await bench.stop();
  });

  async function bounded<T>(work: Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work;
    expect(performance.now() - start).toBeLessThan(BOUND);
    return result;
  }

  async function sides(
    changed: Manifest = manifest,
    options: Partial<CollectOptions> = {},
  ): Promise<ApiSides> {
    const [first] = await bounded(collectSides([changed], { ...collectOptions(place), ...options }));
    if (!first) throw new Error('nothing was collected');
    return first;
  }

  async function refusal(
    sent: string,
    changed: Manifest = manifest,
    options: Partial<CollectOptions> = {},
  ): Promise<RefusalFacts> {
    const url = `${changed.ords.baseUrl}/${place.alias}/orders/`;
    const all = { ...collectOptions(place), ...options };
    return bounded(collectRefusal(await sides(changed, options), sent, url, all));
  }

  /** One clear line, and what to do next. */
  function failureOf(reading: Reading<unknown>): Unread {
    if (reading.state !== 'failed') throw new Error(`the reading is ${reading.state}`);
    const { failure } = reading;
    expect(failure.message).toMatch(/^[^\n]{10,300}$/);
    expect(failure.message).not.toMatch(/\bat .*:\d+:\d+|Error:/);
    expect(failure.remedy).toMatch(/^[^\n]+$/);
    return failure;
  }

  describe('keys', () => {
    test('a JWKS that never ends is given up at the limit of ORDS', async () => {
      await bench.controlProvider('jwks', { mode: 'endless' });
      const { jwks } = (await sides()).identityProvider;
      expect(jwks).toMatchObject({ state: 'read', value: [{ outcome: 'too_large', keys: [] }] });
    });

    test('a JWKS that never answers is given up in time', async () => {
      await bench.expectSilence();
      await bench.controlProvider('jwks', { mode: 'stall' });
      const { jwks } = (await sides()).identityProvider;
      expect(jwks).toMatchObject({ state: 'read', value: [{ outcome: 'timeout', keys: [] }] });
    });

    test('a redirect to http is not followed', async () => {
      await bench.controlProvider('jwks', { mode: 'redirect_http' });
      const { jwks } = (await sides()).identityProvider;
      const detail: unknown = expect.stringMatching(/^http:\/\/localhost:\d+\//);
      expect(jwks).toMatchObject({ state: 'read', value: [{ outcome: 'redirect', detail, keys: [] }] });
    });
  });

  describe('what is down', () => {
    test('the database', async () => {
      const connection = {
        ...place.connection,
        connectString: `${CLOSED}/ordspdb`,
        connectTimeoutSeconds: 1,
      };
      const found = await sides(manifest, { openDatabase, connection: () => connection });
      expect(failureOf(found.ords).code).toMatch(/^ords\.connection\./);
      // The other side is read all the same.
      expect(found.identityProvider.api.state).toBe('read');
    });

    test('the identity provider', async () => {
      const { settings, credentials } = bench.provider.moved(CLOSED);
      const trust = {
        ...manifest.trust,
        issuer: `https://${CLOSED}/`,
        jwksUrl: `https://${CLOSED}${new URL(bench.jwksUrl).pathname}`,
      };
      const found = await sides(
        { ...manifest, identityProvider: settings, trust },
        { management: credentials },
      );
      const { discovery, api, clients, jwks } = found.identityProvider;
      for (const reading of [discovery, api, clients])
        // Of a directory the cloud is asked first, which tells where Graph is.
        expect(failureOf(reading).code).toMatch(/\.unreachable$|^entra\.cloud\.metadata$/);
      expect(jwks).toMatchObject({ state: 'read' });
      expect(JSON.stringify(jwks)).toContain('"outcome":"unreachable"');
      expect(found.ords.state).toBe('read');
    });

    test('the endpoint', async () => {
      const ords = { ...manifest.ords, baseUrl: `https://${CLOSED}/ords` };
      const facts = await refusal(token, { ...manifest, ords });
      expect(failureOf(facts.call).code).toBe('doctor.call.unreachable');
      expect(failureOf(facts.openCall).code).toBe('doctor.call.unreachable');
    });
  });

  test('an endpoint with a certificate of its own is not spoken to', async () => {
    const http = createHttp();
    strangers.push(http);
    const facts = await refusal(token, manifest, { http });
    const failure = failureOf(facts.call);
    expect(failure.code).toBe('doctor.call.untrusted');
    expect(failure.remedy).toContain('NODE_EXTRA_CA_CERTS');
  });

  describe('tokens', () => {
    test('2 MB', async () => {
      const facts = await refusal('a'.repeat(MEGABYTES));
      expect(facts.token.form).toBe('too_large');
      expect(diagnoseRefusal(facts)[0]?.code).toBe('token.too_large');
    });

    test.each([
      ['binary', '\u0000\u0001\ufffd\u200b'],
      ['line feeds in it', 'eyJhbGciOiJSUzI1NiJ9\n.eyJzdWIiOiJ4In0\n.c2ln'],
      ['dots only', '....'],
      ['JSON that is no object', 'bnVsbA.W10.c2ln'],
      ['thousands of dots', '.'.repeat(10_000)],
      ['the word Bearer in front', 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln'],
    ])('garbage: %s', async (_name, garbage) => {
      const facts = await refusal(garbage);
      const [first] = diagnoseRefusal(facts);
      expect(first?.code).toMatch(/^token\.(malformed|opaque)$/);
      expect(first?.remedy).toMatch(/^[^\n]+$/);
    });

    test('nothing of a token is kept in what is found', async () => {
      const facts = await refusal(token);
      expect(JSON.stringify(facts)).not.toContain(token.split('.')[2]);
      expect(JSON.stringify(facts)).not.toContain(token.split('.')[1]);
    });
  });
});
