#!/usr/bin/env node
// Runs python-oracledb and Oracle JDBC, which share no code with node-oracledb, against the TNS server with the
// database of the wire tests, in both flavours. Usage: tests/drivers/run.mjs [python|jdbc]...
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const FLAVOURS = ['19c', '23ai'];
const SETUP_TIMEOUT_MS = 300_000;
const SUITE_TIMEOUT_MS = 120_000;

require('ts-node').register({
  transpileOnly: true,
  skipProject: true,
  compilerOptions: {
    module: 'commonjs',
    moduleResolution: 'node10',
    target: 'es2022',
    esModuleInterop: true,
  },
});
const { startTnsServer } = require('../../sandbox/oracle/tns/server.ts');
const { PASSWORD, SERVICE, TestDatabase, USER } = require('../sandbox/oracle/tns/testDatabase.ts');

const scratch = mkdtempSync(join(tmpdir(), 'ords-drivers-'));

function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Each suite: how to get ready (a reason to skip, or nothing) and what to run. */
const suites = {
  python: {
    prepare() {
      if (!works('python3', ['--version'])) return 'no python3';
      const install = ['-m', 'pip', 'install', '--quiet', '--target', scratch, 'oracledb'];
      const pip = spawnSync('python3', install, {
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: SETUP_TIMEOUT_MS,
      });
      return pip.status === 0 ? undefined : `oracledb cannot be installed: ${lastLine(pip.stderr)}`;
    },
    command: () => ['python3', [join(here, 'python', 'test_wire.py')]],
    env: () => ({ PYTHONPATH: [scratch, process.env.PYTHONPATH].filter(Boolean).join(delimiter) }),
  },
  jdbc: {
    prepare() {
      if (!works('java', ['-version'])) return 'no java';
      if (!works('javac', ['-version'])) return 'no javac (a JDK is needed)';
      if (!works('mvn', ['--version'])) return 'no mvn';
      const classpath = join(scratch, 'classpath');
      const args = ['-q', '-B', '-f', join(here, 'jdbc', 'pom.xml'), 'dependency:build-classpath'];
      const mvn = spawnSync('mvn', [...args, `-Dmdep.outputFile=${classpath}`], {
        timeout: SETUP_TIMEOUT_MS,
      });
      if (mvn.status !== 0) return `ojdbc cannot be fetched: ${lastLine(mvn.stdout)}`;
      this.classpath = [scratch, readFileSync(classpath, 'utf8').trim()].join(delimiter);
      const sources = readdirSync(join(here, 'jdbc')).filter((name) => name.endsWith('.java'));
      const files = sources.map((name) => join(here, 'jdbc', name));
      const javac = spawnSync(
        'javac',
        ['-encoding', 'UTF-8', '-d', scratch, '-cp', this.classpath, ...files],
        {
          stdio: 'inherit',
        },
      );
      return javac.status === 0 ? undefined : 'the checks do not compile';
    },
    command() {
      return ['java', ['-Duser.timezone=UTC', '-cp', this.classpath, 'WireTest']];
    },
    env: () => ({}),
  },
};

function lastLine(output) {
  return String(output ?? '')
    .trim()
    .split('\n')
    .at(-1);
}

/** Not spawnSync: the server answers in this process. */
function run([command, args], env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      timeout: SUITE_TIMEOUT_MS,
    });
    child.on('error', () => resolve(false));
    child.on('close', (status) => resolve(status === 0));
  });
}

let failed = false;
const wanted = process.argv.slice(2);
for (const [name, suite] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const reason = suite.prepare();
  if (reason !== undefined) {
    console.log(`${name} skipped: ${reason}`);
    continue;
  }
  for (const flavour of FLAVOURS) {
    console.log(`== ${name} against ${flavour}`);
    const server = await startTnsServer({
      database: new TestDatabase(),
      flavour,
      log: process.env.TNS_LOG ? (line) => console.log(`   [server] ${line}`) : undefined,
    });
    const env = { ...suite.env(), WIRE_PORT: String(server.port), WIRE_SERVICE: SERVICE };
    const credentials = { WIRE_USER: USER, WIRE_PASSWORD: PASSWORD };
    if (!(await run(suite.command(), { ...env, ...credentials }))) failed = true;
    await server.close();
  }
}
rmSync(scratch, { recursive: true });
process.exitCode = failed ? 1 : 0;
