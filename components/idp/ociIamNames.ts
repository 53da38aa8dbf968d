import type { Problem } from '../problem';
import { checkFreeText, checkIdentifier, quote } from '../rules/text';
import type { ApiRequest } from './identityProvider';

/** Characters (docs.oracle.com, "Adding a Confidential Application"). */
const LONGEST_NAME = 125;
export const LONGEST_DESCRIPTION = 250;

/** The names and descriptions that a domain would refuse in the middle of an `up`, with an error without a text. */
export function checkOciIamNames(
  apiName: string,
  { scopes, clients }: Pick<ApiRequest, 'scopes' | 'clients'>,
): Problem[] {
  const apps = [
    { name: apiName, field: 'identityProvider.apiName' },
    ...Object.entries(clients).map(([key, { displayName }]) => ({
      name: displayName,
      field: `clients[${JSON.stringify(key)}].displayName`,
    })),
  ];
  return [
    ...apps.flatMap(({ name, field }) => checkName(name, field)),
    ...checkDistinct(apps),
    ...scopes.flatMap(({ name, description = '' }) =>
      checkFreeText(description, {
        code: 'oci.scope_description',
        field: `scopes[${JSON.stringify(name)}].description`,
        max: LONGEST_DESCRIPTION,
      }),
    ),
    ...Object.entries(clients).flatMap(([key, { description = '' }]) =>
      checkFreeText(description, {
        code: 'oci.client_description',
        field: `clients[${JSON.stringify(key)}].description`,
        max: LONGEST_DESCRIPTION,
      }),
    ),
  ];
}

function checkName(name: string, field: string): Problem[] {
  const problems = checkIdentifier(name, { code: 'oci.app_name', field, noSpaces: false });
  return problems.length > 0
    ? problems
    : checkFreeText(name, { code: 'oci.app_name', field, max: LONGEST_NAME });
}

/** API and clients are apps of one domain, which has each display name once and compares without case. */
function checkDistinct(apps: readonly { readonly name: string; readonly field: string }[]): Problem[] {
  const seen = new Map<string, string>();
  return apps.flatMap(({ name, field }) => {
    const folded = name.toLowerCase();
    const earlier = seen.get(folded);
    if (earlier === undefined) {
      seen.set(folded, field);
      return [];
    }
    return [
      {
        code: 'oci.app_name.duplicate',
        severity: 'error' as const,
        field,
        summary: `is also the name of ${earlier}; a domain has each name once, and compares without case`,
        found: quote(name),
        expected: 'names that differ',
        remedy: `set ${field} to another name`,
      },
    ];
  });
}
