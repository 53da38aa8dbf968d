import type { Application } from '@pulumi/azuread/application';
import { ApplicationPassword } from '@pulumi/azuread/applicationPassword';
import { AppRoleAssignment } from '@pulumi/azuread/appRoleAssignment';
import type { ServicePrincipal } from '@pulumi/azuread/servicePrincipal';
import * as pulumi from '@pulumi/pulumi';
import { clientApplication } from './entraApps';
import { replacingLeftAssignment } from './entraLeftAssignment';
import { markOf } from './entraMark';
import { permissionId } from './entraPermissions';
import { createApplication, createPrincipal, type EntraPlace } from './entraPlace';
import { UNDECLARED } from './entraUndeclared';
import { isForPeople, type ClientCredentialsOutput, type ClientRequest } from './identityProvider';

/** The API that a client is for. */
export interface EntraTarget {
  readonly api: Application;
  readonly principal: ServicePrincipal;
  /** Of the client's secret. */
  readonly secretEndDate: pulumi.Input<string> | undefined;
}

/**
 * A client: an application, its service principal and a secret; of a machine the app role of each of its scopes.
 *
 * @param name - of the application; the others' begin with it
 * @param key - of the client in the program
 */
export function entraClient(
  name: string,
  key: string,
  client: ClientRequest,
  target: EntraTarget,
  place: EntraPlace,
): ClientCredentialsOutput {
  const { parent, adoption, claim } = place;
  const existing = adoption.client(key);
  const isOwn = existing === undefined && adoption.api === undefined;
  const { description } = client;
  const undeclared = UNDECLARED[isForPeople(client) ? 'people' : 'machine'];
  const application = createApplication(
    place,
    name,
    {
      ...clientApplication(client, target.api.clientId, adoption.api),
      ...(description !== undefined && { description }),
      ...markOf(name, claim, existing),
    },
    adoption.application(
      existing,
      undeclared.filter((property) => property !== 'description' || description === undefined),
    ),
  );
  const principal = createPrincipal(
    place,
    `${name}-principal`,
    { clientId: application.clientId, ...markOf(`${name}-principal`, claim, existing?.principal) },
    existing,
  );
  const password = new ApplicationPassword(
    `${name}-secret`,
    {
      applicationId: application.id,
      displayName: 'pulumi-ords',
      ...(target.secretEndDate !== undefined && { endDate: target.secretEndDate }),
    },
    { parent },
  );
  if (!isForPeople(client))
    for (const scope of client.scopes) {
      const assignment = {
        appRoleId: permissionId(scope, adoption.api),
        principalObjectId: principal.objectId,
        resourceObjectId: target.principal.objectId,
      };
      new AppRoleAssignment(`${name}-${scope}`, assignment, {
        parent,
        ...(isOwn && replacingLeftAssignment(assignment)),
        ...adoption.assignment(key, scope, principal),
      });
    }
  return { clientId: application.clientId, clientSecret: pulumi.secret(password.value) };
}
