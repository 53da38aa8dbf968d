import { ownerIn, type Owner } from '../../ords/lifecycle/mark';
import type { Json } from './managementReader';
import type { MicrosoftGraph } from './microsoftGraph';
import { text } from './readings';

/** Of Graph: the least right that lists applications; it covers service principals and their assignments too (learn.microsoft.com). */
export const READ_APPLICATIONS = 'Application.Read.All';

/** No more: a directory may have thousands of applications. */
const FIELDS = ['id', 'appId', 'notes', 'createdDateTime', 'api', 'appRoles'];

/** An application with a mark in its notes. */
export interface MarkedApplication {
  /** Object id. */
  readonly id: string;
  /** Client id. */
  readonly appId: string;
  readonly owner: Owner;
  /** ISO 8601 with whole seconds, so that they compare as texts; empty where Graph does not say. */
  readonly createdAt: string;
  /** It offers something, or asks for tokens of version 2: no client of this library does. */
  readonly isApi: boolean;
}

/** Every application with a mark in its notes, whoever's it is; no filter finds notes (learn.microsoft.com, application). Throws as `list` does. */
export async function allMarkedApplications(
  graph: Pick<MicrosoftGraph, 'list'>,
): Promise<MarkedApplication[]> {
  const all = await graph.list('applications', { $select: FIELDS.join(',') }, READ_APPLICATIONS);
  return all.flatMap((application) => {
    const owner = ownerIn(text(application.notes));
    const id = text(application.id);
    const appId = text(application.appId);
    if (!owner || id === undefined || appId === undefined) return [];
    const createdAt = text(application.createdDateTime) ?? '';
    return [{ id, appId, owner, createdAt, isApi: isApi(application) }];
  });
}

function isApi({ appRoles, api }: Json): boolean {
  const { oauth2PermissionScopes, requestedAccessTokenVersion } = (api ?? {}) as Json;
  const offers = [appRoles, oauth2PermissionScopes].some((list) => Array.isArray(list) && list.length > 0);
  return offers || requestedAccessTokenVersion === 2;
}
