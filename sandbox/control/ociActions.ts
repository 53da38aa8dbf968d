import type { Refusal } from '../identity/faults';
import type { ControlPlane } from '../oci/controlPlane/controlPlane';
import { type Action, holdActions } from './holdActions';

/** What can be done to OCI's control plane. A hold stops requests, and the work that they begin: `PROVISIONING <display name>`. */
export function ociActions({ faults, statistics, stopUnused }: ControlPlane): Record<string, Action> {
  return {
    'oci/refuse': (args) => faults.plan(args as unknown as Refusal),
    'oci/statistics': () => ({ requests: statistics.requests }),
    'oci/resetStatistics': () => statistics.reset(),
    /** An Always Free database that nobody uses is stopped. */
    'oci/expire': ({ id }) => stopUnused(String(id)),
    ...holdActions('oci', faults.holds),
  };
}
