import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts the engine where Pulumi's own installer would, `<PULUMI_HOME>/bin`: `ords-sandbox env` then sets PATH, and
 * `pulumi up` works in a plain shell. An engine of the user's own PATH is left where it is.
 */
export async function linkEngine(
  pulumiHome: string,
): Promise<{ readonly directory: string; readonly version: string }> {
  const { ensureEngine } = await import('../engine.mjs');
  const engine = await ensureEngine({ log: (line) => console.error(line) });
  const link = join(pulumiHome, 'bin');
  rmSync(link, { force: true });
  if (engine.source !== 'path' && !existsSync(link)) symlinkSync(engine.directory, link, 'dir');
  return engine;
}
