import { randomUUID } from 'node:crypto';
import type { ServicePrincipalProperties } from '../../tenantState';
import { secondsOf } from '../applications/newApplication';

/** A service principal with nothing set. The members are those that a POST or PATCH may name. */
export function newServicePrincipalProperties(appId: string, now: Date): ServicePrincipalProperties {
  return {
    id: randomUUID(),
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appId,
    applicationTemplateId: null,
    appRoleAssignmentRequired: false,
    createdDateTime: secondsOf(now),
    description: null,
    disabledByMicrosoftStatus: null,
    loginUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    samlSingleSignOnSettings: null,
    servicePrincipalType: 'Application',
    tags: [],
    tokenEncryptionKeyId: null,
  };
}
