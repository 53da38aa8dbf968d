import { OrdsError } from '../../errors';
import { quote } from '../../rules/text';
import type { PulumiRun, Surroundings } from '../surroundings';

export interface StackRequest {
  /** Undefined: the stack that is selected in the directory. */
  readonly stack?: string;
  readonly showSecrets: boolean;
}

/**
 * The outputs of a stack, as `pulumi stack output --json` prints them.
 *
 * @throws OrdsError `cli.stack.*`: no such stack, no project here, no passphrase, or whatever else Pulumi said.
 */
export function stackOutputs(request: StackRequest, surroundings: Surroundings): Promise<unknown> {
  const secrets = request.showSecrets ? ['--show-secrets'] : [];
  return stackJson(['stack', 'output', '--json'], secrets, request.stack, surroundings);
}

/** The state of a stack, as `pulumi stack export` prints it, its secrets encrypted. Throws as {@link stackOutputs} does. */
export function stackExport(stack: string | undefined, surroundings: Surroundings): Promise<unknown> {
  return stackJson(['stack', 'export'], [], stack, surroundings);
}

async function stackJson(
  command: readonly string[],
  options: readonly string[],
  stack: string | undefined,
  { runPulumi }: Surroundings,
): Promise<unknown> {
  const run = await runPulumi([
    ...[...command, '--non-interactive', '--color', 'never', ...options],
    ...(stack === undefined ? [] : ['--stack', stack]),
  ]);
  const asTyped = `pulumi ${command.join(' ')}${stackOption(stack)}`;
  if (run.status !== 0) throw refused(run, stack, asTyped);
  try {
    return JSON.parse(run.stdout) as unknown;
  } catch {
    throw new OrdsError(`pulumi ${command.slice(0, 2).join(' ')} printed something that is not JSON`, {
      code: 'cli.stack.not_json',
      remedy: `see for yourself: ${asTyped}`,
    });
  }
}

function refused({ stderr }: PulumiRun, stack: string | undefined, asTyped: string): OrdsError {
  const named = stack === undefined ? 'the current stack' : `stack ${quote(stack)}`;
  const error = (code: string, summary: string, remedy: string): OrdsError =>
    new OrdsError(summary, { code, remedy });
  if (/no stack named|could not find stack|stack .* not found/i.test(stderr))
    return error('cli.stack.unknown', `there is no ${named}`, 'see which there are: pulumi stack ls');
  if (/no stack selected|no stack specified|must supply a stack name|--stack must be/i.test(stderr))
    return error(
      'cli.stack.none_selected',
      'no stack is selected here',
      'name one: --stack NAME; or select one: pulumi stack select NAME',
    );
  if (/no Pulumi\.ya?ml project file|no project file|no Pulumi project found/i.test(stderr))
    return error(
      'cli.stack.no_project',
      'there is no Pulumi project in this directory',
      'change into the directory of Pulumi.yaml, or give a file: --manifest FILE',
    );
  if (/passphrase/i.test(stderr))
    return error(
      'cli.stack.passphrase',
      `pulumi cannot decrypt ${named}`,
      'export PULUMI_CONFIG_PASSPHRASE=... or PULUMI_CONFIG_PASSPHRASE_FILE=...',
    );
  if (/PULUMI_ACCESS_TOKEN|not logged in|pulumi login/i.test(stderr))
    return error('cli.stack.login', 'pulumi is not logged in', 'pulumi login');
  const said = /^error: (.*)$/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').pop() ?? '';
  return error(
    'cli.stack.failed',
    `pulumi cannot read ${named}${said === '' ? '' : ` (${said.slice(0, 300)})`}`,
    `see for yourself: ${asTyped}`,
  );
}

function stackOption(stack: string | undefined): string {
  return stack === undefined ? '' : ` --stack ${stack}`;
}
