#!/usr/bin/env node
import { runCli } from './cli';
import { nodeSurroundings } from './nodeSurroundings';
import { openServices } from './openServices';

void runCli(process.argv.slice(2), nodeSurroundings(openServices)).then((code) => {
  process.exitCode = code;
});
