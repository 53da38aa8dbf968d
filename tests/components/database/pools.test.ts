import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startOracleSandbox } from '../../support/oracleSandbox';

jest.setTimeout(60_000);

const root = join(__dirname, '..', '..', '..');

it('a process that has called the database ends by itself', async () => {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'components'], { cwd: root });
  const sandbox = await startOracleSandbox();
  const program = `require('pulumi-ords/provider').provider('Role')
    .read('x', { connection: JSON.parse(process.argv[1]), schema: 'ORDSDEMO', name: 'nobody' })
    .then(({ id }) => console.log(JSON.stringify(id)));`;
  const child = spawn(process.execPath, ['-e', program, JSON.stringify(sandbox.connection())], {
    cwd: join(root, 'stacks'),
  });
  const printed: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  const [code] = (await once(child, 'exit')) as [number];
  expect([code, printed.join('')]).toEqual([0, '""\n']);
  await sandbox.close();
});

it('declaring resources loads no driver', () => {
  const program = `require('pulumi-ords'); require('pulumi-ords/provider');
    console.log(Object.keys(require.cache).filter((file) => /node_modules.oracledb.index/.test(file)).length)`;
  const printed = execFileSync(process.execPath, ['-e', program], {
    cwd: join(root, 'stacks'),
    encoding: 'utf8',
  });
  expect(printed).toBe('0\n');
});
