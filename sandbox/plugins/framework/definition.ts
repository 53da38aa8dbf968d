import type { CheckFailure } from './properties/check';
import type { Values } from './properties/value';
import type { FunctionKind } from './functionKind';
import type { ResourceKind } from './resourceKind';

/** The service a plugin works on, configured. */
export interface Connected<Api> {
  readonly api: Api;
  close(): Promise<void>;
}

/** All that tells one resource plugin from another. */
export interface PluginDefinition<Api> {
  /** Of the Pulumi package: `auth0` in `@pulumi/auth0`. */
  readonly name: string;
  /** The release of the package whose tokens and properties are served. */
  readonly version: string;
  readonly kinds: readonly ResourceKind<Api>[];
  readonly functions: readonly FunctionKind<Api>[];
  /** What is wrong with a provider's configuration. Values that are not known yet are let through. */
  checkConfiguration(config: Values, env: NodeJS.ProcessEnv): CheckFailure[];
  /**
   * Takes the configuration in, and calls whom the official plugin calls by then. `signal` ends requests and waits when the engine
   * cancels.
   *
   * @throws Error naming the setting that is missing.
   */
  connect(
    config: Values,
    env: NodeJS.ProcessEnv,
    signal: AbortSignal,
  ): Connected<Api> | Promise<Connected<Api>>;
  /** True for the error by which the service says that an object is not there. */
  isNotFound(error: unknown): boolean;
}

/** @throws Error for a type the official plugin may have and this one has not. */
export function kindOf<Api>({ name, kinds }: PluginDefinition<Api>, token: string): ResourceKind<Api> {
  const kind = kinds.find((candidate) => candidate.token === token);
  if (kind !== undefined) return kind;
  throw notServed(
    name,
    token,
    kinds.map((candidate) => candidate.token),
  );
}

/** @throws Error for a function the official plugin may have and this one has not. */
export function functionOf<Api>(
  { name, functions }: PluginDefinition<Api>,
  token: string,
): FunctionKind<Api> {
  const found = functions.find((candidate) => candidate.token === token);
  if (found !== undefined) return found;
  throw notServed(
    name,
    token,
    functions.map((candidate) => candidate.token),
  );
}

function notServed(name: string, token: string, served: readonly string[]): Error {
  const what = served.length === 0 ? 'nothing of that sort' : served.join(', ');
  return new Error(`the sandbox's ${name} plugin does not serve ${token}; it serves ${what}`);
}
