import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { OrdsError } from '../errors';
import type { Services } from './services';
import { spawnPulumi } from './sources/spawnPulumi';
import type { Sink, Surroundings } from './surroundings';

/** Bytes of a file with manifests. That of a thousand APIs is a tenth of it. */
const MOST_FILE_BYTES = 32 * 1024 * 1024;

/** This process: its environment, its streams, its clock, and the `pulumi` on its PATH. */
export function nodeSurroundings(openServices: () => Services): Surroundings {
  return {
    env: process.env,
    directory: process.cwd(),
    stdin: {
      isTerminal: process.stdin.isTTY === true,
      [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
    },
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    now: () => new Date(),
    wait: async (seconds, signal) => {
      await delay(seconds * 1_000, undefined, { signal }).catch(() => undefined);
    },
    onInterrupt: (callback) => {
      let asked = false;
      const listener = (): void => {
        // Whoever presses twice does not want to wait.
        if (asked) process.exit(130);
        asked = true;
        callback();
      };
      // Never taken off again: without a listener, the database pools' own one ends the process before all is closed.
      process.on('SIGINT', listener);
    },
    runPulumi: (args) => spawnPulumi(args, process.cwd(), process.env),
    readFile: readBounded,
    writeFile: (path, text) => writeFile(path, text),
    createFile: (path, text) => writeFile(path, text, { flag: 'wx' }),
    openServices,
  };
}

// Not by its size: a pipe has none, and a device has no end.
async function readBounded(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_FILE_BYTES)
      throw new OrdsError(`${path} is larger than ${MOST_FILE_BYTES / 1024 / 1024} MiB`, {
        code: 'cli.source.too_large',
        field: '--manifest',
        remedy: 'give a file with manifests: pulumi stack output --json > outputs.json',
      });
  }
  return Buffer.concat(chunks).toString('utf8');
}

function sink(stream: NodeJS.WriteStream): Sink {
  // `pulumi-ords drift | head` closes the pipe early, which is no error.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    get columns() {
      // Some terminals say 0 for not knowing.
      return stream.isTTY && stream.columns > 0 ? stream.columns : undefined;
    },
  };
}
