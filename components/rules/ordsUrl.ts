import type { Problem } from '../problem';
import { checkIdentifier, quote } from './text';

/** The root of ORDS; everything that the library prints as an endpoint begins with it. */
export function checkBaseUrl(baseUrl: string): Problem[] {
  const field = 'ords.baseUrl';
  const problems = checkIdentifier(baseUrl, { code: 'ords.base_url', field });
  if (problems.length > 0) return problems;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password)
    return [];
  return [
    {
      code: 'ords.base_url.not_a_root',
      severity: 'error',
      field,
      summary: 'is not the root URL of ORDS',
      // A URL may carry a password.
      ...(!url?.username && !url?.password && { found: quote(baseUrl) }),
      expected: 'scheme, host and context path, without user, query and fragment',
      remedy: 'write it like "https://host.example.com/ords"',
    },
  ];
}

/** What stands between the root and a module's base path. */
export function checkSchemaAlias(alias: string, baseUrl: string | undefined): Problem[] {
  const field = 'ords.schemaAlias';
  const problems = checkIdentifier(alias, { code: 'ords.schema_alias', field });
  if (problems.length > 0) return problems;
  if (!/^[\w.~-]+$/.test(alias))
    return [
      {
        code: 'ords.schema_alias.not_a_segment',
        severity: 'error',
        field,
        summary: 'is not one path segment',
        found: quote(alias),
        expected: 'letters, digits and - . _ ~, without slashes',
        remedy: 'write it like "ordsdemo"; it stands between the root of ORDS and the base path of a module',
      },
    ];
  if (baseUrl === undefined || !baseUrl.replace(/\/+$/, '').endsWith(`/${alias}`)) return [];
  return [
    {
      code: 'ords.base_url.has_alias',
      severity: 'warning',
      field: 'ords.baseUrl',
      summary: 'ends in the schema alias, which is added once more to every endpoint',
      found: quote(baseUrl),
      expected: quote(baseUrl.replace(/\/+$/, '').slice(0, -alias.length - 1)),
      remedy: 'remove the alias from baseUrl',
    },
  ];
}
