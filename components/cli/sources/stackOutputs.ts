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
export async function stackOutputs(request: StackRequest, { runPulumi }: Surroundings): Promise<unknown> {
  const run = await runPulumi([
    ...['stack', 'output', '--json', '--non-interactive', '--color', 'never'],
    ...(request.showSecrets ? ['--show-secrets'] : []),
    ...(request.stack === undefined ? [] : ['--stack', request.stack]),
  ]);
  if (run.status !== 0) throw refused(run, request.stack);
  try {
    return JSON.parse(run.stdout) as unknown;
  } catch {
    throw new OrdsError('pulumi stack output printed something that is not JSON', {
      code: 'cli.stack.not_json',
      remedy: `see for yourself: pulumi stack output --json${stackOption(request.stack)}`,
    });
  }
}

function refused({ stderr }: PulumiRun, stack: string | undefined): OrdsError {
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
    `see for yourself: pulumi stack output --json${stackOption(stack)}`,
  );
}

function stackOption(stack: string | undefined): string {
  return stack === undefined ? '' : ` --stack ${stack}`;
}
