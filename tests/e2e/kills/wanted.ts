import type { IdentityProviderUnderTest } from '../support/identityProviders/identityProvider';
import type { ApiValues } from '../support/stack';
import type { collection } from '../support/values';

/** Both sides as far as a caller of the API can tell, without ids; lists are sorted. */
export interface Sides {
  readonly modules: readonly string[];
  readonly privileges: readonly string[];
  readonly profiles: readonly string[];
  readonly schemas: readonly string[];
  /** Of the identity provider. */
  readonly objects: readonly string[];
}

export const NOTHING: Sides = {
  modules: [],
  privileges: [],
  profiles: [],
  schemas: [],
  objects: [],
};

/** What the values mean, worked out from the values alone; only an audience that the provider issues is asked for. */
export async function wantedSides(
  values: ApiValues,
  provider: Pick<IdentityProviderUnderTest, 'issuer' | 'jwksUrl' | 'objectsOf' | 'audienceInEffect'>,
): Promise<Sides> {
  const audience = await provider.audienceInEffect(values);
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
    profiles: [`${provider.issuer} ${audience} ${provider.jwksUrl}`],
    schemas: ['ORDSDEMO ordsdemo'],
    objects: provider.objectsOf(values),
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
