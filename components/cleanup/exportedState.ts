import { OrdsError } from '../errors';

/** A resource as `pulumi stack export` prints it. */
export interface ResourceOfState {
  readonly urn: string;
  readonly type: string;
  readonly id?: unknown;
  /** URN and id of the provider that serves it. */
  readonly provider?: unknown;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

interface Deployment {
  readonly resources?: unknown;
  readonly pending_operations?: unknown;
}

/** Throws OrdsError `cli.state.layout`. */
export function resourcesOf(exported: unknown, origin: string): readonly ResourceOfState[] {
  const deployment = deploymentOf(exported);
  const resources = deployment?.resources ?? (deployment ? [] : undefined);
  if (Array.isArray(resources)) return resources as readonly ResourceOfState[];
  throw new OrdsError(`${origin} holds no state of a stack`, {
    code: 'cli.state.layout',
    remedy: 'write it with: pulumi stack export > state.json',
  });
}

/** Operations that were begun and of which nothing says how they ended: of a run that was killed, or that is under way. */
export function pendingOperations(exported: unknown): number {
  const pending = deploymentOf(exported)?.pending_operations;
  return Array.isArray(pending) ? pending.length : 0;
}

function deploymentOf(exported: unknown): Deployment | undefined {
  return ((exported ?? {}) as { deployment?: Deployment | null }).deployment ?? undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
