import type { Problem } from '../problem';
import { checkFreeText, checkIdentifier, quote } from '../rules/text';
import type { ApiRequest } from './identityProvider';

/** Characters that Auth0 takes (facts/auth0.md 2.2 and 2.4). */
const LONGEST_API_NAME = 200;
const LONGEST_SCOPE_DESCRIPTION = 500;
const LONGEST_CLIENT_DESCRIPTION = 140;

/** The names and descriptions that Auth0 would refuse in the middle of an `up`, with an error that names a property of its own. */
export function checkAuth0Texts(
  apiName: string,
  { scopes, clients }: Pick<ApiRequest, 'scopes' | 'clients'>,
): Problem[] {
  return [
    ...checkName(apiName, 'auth0.api_name', 'identityProvider.apiName', LONGEST_API_NAME),
    ...scopes.flatMap(({ name, description = '' }) =>
      checkFreeText(description, {
        code: 'auth0.scope_description',
        field: `scopes[${JSON.stringify(name)}].description`,
        max: LONGEST_SCOPE_DESCRIPTION,
      }),
    ),
    ...Object.entries(clients).flatMap(([key, { displayName, description = '' }]) => [
      ...checkName(displayName, 'auth0.client_name', `clients[${JSON.stringify(key)}].displayName`),
      ...checkFreeText(description, {
        code: 'auth0.client_description',
        field: `clients[${JSON.stringify(key)}].description`,
        max: LONGEST_CLIENT_DESCRIPTION,
      }),
    ]),
  ];
}

function checkName(name: string, code: string, field: string, max?: number): Problem[] {
  const problems = checkIdentifier(name, { code, field, noSpaces: false });
  if (problems.length > 0) return problems;
  if (!/[<>]/.test(name)) return max === undefined ? [] : checkFreeText(name, { code, field, max });
  return [
    {
      code: `${code}.angle_bracket`,
      severity: 'error',
      field,
      summary: 'has an angle bracket, which Auth0 refuses in names',
      found: quote(name),
      expected: 'a name without < and >',
      remedy: `set ${field} to one`,
    },
  ];
}
