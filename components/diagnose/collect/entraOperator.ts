import type { Unread } from '../facts';

/** Where the directory refused, by what `entraToken` told it to be; of a client of the API these would be other steps. */
const REMEDIES: Readonly<Record<string, string>> = {
  'idp.token.credentials':
    'set ARM_CLIENT_SECRET to the value (not the id) of a secret of this client that has not ended; check ARM_CLIENT_ID and ARM_TENANT_ID',
  'idp.token.not_granted':
    'give the client of ARM_CLIENT_ID a service principal that is enabled in the directory of ARM_TENANT_ID (Enterprise applications)',
  'idp.token.scope': 'check ARM_ENVIRONMENT and ARM_METADATA_HOSTNAME: they say where Microsoft Graph is',
  'idp.token.refused': 'check ARM_TENANT_ID, and ARM_ENVIRONMENT or ARM_METADATA_HOSTNAME',
  'idp.token.status': 'check ARM_TENANT_ID, or run the same command again later',
};

/**
 * A sign-in that the directory refused to the client of ARM_CLIENT_ID, which is no client of an API: `pulumi up` mends nothing of it. What was no
 * refusal stays as it is.
 */
export function refusedOperator(failure: Unread): Unread {
  const remedy = Object.hasOwn(REMEDIES, failure.code) ? REMEDIES[failure.code] : undefined;
  if (remedy === undefined) return failure;
  const message = `the operator’s own client of this environment gets no token for Microsoft Graph: ${failure.message}`;
  return { code: failure.code, message, remedy };
}
