import { CATALOGUE, LINKS, type FindingCode } from '../../../components/diagnose/catalogue';
import { diagnoseRefusal } from '../../../components/diagnose/refusal';
import { codesOf } from './support/cases';
import {
  CALL_CASES,
  CAUSE_CASES,
  TOKEN_CASES,
  world,
  roleMode,
  ROOT,
  OTHER_ISSUER,
} from './support/refusalCases';
import { refusal } from './support/refusals';
import { AUDIENCE, healthyManifest, healthyWorld, unread } from './support/world';
import fc from 'fast-check';

describe.each([
  ['token', TOKEN_CASES],
  ['call', CALL_CASES],
  ['cause before symptom', CAUSE_CASES],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s', (_name, overrides, codes) => {
    expect(codesOf(diagnoseRefusal(refusal(overrides)))).toEqual(codes);
  });
});

describe('diagnoseRefusal', () => {
  const ALL = [...TOKEN_CASES, ...CALL_CASES, ...CAUSE_CASES];

  test('every code of a token, and those of a call, are the answer to a case', () => {
    const given = new Set(ALL.flatMap(([, , codes]) => codes));
    const wanted = (Object.keys(CATALOGUE) as FindingCode[]).filter((code) => code.startsWith('token.'));
    expect(
      [...wanted, 'ords.module.not_found' as const, 'ords.pool.suspected' as const].filter(
        (code) => !given.has(code),
      ),
    ).toEqual([]);
  });

  test('errors before warnings, each along the chain, and whole', () => {
    for (const [, overrides] of ALL) {
      const findings = diagnoseRefusal(refusal(overrides));
      const ranks = findings.map(
        ({ code, severity }) =>
          ['error', 'warning', 'info'].indexOf(severity) * 100 + LINKS.indexOf(CATALOGUE[code].link),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      for (const finding of findings) {
        expect(finding.subject.api).toBe('orders');
        expect([finding.expected, finding.found, finding.remedy].every(Boolean)).toBe(true);
      }
    }
  });

  test('the suspicion is worded as one', () => {
    const [suspicion] = diagnoseRefusal(refusal());
    expect(suspicion).toMatchObject({ severity: 'info' });
    expect(suspicion!.summary).toContain('perhaps');
  });

  test('without the database the token is judged by the declared trust', () => {
    const api = { ...healthyWorld(), ords: unread<never>('failed') };
    expect(codesOf(diagnoseRefusal(refusal({ api, claims: { iss: OTHER_ISSUER, scope: 'x' } })))).toEqual([
      'token.issuer',
      'token.scope',
    ]);
    expect(codesOf(diagnoseRefusal(refusal({ api, url: `${ROOT}/hr/orders/` })))).toEqual([
      'ords.schema.alias',
    ]);
    const [suspicion] = diagnoseRefusal(refusal({ api }));
    expect(suspicion).toMatchObject({ code: 'ords.pool.suspected' });
    expect(suspicion!.summary).toContain('ORDS was not read');
  });

  test('a call that was not made again gives no suspicion', () => {
    expect(diagnoseRefusal({ ...refusal(), call: unread(), openCall: unread() })).toEqual([]);
  });

  test('the token is judged by the profile in the schema, not by the declared trust', () => {
    const api = healthyWorld({ profile: { issuer: OTHER_ISSUER } });
    const [first] = diagnoseRefusal(refusal({ api, claims: { iss: 'https://third.example.com/' } })).filter(
      ({ code }) => code === 'token.issuer',
    );
    expect(first).toMatchObject({ expected: `"${OTHER_ISSUER}"`, found: '"https://third.example.com/"' });
  });

  test('scp counts as scope, as a text and as a list', () => {
    for (const scp of ['orders.read other', ['other', 'orders.read']])
      expect(diagnoseRefusal(refusal({ claims: { scope: undefined, scp }, status: 200 }))).toEqual([]);
  });

  test('a role of the privilege lets in; a privilege without roles asks for the claim alone', () => {
    const held = { realm: { roles: ['x', 'orders.read'] } };
    expect(diagnoseRefusal(refusal({ ...world({ manifest: roleMode }), claims: held, status: 200 }))).toEqual(
      [],
    );
    const bare = world({ manifest: roleMode, privileges: { 'orders.read': { roles: [] } } });
    const codes = (claims: Record<string, unknown>) => codesOf(diagnoseRefusal(refusal({ ...bare, claims })));
    expect(codes({ realm: { roles: [] } })).toEqual(['ords.privilege.no_roles', 'ords.pool.suspected']);
    expect(codes({})).toEqual(['token.roles', 'ords.privilege.no_roles']);
  });

  test('a pattern decides the scope of a path', () => {
    const url = `${ROOT}/ordsdemo/admin/7`;
    expect(codesOf(diagnoseRefusal(refusal({ url })))).toEqual(['token.scope']);
    expect(diagnoseRefusal(refusal({ url, claims: { scope: 'admin.write' }, status: 200 }))).toEqual([]);
  });

  test('rules that are not proven are warnings where ORDS answered', () => {
    const answered = { header: { typ: 'at+jwt' }, claims: { aud: [AUDIENCE] }, status: 200 };
    expect(diagnoseRefusal(refusal(answered)).map(({ severity }) => severity)).toEqual([
      'warning',
      'warning',
    ]);
  });

  test('one scope of two that cover a URL is neither enough nor too little', () => {
    const sides = world({ privileges: { 'admin.write': { patterns: ['/admin/*', '/orders/*'] } } });
    const findings = diagnoseRefusal(refusal(sides)).map(({ code, severity }) => `${severity} ${code}`);
    expect(findings).toEqual([
      'warning token.scope',
      'warning ords.privilege.patterns_undeclared',
      'info ords.pool.suspected',
    ]);
  });

  test('public by declaration may answer without a token', () => {
    const { ords } = healthyManifest();
    const manifest = healthyManifest({
      ords: { ...ords, modules: { ...ords.modules, status: { basePath: '/status/', public: true } } },
    });
    const url = `${ROOT}/ordsdemo/status/`;
    expect(diagnoseRefusal(refusal({ ...world({ manifest }), url, openStatus: 200, status: 200 }))).toEqual(
      [],
    );
  });
});

describe('garbage', () => {
  test('whatever a token and a URL hold, there is an answer that can be shown', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue());
    const odd = fc.record({
      iss: fc.jsonValue(),
      aud: fc.jsonValue(),
      exp: fc.jsonValue(),
      iat: fc.jsonValue(),
      nbf: fc.jsonValue(),
      scope: fc.jsonValue(),
      realm: fc.jsonValue(),
    });
    const url = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.webPath().map((path) => `${ROOT}${path}`),
    );
    const signature = fc.constantFrom('valid', 'invalid', 'unchecked');
    fc.assert(
      fc.property(
        json,
        fc.oneof(json, odd),
        url,
        signature,
        fc.boolean(),
        (header, claims, to, signed, roles) => {
          const facts = refusal(roles ? world({ manifest: roleMode }) : {});
          const token = { form: 'jwt' as const, header, claims, signature: signed } as typeof facts.token;
          const findings = diagnoseRefusal({ ...facts, token, url: to });
          expect(findings.length).toBeGreaterThan(0);
          for (const { found = '', expected = '' } of findings) {
            expect(found.length).toBeLessThan(3000);
            // eslint-disable-next-line no-control-regex
            expect(found + expected).not.toMatch(/[\u0000-\u001f\u200b]/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
