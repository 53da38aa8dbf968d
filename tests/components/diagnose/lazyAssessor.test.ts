import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

test('the provider process loads neither HTTP nor signatures before an Agreement asks, nor XML before a PoolTrust', () => {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'components'], { cwd: root });
  const program = `require(${JSON.stringify(join(root, 'dist/provider.js'))});
    console.log(Object.keys(require.cache).filter((path) => /node_modules.(undici|jose|saxes)./.test(path)).length)`;
  expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).trim()).toBe('0');
});
