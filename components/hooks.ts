import * as pulumi from '@pulumi/pulumi';

type Hooks = Pick<pulumi.ResourceHookBinding, 'beforeCreate' | 'beforeUpdate' | 'afterUpdate'>;

/**
 * The options that have the engine call something right before or after what it does to a resource. None under Pulumi's mocks: these say that they have
 * hooks and fail on the first one (3.248), and a user's own tests must run.
 */
export function withHooks(hooks: Hooks): pulumi.CustomResourceOptions {
  const { registerResourceHook } = (pulumi.runtime.getMonitor() ?? {}) as { registerResourceHook?: unknown };
  return typeof registerResourceHook === 'function' ? { hooks } : {};
}

/** Of what is going to be created nothing is unknown any more. */
export function known<T extends object>(value: T): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(value).apply(resolve));
}
