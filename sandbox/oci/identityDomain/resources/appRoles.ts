import type { FastifyInstance } from 'fastify';
import type { DomainContext } from '../domainContext';
import type { AppRole } from '../domainState';
import { DOMAIN_ADMINISTRATOR, IDCS_APP_ID } from '../domainStore';
import { notFound } from '../scim/errors';
import { listAnswer, type ListQuery } from '../scim/list';
import { newScimId } from '../scim/record';
import { searchRules } from '../scim/searchRules';

const ROLES = [
  DOMAIN_ADMINISTRATOR,
  'Security Administrator',
  'Application Administrator',
  'User Administrator',
  'User Manager',
  'Help Desk Administrator',
  'Audit Administrator',
];

/** identity/domainsAppRole.d.ts of `@pulumi/oci`. */
const SEARCH = searchRules({
  unsearchable: ['uniqueName', 'localizedDisplayName', 'limitedToOneOrMoreGroups'],
  exact: ['app.value'],
});

/** The administrator roles of a new domain; their ids differ from domain to domain. */
export function administratorRoles(now: string): AppRole[] {
  return ROLES.map((displayName) => ({
    id: newScimId(),
    schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:AppRole'],
    meta: { resourceType: 'AppRole', created: now, lastModified: now },
    displayName,
    adminRole: true,
    app: { value: IDCS_APP_ID, display: 'IDCS Application' },
  }));
}

/** GET /admin/v1/AppRoles. Own roles of apps are not served. */
export function registerAppRoles(app: FastifyInstance, { store }: DomainContext): void {
  app.get<{ Querystring: ListQuery }>('/AppRoles', (request) =>
    listAnswer(
      store.state.appRoles.map((record) => ({ record })),
      request.query,
      ({ record }) => record,
      SEARCH,
    ),
  );
  app.get<{ Params: { id: string } }>('/AppRoles/:id', (request) => {
    const role = store.state.appRoles.find(({ id }) => id === request.params.id);
    if (!role) throw notFound('AppRole', request.params.id);
    return role;
  });
}
