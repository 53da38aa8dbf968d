import fc from 'fast-check';
import type { Observation, Outcome, PlannedCheck } from '../../../../components/diagnose/verify/check';
import { judge, type Context } from '../../../../components/diagnose/verify/judge';
import { planChecks } from '../../../../components/diagnose/verify/plan';
import { answer, find, ordersManifest } from './support';

const BEARER = 'Bearer realm="Oracle REST Data Services", error="invalid_token"';
const other = ordersManifest({ api: 'other', audience: 'https://api.example.com/other' });
const plan = planChecks(ordersManifest(), { hasSecret: () => true, others: [other] });
const refusals = plan.filter(({ check }) => check !== 'granted');

/** Every granted call is answered. */
function allGranted(outcome: Outcome = 'passed'): Context {
  const granted = plan.filter(({ check }) => check === 'granted');
  return { outcomes: new Map(granted.map(({ id }) => [id, outcome])), missingScopeStatuses: [403] };
}

const outcome = (check: PlannedCheck, observation: Observation, context = allGranted()): Outcome =>
  judge(check, observation, context).outcome;

const anyCheck = fc.constantFrom(...refusals);
const anyHeader = fc.option(fc.constantFrom(BEARER, 'Basic realm="x"', 'Negotiate'), { nil: undefined });
const anyType = fc.option(fc.constantFrom('application/json', 'text/html; charset=utf-8'), {
  nil: undefined,
});

