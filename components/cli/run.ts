import type { Manifest } from '../manifest';
import type { Console } from './console';
import type { Masker } from './masker';
import type { Access, Services } from './services';
import { databaseConnection, managementCredentials } from './sources/credentials';
import type { Surroundings } from './surroundings';

/** What every command is given. */
export interface Run {
  readonly surroundings: Surroundings;
  readonly services: Services;
  readonly console: Console;
  readonly masker: Masker;
}

/** How this environment logs on to both sides. */
export function access({ surroundings: { env }, masker }: Run): Access {
  const management = managementCredentials(env, masker);
  return {
    connection: (manifest: Manifest) => databaseConnection(manifest, env, masker),
    management,
  };
}
