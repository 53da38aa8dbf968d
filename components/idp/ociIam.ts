import * as pulumi from '@pulumi/pulumi';
import type { OciCredentialsArgs } from '../oci/credentials';
import { declaredAudience, type IdentityProvider } from './identityProvider';
import { loadOciIamApi } from './loadProviderComponents';
import { checkOciAdoption, type OciIamAdoptArgs } from './ociAdoption';
import type { CreateDomainArgs } from './ociDomainArgs';
import { checkDescriptions } from './ociDescriptions';
import { checkOciIamNames } from './ociIamNames';
import { checkOciIamRequest, checkOciIamSettings } from './ociIamRules';

/** Settings of {@link ociIam}; either `domain` or `createDomain`. */
export interface OciIamArgs {
  /**
   * An identity domain that exists: its URL (`https://idcs-….identity.oraclecloud.com`, as its overview page shows it) or its OCID, for which
   * the official provider is asked for the URL. A slash at the end and `:443` do no harm.
   */
  readonly domain?: pulumi.Input<string>;
  /** A new identity domain, which stays when the stack is destroyed. */
  readonly createDomain?: CreateDomainArgs;
  /** Name of the API in the domain, unique there; default the name of the ProtectedApi. */
  readonly apiName?: string;
  /**
   * Makes the keys of the domain public ("Configure client access"), which ORDS needs: it cannot sign in to read them. Default false: it is
   * expected to be so. It counts for the whole domain; `destroy` closes them if they were closed before. Two APIs in one domain: set it for
   * neither, and give the program a `SigningCertificateAccess` of its own.
   */
  readonly publicSigningCertificate?: boolean;
  /** Lifetime of an access token in seconds, 60 to 31536000; default the domain's 3600. */
  readonly tokenLifetime?: number;
  /**
   * Role mode: name of the claim, such as `iam_groups`, that lists the user's groups, and ORDS takes groups for roles of the same names. The
   * claim is made in the domain, for the scopes of this API. Only people have groups: clients without `redirectUris` are refused.
   * Default: scope mode.
   */
  readonly groupClaim?: string;
  /**
   * The domain has the `groupClaim` already, made by hand or by a `CustomClaim` of its own; default false. A domain has each claim once.
   */
  readonly groupClaimExists?: boolean;
  /**
   * Take over apps that exist already; default none. Pulumi imports them: `preview` shows what differs from the values, `up` changes it. What a
   * ProtectedApi does not declare stays. Remove an id once its app is gone: an import of what does not exist fails.
   */
  readonly adopt?: OciIamAdoptArgs;
  /** API key for the calls that the official provider does not make; default the configuration `oci:*`, then where that provider looks. */
  readonly credentials?: OciCredentialsArgs;
  /**
   * An explicit `Provider` of `@pulumi/oci`; default the one configured by `oci:*` or the environment. One with a key of its own does not tell it:
   * give `credentials` beside it.
   */
  readonly provider?: pulumi.ProviderResource;
}

/**
 * Oracle's OCI IAM (an identity domain) as the identity provider of a `ProtectedApi`. The audience is the API's primary audience and should
 * end in a slash; tokens are requested for audience and scope in one, and carry the short scope, which equals a privilege's name.
 *
 * The user whose API key is used needs the role Identity Domain Administrator in the domain (facts/oci-iam.md 1.5).
 */
export function ociIam(args: OciIamArgs): IdentityProvider {
  const roleMode = args.groupClaim !== undefined;
  return {
    kind: 'oci-iam',
    authorisation: () => (roleMode ? { mode: 'role', roleClaim: `/${args.groupClaim}` } : { mode: 'scope' }),
    audience: 'declared',
    issuerSlash: 'as_issued',
    manifest: {},
    check: (name, request) => [
      ...checkOciIamSettings(args),
      ...checkOciIamRequest(request, { roleMode }),
      ...checkOciIamNames(args.apiName ?? name, request),
      ...checkOciAdoption(args.adopt ?? {}, { domain: args.domain, clients: Object.keys(request.clients) }),
      ...checkDescriptions(name, request, args.adopt),
    ],
    provision: (name, request, opts) => {
      const { apiName, provider, ...settings } = args;
      return new (loadOciIamApi())(
        name,
        { ...request, ...settings, audience: declaredAudience(request), displayName: apiName ?? name },
        provider === undefined ? opts : pulumi.mergeOptions(opts, { providers: [provider] }),
      );
    },
  };
}
