import { isJsonObject, type Json } from '../../framework/properties/mapping';
import type { OciApi } from '../api';
import { jsonOf } from '../http/client';
import type { Answer } from '../http/retry';
import { headerOf, listOf } from './answers';
import { waitForState } from './waiting';

const PATH = '/20160918/iamWorkRequests';
const STATES = {
  pending: ['ACCEPTED', 'IN_PROGRESS', 'CANCELING'],
  target: ['SUCCEEDED', 'FAILED', 'CANCELED'],
};

/**
 * Waits for the work request that an answer names, and gives the domain it worked on with the given action
 * (facts/oci-iam.md 1.6).
 *
 * @throws Error when the work failed, or did not say which domain.
 */
export async function domainOfWorkRequest(
  api: OciApi,
  answer: Answer,
  action: 'CREATED' | 'UPDATED',
): Promise<string> {
  const id = headerOf(answer, 'opc-work-request-id');
  const path = `${PATH}/${id}`;
  const work = await waitForState(api.client, STATES, async () => {
    const value = jsonOf(await api.identity({ method: 'GET', path }));
    return { state: String(value.status), value };
  });
  const resources: readonly Json[] = Array.isArray(work?.resources) ? work.resources : [];
  const found = resources
    .filter(isJsonObject)
    .find((resource) => /domain/i.test(String(resource.entityType)) && resource.actionType === action);
  if (work?.status === 'SUCCEEDED' && typeof found?.identifier === 'string') return found.identifier;
  const errors = listOf(await api.identity({ method: 'GET', path: `${path}/errors` }));
  throw new Error(
    `Work Request error: oci_identity_domain: iam work request did not succeed, workId: ${id}, ` +
      `action: ${String(work?.operationType)}. ErrorMessage: ${errors.map(({ message }) => String(message)).join('\n')}`,
  );
}
