import { OrdsError } from '../../errors';
import type { Manifest } from '../../manifest';
import { quote } from '../../rules/text';
import type { Masker } from '../masker';
import type { Surroundings } from '../surroundings';
import { findClientSecrets, type ClientSecrets } from './findClientSecrets';
import { findManifests } from './findManifests';
import { stackOutputs } from './stackOutputs';

/** Which APIs a command is about. */
export interface SourceOptions {
  readonly stack?: string;
  /** File with a manifest, an array of them, or the outputs of a stack. */
  readonly manifest?: string;
}

export interface Source {
  readonly manifests: readonly Manifest[];
  readonly clientSecrets: ClientSecrets;
  /** File that the values come from, for tools that want a file: the manifest, or the project file. */
  readonly file: string;
}

/**
 * Reads the manifests that the options name.
 *
 * @param withSecrets Whether tokens are going to be requested: only then are secret outputs asked for.
 * @throws OrdsError `cli.source.*`, `cli.stack.*`, `cli.manifest.*`
 */
export async function readSource(
  options: SourceOptions,
  withSecrets: boolean,
  surroundings: Surroundings,
  masker: Masker,
): Promise<Source> {
  if (options.stack !== undefined && options.manifest !== undefined)
    throw new OrdsError('both --stack and --manifest were given', {
      code: 'cli.source.both',
      remedy: 'give one of them',
    });
  const { value, origin, file } =
    options.manifest === undefined
      ? await fromStack(options.stack, withSecrets, surroundings)
      : {
          value: await jsonFile(options.manifest, surroundings, '--manifest', 'pulumi stack output --json'),
          origin: options.manifest,
          file: options.manifest,
        };
  const clientSecrets = findClientSecrets(value);
  for (const secret of clientSecrets.values()) masker.add(secret);
  return { manifests: distinct(findManifests(value, origin), origin), clientSecrets, file };
}

/** Results go by the name of an API, so that two of one name would be taken for each other. */
function distinct(manifests: readonly Manifest[], origin: string): readonly Manifest[] {
  const names = manifests.map(({ api }) => api);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return manifests;
  throw new OrdsError(`${origin} holds more than one API ${quote(twice)}`, {
    code: 'cli.manifest.same_name',
    remedy: 'look at them one by one, with the manifest of each in a file of its own: --manifest FILE',
  });
}

interface Read {
  readonly value: unknown;
  readonly origin: string;
  readonly file: string;
}

async function fromStack(
  stack: string | undefined,
  showSecrets: boolean,
  surroundings: Surroundings,
): Promise<Read> {
  const value = await stackOutputs({ showSecrets, ...(stack !== undefined && { stack }) }, surroundings);
  const origin = stack === undefined ? 'the current stack' : `stack ${quote(stack)}`;
  return { value, origin, file: 'Pulumi.yaml' };
}

/** The JSON of a file. `written` is the command that writes one. Throws `cli.source.*`. */
export async function jsonFile(
  file: string,
  { readFile }: Surroundings,
  field: string,
  written: string,
): Promise<unknown> {
  const text = await readFile(file).catch((error: unknown) => {
    throw unreadable(file, error, field, written);
  });
  try {
    // Windows tools put a byte order mark in front.
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch {
    throw new OrdsError(`${file} is not JSON`, {
      code: 'cli.source.not_json',
      remedy: `write it with: ${written} > ${file}`,
    });
  }
}

function unreadable(file: string, error: unknown, field: string, written: string): Error {
  if (error instanceof OrdsError) return error;
  const { code } = error as { code?: unknown };
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'does not exist',
    EACCES: 'may not be read',
    EPERM: 'may not be read',
    EISDIR: 'is a directory',
  };
  const reason = typeof code === 'string' ? (reasons[code] ?? `cannot be read (${code})`) : undefined;
  if (reason === undefined) return error instanceof Error ? error : new Error(String(error));
  return new OrdsError(`${file} ${reason}`, {
    code: 'cli.source.unreadable',
    field,
    remedy: `check the path; ${written} > ${field.replace(/^--/, '')}.json writes such a file`,
  });
}
