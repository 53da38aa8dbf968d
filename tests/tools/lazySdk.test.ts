import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const HOOK = join(__dirname, '../e2e/support/lazySdk.js');

/** What the SDK has loaded when a program begins, and what it makes of a closure and of the program's code. */
const PROGRAM = `
const pulumi = require(${JSON.stringify(require.resolve('@pulumi/pulumi'))});
const loaded = Object.keys(require.cache);
const has = (part) => loaded.some((file) => file.includes(part));
const before = { typescript: has('node_modules/typescript/'), arborist: has('node_modules/@npmcli/arborist/') };
const factor = 3;
(async () => {
  const { text } = await pulumi.runtime.serializeFunction((n) => n * factor + Math.max(1, n));
  const paths = [...(await pulumi.runtime.computeCodePaths()).keys()];
  console.log(JSON.stringify({ before, text, paths: paths.sort() }));
})();
`;

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'lazy-sdk-'));
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "dependencies": { "one": "1.0.0" } }');
  mkdirSync(join(project, 'node_modules/one'), { recursive: true });
  writeFileSync(join(project, 'node_modules/one/package.json'), '{ "name": "one", "version": "1.0.0" }');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

async function run(...args: string[]) {
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '-e', PROGRAM], { cwd: project });
  return JSON.parse(stdout) as { before: Record<string, boolean>; text: string; paths: string[] };
}

test('the SDK does the same with the parts that it loads late', async () => {
  const [usual, late] = await Promise.all([run(), run('--require', HOOK)]);
  // As long as this is true the hook is worth having.
  expect(usual.before).toEqual({ typescript: true, arborist: true });
  expect(late).toEqual({ ...usual, before: { typescript: false, arborist: false } });
  expect(late.text).toContain('n * factor');
  expect(late.paths).toEqual([expect.stringMatching(/node_modules.one$/)]);
});
