import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Cleanup, Leftover } from '../../../components/cleanup/leftover';
import { describeFinding } from '../../../components/diagnose/findingText';
import type { Finding } from '../../../components/diagnose/finding';
import { renderReport } from '../../../components/diagnose/report/page';
import type { CheckResult } from '../../../components/diagnose/verify/check';
import { OrdsError } from '../../../components/errors';
import { quote } from '../../../components/rules/text';
import { visible, visibleJson } from '../../../components/visible';
import { OBEYED } from '../injection/hostileTexts';
import { check, finding, manifest, refusal, sides } from './fixtures';
import { cli, listed, type Setting } from './harness';

/** Clears the screen, colours, turns the line around, hides, ends a line in a way of its own, halves a character. */
const EVIL = 'a\u001b[2Jb\u001b[31mc\u009b2Kd\u001b]0;title\u0007e\u202ef\u200bg\rh\u2028i\ud800j';
const SHOWN = 'a<U+001B>[2Jb<U+001B>[31mc<U+009B>2Kd<U+001B>]0;title<U+0007>e<U+202E>f';

const API = manifest({ api: EVIL, clients: { [EVIL]: { clientId: EVIL, scopes: [EVIL] } } });
const failed = { state: 'failed', failure: { code: 'x.y', message: EVIL, remedy: EVIL } } as const;
const skipped = { state: 'skipped', reason: EVIL } as const;
const FINDING: Finding = finding({
  subject: { api: EVIL, schema: EVIL, kind: 'module', name: EVIL },
  summary: EVIL,
  expected: EVIL,
  found: EVIL,
  remedy: EVIL,
});
const EVIL_SIDES = sides({
  manifest: API,
  ords: failed,
  identityProvider: { ...sides().identityProvider, api: skipped, clients: failed },
});
const CHECK: CheckResult = check({
  api: EVIL,
  module: EVIL,
  client: EVIL,
  url: `https://ords.example.com/${EVIL}`,
  outcome: 'failed',
  wwwAuthenticate: EVIL,
  summary: EVIL,
  remedy: EVIL,
  expected: EVIL,
});
const FACTS = refusal({
  api: EVIL_SIDES,
  token: {
    form: 'jwt',
    header: { alg: EVIL, kid: EVIL, typ: EVIL },
    claims: { iss: EVIL, scope: EVIL },
    signature: 'valid',
  },
  call: { state: 'read', value: { url: EVIL, method: EVIL, status: 401, wwwAuthenticate: EVIL } },
  openCall: failed,
});

const LEFTOVER: Leftover = { side: 'ORDS', place: EVIL, kind: 'module', name: EVIL, mark: EVIL };
const LEFTOVERS: Cleanup = {
  leftovers: [LEFTOVER],
  unproven: [{ ...LEFTOVER, side: 'identity provider' }],
  unread: [{ side: 'ORDS', place: EVIL, code: 'x.y', message: EVIL, remedy: EVIL }],
  skipped: [{ side: 'identity provider', reason: EVIL, needed: true }],
  remove: () => Promise.resolve(),
};
const STATE = {
  deployment: {
    resources: [{ urn: 'urn:pulumi:dev::shop::x::x', type: 'pulumi:pulumi:Stack', outputs: {} }],
  },
};

const SETTING: Setting = {
  file: API,
  stdin: 'header.payload.signature',
  services: {
    collectSides: () => Promise.resolve([EVIL_SIDES]),
    compare: () => [FINDING],
    collectRefusal: () => Promise.resolve(FACTS),
    diagnoseRefusal: () => [FINDING],
    verify: () => ({ checks: listed([CHECK]), tokensUsed: () => 1 }),
    renderReport,
    findLeftovers: () => Promise.resolve(LEFTOVERS),
  },
};

const FROM = ['--manifest', 'manifest.json'];
const DOCTOR = ['doctor', ...FROM, '--url', 'https://ords.example.com/ords/demo/orders/', '--token', '-'];
const CLEANUP = ['cleanup', '--state', 'manifest.json'];
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['drift as a table', ['drift', ...FROM]],
  ['drift as JSON', ['drift', ...FROM, '--output', 'json']],
  ['drift as SARIF', ['drift', ...FROM, '--output', 'sarif']],
  ['drift as HTML', ['drift', ...FROM, '--output', 'html']],
  ['doctor as a table', DOCTOR],
  ['doctor as JSON', [...DOCTOR, '--output', 'json']],
  ['verify as a table', ['verify', ...FROM]],
  ['verify as JSON', ['verify', ...FROM, '--output', 'json']],
  ['verify as JUnit', ['verify', ...FROM, '--output', 'junit']],
  ['cleanup as a table', CLEANUP],
  ['cleanup as JSON', [...CLEANUP, '--output', 'json']],
  ['the report', ['report', ...FROM, '--out', '-']],
];

