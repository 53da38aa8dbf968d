import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import { pulumiOrds } from '../support/command';
import { handMadeAuth0 } from '../support/handMade/auth0';
import { handMadeOciIam } from '../support/handMade/ociIam';
import { catalogue, damageSchema, makeSchema, ROLE_CLAIM } from '../support/handMade/schema';
import type { Digests, HandMadeSide, Mode } from '../support/handMade/side';
import { prepare, type Prepared } from '../support/prepare';

type Kind = 'auth0' | 'oci-iam';

const HAND_MADE: Readonly<Record<Kind, (the: Prepared, mode: Mode) => Promise<HandMadeSide>>> = {
  auth0: (the) => Promise.resolve(handMadeAuth0(the)),
  'oci-iam': handMadeOciIam,
};
/** Of the others `pulumi import` would keep secrets in clear. */
const HAS_IMPORT_FILE: readonly Kind[] = ['auth0'];
/** Two modules, privileges and protections, and the profile; in role mode three roles. */
const ADOPTED: Readonly<Record<Mode, number>> = { scope: 7, role: 10 };
/** What lets a call of the first module in. */
const CLAIMS: Readonly<Record<Mode, object>> = {
  scope: { scope: 'orders.read' },
  role: { [ROLE_CLAIM]: ['clerks'] },
};

/** Both sides are made by hand, written as a program, taken over, changed, repaired and let go of. */
export function describeRoundTrip(kind: Kind, mode: Mode): void {
  describe(`${kind}: a hand-made API in ${mode} mode`, () => {
    const the = prepare(kind);
    const hasImportFile = HAS_IMPORT_FILE.includes(kind);
    let side: HandMadeSide;
    /** What stood there before this library saw it. */
    let before: Digests;

    beforeAll(async () => {
      side = await HAND_MADE[kind](the, mode);
      await side.make();
      await makeSchema(the.schema, the.provider, side.audience, mode);
      before = await live();
    });
    afterAll(() => side?.close());

    const live = async () => ({ ...(await catalogue(the.schema)), ...(await side.objects()) });
    const endpoint = (): string => `${the.sandbox.environment['ORDS_BASE_URL']}/shop/orders/list`;
    const command = (...args: string[]) => pulumiOrds(the.sandbox, the.stack.file('.'), args);

    /** Status of a call with a token that has these claims. */
    async function status(claims: object): Promise<number> {
      const { token } = await the.sandbox.control.call<{ token: string }>(
        `${the.provider.controlPart}/mintToken`,
        { audience: side.audience, claims },
      );
      return the.requests.status(endpoint(), token);
    }

    /** Runs something and returns what it wrote on either side. */
    async function writes(action: () => Promise<unknown>): Promise<{ commits: number; requests: string[] }> {
      const { sandbox, provider } = the;
      await sandbox.control.call(`${provider.controlPart}/resetStatistics`);
      const { commits } = await sandbox.control.call<{ commits: number }>('database/statistics');
      await action();
      const after = await sandbox.control.call<{ commits: number }>('database/statistics');
      const { requests } = await sandbox.control.call<{ requests: Record<string, number> }>(
        `${provider.controlPart}/statistics`,
      );
      return {
        commits: after.commits - commits,
        requests: Object.keys(requests).filter((key) => !provider.isRead(key)),
      };
    }

    test('export writes a program that says all of it', async () => {
      const { sandbox, stack } = the;
      const args = ['export', side.option, '--format', 'typescript', '--definitions', '--project', 'orders'];
      const more = hasImportFile ? ['--import-file', 'import.json'] : [];
      const ended = await command(...args, '--out', 'exported.ts', ...more);
      const err = kind === 'auth0' && mode === 'role' ? (expect.stringContaining('an Action') as string) : '';
      const out = ['exported.ts', ...more.slice(1)].map((file) => `wrote ${file}\n`).join('');
      expect(ended).toEqual({ status: 0, out, err });
      const { code } = transformSync(readFileSync(stack.file('exported.ts'), 'utf8'), {
        swcrc: false,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      });
      stack.program(code);
      await stack.configure({
        baseUrl: sandbox.environment['ORDS_BASE_URL'] ?? '',
        connectString: sandbox.environment['ORDS_CONNECT_STRING'] ?? '',
        user: sandbox.environment['ORDS_USER'] ?? '',
        password: sandbox.environment['ORDS_PASSWORD'] ?? '',
      });
      expect(await live()).toEqual(before);
    });

    test('up takes over both sides as they are, and writes on neither', async () => {
      let output = '';
      const written = await writes(async () => ({ output } = await the.stack.run(['up', '--yes'])));
      expect(written).toEqual({ commits: 0, requests: [] });
      const adopted = new Set(output.match(/ords: adopts .*/g));
      expect(adopted.size).toBe(ADOPTED[mode]);
      for (const line of adopted) expect(line).toMatch(/ as it is$/);
      expect(output).toContain(`= ${side.imported} imported`);
      expect(await live()).toEqual(before);
      await the.stack.run(['preview', '--expect-no-changes']);
    });

    test('what somebody changes is found, by a preview and by drift, and up puts it back byte for byte', async () => {
      await damageSchema(the.schema, mode);
      await side.takeScopes();

      const { output } = await the.stack.run(['preview', '--diff']);
      for (const name of ['module-orders', 'privilege-orders.read', 'protection-注文', side.damaged])
        expect(output).toContain(name);
      const drift = await command('drift');
      expect(drift.status).toBe(2);
      expect(drift.out).toContain('ords.module.public');
      if (mode === 'role') expect(drift.out).toContain('ords.privilege.roles_missing');

      await the.stack.up();
      expect(await live()).toEqual(before);
      expect(await command('drift')).toMatchObject({ status: 0 });
    });

    test('destroy keeps all that was there, and nothing is open', async () => {
      await the.stack.destroy();
      expect(await live()).toEqual(before);
      expect(await the.requests.status(endpoint())).toBe(401);
      expect(await status({})).not.toBe(200);
      expect(await status(CLAIMS[mode])).toBe(200);
    });

    if (!hasImportFile) return;
    test('the import file puts the side of the identity provider under the components of the program', async () => {
      await the.stack.run(['import', '--file', 'import.json', '--yes', '--generate-code=false']);
      const { resourceTypes } = the.provider;
      const imported = the.stack.state().resources.filter(({ urn }) => urn.includes(resourceTypes));
      expect(imported).toHaveLength(side.imported);
      // Under another parent they would be deleted and imported again.
      const { changes } = await the.stack.preview();
      expect(Object.keys(changes)).toEqual(['create']);
    });
  });
}
