import { judgeDrift, type Drift } from '../drift';
import type { ExitCode } from '../exitCode';
import { driftJson } from '../output/driftJson';
import { driftTable } from '../output/driftTable';
import { repositoryPath } from '../output/repositoryPath';
import { driftSarif } from '../output/sarif';
import { access, type Run } from '../run';
import { readSource, type Source, type SourceOptions } from '../sources/readSource';
import { watchDrift } from './watchDrift';
import { OrdsError } from '../../errors';
import { visibleJson } from '../../visible';

export interface DriftOptions extends SourceOptions {
  readonly output: 'table' | 'json' | 'sarif' | 'html';
  /** Seconds between two looks; undefined: one look. */
  readonly watch?: number;
  readonly quiet?: boolean;
}

export async function drift(options: DriftOptions, run: Run): Promise<ExitCode> {
  if (options.watch !== undefined && options.output !== 'table' && options.output !== 'json')
    throw new OrdsError(`--watch writes no ${options.output}`, {
      code: 'cli.watch.output',
      field: '--output',
      remedy: 'use --output table or --output json, or leave --watch out',
    });
  const source = await readSource(options, false, run.surroundings, run.masker);
  const look = (): Promise<Drift> => lookAtBothSides(source, run);
  if (options.watch !== undefined) return watchDrift(look, options.watch, options, run);
  const result = await look();
  const text = render(result, source, options, run);
  if (text !== '') run.console.out(text);
  return result.exitCode;
}

/** Reads both sides of every API and compares them. */
export async function lookAtBothSides({ manifests }: Source, run: Run): Promise<Drift> {
  const { services, surroundings, console } = run;
  console.progress(`reading both sides of ${manifests.map(({ api }) => api).join(', ')} ...`);
  try {
    const apis = await services.collectSides(manifests, access(manifests, run));
    const at = surroundings.now();
    return judgeDrift(apis, services.compare({ apis, now: Math.floor(at.getTime() / 1_000) }), at);
  } finally {
    console.progress('');
  }
}

function render(result: Drift, source: Source, options: DriftOptions, run: Run): string {
  const { console, services, surroundings } = run;
  const pretty = (value: unknown): string => visibleJson(value, 2);
  switch (options.output) {
    case 'json':
      return pretty(driftJson(result));
    case 'sarif':
      return pretty(driftSarif(result, repositoryPath(source.file, surroundings.directory)));
    case 'html':
      return services.renderReport({ apis: result.apis, findings: result.findings, generatedAt: result.at });
    case 'table':
      return driftTable(result, console, options.quiet ?? false);
  }
}
