import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '../identity/json';
import { addPassword } from './graph/applications/passwords';
import { newApplicationProperties, secondsOf } from './graph/applications/newApplication';
import { GRAPH_APP_ID, OPERATOR_PERMISSIONS, permissionId } from './graph/microsoftGraph';
import { newServicePrincipalProperties } from './graph/servicePrincipals/newServicePrincipal';
import type { Application, ServicePrincipal, TenantState, User } from './tenantState';

const DISPLAY_NAME = 'ORDS Sandbox';
const DOMAIN = 'ordssandbox.onmicrosoft.com';
const OPERATOR_NAME = 'ords-sandbox-operator';
const SECRET_LIFE_MS = 100 * 365 * 24 * 60 * 60 * 1000;

/** A new tenant: who provisions, with its rights, Microsoft Graph to have them on, and the user `demo`. */
export function seedTenant(port: number, demoPassword: string, now: Date): TenantState {
  const graph: ServicePrincipal = {
    properties: newServicePrincipalProperties(GRAPH_APP_ID, now),
    owners: [],
  };
  const operator: Application = {
    properties: newApplicationProperties(OPERATOR_NAME, DOMAIN, now),
    owners: [],
    secrets: {},
  };
  const { appId } = operator.properties;
  const secret: JsonObject = addPassword(
    operator,
    {
      passwordCredential: {
        displayName: 'seed',
        endDateTime: new Date(now.getTime() + SECRET_LIFE_MS).toISOString(),
      },
    },
    now,
  );
  const principal: ServicePrincipal = { properties: newServicePrincipalProperties(appId, now), owners: [] };
  const demo = newUser('demo', 'Demo', 'User');
  return {
    version: 1,
    tenantId: randomUUID(),
    displayName: DISPLAY_NAME,
    domains: [DOMAIN],
    port,
    applications: [operator],
    servicePrincipals: [graph, principal],
    assignments: OPERATOR_PERMISSIONS.map((permission) => ({
      id: randomBytes(32).toString('base64url'),
      appRoleId: permissionId(permission),
      principalId: principal.properties.id,
      resourceId: graph.properties.id,
      createdDateTime: secondsOf(now),
    })),
    users: [demo],
    passwords: { [demo.id]: demoPassword },
    operator: { clientId: appId, clientSecret: String(secret['secretText']) },
    signingKeys: [],
    refreshTokens: [],
  };
}

function newUser(name: string, givenName: string, surname: string): User {
  const address = `${name}@${DOMAIN}`;
  return {
    id: randomUUID(),
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName: address,
    mail: address,
    accountEnabled: true,
  };
}
