import * as pulumi from '@pulumi/pulumi';
import { Domain } from '@pulumi/oci/identity/domain';
import { getDomain } from '@pulumi/oci/identity/getDomain';
import { OrdsError } from '../errors';
import { checkDomain, domainOrigin, isOcid } from '../oci/domainUrl';
import { forProgram, problemsToError } from '../problem';
import { quote } from '../rules/text';
import type { CreateDomainArgs } from './ociDomainArgs';

interface DomainChoice {
  readonly domain?: pulumi.Input<string>;
  readonly createDomain?: CreateDomainArgs;
}

/** The origin of the domain to work in: a new one, or the one that is named by URL or OCID. */
export function domainOf(
  name: string,
  { domain = '', createDomain }: DomainChoice,
  apiName: string,
  parent: pulumi.ComponentResource,
): { readonly url: pulumi.Output<string>; readonly created?: Domain } {
  if (createDomain === undefined)
    return { url: pulumi.output(domain).apply((text) => existing(name, text, parent)) };
  const created = makeDomain(name, createDomain, apiName, parent);
  return { url: created.url.apply((url) => origin(url)), created };
}

function makeDomain(
  name: string,
  args: CreateDomainArgs,
  apiName: string,
  parent: pulumi.ComponentResource,
): Domain {
  const { protect = true, retainOnDelete = true } = args;
  return new Domain(
    `${name}-domain`,
    {
      compartmentId: args.compartmentId,
      homeRegion: args.homeRegion,
      displayName: args.displayName ?? apiName,
      description: args.description ?? `Tokens for ${apiName}`,
      licenseType: args.licenseType ?? 'free',
    },
    { parent, protect, retainOnDelete },
  );
}

async function existing(name: string, text: string, parent: pulumi.ComponentResource): Promise<string> {
  const error = problemsToError(name, checkDomain(text, 'identityProvider.domain'), 'OciIamApi');
  if (error) throw error;
  if (!isOcid(text)) return origin(text);
  const { url, state } = await getDomain({ domainId: text }, { parent });
  if (state !== '' && state !== 'ACTIVE')
    throw forProgram(
      new OrdsError('is not active, so that it issues no tokens', {
        code: 'oci.domain.inactive',
        field: 'identityProvider.domain',
        found: quote(state),
        expected: '"ACTIVE"',
        remedy: `oci iam domain activate --domain-id ${text}`,
      }),
    );
  return origin(url);
}

function origin(url: string): string {
  return domainOrigin(url) ?? url;
}
