import type * as pulumi from '@pulumi/pulumi';
import { domainOrigin, isOcid } from '../oci/domainUrl';
import type { Problem } from '../problem';
import { adopting, AdoptionRules, type AdoptArgs } from './adoption';

/** Apps of the domain that exist already and are taken over, by their ids there. `pulumi-ords export --oci-iam` writes them. */
export interface OciIamAdoptArgs extends AdoptArgs {
  /**
   * SCIM id of the resource app, which is neither its client id nor its OCID. The domain has to be given as a URL. Default: a new app,
   * which the domain refuses if its name or one of its full scopes is taken.
   */
  readonly api?: string;
  /** SCIM ids of the apps by the key under `clients`. A client that is not named here is created. */
  readonly clients?: Readonly<Record<string, string>>;
}

/** What a program declares besides, as far as it is plain. */
interface Declared {
  readonly domain: pulumi.Input<string> | undefined;
  /** Keys of `clients`. */
  readonly clients: readonly string[];
}

const SCIM_ID = /^[A-Za-z0-9_-]+$/;
const rules = new AdoptionRules('oci', '--oci-iam');

/** What can be said about the ids before anything is called. */
export function checkOciAdoption(adopt: OciIamAdoptArgs, { domain, clients: keys }: Declared): Problem[] {
  const { api, clients = {} } = adopt;
  const ids: [string, string][] = [
    ...(api === undefined ? [] : [['api', api] as [string, string]]),
    ...Object.entries(clients).map(([key, id]): [string, string] => [`clients[${JSON.stringify(key)}]`, id]),
  ];
  return [
    ...(api === undefined ? [] : rules.id('api', 'api', api)),
    ...rules.clients('clients', clients, keys, 'declare it under clients, or remove it from adopt'),
    ...ids
      .filter(([field, id]) => rules.id(field, 'api', id).length === 0 && !SCIM_ID.test(id))
      .map(([field, id]) =>
        rules.problem(
          'id',
          field,
          'is not the SCIM id of an app',
          id,
          'letters, digits, _ and -: neither the client id nor the OCID',
        ),
      ),
    ...(ids.length > 0 && originOf(domain) === undefined ? [noDomain(domain)] : []),
    ...rules.onDelete(adopt),
  ];
}

/** How an app is taken over, and what an `up` must not write because of it. */
export interface AdoptedApp {
  readonly options: pulumi.CustomResourceOptions;
  /** `destroy` leaves it, active as it is. */
  readonly isKept: boolean;
}

/** Undefined without an id. The domain is checked by then. */
export function adoptedApp(
  adopt: OciIamAdoptArgs,
  id: string | undefined,
  domain: pulumi.Input<string> | undefined,
): AdoptedApp | undefined {
  if (id === undefined) return undefined;
  return {
    options: adopting(adopt, appImportId(originOf(domain) ?? '', id)),
    isKept: adopt.onDelete !== 'delete',
  };
}

/** As the official provider takes an app of a domain for an import: nothing in it is encoded (facts/oci-iam.md 1.2). */
export function appImportId(origin: string, id: string): string {
  return `idcsEndpoint/${origin}/apps/${id}`;
}

function originOf(domain: pulumi.Input<string> | undefined): string | undefined {
  return typeof domain === 'string' && !isOcid(domain) ? domainOrigin(domain) : undefined;
}

function noDomain(domain: pulumi.Input<string> | undefined): Problem {
  return {
    ...rules.problem(
      'domain',
      'api',
      'needs the URL of the domain as plain text: an app is imported by it',
      typeof domain === 'string' ? domain : domain === undefined ? 'createDomain' : 'an output',
      'domain: "https://idcs-….identity.oraclecloud.com"',
    ),
    field: 'identityProvider.domain',
    remedy: "copy the Domain URL of the domain's overview page, or remove adopt",
  };
}
