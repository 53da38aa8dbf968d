import * as pulumi from '@pulumi/pulumi';
import type { ProvisionedApi } from './idp/identityProvider';
import { buildManifest, type Manifest } from './manifest';
import type { ClientArgs, ProtectedApiArgs } from './protectedApiArgs';
import type { Authorisation } from './trust';

/** What a ProtectedApi knows about itself besides its arguments. */
export interface ManifestSource {
  readonly api: string;
  readonly args: ProtectedApiArgs<string, string>;
  readonly authorisation: Authorisation;
  readonly trust: Pick<ProvisionedApi, 'issuer' | 'audience' | 'jwksUrl'>;
  readonly provisioned: Pick<ProvisionedApi, 'clients' | 'manifest'>;
  readonly schema: pulumi.Output<string>;
  readonly alias: pulumi.Output<string>;
  /** Token of the claim. */
  readonly claim: pulumi.Output<string>;
}

/** The manifest, once everything in it is known. Picks each value by name, so that no secret comes along. */
export function manifestOutput(source: ManifestSource): pulumi.Output<Manifest> {
  const { api, args, authorisation, trust, schema, alias, provisioned } = source;
  const { identityProvider, ords } = args;
  const { connectString, user } = ords.connection;
  const clientIds = Object.fromEntries(
    // A client id is no credential: with OCI IAM it is a secret for discretion only, and the command line finds the client by it.
    Object.entries(provisioned.clients).map(([key, client]) => [key, pulumi.unsecret(client.clientId)]),
  );
  return pulumi
    .all([
      { ...identityProvider.manifest, ...provisioned.manifest },
      trust,
      clientIds,
      { schema, schemaAlias: alias, baseUrl: ords.baseUrl, connectString, user },
      source.claim,
    ])
    .apply(([settings, { issuer, audience, jwksUrl }, ids, place, claim]) =>
      buildManifest({
        api,
        claim,
        identityProvider: { kind: identityProvider.kind, ...settings },
        issuer,
        audience,
        jwksUrl,
        authorisation,
        scopes: args.scopes,
        clients: Object.fromEntries(
          Object.entries(ids).map(([key, clientId]) => [
            key,
            { clientId, ...declaredClient(args.clients?.[key]) },
          ]),
        ),
        ords: {
          ...place,
          ...(ords.trust !== undefined && { trustLevel: 'pool' as const }),
          jwtProfile: {
            allowedSkew: ords.jwtProfile?.allowedSkew ?? null,
            allowedAge: ords.jwtProfile?.allowedAge ?? null,
          },
          modules: Object.fromEntries(
            Object.entries(ords.modules ?? {}).map(([module, definition]) => [
              module,
              { basePath: definition.basePath, public: definition.public ?? false },
            ]),
          ),
        },
      }),
    );
}

function declaredClient({ scopes = [], redirectUris }: Partial<ClientArgs<string>> = {}) {
  return { scopes: [...scopes], ...(redirectUris !== undefined && { redirectUris: [...redirectUris] }) };
}
