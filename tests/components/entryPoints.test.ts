import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loaded } from '../../components/idp/loadProviderComponents';

const root = join(__dirname, '..', '..');
const OPTIONAL = ['@pulumi/auth0', '@pulumi/azuread', '@pulumi/oci', 'oci-common'];

beforeAll(() => {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'components'], { cwd: root });
});

/** The packages that a module has loaded, in a process of its own. */
function loadedBy(file: string): string[] {
  const script = `require(${JSON.stringify(join(root, 'dist', file))}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const files = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as string[];
  return OPTIONAL.filter((name) => files.some((path) => path.includes(join('node_modules', name, '/'))));
}

test.each([
  ['index.js', []],
  ['provider.js', []],
  ['entryPoints/auth0.js', ['@pulumi/auth0']],
  ['entryPoints/entra.js', ['@pulumi/azuread']],
  ['entryPoints/oci.js', ['@pulumi/oci']],
])('%s loads of the optional packages %j', (file, expected) => {
  expect(loadedBy(file)).toEqual(expected);
});

/** Every package that the types of a file name, directly or through files of this library. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:from|import\()\s*["']([^"']+)["']/g)) {
    if (!name.startsWith('.')) packages.add(name);
    else {
      const target = join(dirname(file), name.replace(/\.js$/, ''));
      const path = [`${target}.d.ts`, join(target, 'index.d.ts')].find(existsSync);
      if (path === undefined) throw new Error(`${file} names ${name}, which is not there`);
      for (const further of packagesOf(path, seen)) packages.add(further);
    }
  }
  return packages;
}

test('the types of the root name no optional package: a program without it compiles', () => {
  const named = [...packagesOf(join(root, 'dist', 'index.d.ts'))];
  expect(named).toContain('@pulumi/pulumi');
  expect(named.filter((name) => OPTIONAL.some((optional) => name.startsWith(optional)))).toEqual([]);
  expect([...packagesOf(join(root, 'dist', 'entryPoints', 'oci.d.ts'))]).toContain(
    '@pulumi/oci/identity/domainsApp',
  );
});

describe('a package that is missing', () => {
  const missing = (name: string) =>
    Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:`), { code: 'MODULE_NOT_FOUND' });
  const load = (error: Error) => () =>
    loaded('ociIam', ['@pulumi/oci', 'oci-common'], () => {
      throw error;
    });

  test.each(['@pulumi/oci', '@pulumi/oci/identity/domainsApp', 'oci-common'])('%s is named', (name) => {
    expect(load(missing(name))).toThrow(
      expect.objectContaining({
        code: 'idp.package_missing',
        remedy: 'npm install @pulumi/oci oci-common',
      }) as Error,
    );
  });

  test.each([missing('@pulumi/ocirus'), missing('sshpk'), new Error('broken')])(
    'another error stays what it is: %s',
    (error) => {
      expect(load(error)).toThrow(error);
    },
  );
});
