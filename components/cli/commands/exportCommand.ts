import { parse } from 'yaml';

import type { Connection } from '../../database/database';
import { OrdsError } from '../../errors';
import { exportApi } from '../../export/exportApi';
import type { ExportedApi } from '../../export/exportedApi';
import { importFile } from '../../export/importFile';
import { renderTypeScript } from '../../export/renderTypeScript';
import { renderYaml } from '../../export/renderYaml';
import type { Auth0AdoptArgs } from '../../idp/auth0Adoption';
import { AGREEMENT, type ExitCode } from '../exitCode';
import type { Run } from '../run';
import type { Surroundings } from '../surroundings';
import { providerSource, type ProviderOptions } from './exportProvider';
import { writeExport } from './writeExport';

export interface ExportCommandOptions extends ProviderOptions {
  /** Absent: the user's own. */
  readonly schema?: string;
  readonly format: 'yaml' | 'typescript';
  /** `-` is standard output. */
  readonly out: string;
  readonly definitions?: boolean;
  readonly project?: string;
  /** Replace files that exist. */
  readonly force?: boolean;
  readonly quiet?: boolean;
}

const RENDER = { yaml: renderYaml, typescript: renderTypeScript };

/**
 * Writes a live schema as the values of a ProtectedApi, and says what they do not express.
 *
 * @throws OrdsError `cli.export.*`, and those of reading the schema
 */
export async function exportSchema(options: ExportCommandOptions, run: Run): Promise<ExitCode> {
  const { surroundings, services, console, masker } = run;
  const connection = connectionFrom(run);
  const source = providerSource(options, run);
  console.progress('reading the ORDS catalogue ...');
  const live = await services.readSchema(connection, options.schema);
  console.progress('');
  const values = exportApi(live, {
    definitions: options.definitions ?? false,
    ...(source && { kind: source.kind }),
  });
  const api = source === undefined ? values : await source.add(values, live);
  const project = checkedProject(options.project ?? (await projectName(surroundings)) ?? live.alias);
  const files = [
    { path: options.out, option: '--out', text: RENDER[options.format](api, project) },
    ...(options.importFile === undefined
      ? []
      : [
          {
            path: options.importFile,
            option: '--import-file',
            text: importFile(project, api.audience ?? '', (api.provider.adopt ?? {}) as Auth0AdoptArgs),
          },
        ]),
  ];
  // Masked, the values would be others than those of the schema.
  if (files.some(({ text }) => masker.mask(text) !== text)) throw secretInside();
  // Standard output may be the values.
  const say = options.out === '-' ? console.err : console.out;
  await writeExport(files, run, { say: options.quiet ? undefined : say, force: options.force });
  if (!options.quiet) for (const line of notes(api)) console.err(line);
  return AGREEMENT;
}

function notes({ notExpressed }: ExportedApi): string[] {
  if (notExpressed.length === 0) return [];
  return [
    'not expressed, or not all of it:',
    ...notExpressed.map(({ object, reason }) => `- ${object}: ${reason}`),
  ];
}

function connectionFrom({ surroundings: { env }, masker }: Run): Connection {
  const required = (variable: string): string => {
    const value = env[variable];
    if (value) return value;
    throw new OrdsError(`${variable} is not set`, {
      code: 'cli.export.connection',
      field: variable,
      remedy: 'export ORDS_CONNECT_STRING, ORDS_USER and ORDS_PASSWORD of a user who may see the schema',
    });
  };
  const connection = {
    connectString: required('ORDS_CONNECT_STRING'),
    user: required('ORDS_USER'),
    password: required('ORDS_PASSWORD'),
  };
  masker.add(connection.password);
  return connection;
}

/** Of the project in this directory; undefined where there is none, or none that can be read. */
async function projectName({ readFile }: Surroundings): Promise<string | undefined> {
  try {
    const project: unknown = parse(await readFile('Pulumi.yaml'));
    const name = typeof project === 'object' && project !== null && 'name' in project && project.name;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

function checkedProject(name: string): string {
  if (/^[A-Za-z][\w.-]{0,99}$/.test(name)) return name;
  throw new OrdsError('the name of the project is not one that Pulumi takes', {
    code: 'cli.export.project',
    field: '--project',
    found: JSON.stringify(name),
    expected: 'letters, digits, _, . and -, a letter first',
    remedy: 'give one: --project orders',
  });
}

function secretInside(): OrdsError {
  return new OrdsError('a secret of the environment occurs in what would be written', {
    code: 'cli.export.secret',
    remedy:
      'look for ORDS_PASSWORD, AUTH0_CLIENT_SECRET and ARM_CLIENT_SECRET in the sources of the handlers, and change them; or leave --definitions out; or log on with others',
  });
}
