import * as pulumi from '@pulumi/pulumi';
import { BACKDATED } from './entraTimes';
import { checkEntraAdoption, type EntraAdoptArgs } from './entraAdoption';
import { entraAuthorisation, entraMode, type EntraMode } from './entraMode';
import { checkEntraRequest, checkEntraSettings } from './entraRules';
import type { IdentityProvider } from './identityProvider';
import { loadEntraApi } from './loadProviderComponents';

/** Settings of {@link entra}. */
export interface EntraArgs {
  /** Directory (tenant) ID, a GUID. `common` and the like are refused: ORDS trusts the issuer of one directory. */
  readonly tenantId: pulumi.Input<string>;
  /** Name of the API's application; default the name of the ProtectedApi. Entra does not ask it to be unique. */
  readonly apiName?: string;
  /**
   * How ORDS authorises: `role` by the app roles in `roles`, which machines and people can have; `scope` by `scp`, which only people's tokens
   * carry. Default `role` as soon as one client is a machine (has no `redirectUris`), else `scope`.
   */
  readonly mode?: EntraMode;
  /**
   * Whether only who has a role gets a token for the API (AADSTS501051 otherwise); default true in role mode, and false in scope mode, where
   * people have none unless somebody assigns it.
   */
  readonly assignmentRequired?: boolean;
  /**
   * When the client secrets end, RFC 3339. A later one gives each client a new secret. Default Microsoft's: two years after each was made.
   */
  readonly secretEndDate?: pulumi.Input<string>;
  /** Object ids of the owners of what is made; default the operator who made it. A change of them alone changes nothing. */
  readonly owners?: pulumi.Input<pulumi.Input<string>[]>;
  /** Applications of the directory to take over instead of making new ones. */
  readonly adopt?: EntraAdoptArgs;
  /** An explicit `Provider` of `@pulumi/azuread`; default the one configured by `azuread:tenantId` and so on, or the ARM_* environment. */
  readonly provider?: pulumi.ProviderResource;
}

/**
 * Microsoft Entra as the identity provider of a `ProtectedApi`, which then has no `audience`: it is the client id of the API's application.
 * Machines ask for `<client id>/.default` and get every role that they have; people for `api://<client id>/<scope>`.
 *
 * The operator needs `Application.ReadWrite.All`, or `Application.ReadWrite.OwnedBy` as an owner, and for machines
 * `AppRoleAssignment.ReadWrite.All` with `Application.Read.All` (facts/entra.md 1.6).
 */
export function entra(args: EntraArgs): IdentityProvider {
  return {
    kind: 'entra',
    authorisation: ({ clients }) => entraAuthorisation(entraMode(args.mode, clients)),
    audience: 'issued',
    issuerSlash: 'forbidden',
    backdated: BACKDATED,
    manifest: {},
    check: (name, request) => [
      ...checkEntraSettings(args, new Date()),
      ...checkEntraRequest(args.apiName ?? name, request, entraMode(args.mode, request.clients)),
      ...checkEntraAdoption(args.adopt ?? {}, request.clients),
    ],
    provision: (name, { scopes, clients, claim }, opts) => {
      const { apiName, provider, ...settings } = args;
      return new (loadEntraApi())(
        name,
        { scopes, clients, ...(claim !== undefined && { claim }), ...settings, displayName: apiName ?? name },
        provider === undefined ? opts : pulumi.mergeOptions(opts, { providers: [provider] }),
      );
    },
  };
}
