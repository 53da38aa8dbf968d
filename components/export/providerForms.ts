import { checkAuth0Texts } from '../idp/auth0Texts';
import { checkEntraRequest } from '../idp/entraRules';
import type { ScopeRequest } from '../idp/identityProvider';
import { checkOciIamNames } from '../idp/ociIamNames';
import { checkOciIamRequest } from '../idp/ociIamRules';
import type { Problem } from '../problem';
import type { ExportedKind } from './exportedApi';

/** How the values of one identity provider are written. */
export interface ProviderForm {
  /** Function of the library that takes its options. */
  readonly call: string;
  /** The option of that function that says which tenant, domain or directory. */
  readonly place: string;
  /** The provider issues the audience, and the values have none. */
  readonly issuesAudience: boolean;
  /** Package of the official provider, which the program needs beside the library. */
  readonly package: string;
  /** Program in this repository that reads the values of a stack. */
  readonly stack: string;
  /** Keys of those values. */
  readonly keys: { readonly domain: string; readonly adopt: string };
  /** What is not read even where the provider is. */
  readonly notRead: string;
  /** What the program would refuse of one scope. */
  checkScope(scope: ScopeRequest): Problem[];
}

/** A name that no rule refuses, where only scopes are looked at. */
const ANY = 'api';

export const PROVIDER_FORMS: Readonly<Record<ExportedKind, ProviderForm>> = {
  auth0: {
    call: 'auth0',
    place: 'domain',
    issuesAudience: false,
    package: '@pulumi/auth0',
    stack: 'stacks/auth0.ts',
    keys: { domain: 'auth0Domain', adopt: 'auth0Adopt' },
    notRead: 'of Auth0 all but this API, its scopes, and the clients with a grant for it',
    checkScope: (scope) => checkAuth0Texts(ANY, { scopes: [scope], clients: {} }),
  },
  'oci-iam': {
    call: 'ociIam',
    place: 'domain',
    issuesAudience: false,
    package: '@pulumi/oci',
    stack: 'stacks/oci-iam',
    keys: { domain: 'domain', adopt: 'domainAdopt' },
    notRead:
      'of the domain all but this app, its scopes, the apps that may ask for them, and the custom claims',
    checkScope: (scope) => [
      ...checkOciIamRequest({ scopes: [scope], clients: {} }, { roleMode: false }),
      ...checkOciIamNames(ANY, { scopes: [scope], clients: {} }),
    ],
  },
  entra: {
    call: 'entra',
    place: 'tenantId',
    issuesAudience: true,
    package: '@pulumi/azuread',
    stack: 'stacks/entra',
    keys: { domain: 'tenantId', adopt: 'entraAdopt' },
    notRead:
      'of the directory all but this application, its roles and scopes, the applications that have one or ask for one, and the names of the people with a role',
    checkScope: (scope) => checkEntraRequest(ANY, { scopes: [scope], clients: {} }, 'role'),
  },
};
