import { Application, type ApplicationArgs } from '@pulumi/azuread/application';
import { ServicePrincipal, type ServicePrincipalArgs } from '@pulumi/azuread/servicePrincipal';
import type * as pulumi from '@pulumi/pulumi';
import type { EntraAdoptedApplication, EntraAdoption } from './entraAdoption';
import type { ApiRequest } from './identityProvider';

/** Of which component an application is, whose it is in the directory, and what is taken over. */
export interface EntraPlace {
  readonly parent: pulumi.Resource;
  /** Object ids. */
  readonly owners: pulumi.Input<pulumi.Input<string>[]>;
  readonly adoption: EntraAdoption;
  readonly claim: ApiRequest['claim'];
}

export function createApplication(
  { parent, owners }: EntraPlace,
  name: string,
  inputs: ApplicationArgs,
  { ignoreChanges = [], ...options }: pulumi.CustomResourceOptions,
): Application {
  return new Application(
    name,
    { ...inputs, owners },
    // Another operator is no drift, and the URI has a resource of its own.
    { parent, ...options, ignoreChanges: ['owners', 'identifierUris', ...ignoreChanges] },
  );
}

/** @param existing - the application that it is of, where it is taken over */
export function createPrincipal(
  { parent, owners, adoption }: EntraPlace,
  name: string,
  inputs: ServicePrincipalArgs,
  existing: EntraAdoptedApplication | undefined,
): ServicePrincipal {
  const { ignoreChanges = [], ...options } = adoption.principal(existing);
  return new ServicePrincipal(
    name,
    {
      ...inputs,
      owners,
      // An application of one's own has one in its directory. Where an interrupted run has left it, it is taken over; it goes with the
      // application, not by a deletion of its own (learn.microsoft.com, "Application and service principal objects").
      ...(existing === undefined && { useExisting: true }),
    },
    { parent, ...options, ignoreChanges: ['owners', ...ignoreChanges] },
  );
}
