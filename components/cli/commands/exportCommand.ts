import { parse } from 'yaml';

import type { Connection } from '../../database/database';
import { OrdsError } from '../../errors';
import { exportApi } from '../../export/exportApi';
import type { ExportedApi } from '../../export/exportedApi';
import { renderTypeScript } from '../../export/renderTypeScript';
import { renderYaml } from '../../export/renderYaml';
import { AGREEMENT, type ExitCode } from '../exitCode';
import type { Run } from '../run';
import type { Surroundings } from '../surroundings';

export interface ExportCommandOptions {
  /** Absent: the user's own. */
  readonly schema?: string;
  readonly format: 'yaml' | 'typescript';
  /** `-` is standard output. */
  readonly out: string;
  readonly definitions?: boolean;
  readonly project?: string;
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
  console.progress('reading the ORDS catalogue ...');
  const live = await services.readSchema(connection, options.schema);
  console.progress('');
  const api = exportApi(live, { definitions: options.definitions ?? false });
  const project = options.project ?? (await projectName(surroundings)) ?? live.alias;
  const text = RENDER[options.format](api, checkedProject(project));
  // Masked, the values would be others than those of the schema.
  if (masker.mask(text) !== text) throw secretInside();
  if (options.out === '-') console.out(text);
  else {
    await surroundings.writeFile(options.out, text).catch((error: unknown) => {
      throw unwritable(options.out, error);
    });
    if (!options.quiet) console.out(`wrote ${options.out}`);
  }
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
  return new OrdsError('the password of the database user occurs in what would be written', {
    code: 'cli.export.secret',
    remedy:
      'look for it in the sources of the handlers, and change it; or leave --definitions out; or connect as another user',
  });
}

function unwritable(file: string, error: unknown): Error {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error instanceof Error ? error : new Error(String(error));
  return new OrdsError(`${file} cannot be written (${code})`, {
    code: 'cli.export.unwritable',
    field: '--out',
    remedy: 'choose a file in a directory that exists and that you may write to: --out FILE',
  });
}
