import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { doctorDocument } from '../../../components/cli/output/documents';
import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import { LINKS } from '../../../components/diagnose/catalogue';
import type { RefusalFacts } from '../../../components/diagnose/facts';
import type { Finding } from '../../../components/diagnose/finding';
import { finding, INFO, refusal, sides } from './fixtures';
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

const lineOf = (out: string, link: string): string =>
  out.split('\n').find((line) => new RegExp(`^  \\S+ +${link} `).test(line)) ?? '';

describe('doctor', () => {
  test('every link in its order, the first broken one marked, those behind it judged too', async () => {
    const second = finding({
      code: 'ords.module.public',
      subject: { api: 'orders', kind: 'module', name: 'x' },
    });
    const { code, out } = await doctor([finding(), second]);
    expect(code).toBe(2);
    const places = LINKS.map((link) => out.indexOf(lineOf(out, link)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(lineOf(out, 'keys')).toMatch(/^ {2}ok /);
    expect(lineOf(out, 'issuer')).toMatch(/^ {2}BROKEN /);
    expect(lineOf(out, 'audience')).toMatch(/^ {2}ok /);
    expect(lineOf(out, 'module')).toMatch(/^ {2}BROKEN /);
    expect(out.match(/\^ the first broken link/g)).toHaveLength(1);
    expect(out.split('\n').findIndex((line) => line.includes('^ the first broken link'))).toBe(
      out.split('\n').indexOf(lineOf(out, 'issuer')) + 1,
    );
    expect(out).toContain('broken: issuer');
  });

  test('what the token is good for: its scopes, in role mode its roles', async () => {
    const privilege = async (facts: Partial<RefusalFacts>) =>
      lineOf((await doctor([], facts)).out, 'privilege');
    expect(await privilege({})).toMatch(/ok +privilege +scope "orders.read"/);
    const { manifest } = sides();
    const trust = { ...manifest.trust, authorisation: { mode: 'role', roleClaim: '/roles' } } as const;
    const api = sides({ manifest: { ...manifest, trust } });
    const token = (roles?: string[]) => ({ ...refusal().token, claims: { ...(roles && { roles }) } });
    expect(await privilege({ api, token: token(['orders.read', 'x']) })).toMatch(/role "orders.read", "x"/);
    for (const without of [token(), token([])])
      expect(await privilege({ api, token: without })).toMatch(/the token has no role to look for/);
  });

  test('the finding is one line with both values and the next step', async () => {
    const { out } = await doctor([finding()]);
    const line = out.split('\n').find((one) => one.startsWith('error trust.issuer.slash: '));
    expect(line).toContain('found "https://tenant.example.com"; expected "https://tenant.example.com/"');
    expect(line).toContain('Next: pulumi up --refresh');
  });

  test('a call that is let in', async () => {
    const { code, out } = await doctor([], { call: ANSWERED });
    expect(code).toBe(0);
    expect(out).toContain('sound: no link of the chain is broken, and the call is let in');
  });

  test('a warning about a call that is let in breaks no link', async () => {
    const warning = finding({ code: 'ords.profile.skew_zero', severity: 'warning' });
    const { code, out } = await doctor([warning], { call: ANSWERED });
    expect(code).toBe(0);
    expect(lineOf(out, 'times')).toMatch(/^ {2}doubt /);
  });

  test('refused although everything agrees: said as a suspicion', async () => {
    const { code, out } = await doctor([INFO]);
    expect(code).toBe(2);
    expect(out).toContain('refused although everything agrees; suspected: environment');
  });

  test('refused for no reason that could be found: it could not be told', async () => {
    const { code, out } = await doctor([]);
    expect(code).toBe(1);
    expect(out).toContain('could not tell: the call is refused and no cause was found');
  });

  const FAILED = {
    state: 'failed',
    failure: { code: 'a.b', message: 'nothing answers', remedy: 'look' },
  } as const;

  test('a database that is down: what could be judged is shown, and it could not be told', async () => {
    const { code, out } = await doctor([finding({ code: 'token.expired' })], {
      api: sides({ ords: FAILED }),
    });
    expect(code).toBe(1);
    expect(lineOf(out, 'profile')).toMatch(/^ {2}\? .*nothing answers/);
    expect(lineOf(out, 'times')).toMatch(/^ {2}BROKEN /);
    expect(out).toContain('could not tell all: ORDS (catalogue) could not be read');
  });

  test.each([
    ['an endpoint that is down', FAILED, 'ORDS (endpoint)'],
    [
      'an endpoint that fails itself',
      { state: 'read', value: { url: URL, method: 'GET', status: 503, wwwAuthenticate: undefined } } as const,
      'status 503',
    ],
  ])('%s', async (_name, call, named) => {
    const { code, out } = await doctor([], { call });
    expect(code).toBe(1);
    expect(out).toContain(named);
  });

  test.each([100, 304, 400, 405, 408, 410, 413, 421, 429, 431, 451, 501, 599])(
    'a status of %d without a cause is no proof that the call is let in',
    async (status) => {
      const call = { state: 'read', value: { ...ANSWERED.value, status } } as const;
      const { code, out } = await doctor([], { call });
      expect(code).toBe(1);
      expect(out).toContain(`${status}`);
      expect(out).toContain('could not tell');
      expect(out).not.toContain('let in');
    },
  );

  test('a link that is broken for sure is told whatever the status of the call', async () => {
    const call = { state: 'read', value: { ...ANSWERED.value, status: 405 } } as const;
    const { code, out } = await doctor([finding()], { call });
    expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({ code: 2, last: 'broken: issuer' });
  });

  test('the query of the URL is not shown', async () => {
    const args = ['doctor', '--manifest', 'manifest.json', '--token', '-', '--url', `${URL}?key=sesame`];
    for (const output of ['table', 'json']) {
      const { out, err } = await cli([...args, '--output', output], { stdin: TOKEN });
      expect(out + err).toContain(URL);
      expect(out + err).not.toContain('sesame');
    }
  });

  test('JSON is of the published layout', async () => {
    const validate = addFormats(new Ajv()).compile(publishedSchemas()['doctor.schema.json'] as object);
    for (const [findings, facts] of [
      [[finding(), INFO], {}],
      [[], { call: ANSWERED }],
      [[], { call: FAILED, api: sides({ ords: FAILED }) }],
    ] as const) {
      const { out } = await doctor(findings, facts, ['--output', 'json']);
      const document = JSON.parse(out) as { chain: unknown[] };
      expect(doctorDocument.parse(document)).toEqual(document);
      expect(validate(document)).toBe(true);
      expect(document.chain).toHaveLength(LINKS.length);
    }
  });
});
