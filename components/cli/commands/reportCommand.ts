import { OrdsError } from '../../errors';
import { AGREEMENT, UNKNOWN, type ExitCode } from '../exitCode';
import { unreadText } from '../output/findingText';
import type { Run } from '../run';
import { readSource, type SourceOptions } from '../sources/readSource';
import { lookAtBothSides } from './driftCommand';

export interface ReportOptions extends SourceOptions {
  /** `-` is standard output. */
  readonly out: string;
  readonly quiet?: boolean;
}

export async function report(options: ReportOptions, run: Run): Promise<ExitCode> {
  const { surroundings, services, console, masker } = run;
  const source = await readSource(options, false, surroundings, masker);
  const { apis, findings, at, unread } = await lookAtBothSides(source, run);
  const page = services.renderReport({ apis, findings, generatedAt: at });
  if (options.out === '-') console.out(page);
  else {
    await surroundings.writeFile(options.out, masker.mask(page)).catch((error: unknown) => {
      throw unwritable(options.out, error);
    });
    if (!options.quiet) console.out(`wrote ${options.out}`);
  }
  // The page says it too; whoever only sees the exit code gets the reason here.
  for (const part of unread)
    console.err(unreadText(part, { colours: console.errColours, width: console.width }));
  return unread.length > 0 ? UNKNOWN : AGREEMENT;
}

function unwritable(file: string, error: unknown): Error {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error instanceof Error ? error : new Error(String(error));
  return new OrdsError(`${file} cannot be written (${code})`, {
    code: 'cli.report.unwritable',
    field: '--out',
    remedy: 'choose a file in a directory that exists and that you may write to: --out FILE',
  });
}
