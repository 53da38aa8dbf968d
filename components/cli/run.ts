import type { Manifest } from '../manifest';
import type { Console } from './console';
import type { Masker } from './masker';
import type { Access, Services } from './services';
import { databaseConnections, managementCredentials } from './sources/credentials';
import type { Surroundings } from './surroundings';

/** What every command is given. */
export interface Run {
  readonly surroundings: Surroundings;
  readonly services: Services;
  readonly console: Console;
  readonly masker: Masker;
}

/** How this environment logs on to both sides of these manifests. Throws `cli.ords.shared_password`. */
export function access(manifests: readonly Manifest[], { surroundings: { env }, masker }: Run): Access {
  return {
    connection: databaseConnections(manifests, env, masker),
    management: managementCredentials(env, masker),
  };
}
