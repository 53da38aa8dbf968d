import { CommanderError } from 'commander';

import { createConsole } from './console';
import { printError } from './errorOutput';
import { AGREEMENT, UNKNOWN, type ExitCode } from './exitCode';
import { Masker } from './masker';
import { createProgram, type CommonOptions } from './program';
import type { Run } from './run';
import type { Surroundings } from './surroundings';

/**
 * Runs the command line once and gives its exit code. Never throws.
 *
 * @param args Without the interpreter and the script.
 */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    return await run(args, surroundings);
  } catch {
    // Even masking or writing went wrong, so that nothing of the error is shown: its text might hold a secret.
    surroundings.stderr.write('error: something unexpected happened, and what it was cannot be shown\n');
    return UNKNOWN;
  }
}

async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const masker = new Masker();
  const console = createConsole(surroundings, masker);
  let code: ExitCode = AGREEMENT;

  const perform = async (
    action: (run: Run) => Promise<ExitCode>,
    { debug = false }: CommonOptions,
  ): Promise<void> => {
    try {
      const services = surroundings.openServices();
      try {
        code = await action({ surroundings, services, console, masker });
      } finally {
        await services.close();
      }
    } catch (error) {
      console.progress('');
      printError(error, console, debug);
      code = UNKNOWN;
    }
  };

  const program = createProgram(perform);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => console.out(text),
      writeErr: (text) => console.err(text),
      getOutHelpWidth: () => console.width,
      getErrHelpWidth: () => console.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    // Commander has written it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? AGREEMENT : UNKNOWN;
    printError(error, console, false);
    return UNKNOWN;
  }
  return code;
}
