#!/usr/bin/env node
import { runCli } from './cli';
import { UNKNOWN } from './exitCode';
import { nodeSurroundings } from './nodeSurroundings';
import { openServices } from './openServices';

runCli(process.argv.slice(2), nodeSurroundings(openServices)).then(
  (code) => {
    process.exitCode = code;
  },
  () => {
    // Left to itself, Node would print the whole error.
    process.exitCode = UNKNOWN;
  },
);