/** Colours that the command itself sets. */
const OURS = new RegExp(`${String.fromCharCode(27)}\\[(?:1|2|22|3[0-9]|39)m`, 'g');

describe.each([
  ['on a terminal', true],
  ['in a file', false],
])('%s', (_name, terminal) => {
  test.each(COMMANDS)('%s holds nothing that a terminal obeys', async (_command, args) => {
    const { out, err } = await cli(args, {
      ...SETTING,
      ...(args[0] === 'cleanup' && { file: STATE }),
      terminal,
    });
    const own = terminal ? (text: string) => text.replace(OURS, '') : (text: string) => text;
    expect(own(out)).not.toMatch(OBEYED);
    // Progress lines on a terminal go back to the line's beginning.
    const progress = terminal ? own(err).replaceAll(`\r${String.fromCharCode(27)}[K`, '') : own(err);
    expect(progress).not.toMatch(OBEYED);
    expect(out.length).toBeGreaterThan(100);
  });
});

test('a name cannot set a colour either', async () => {
  const { out } = await cli(['drift', ...FROM], { ...SETTING, terminal: true });
  expect(out).not.toContain('\u001b[31mc');
  expect(out).toContain(SHOWN);
  expect(out).toMatch(OURS);
});

test('a name with a line feed is no second line of what cleanup lists', async () => {
  const forged = 'x\nremoved ORDS, schema HR: module "forged"';
  const found = { ...LEFTOVERS, leftovers: [{ ...LEFTOVER, name: forged, place: forged }], unproven: [] };
  const { out } = await cli(CLEANUP, {
    file: STATE,
    services: { findLeftovers: () => Promise.resolve(found) },
  });
  expect(out).toContain('x<U+000A>removed');
  expect(out).not.toMatch(/^removed/m);
});

test.each([
  ['drift', COMMANDS[1]?.[1]],
  ['doctor', COMMANDS[5]?.[1]],
  ['verify', COMMANDS[7]?.[1]],
])('the JSON of %s reads back as what was found', async (_name, args) => {
  const { out } = await cli(args ?? [], SETTING);
  const texts: unknown[] = [];
  JSON.parse(out, (_key, value: unknown) => {
    texts.push(value);
    return value;
  });
  expect(texts.filter((text) => text === EVIL).length).toBeGreaterThan(2);
});

test('an error of this library, and one of another', async () => {
  const thrown = new OrdsError(EVIL, { code: 'x.y', field: EVIL, found: EVIL, expected: EVIL, remedy: EVIL });
  expect(thrown.message).not.toMatch(OBEYED);
  for (const error of [thrown, new Error(EVIL)]) {
    const { err } = await cli(['drift', ...FROM, '--debug'], {
      ...SETTING,
      services: { collectSides: () => Promise.reject(error) },
    });
    expect(err).toContain(SHOWN);
    expect(err).not.toMatch(OBEYED);
  }
});

test('what an Agreement says in `pulumi up`', () => {
  expect(describeFinding(FINDING)).not.toMatch(OBEYED);
});

test('property: nothing obeyed is left, and the rest stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(text)).not.toMatch(OBEYED);
      expect(visible(visible(text))).toBe(visible(text));
      expect(quote(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(visibleJson({ text })).not.toMatch(OBEYED);
      expect(JSON.parse(visibleJson({ [text]: [text] }, 2))).toEqual({ [text]: [text] });
      if (!OBEYED.test(text)) expect(visible(text)).toBe(text);
    }),
  );
});

test('one place writes to the terminal', () => {
  const folder = join(__dirname, '../../../components/cli');
  const writing = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) =>
      /\.write\(|\bconsole\.(?:log|info|warn|error)\(/.test(readFileSync(join(folder, name), 'utf8')),
    );
  expect(writing.map((name) => name.replaceAll('\\', '/')).sort()).toEqual([
    // A constant text, where even masking has failed.
    'cli.ts',
    // Asks at a terminal, on one line, what `visible` has passed.
    'commands/confirm.ts',
    'console.ts',
    'nodeSurroundings.ts',
  ]);
});
