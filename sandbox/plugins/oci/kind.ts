import type { FunctionKind } from '../framework/functionKind';
import type { ResourceKind } from '../framework/resourceKind';
import type { OciApi } from './api';

/** One resource type of the `oci` package, with the calls of facts/oci-iam.md 1.2. */
export type OciResource = ResourceKind<OciApi>;
/** One function of the `oci` package. */
export type OciFunction = FunctionKind<OciApi>;
