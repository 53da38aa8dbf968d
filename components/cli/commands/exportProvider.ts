import type { Auth0Credentials, EntraCredentials, SignRequest } from '../../diagnose/collect/credentials';
import { OrdsError } from '../../errors';
import { addAuth0 } from '../../export/addAuth0';
import { addEntra } from '../../export/addEntra';
import { addOciIam } from '../../export/addOciIam';
import type { ExportedApi, ExportedKind } from '../../export/exportedApi';
import type { LiveSchema } from '../../export/liveSchema';
import type { Run } from '../run';
import { managementCredentials } from '../sources/credentials';

export interface ProviderOptions {
  /** Also the side of Auth0. */
  readonly auth0?: boolean;
  /** Also the side of an identity domain of OCI IAM. */
  readonly ociIam?: boolean;
  /** Also the side of a directory of Microsoft Entra. */
  readonly entra?: boolean;
  /** With `auth0`: a file for `pulumi import --file`. */
  readonly importFile?: string;
}

/** The identity provider that is to be read too. */
export interface ProviderSource {
  readonly kind: ExportedKind;
  /** Reads it, and adds it to the values of the schema. */
  add(api: ExportedApi, live: LiveSchema): Promise<ExportedApi>;
}

/**
 * Undefined: the identity provider is left out. There is no import file for an identity domain: `pulumi import` would keep the secrets of
 * its apps in clear, because the official provider does not call them secrets and only a program can (facts/oci-iam.md 1.3). Nor is there one for a
 * directory: the official provider imports no client secret, and a program makes one beside those that there are.
 *
 * @throws OrdsError `cli.export.import_file`, `cli.export.auth0_credentials`, `cli.export.entra_credentials`
 */
export function providerSource(options: ProviderOptions, run: Run): ProviderSource | undefined {
  const management = managementCredentials(run.surroundings.env, run.masker);
  if (options.importFile !== undefined && !options.auth0) throw noImportFile(options);
  if (options.auth0) return auth0Source(management.auth0, run);
  if (options.entra) return entraSource(management.entra, run);
  return options.ociIam ? ociIamSource(management.ociIam, run) : undefined;
}

function noImportFile({ ociIam, entra }: ProviderOptions): OrdsError {
  const [reason, remedy] = ociIam
    ? [
        'pulumi import would keep the secrets of the apps in clear in the state',
        'leave --import-file out: adopt in the values takes the apps over, and keeps their secrets as secrets',
      ]
    : entra
      ? [
          'pulumi import takes over no client secret of Microsoft Entra, so that the file would be half of it',
          'leave --import-file out: adopt in the values takes the applications over, and gives each client a secret of its own',
        ]
      : [
          'an import file is about the objects of Auth0',
          'add --auth0; objects of ORDS cannot be imported, ords.adopt takes them over',
        ];
  return new OrdsError(reason, { code: 'cli.export.import_file', field: '--import-file', remedy });
}

function auth0Source(management: Auth0Credentials | undefined, { services, console }: Run): ProviderSource {
  if (!management)
    throw new OrdsError('the credentials of the tenant are not set', {
      code: 'cli.export.auth0_credentials',
      field: '--auth0',
      remedy: 'export AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or leave --auth0 out',
    });
  return {
    kind: 'auth0',
    async add(api, schema) {
      const audience = audienceOf(api, 'auth0', '--auth0');
      console.progress('reading the API of Auth0 ...');
      const live = await services.readAuth0(management, audience);
      console.progress('');
      return addAuth0(api, live, namesOf(schema));
    },
  };
}

function ociIamSource(sign: SignRequest | undefined, run: Run): ProviderSource {
  const { services, console, surroundings } = run;
  return {
    kind: 'oci-iam',
    async add(api, schema) {
      const audience = audienceOf(api, 'oci_iam', '--oci-iam');
      const domain = surroundings.env['OCI_IAM_DOMAIN_URL'] || api.provider.domain;
      if (domain === undefined || sign === undefined)
        throw new OrdsError('neither the environment nor the JWT profile says which identity domain', {
          code: 'cli.export.oci_iam_domain',
          field: '--oci-iam',
          remedy: "export OCI_IAM_DOMAIN_URL: the Domain URL of the domain's overview page",
        });
      console.progress('reading the apps of the identity domain ...');
      const live = await services.readOciIam(domain, sign, audience);
      console.progress('');
      return addOciIam(api, live, schema.profile?.issuer, namesOf(schema));
    },
  };
}

function entraSource(credentials: EntraCredentials | undefined, { services, console }: Run): ProviderSource {
  if (!credentials)
    throw new OrdsError('the credentials of the directory are not set', {
      code: 'cli.export.entra_credentials',
      field: '--entra',
      remedy: 'export ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or leave --entra out',
    });
  return {
    kind: 'entra',
    async add(api, schema) {
      const audience = audienceOf(api, 'entra', '--entra', SET_ENTRA);
      console.progress('reading the applications of the directory ...');
      const live = await services.readEntra(credentials, audience);
      console.progress('');
      return addEntra(api, live, namesOf(schema));
    },
  };
}

const SET_AUDIENCE = 'set the audience in what is written';
/** A directory issues the audience, and entra() refuses one (`trust.audience.issued`). */
const SET_ENTRA =
  'write entra({ tenantId }) without an audience into the program: up makes a new application, or takes over the one whose object ids are in its adopt option';

function audienceOf(
  { audience }: ExportedApi,
  code: string,
  option: string,
  otherwise: string = SET_AUDIENCE,
): string {
  if (audience) return audience;
  throw new OrdsError('the schema has no JWT profile, and so no audience to look for', {
    code: `cli.export.${code}_audience`,
    field: option,
    remedy: `leave ${option} out, and ${otherwise}`,
  });
}

function namesOf({ privileges }: LiveSchema): string[] {
  return privileges.map(({ name }) => name);
}
