import { parse } from 'yaml';

import type { Connection } from '../../database/database';
import type { Auth0Credentials } from '../../diagnose/collect/credentials';
import { OrdsError } from '../../errors';
import { exportApi } from '../../export/exportApi';
import { addAuth0 } from '../../export/addAuth0';
import type { ExportedApi } from '../../export/exportedApi';
import { importFile } from '../../export/importFile';
import type { LiveSchema } from '../../export/liveSchema';
import { renderTypeScript } from '../../export/renderTypeScript';
import { renderYaml } from '../../export/renderYaml';
import { AGREEMENT, type ExitCode } from '../exitCode';
import type { Run } from '../run';
import { managementCredentials } from '../sources/credentials';
import type { Surroundings } from '../surroundings';
import { writeExport } from './writeExport';

export interface ExportCommandOptions {
  /** Absent: the user's own. */
  readonly schema?: string;
  readonly format: 'yaml' | 'typescript';
  /** `-` is standard output. */
  readonly out: string;
  readonly definitions?: boolean;
  /** Also the identity provider's side. */
  readonly auth0?: boolean;
  /** With `auth0`: a file for `pulumi import --file`. */
  readonly importFile?: string;
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
  const management = managementFrom(options, run);
  console.progress('reading the ORDS catalogue ...');
  const live = await services.readSchema(connection, options.schema);
  console.progress('');
  const values = exportApi(live, { definitions: options.definitions ?? false });
  const api = management === undefined ? values : await withAuth0(values, live, management, run);
  const project = checkedProject(options.project ?? (await projectName(surroundings)) ?? live.alias);
  const files = [
    { path: options.out, option: '--out', text: RENDER[options.format](api, project) },
    ...(options.importFile !== undefined && api.auth0
      ? [
          {
            path: options.importFile,
            option: '--import-file',
            text: importFile(project, api.audience ?? '', api.auth0),
          },
        ]
      : []),
  ];
  // Masked, the values would be others than those of the schema.
  if (files.some(({ text }) => masker.mask(text) !== text)) throw secretInside();
  // Standard output may be the values.
  const say = options.out === '-' ? console.err : console.out;
  await writeExport(files, run, options.quiet ? undefined : say);
  if (!options.quiet) for (const line of notes(api)) console.err(line);
  return AGREEMENT;
}

/** Undefined: the identity provider is left out. */
function managementFrom(
  { auth0, importFile: file }: ExportCommandOptions,
  { surroundings: { env }, masker }: Run,
): Auth0Credentials | undefined {
  if (!auth0) {
    if (file === undefined) return undefined;
    throw new OrdsError('an import file is about the objects of Auth0', {
      code: 'cli.export.import_file',
      field: '--import-file',
      remedy: 'add --auth0; objects of ORDS cannot be imported, ords.adopt takes them over',
    });
  }
  const management = managementCredentials(env, masker).auth0;
  if (management) return management;
  throw new OrdsError('the credentials of the tenant are not set', {
    code: 'cli.export.auth0_credentials',
    field: '--auth0',
    remedy: 'export AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or leave --auth0 out',
  });
}

async function withAuth0(
  api: ExportedApi,
  { privileges }: LiveSchema,
  management: Auth0Credentials,
  { services, console }: Run,
): Promise<ExportedApi> {
  if (!api.audience)
    throw new OrdsError('the schema has no JWT profile, and so no audience to look for', {
      code: 'cli.export.auth0_audience',
      field: '--auth0',
      remedy: 'leave --auth0 out, and set the audience in what is written',
    });
  console.progress('reading the API of Auth0 ...');
  const live = await services.readAuth0(management, api.audience);
  console.progress('');
  return addAuth0(
    api,
    live,
    privileges.map(({ name }) => name),
  );
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
      'look for ORDS_PASSWORD and AUTH0_CLIENT_SECRET in the sources of the handlers, and change them; or leave --definitions out; or log on with others',
  });
}
