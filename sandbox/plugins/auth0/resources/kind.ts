import type { ResourceKind as Kind } from '../../framework/resourceKind';
import type { ManagementApi } from '../management/api';

/** One resource type of Auth0, with the Management API calls of facts/auth0.md 1.6. */
export type ResourceKind = Kind<ManagementApi>;
