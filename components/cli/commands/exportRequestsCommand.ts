import { join } from 'node:path';

import { httpFile } from '../../export/http/httpFile';
import { postmanCollection } from '../../export/postman/collection';
import { postmanEnvironment } from '../../export/postman/environment';
import { planRequests, type RequestPlan } from '../../export/requests/requestPlan';
import { OrdsError } from '../../errors';
import { quote } from '../../rules/text';
import { visibleJson } from '../../visible';
import { AGREEMENT, type ExitCode } from '../exitCode';
import { readSchemas } from '../readSchemas';
import type { Run } from '../run';
import { readSource, type SourceOptions } from '../sources/readSource';
import { writeExport, type ExportFile } from './writeExport';

export interface ExportRequestsOptions extends SourceOptions {
  readonly postman?: boolean;
  readonly http?: boolean;
  /** Default: the current one. It has to exist. */
  readonly outputDir?: string;
  /** Replace files that exist. */
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/**
 * Writes the calls of each API's clients as files for Postman or for `.http` tools. Asks for no secret output, and writes none.
 *
 * @throws OrdsError `cli.export.*`, `export.requests.*`, and those of reading the manifests
 */
export async function exportRequests(options: ExportRequestsOptions, run: Run): Promise<ExitCode> {
  const { surroundings, console, masker } = run;
  const { manifests } = await readSource(options, false, surroundings, masker);
  const schemas = await readSchemas(manifests, run);
  const plans = manifests.map((manifest) => {
    const schema = schemas.get(manifest);
    return planRequests(manifest, schema && { schema });
  });
  const files = plans.flatMap((plan) => filesOf(plan, options));
  checkPaths(files);
  // Masked, they would call something else.
  if (files.some(({ text }) => masker.mask(text) !== text))
    throw new OrdsError('a secret occurs in what would be written', {
      code: 'cli.export.secret',
      remedy: 'look for it in the addresses, names and client ids of the manifest, and change it',
    });
  await writeExport(files, run, { say: options.quiet ? undefined : console.out, force: options.force });
  if (!options.quiet)
    for (const { api, leftOut } of plans)
      for (const { object, reason } of leftOut) console.err(`${api}: no request for ${object}: ${reason}`);
  return AGREEMENT;
}

function filesOf(plan: RequestPlan, { postman, http, outputDir = '.' }: ExportRequestsOptions): ExportFile[] {
  const file = (ending: string, text: string): ExportFile => ({
    path: join(outputDir, `${plan.api.replace(/[^\p{L}\p{N}_-]+/gu, '_')}.${ending}`),
    option: '--output-dir',
    text,
  });
  return [
    ...(postman
      ? [
          file('postman_collection.json', `${visibleJson(postmanCollection(plan), 2)}\n`),
          file('postman_environment.json', `${visibleJson(postmanEnvironment(plan), 2)}\n`),
        ]
      : []),
    ...(http ? [file('http', httpFile(plan))] : []),
  ];
}

/** Some file systems tell no case apart. */
function checkPaths(files: readonly ExportFile[]): void {
  const taken = new Set<string>();
  for (const { path } of files) {
    if (taken.has(path.toLowerCase()))
      throw new OrdsError('two APIs would be written to one file', {
        code: 'cli.export.same_file',
        field: '--manifest',
        found: quote(path),
        remedy: 'give the manifest of one of them in a file: --manifest FILE',
      });
    taken.add(path.toLowerCase());
  }
}
