import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';

import { judgeDrift } from '../../../components/cli/drift';
import { repositoryPath } from '../../../components/cli/output/repositoryPath';
import { driftSarif } from '../../../components/cli/output/sarif';
import { CATALOGUE, type FindingCode } from '../../../components/diagnose/catalogue';
import { AT, finding, INFO, sides } from './fixtures';
import { cli } from './harness';

const FINDINGS = [
  finding(),
  INFO,
  finding({ code: 'idp.client.grant_types', severity: 'warning', field: 'grantTypes' }),
];

const sarif = (findings = FINDINGS, api = sides()): Log =>
  driftSarif(judgeDrift([api], findings, AT), 'infra/Pulumi.yaml');
const results = (log: Log): Result[] => log.runs[0]?.results ?? [];

describe('SARIF', () => {
  // Published by the authors of the format. It is of draft 4, whose `id` is the one thing that a later draft reads otherwise.
  const path = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const {
    id: _id,
    $schema: _draft,
    ...schema
  } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const validate = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(
    schema,
  );

  test.each([
    ['with findings', sarif()],
    ['in agreement', sarif([])],
    [
      'a side unread',
      sarif(
        FINDINGS,
        sides({ ords: { state: 'failed', failure: { code: 'a.b', message: 'm', remedy: 'r' } } }),
      ),
    ],
    ['a finding about no API', sarif([finding({ subject: {} })])],
    ['every code', sarif((Object.keys(CATALOGUE) as FindingCode[]).map((code) => finding({ code })))],
  ])('%s is valid by the schema of SARIF 2.1.0', (_name, log) => {
    validate(JSON.parse(JSON.stringify(log)));
    expect(validate.errors).toBeNull();
  });

  test('the schema would refuse something else', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  test('every rule of the catalogue is there, and each result points at its own', () => {
    const log = sarif();
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(CATALOGUE));
    for (const result of results(log)) expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    for (const { help, id } of rules) expect(help?.text).toContain(`docs/findings/${id}.md`);
  });

  test('levels', () => {
    expect(results(sarif()).map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
  });

  test('each result has a file, which GitHub insists on, and a logical place', () => {
    for (const { locations } of results(sarif())) {
      expect(locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('infra/Pulumi.yaml');
      expect(locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName).toMatch(/^orders/);
    }
  });

  test('a finding keeps its fingerprint when the value found changes, and no other finding has it', () => {
    const print = (changes: Parameters<typeof finding>[0]): unknown =>
      results(sarif([finding(changes)]))[0]?.partialFingerprints;
    expect(print({ found: '"https://other/"', summary: 'otherwise' })).toEqual(print({}));
    const others = [
      print({ code: 'trust.issuer.case' }),
      print({ field: 'audience' }),
      print({ subject: { api: 'stock', schema: 'ORDSDEMO', kind: 'profile', name: 'ORDSDEMO' } }),
    ];
    for (const other of others) expect(other).not.toEqual(print({}));
  });

  test('a side that could not be read makes the run unsuccessful', () => {
    const failure = { code: 'a.b', message: 'nothing answers', remedy: 'look' };
    const [run] = sarif([], sides({ ords: { state: 'failed', failure } })).runs;
    expect(run?.invocations?.[0]).toMatchObject({ executionSuccessful: false, exitCode: 1 });
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('nothing answers');
  });

  test('nothing in a message is a link (3.11.6), with or without backslashes of its own', () => {
    const [plain, tricky] = ['[click](https://evil.example.com/)', '\\[click\\](https://evil.example.com/)'];
    const failure = { code: 'a.b', message: plain, remedy: tricky };
    const [run] = sarif(
      [
        finding({
          summary: plain,
          found: tricky,
          remedy: tricky,
          subject: { api: plain, kind: 'module', name: tricky },
        }),
      ],
      sides({ ords: { state: 'failed', failure } }),
    ).runs;
    const texts = [
      run?.results?.[0]?.message.text ?? '',
      run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text ?? '',
    ];
    for (const text of texts) {
      expect(text).toContain('click');
      // A pair of a backslash and what it escapes is one character.
      expect(text.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]\\]/);
    }
  });

  test('the command writes it', async () => {
    const { code, out } = await cli(['drift', '--manifest', 'manifest.json', '--output', 'sarif'], {
      services: { compare: () => FINDINGS },
    });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'pulumi-ords' } } }],
    });
  });
});

describe('the path that a result points at', () => {
  let root: string;
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'pulumi-ords-sarif-')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('is from the root of the repository', () => {
    execFileSync('git', ['init', '--quiet', root]);
    mkdirSync(join(root, 'a/b'), { recursive: true });
    expect(repositoryPath('Pulumi.yaml', join(root, 'a/b'))).toBe('a/b/Pulumi.yaml');
    expect(repositoryPath('../m.json', join(root, 'a/b'))).toBe('a/m.json');
  });

  test('is from the directory without one, and tells nothing of the machine', () => {
    expect(repositoryPath('Pulumi.yaml', root)).toBe('Pulumi.yaml');
    expect(repositoryPath(join(root, '../elsewhere/m.json'), root)).toBe('m.json');
  });
});
