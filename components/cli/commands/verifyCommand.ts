import type { CheckResult } from '../../diagnose/verify/check';
import type { ExitCode } from '../exitCode';
import { count } from '../output/layout';
import { verifyJson } from '../output/verifyJson';
import { verifyJunit } from '../output/verifyJunit';
import { checkLine, targetLine, verifySummary } from '../output/verifyTable';
import { readSchemas } from '../readSchemas';
import type { Run } from '../run';
import { clientSecrets } from '../sources/credentials';
import { readSource, type Source, type SourceOptions } from '../sources/readSource';
import { judgeVerification, type Verification } from '../verification';
import { visibleJson } from '../../visible';

export interface VerifyOptions extends SourceOptions {
  readonly output: 'table' | 'json' | 'junit';
  readonly parallel: number;
  /** Seconds. */
  readonly timeout: number;
  readonly expectStatus?: 401 | 403;
  /** By module or pattern. */
  readonly path?: Readonly<Record<string, string>>;
  /** Refusals alone verify an API where only people are let in. */
  readonly refusalsOnly?: boolean;
  readonly quiet?: boolean;
}

export async function verify(options: VerifyOptions, run: Run): Promise<ExitCode> {
  const { surroundings, console, masker } = run;
  const source = await readSource(options, true, surroundings, masker);
  const result = await makeChecks(source, options, run);
  if (options.output === 'json') console.out(visibleJson(verifyJson(result), 2));
  else if (options.output === 'junit') console.out(verifyJunit(result));
  else if (!options.quiet || result.exitCode !== 0) console.out(`\n${verifySummary(result, console)}`);
  return result.exitCode;
}

async function makeChecks(source: Source, options: VerifyOptions, run: Run): Promise<Verification> {
  const { surroundings, services, console, masker } = run;
  const { manifests } = source;
  const schemas = await readSchemas(manifests, run);
  const { checks: coming, tokensUsed } = services.verify({
    manifests,
    clientSecret: clientSecrets(manifests, source.clientSecrets, surroundings.env, masker),
    parallel: options.parallel,
    timeoutSeconds: options.timeout,
    ...(options.expectStatus !== undefined && { expectedScopeStatus: options.expectStatus }),
    paths: options.path ?? {},
    schemas,
    onToken: (token) => masker.add(token),
  });
  const checks: CheckResult[] = [];
  const write = checkWriter(options.quiet ?? false, run);
  for await (const check of coming) {
    // A line as soon as it is known: it shows where a slow run is.
    if (options.output === 'table') write(check);
    checks.push(check);
    console.progress(`${count(checks.length, 'check')} made, ${count(tokensUsed(), 'token')} used`);
  }
  console.progress('');
  return judgeVerification({
    at: surroundings.now(),
    manifests,
    checks,
    tokens: tokensUsed(),
    refusalsOnly: options.refusalsOnly ?? false,
    onePath: manifests.filter((manifest) => !schemas.has(manifest)).map(({ api }) => api),
  });
}

/** Writes the checks of one target under one line that names it. */
function checkWriter(quiet: boolean, { console }: Run): (check: CheckResult) => void {
  let last: CheckResult | undefined;
  return (check) => {
    if (quiet && (check.outcome === 'passed' || check.outcome === 'skipped')) return;
    if (last?.api !== check.api || last.module !== check.module)
      console.out(`${last === undefined ? '' : '\n'}${targetLine(check, console)}`);
    console.out(checkLine(check, console));
    last = check;
  };
}
