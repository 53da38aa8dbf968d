import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { pulumiOrds, type Ended } from '../support/command';
import { ROOT } from '../support/engine';
import type { ProviderKind } from '../support/identityProviders/identityProvider';
import { endpointsOf, prepare } from '../support/prepare';
import { ordersValues } from '../support/values';

interface Document {
  readonly result: string;
  readonly findings?: readonly { readonly code: string }[];
  readonly unread?: readonly { readonly code?: string }[];
  readonly checks?: readonly { readonly check: string; readonly outcome: string }[];
}

/** `drift`, `doctor` and `verify` against a stack as a user types them: exit statuses and every form of output. */
export function describeCommands(kind: ProviderKind): void {
  describe(`${kind}: the commands`, () => {
    const the = prepare(kind);
    /** What is found differs by identity provider, how it is written does not. */
    const inEveryForm = kind === 'auth0';
    /** Of the module that the client `backend` may call. */
    let url: string;

    beforeAll(async () => {
      [url = ''] = endpointsOf(the, 'orders');
      the.stack.values({ orders: ordersValues(the.provider) });
      await the.stack.up();
    });

    const command = (line: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
      pulumiOrds(the.sandbox, the.stack.file('.'), line.split(' '), environment);
    const doctor = (output: string): Promise<Ended> =>
      command(`doctor --url ${url} --client backend --output ${output}`);

    /** What a command writes with `--output json`, after a look at its published layout. */
    function documentOf({ out }: Ended, name: string): Document {
      const schema = JSON.parse(
        readFileSync(join(ROOT, 'docs/schemas', `${name}.schema.json`), 'utf8'),
      ) as object;
      const ajv = addFormats(new Ajv());
      const document = JSON.parse(out) as Document;
      expect([ajv.validate(schema, document), ajv.errors]).toEqual([true, null]);
      return document;
    }

    describe('of two sides that agree', () => {
      test('drift says so, with exit status 0', async () => {
        const json = await command('drift --output json');
        expect([json.status, json.err]).toEqual([0, '']);
        expect(documentOf(json, 'drift')).toMatchObject({
          result: 'agreement',
          findings: [],
          unread: [],
          skipped: [],
        });
        if (!inEveryForm) return;
        const [table, sarif, html] = [
          await command('drift'),
          await command('drift --output sarif'),
          await command('drift --output html'),
        ];
        expect([table, sarif, html].map(({ status, err }) => [status, err])).toEqual(Array(3).fill([0, '']));
        expect(table.out).toContain('agreement: both sides of orders are as declared');
        expect(JSON.parse(sarif.out)).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
        expect(html.out).toMatch(/^<!doctype html>/i);
      });

      test('verify proves it with real tokens', async () => {
        const json = await command('verify --output json');
        expect(json.status).toBe(0);
        const { checks = [] } = documentOf(json, 'verify');
        // There is no second API whose token could be tried.
        const open = checks.filter(({ outcome }) => outcome !== 'passed');
        expect(new Set(open.map(({ check, outcome }) => `${check} ${outcome}`))).toEqual(
          new Set(['other_audience skipped']),
        );
        for (const check of ['granted', 'no_token', 'garbage_token', 'altered_signature', 'missing_scope'])
          expect(checks.filter((one) => one.check === check)).toHaveLength(2);
        if (!inEveryForm) return;
        const junit = await command('verify --output junit');
        expect(junit.status).toBe(0);
        expect(junit.out).toMatch(/<testsuites [^>]*failures="0"/);
        expect((await command('verify')).status).toBe(0);
      });

      test('doctor finds a call that is let in', async () => {
        const json = await doctor('json');
        expect([json.status, json.err]).toEqual([0, '']);
        expect(documentOf(json, 'doctor').findings).toEqual([]);
        if (!inEveryForm) return;
        expect((await doctor('table')).status).toBe(0);
      });
    });

    test('a key that the identity provider does not accept: it could not be told, and the key is named', async () => {
      const { environment, code } = the.provider.wrongKey;
      const json = await command('drift --output json', environment);
      expect(json.status).toBe(1);
      const { result, unread = [] } = documentOf(json, 'drift');
      expect(result).toBe('unknown');
      expect(new Set(unread.map((one) => one.code))).toEqual(new Set([code]));
      const table = await command('drift', environment);
      expect(table.status).toBe(1);
      expect(table.out).toContain(code);
      for (const secret of Object.values(environment)) expect(json.out).not.toContain(secret);
    });

    describe('of keys that ORDS cannot read', () => {
      let finding: string;
      beforeAll(async () => {
        finding = await the.provider.closeKeys();
        await the.sandbox.control.call('ords/clearKeys');
      });

      test('drift names them first, with exit status 2', async () => {
        const json = await command('drift --output json');
        expect(json.status).toBe(2);
        expect(documentOf(json, 'drift').findings?.[0]?.code).toBe(finding);
        if (!inEveryForm) return;
        const [table, sarif, html] = [
          await command('drift'),
          await command('drift --output sarif'),
          await command('drift --output html'),
        ];
        expect([table, sarif, html].map(({ status }) => status)).toEqual([2, 2, 2]);
        expect(table.out).toContain(finding);
        expect(JSON.parse(sarif.out)).toMatchObject({ runs: [{ results: [{ ruleId: finding }] }] });
        expect(html.out).toContain(finding);
      });

      test('doctor names them first', async () => {
        const json = await doctor('json');
        expect(json.status).toBe(2);
        expect(documentOf(json, 'doctor').findings?.[0]?.code).toBe(finding);
        if (!inEveryForm) return;
        const table = await doctor('table');
        expect(table.status).toBe(2);
        expect(table.out).toContain(finding);
      });

      test('verify fails where a client ought to be let in', async () => {
        const json = await command('verify --output json');
        expect(json.status).toBe(2);
        const { checks = [] } = documentOf(json, 'verify');
        expect(checks.filter(({ check }) => check === 'granted').map(({ outcome }) => outcome)).toEqual([
          'failed',
          'failed',
        ]);
        if (!inEveryForm) return;
        const junit = await command('verify --output junit');
        expect(junit.status).toBe(2);
        expect(junit.out).toMatch(/<testsuites [^>]*failures="2"/);
      });
    });
  });
}
