import { startAuth0Plugin } from './plugin';

/** The engine reads the port from the first line and ends the process with a signal. */
async function main(): Promise<void> {
  const plugin = await startAuth0Plugin();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void plugin.close().finally(() => process.exit(0)));
  }
  process.stdout.write(`${plugin.port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
