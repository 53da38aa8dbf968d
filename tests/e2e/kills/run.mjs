#!/usr/bin/env node
// Kills pulumi and its processes at chosen moments and looks whether the next run puts everything right (CONTRIBUTING.md).
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
const { main } = require('./main.ts');

process.exitCode = await main(process.argv.slice(2));
