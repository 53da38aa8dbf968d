import type { ApiValues } from '../support/stack';
import type { collection } from '../support/values';

/** Both sides as far as a caller of the API can tell, without ids; lists are sorted. */
export interface Sides {
  readonly modules: readonly string[];
  readonly privileges: readonly string[];
  readonly profiles: readonly string[];
  readonly schemas: readonly string[];
  readonly apis: readonly string[];
  readonly clients: readonly string[];
  readonly grants: readonly string[];
}

export const NOTHING: Sides = {
  modules: [],
  privileges: [],
  profiles: [],
  schemas: [],
  apis: [],
  clients: [],
  grants: [],
};

/** What the values mean, worked out from the values alone. */
export function wantedSides(values: ApiValues, domain: string): Sides {
  const modules = (values.ords?.['modules'] ?? {}) as Record<string, ReturnType<typeof collection>>;
  const scopes = Object.entries(values.scopes);
  return {
    modules: sorted(
      Object.entries(modules).map(([name, { basePath, templates }]) => {
        const scope = scopes.find(([, definition]) => definition.modules?.includes(name))?.[0];
        const source = templates[0]?.handlers[0]?.source;
        return `${name} ${basePath} PUBLISHED under ${scope}: GET ${source}`;
      }),
    ),
    privileges: sorted(
      scopes.map(
        ([name, { description, patterns }]) =>
          `${name}: ${description ?? ''} [${[...(patterns ?? [])].sort().join(' ')}]`,
      ),
    ),
    profiles: [`https://${domain}/ ${values.audience} https://${domain}/.well-known/jwks.json`],
    schemas: ['ORDSDEMO ordsdemo'],
    apis: [
      `${values.audience} [${scopes
        .map(([name]) => name)
        .sort()
        .join(' ')}]`,
    ],
    clients: sorted(Object.keys(values.clients ?? {}).map((client) => `orders-${client}`)),
    grants: sorted(
      Object.entries(values.clients ?? {}).map(
        ([client, granted]) =>
          `orders-${client} ${values.audience} [${[...granted.scopes].sort().join(' ')}]`,
      ),
    ),
  };
}

/** The differences, one line each; none when they are the same. */
export function differences(found: Sides, wanted: Sides): string[] {
  return (Object.keys(wanted) as (keyof Sides)[]).flatMap((part) => [
    ...missing(wanted[part], found[part]).map((line) => `missing in ${part}: ${line}`),
    ...missing(found[part], wanted[part]).map((line) => `too much in ${part}: ${line}`),
  ]);
}

function missing(from: readonly string[], present: readonly string[]): string[] {
  const rest = [...present];
  return from.filter((line) => {
    const index = rest.indexOf(line);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

function sorted(lines: string[]): string[] {
  return lines.sort();
}
