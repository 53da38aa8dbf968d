import fc from 'fast-check';
import type { ApiSides } from '../../../../components/diagnose/facts';
import type { Finding } from '../../../../components/diagnose/finding';
import { renderReport, type ReportInput } from '../../../../components/diagnose/report/page';
import { agreeing, broken, GENERATED_AT, mixed, unreadable } from './examples';

const headline = (input: Partial<ReportInput>): string | undefined =>
  /<h1>([^<]*)<\/h1>/.exec(
    renderReport({ apis: [], findings: [], generatedAt: GENERATED_AT, ...input }),
  )?.[1];

/** Every text of the input that came from outside, replaced by the same text. */
function withNames<T>(value: T, name: string, keep: ReadonlySet<string>): T {
  if (typeof value === 'string') return (keep.has(value) ? value : name) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => withNames(entry, name, keep)) as T;
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, withNames(entry as unknown, name, keep)]),
  ) as T;
}

/** Discriminators, codes and severities are the library's own words. */
const OWN_WORDS = new Set([
  ...['read', 'skipped', 'failed', 'keys', 'scope', 'role', 'error', 'warning', 'info', 'ORDSDEMO'],
  ...mixed().findings.map((finding) => finding.code),
]);

describe('renderReport', () => {
  it('says in its heading how the two sides stand', () => {
    expect(headline({ apis: [agreeing()] })).toBe('The two sides agree');
    expect(headline(mixed())).toBe('The two sides have come apart');
    expect(headline({ apis: [agreeing(), unreadable()] })).toBe('One side could not be read');
    const warning = broken().findings.find(({ severity }) => severity === 'warning')!;
    expect(headline({ apis: [agreeing()], findings: [warning] })).toBe('The two sides agree, with warnings');
    expect(headline({})).toBe('No API was looked at');
  });

  it('never says that the sides agree when one could not be read', () => {
    const page = renderReport({ apis: [unreadable()], findings: [], generatedAt: GENERATED_AT });
    expect(page).not.toContain('Both sides agree');
    expect(page).toContain('ECONNREFUSED');
    expect(page).toContain('no client id and secret for the Management API were given');
  });

  it('shows each finding once: under its API, or beyond one API', () => {
    const page = renderReport(mixed());
    for (const { code } of mixed().findings)
      expect(page.split(`<code class="code">${code}</code>`)).toHaveLength(2);
    expect(page.indexOf('ords.version.admin_public')).toBeGreaterThan(page.indexOf('Beyond one API'));
    expect(page.indexOf('trust.issuer.slash')).toBeLessThan(page.indexOf('id="api-2"'));
  });

  it('puts the severest finding first', () => {
    const page = renderReport(mixed());
    const [first] = /docs\/findings\/[\w.]+\.md/.exec(page) ?? [];
    expect(first).toBe('docs/findings/trust.issuer.slash.md');
  });

  it('loads nothing and runs nothing: no script, no address in an attribute, a policy that forbids both', () => {
    const page = renderReport(mixed());
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(page).not.toMatch(/<script|\son\w+=|@import|url\(/i);
    const addresses = [...page.matchAll(/\s(?:href|src|action|srcset)="([^"]*)"/g)].map(
      ([, address]) => address,
    );
    expect(addresses.filter((address) => !/^(#api-\d+|data:,)$/.test(address ?? ''))).toEqual([]);
  });

  it('shows the time in UTC, for people and for programs', () => {
    expect(renderReport(mixed())).toContain(
      '<time datetime="2026-03-04T05:06:07.000Z">2026-03-04 at 05:06 UTC</time>',
    );
  });

  it('lets no name be anything but text, wherever it comes from', () => {
    const plain = tags(renderReport(withNames(mixed(), 'x', OWN_WORDS)));
    const hostile = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=y>',
        "' onload='z",
        '&lt;b&gt;',
        '</style>',
        '<!--',
      ),
      fc.string({ unit: fc.constantFrom(...'<>&"\'`=/ ax\u202e'), minLength: 1 }),
    );
    fc.assert(
      fc.property(hostile, (name) => {
        expect(tags(renderReport(withNames(mixed(), name, OWN_WORDS)))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it('takes keys of objects as text too', () => {
    const api: ApiSides = agreeing();
    const evil = '<b>&"';
    const page = renderReport({
      apis: [
        {
          ...api,
          manifest: { ...api.manifest, clients: { [evil]: { clientId: 'c', scopes: ['orders.read'] } } },
        },
      ],
      findings: [] satisfies Finding[],
      generatedAt: GENERATED_AT,
    });
    expect(page).not.toContain('<b>&');
    expect(page).toContain('&#60;b&#62;&#38;&#34;');
  });

  it('stays below 2 KB a finding', () => {
    const { api, findings } = broken();
    const many = Array.from({ length: 2_000 }, (_, index) => findings[index % findings.length]!);
    const page = renderReport({ apis: [api], findings: many, generatedAt: GENERATED_AT });
    expect(page.length).toBeLessThan(4_000_000);
  });
});

/** The elements of a page in their order, with the names of their attributes: what a name must not change. */
function tags(page: string): string[] {
  return [...page.matchAll(/<(\/?[a-z0-9!]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag, attributes]) =>
      `${tag ?? ''} ${[...(attributes ?? '').matchAll(/([\w:-]+)(?:="[^"]*")?/g)].map(([, name]) => name).join(' ')}`,
  );
}
