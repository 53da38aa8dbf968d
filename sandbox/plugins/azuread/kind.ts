import type { FunctionKind } from '../framework/functionKind';
import type { ResourceKind } from '../framework/resourceKind';
import type { GraphApi } from './graph/api';

/** One resource type of the `azuread` package, with the calls of facts/entra.md 1.2. */
export type AzureadResource = ResourceKind<GraphApi>;
/** One function of the `azuread` package. */
export type AzureadFunction = FunctionKind<GraphApi>;
