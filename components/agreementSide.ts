import * as pulumi from '@pulumi/pulumi';
import type { ProvisionedApi } from './idp/identityProvider';
import type { Manifest } from './manifest';
import { Agreement } from './ords/agreement';
import { secretConnection } from './ords/secretConnection';
import type { Problem } from './problem';
import type { ProtectedApiArgs } from './protectedApiArgs';

type Settings = Pick<ProtectedApiArgs<string, string>, 'agreement' | 'verifyOnUp' | 'clients' | 'ords'>;

interface AgreementSource {
  readonly args: Settings;
  readonly manifest: pulumi.Output<Manifest>;
  readonly provisioned: Pick<ProvisionedApi, 'clients' | 'ociCredentials'>;
  readonly parent: pulumi.ComponentResource;
  /** Everything of both sides: it looks at what has been written. */
  readonly after: readonly pulumi.Input<pulumi.Resource>[];
}

export function checkAgreement({ agreement, verifyOnUp }: Settings): Problem[] {
  if (agreement !== false || verifyOnUp !== true) return [];
  return [
    {
      code: 'agreement.verify_without_agreement',
      severity: 'error',
      field: 'verifyOnUp',
      summary: 'has nothing to hang on: agreement is false',
      found: 'true',
      expected: 'false, or agreement left on',
      remedy: 'remove agreement: false, or remove verifyOnUp',
    },
  ];
}

/** The resource that compares both sides once they are written, and the log lines of what does not fail an `up`. */
export function watchAgreement(name: string, source: AgreementSource): void {
  const { args, provisioned, parent } = source;
  const { clients, ociCredentials } = provisioned;
  const { onDisagreement } = args.agreement || {};
  const agreement = new Agreement(
    `${name}-agreement`,
    {
      connection: secretConnection(args.ords.connection),
      manifest: source.manifest,
      ...(onDisagreement !== undefined && { onDisagreement }),
      ...(ociCredentials !== undefined && { ociCredentials }),
      ...(args.verifyOnUp === true && {
        clientSecrets: Object.fromEntries(
          Object.entries(clients)
            .filter(([key]) => args.clients?.[key]?.redirectUris === undefined)
            .map(([key, { clientSecret }]) => [key, clientSecret]),
        ),
      }),
    },
    { parent, dependsOn: [...source.after] },
  );
  for (const lines of [agreement.findings, agreement.warnings, agreement.unread])
    lines.apply((texts) => {
      for (const text of texts ?? []) void pulumi.log.warn(text, agreement);
    });
}
