#!/usr/bin/env node
// Keeps the state that the library of this checkout writes as fixtures/state/<release>.json, once for each release
// (CONTRIBUTING.md). Usage: node tests/e2e/olderState/record.mjs RELEASE
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
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
const { startTestSandbox } = require('../support/sandbox.ts');
const { TestStack } = require('../support/stack.ts');
const { toFixture } = require('./placeholders.ts');
const { fixturePath, makeSurroundings, PROGRAM } = require('./surroundings.ts');

const [release] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(release ?? '')) throw new Error('usage: record.mjs RELEASE, for example 0.2.0');
const file = fixturePath(`${release}.json`);
if (existsSync(file)) throw new Error(`${file} is there already; the state of a release is never rewritten`);

const sandbox = await startTestSandbox();
try {
  await makeSurroundings(sandbox);
  const stack = await TestStack.create(sandbox, PROGRAM);
  try {
    await stack.up();
    writeFileSync(file, toFixture(await stack.exported(), sandbox.environment));
  } finally {
    stack.remove();
  }
} finally {
  await sandbox.stop();
}
process.stdout.write(`${file}\n`);
