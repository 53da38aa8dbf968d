import { OrdsError } from '../errors';
import type { Console } from './console';

/** An error in two lines for a person: what is wrong, and the next step. A stack only when it was asked for. */
export function printError(error: unknown, console: Console, debug: boolean): void {
  const { bold, red, dim } = console.errColours;
  console.err(`${red(bold('error:'))} ${summary(error)}`);
  const next = remedy(error);
  if (next !== undefined) console.err(`${bold('next:')} ${next}`);
  if (debug && error instanceof Error) console.err(dim(stacks(error)));
}

function summary(error: unknown): string {
  if (error instanceof OrdsError) {
    // The message ends with the next step, which has its own line.
    const text = error.remedy === undefined ? error.message : error.message.split('. Next: ')[0];
    return oneLine(text ?? error.message);
  }
  return `something unexpected happened: ${oneLine(error instanceof Error ? error.message : String(error))}`;
}

function remedy(error: unknown): string | undefined {
  if (error instanceof OrdsError) return error.remedy === undefined ? undefined : oneLine(error.remedy);
  return 'run it again with --debug and report what it shows';
}

function stacks(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
