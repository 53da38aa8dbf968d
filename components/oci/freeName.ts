import type * as pulumi from '@pulumi/pulumi';

import { known, withHooks } from '../hooks';
import type { Claim } from '../ords/claim';
import { ownerOf } from '../ords/ordsResource';
import { withDomain, type OpenDomain } from './domain';
import type { DomainResourceArgs } from './domainResource';
import { lazyDomain } from './lazyDomain';
import { requireFreeNames } from './lifecycle/takenNames';

export interface FreeNameArgs extends DomainResourceArgs {
  readonly displayName: pulumi.Input<string>;
  /** By its token this stack's own leftovers are told from the apps of others. */
  readonly claim?: Claim | undefined;
}

/**
 * A hook for `hooks.beforeCreate` of an app: refuses its display name where it is taken. The engine asks it exactly when the app is not in
 * the state, which `AppNames` cannot know: also in the run after one that was killed between the app's creation and the state file. Without it
 * the official provider asks for two minutes, and then shows an error without a text (facts/oci-iam.md 1.7).
 *
 * Errors: `oci.app.exists`, `oci.app.leftover`, `oci.domain.*`, `oci.credentials.*`.
 */
export function freeName(
  name: string,
  { claim, ...args }: FreeNameArgs,
  open: OpenDomain = lazyDomain,
): pulumi.ResourceHookFunction {
  const owner = ownerOf(name, claim);
  return async () => {
    const place = await known({ domainUrl: args.domainUrl, credentials: args.credentials });
    const { displayName, ...own } = await known({ displayName: args.displayName, ...owner });
    await withDomain(open, place, (domain) => requireFreeNames(domain, [displayName], own));
  };
}

/** The options that have the engine ask `freeName` before it creates an app. */
export function askingForName(name: string, args: FreeNameArgs): pulumi.CustomResourceOptions {
  return withHooks({ beforeCreate: [freeName(name, args)] });
}
