import { OrdsError } from '../../errors';
import type { Run } from '../run';

/** A file that `export` is to write. */
export interface ExportFile {
  /** `-` is standard output. */
  readonly path: string;
  /** That the path comes from. */
  readonly option: string;
  readonly text: string;
}

/**
 * Writes them and says so with `say`; without it, silently. A file that exists may hold what is nowhere else, as a stack's file
 * the salt of its secrets: it is replaced with `force` only.
 *
 * @throws OrdsError `cli.export.exists`, `cli.export.unwritable`
 */
export async function writeExport(
  files: readonly ExportFile[],
  { surroundings, console }: Run,
  {
    say,
    force = false,
  }: { readonly say?: ((line: string) => void) | undefined; readonly force?: boolean | undefined },
): Promise<void> {
  const write = force ? surroundings.writeFile : surroundings.createFile;
  for (const { path, option, text } of files) {
    if (path === '-') console.out(text);
    else {
      await write(path, text).catch((error: unknown) => {
        throw unwritable(path, option, error);
      });
      say?.(`wrote ${path}`);
    }
  }
}

function unwritable(file: string, option: string, error: unknown): Error {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error instanceof Error ? error : new Error(String(error));
  if (code === 'EEXIST')
    return new OrdsError(`${file} exists, and is left as it is`, {
      code: 'cli.export.exists',
      field: option,
      remedy: `choose another place: ${option} PATH; or replace the whole file with --force`,
    });
  return new OrdsError(`${file} cannot be written (${code})`, {
    code: 'cli.export.unwritable',
    field: option,
    remedy: `choose a place in a directory that exists and that you may write to: ${option} PATH`,
  });
}
