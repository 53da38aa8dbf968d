import type * as pulumi from '@pulumi/pulumi';

/**
 * With which API key this library itself calls an identity domain: what the official provider cannot do, such as deactivating an
 * app before it is deleted. What is left out is looked for where that provider looks, by the process that needs it: in the
 * environment (`TF_VAR_user_ocid`, `OCI_user_ocid`, `user_ocid`, in this order; likewise the others), then in the
 * profile of `~/.oci/config`. What is given here is kept as a secret in the state, because `destroy` has nothing else to go by.
 *
 * The user needs the role Identity Domain Administrator in the domain; policies of the tenancy are not enough (facts/oci-iam.md 1.5).
 * Other ways to sign in (instance principals, session tokens) are not supported.
 */
export interface OciCredentialsArgs {
  readonly tenancyOcid?: pulumi.Input<string>;
  readonly userOcid?: pulumi.Input<string>;
  /** Of the public key: `aa:bb:...`. */
  readonly fingerprint?: pulumi.Input<string>;
  /** Text of the private key (PEM); always treated as a secret. */
  readonly privateKey?: pulumi.Input<string>;
  /** File with the private key, instead of its text; relative to the folder of the program. */
  readonly privateKeyPath?: pulumi.Input<string>;
  /** Opens the private key where that is encrypted; always treated as a secret. */
  readonly privateKeyPassword?: pulumi.Input<string>;
  /** Profile of `~/.oci/config`; default `DEFAULT`. */
  readonly configFileProfile?: pulumi.Input<string>;
}

/** The same, once everything is known. */
export type OciCredentials = { readonly [Name in keyof OciCredentialsArgs]?: string };

/** Complete: what a signature needs. */
export interface SigningKey {
  readonly tenancyOcid: string;
  readonly userOcid: string;
  readonly fingerprint: string;
  /** PEM. */
  readonly privateKey: string;
  readonly privateKeyPassword?: string | undefined;
}

/** Names of the settings in the environment, without their prefix (facts/oci-iam.md 1.1). */
const VARIABLES = {
  tenancyOcid: 'tenancy_ocid',
  userOcid: 'user_ocid',
  fingerprint: 'fingerprint',
  privateKey: 'private_key',
  privateKeyPath: 'private_key_path',
  privateKeyPassword: 'private_key_password',
  configFileProfile: 'config_file_profile',
} as const satisfies Record<keyof OciCredentialsArgs, string>;

export const CREDENTIAL_NAMES = Object.keys(VARIABLES) as readonly (keyof typeof VARIABLES)[];

/** One setting of the environment, as the official provider looks for it. */
export function fromEnvironment(environment: NodeJS.ProcessEnv, variable: string): string | undefined {
  return (
    environment[`TF_VAR_${variable}`] || environment[`OCI_${variable}`] || environment[variable] || undefined
  );
}

/**
 * What is given, completed from the environment. A private key and the path of one take each other's place: those of the
 * environment count only where neither is given.
 */
export function withEnvironment(given: OciCredentials, environment: NodeJS.ProcessEnv): OciCredentials {
  const hasKey = Boolean(given.privateKey || given.privateKeyPath);
  const entries = CREDENTIAL_NAMES.map((name) => {
    const keyElsewhere = hasKey && (name === 'privateKey' || name === 'privateKeyPath');
    const value = given[name] || (keyElsewhere ? undefined : fromEnvironment(environment, VARIABLES[name]));
    return [name, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A profile of the configuration file, by the names that it has there. */
export type Profile = Readonly<
  Partial<Record<'tenancy' | 'user' | 'fingerprint' | 'key_file' | 'pass_phrase', string>>
>;

/** The same, completed from the profile: a key of its own brings its own pass phrase. */
export function withProfile(found: OciCredentials, profile: Profile): OciCredentials {
  const hasKey = Boolean(found.privateKey || found.privateKeyPath);
  const entries = {
    tenancyOcid: found.tenancyOcid ?? profile.tenancy,
    userOcid: found.userOcid ?? profile.user,
    fingerprint: found.fingerprint ?? profile.fingerprint,
    privateKeyPath: hasKey ? found.privateKeyPath : profile.key_file,
    privateKeyPassword: found.privateKeyPassword ?? (hasKey ? undefined : profile.pass_phrase),
  };
  return {
    ...found,
    ...Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)),
  };
}

/** What a signature needs and is not there, by the names of the environment. */
export function missingSettings(found: OciCredentials): string[] {
  const required = ['tenancyOcid', 'userOcid', 'fingerprint'] as const;
  return [
    ...required.filter((name) => !found[name]).map((name) => VARIABLES[name]),
    ...(found.privateKey || found.privateKeyPath ? [] : [VARIABLES.privateKeyPath]),
  ];
}