describe('judge', () => {
  it('passes a refusal as ORDS gives it, beside an answered call', () => {
    for (const check of refusals)
      expect(outcome(check, answer(401, { wwwAuthenticate: BEARER }))).toBe('passed');
    expect(outcome(find(plan, 'orders', 'missing_scope'), answer(403))).toBe('passed');
  });

  it('passes no refusal unless the status is 401 or 403', () => {
    fc.assert(
      fc.property(
        anyCheck,
        fc.integer({ min: 100, max: 599 }).filter((status) => status !== 401 && status !== 403),
        anyHeader,
        anyType,
        (check, status, wwwAuthenticate, contentType) =>
          outcome(check, answer(status, { wwwAuthenticate, contentType })) !== 'passed',
      ),
    );
  });

  it('passes no refusal without an answered call', () => {
    fc.assert(
      fc.property(
        anyCheck,
        fc.constantFrom<Outcome>('failed', 'inconclusive', 'skipped'),
        fc.constantFrom(401, 403),
        (check, granted, status) =>
          outcome(check, answer(status, { wwwAuthenticate: BEARER }), allGranted(granted)) !== 'passed',
      ),
    );
    fc.assert(
      fc.property(anyCheck, (check) => {
        const empty = { outcomes: new Map(), missingScopeStatuses: [403] };
        return outcome(check, answer(401), empty) === 'inconclusive';
      }),
    );
  });

  it('passes nothing that was not answered or not sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plan),
        fc.oneof(
          fc.record({
            kind: fc.constant('no_answer' as const),
            failure: fc.constantFrom('unreachable', 'timeout', 'untrusted', 'too_large' as const),
            detail: fc.string(),
            milliseconds: fc.nat(),
          }),
          fc.record({ kind: fc.constant('not_sent' as const), summary: fc.string(), remedy: fc.string() }),
        ),
        (check, observation) => outcome(check, observation as Observation) === 'inconclusive',
      ),
    );
  });

  it('fails every answer that should have been refused, whatever the granted call gave', () => {
    fc.assert(
      fc.property(
        anyCheck,
        fc.integer({ min: 200, max: 299 }),
        anyType,
        fc.constantFrom<Outcome>('passed', 'failed', 'inconclusive', 'skipped'),
        (check, status, contentType, granted) =>
          outcome(check, answer(status, { contentType }), allGranted(granted)) === 'failed',
      ),
    );
  });

  it('passes a granted call for 2xx only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
        const passed = outcome(find(plan, 'orders', 'granted'), answer(status)) === 'passed';
        return passed === (status >= 200 && status < 300);
      }),
    );
    const page = answer(200, { contentType: 'text/html' });
    expect(outcome(find(plan, 'orders', 'granted'), page)).toBe('inconclusive');
  });

  it('names the open module', () => {
    expect(judge(find(plan, 'orders', 'no_token'), answer(200), allGranted())).toEqual({
      api: 'orders',
      module: 'orders',
      check: 'no_token',
      outcome: 'failed',
      code: 'ords.module.public',
      url: 'https://db.example.com/ords/ordsdemo/orders/',
      status: 200,
      milliseconds: 1,
      expected: 'refused (401)',
      summary: 'answers without a token',
      remedy: expect.stringContaining('pulumi up'),
    });
  });

  it.each<[string, Partial<Parameters<typeof answer>[1] & object>, Outcome]>([
    ['a page without a challenge', { contentType: 'text/html' }, 'inconclusive'],
    ['a page of ORDS 25.1', { contentType: 'text/html', wwwAuthenticate: BEARER }, 'passed'],
    ['a sign-in by password', { wwwAuthenticate: 'Basic realm="proxy"' }, 'inconclusive'],
    ['several challenges', { wwwAuthenticate: 'Basic realm="x", Bearer realm="y"' }, 'passed'],
    ['a word that only looks like it', { wwwAuthenticate: 'Basic realm="bearer"' }, 'inconclusive'],
    ['no challenge', {}, 'passed'],
  ])('takes a 401 with %s for what it is', (_, parts, expected) => {
    expect(outcome(find(plan, 'orders', 'no_token'), answer(401, parts))).toBe(expected);
  });

  it('does not take 403 for a refusal of a bad token', () => {
    for (const check of ['no_token', 'garbage_token', 'altered_signature'] as const)
      expect(outcome(find(plan, 'orders', check), answer(403))).toBe('inconclusive');
  });

  it('holds the status for a missing scope to the expected one', () => {
    const strict = planChecks(ordersManifest(), { hasSecret: () => true, expectedScopeStatus: 403 });
    const check = find(strict, 'orders', 'missing_scope');
    expect(outcome(check, answer(403))).toBe('passed');
    expect(judge(check, answer(401), allGranted())).toMatchObject({
      outcome: 'failed',
      expected: 'refused (403)',
    });
  });

  it('says which scope a refused token lacks', () => {
    const refused = answer(401, { tokenScopes: ['else'] });
    expect(judge(find(plan, 'orders', 'granted'), refused, allGranted())).toMatchObject({
      outcome: 'failed',
      summary: 'the client is refused: its token does not carry "orders.read"',
      remedy: 'npx pulumi-ords doctor --url https://db.example.com/ords/ordsdemo/orders/',
    });
  });

  it('tells a grant that is too wide from an ORDS that does not ask', () => {
    const check = find(plan, 'orders', 'missing_scope');
    const carries = answer(200, { tokenScopes: ['orders.read'] });
    expect(judge(check, carries, allGranted()).code).toBe('idp.grant.scope_undeclared');
    expect(judge(check, answer(200, { tokenScopes: [] }), allGranted()).code).toBeUndefined();
    expect(outcome(check, answer(401, { tokenScopes: ['orders.read'] }))).not.toBe('passed');
  });

  it('sends nobody to pulumi up for an assignment of Entra, which is in no state', () => {
    const identityProvider = { kind: 'entra', tenantId: 't', loginEndpoint: 'https://login.example.com' };
    const authorisation = { mode: 'role', roleClaim: '/roles' } as const;
    const checks = planChecks(ordersManifest({ identityProvider, authorisation }), { hasSecret: () => true });
    const carries = answer(200, { tokenScopes: ['orders.read'] });
    const { code, remedy } = judge(find(checks, 'orders', 'missing_scope'), carries, allGranted());
    expect(code).toBe('idp.grant.scope_undeclared');
    expect(remedy).toContain('Enterprise applications');
    expect(remedy).not.toContain('pulumi up');
    expect(judge(find(plan, 'orders', 'missing_scope'), carries, allGranted()).remedy).toContain('pulumi up');
  });

  it('proves nothing with a narrowed token that was not narrowed', () => {
    const clients = { backend: { clientId: 'b', scopes: ['orders.read', 'orders.audit'] } };
    const checks = planChecks(ordersManifest({ clients }), { hasSecret: () => true });
    const check = find(checks, 'orders', 'missing_scope');
    const carries = (status: number) => answer(status, { tokenScopes: ['orders.read', 'orders.audit'] });
    expect(outcome(check, carries(200))).toBe('skipped');
    expect(outcome(check, carries(401))).toBe('skipped');
  });

  it('counts another audience only where the scope cannot be the cause', () => {
    const check = find(plan, 'orders', 'other_audience');
    const context = (missingScopeStatuses: number[]) => ({ ...allGranted(), missingScopeStatuses });
    const without = answer(401, { tokenScopes: [] });
    expect(outcome(check, without, context([]))).toBe('skipped');
    expect(outcome(check, without, context([401]))).toBe('skipped');
    expect(outcome(check, without, context([403]))).toBe('passed');
    expect(outcome(check, answer(401, { tokenScopes: ['orders.read'] }), context([401]))).toBe('passed');
  });
});

describe('where only people are let in', () => {
  const { clients } = ordersManifest();
  const web = { clientId: 'w', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] };
  const people = planChecks(
    ordersManifest({ clients: { web, ...(clients.auditor && { auditor: clients.auditor }) } }),
    {
      hasSecret: () => true,
    },
  );
  const noContext = { outcomes: new Map<string, Outcome>(), missingScopeStatuses: [] };

  it('a refusal counts by itself, and says what is not proven', () => {
    for (const check of ['no_token', 'garbage_token', 'missing_scope'] as const)
      expect(
        judge(find(people, 'orders', check), answer(401, { wwwAuthenticate: BEARER }), noContext),
      ).toMatchObject({ outcome: 'passed', summary: 'is refused; that people are let in is not proven' });
  });

  it('an answer fails, and what has another cause stays open', () => {
    const check = find(people, 'orders', 'no_token');
    expect(judge(check, answer(200), noContext)).toMatchObject({
      outcome: 'failed',
      code: 'ords.module.public',
    });
    for (const status of [302, 404, 503])
      expect(outcome(check, answer(status), noContext)).toBe('inconclusive');
  });
});
