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

/** Writes them and says so with `say`; without it, silently. Throws OrdsError `cli.export.unwritable`. */
export async function writeExport(
  files: readonly ExportFile[],
  { surroundings, console }: Run,
  say?: (line: string) => void,
): Promise<void> {
  for (const { path, option, text } of files) {
    if (path === '-') console.out(text);
    else {
      await surroundings.writeFile(path, text).catch((error: unknown) => {
        throw unwritable(path, option, error);
      });
      say?.(`wrote ${path}`);
    }
  }
}

function unwritable(file: string, option: string, error: unknown): Error {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error instanceof Error ? error : new Error(String(error));
  return new OrdsError(`${file} cannot be written (${code})`, {
    code: 'cli.export.unwritable',
    field: option,
    remedy: `choose a place in a directory that exists and that you may write to: ${option} PATH`,
  });
}
