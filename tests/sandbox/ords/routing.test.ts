import fc from 'fast-check';
import type { SchemaMetadata } from '../../../sandbox/ords/metadata/model';
import { parsePath, type RequestPath } from '../../../sandbox/ords/routing/path';
import { patternCovers } from '../../../sandbox/ords/routing/privilegePattern';
import { coveringPrivileges, resolveRoute } from '../../../sandbox/ords/routing/resolve';
import { compileTemplate } from '../../../sandbox/ords/routing/template';

function schema(
  modules: Record<string, { base: string; templates: (string | [string, number])[]; published?: boolean }>,
  privileges: SchemaMetadata['privileges'] = [],
): SchemaMetadata {
  return {
    alias: 'demo',
    parsingSchema: 'DEMO',
    enabled: true,
    profile: undefined,
    privileges,
    modules: Object.entries(modules).map(([name, module], index) => ({
      id: index + 1,
      name,
      published: module.published ?? true,
      basePath: module.base,
      itemsPerPage: 25,
      templates: module.templates.map((entry) => {
        const [uriTemplate, priority] = typeof entry === 'string' ? [entry, 0] : entry;
        return { uriTemplate, priority, route: compileTemplate(uriTemplate), handlers: [] };
      }),
    })),
  };
}

function path(text: string): RequestPath {
  const parsed = parsePath(text);
  if (parsed === undefined) throw new Error(`malformed: ${text}`);
  return parsed;
}

function routed(metadata: SchemaMetadata, text: string): string | undefined {
  const route = resolveRoute(metadata, path(text));
  if (route === undefined) return undefined;
  const variables = [...route.variables].map(([name, value]) => `${name}=${value}`).join('&');
  return `${route.module.name} ${route.template.uriTemplate}${variables === '' ? '' : ` ${variables}`}`;
}

describe('routes', () => {
  const metadata = schema({
    hr: { base: 'hr/', templates: ['employees/', 'employees/:id', 'employees/top', 'files/:path*', '.'] },
    alpha: { base: '/alpha_v1/', templates: ['{name}/x', ['low/:a', 1], ['low/:b', 2]] },
    deep: { base: 'hr/employees/', templates: [':who/history'] },
    hidden: { base: 'hidden/', templates: ['x'], published: false },
  });

  test.each([
    ['/hr/employees/', 'hr employees/'],
    ['/hr/employees', 'hr employees/'],
    ['/hr//employees/', 'hr employees/'],
    ['/hr/employees/7', 'hr employees/:id id=7'],
    ['/hr/employees/a%20b%2Fc', 'hr employees/:id id=a b/c'],
    ['/hr/employees/top', 'hr employees/top'],
    ['/hr/employees/7/history', 'deep :who/history who=7'],
    ['/hr/files/a/b.txt', 'hr files/:path* path=a/b.txt'],
    ['/hr/files', undefined],
    ['/hr/', 'hr .'],
    ['/alpha_v1/n/x', 'alpha {name}/x name=n'],
    ['/alpha_v1/low/1', 'alpha low/:b b=1'],
    ['/HR/employees/', undefined],
    ['/hr/Employees/', undefined],
    ['/hr/employees/7/8', undefined],
    ['/hidden/x', undefined],
    ['/nothing', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => expect(routed(metadata, text)).toBe(expected));

  test('a malformed percent encoding is no path', () => expect(parsePath('/hr/%zz')).toBeUndefined());
});

describe('privileges', () => {
  test.each([
    ['/*', '/anything/at/all', true],
    ['/*', '/', true],
    ['/examples/employees/*', '/examples/employees/7', true],
    ['/examples/employees/*', '/examples/employees', true],
    ['/examples/employees/*', '/examples/employees/7/x', true],
    ['/examples/employees/*', '/examples/employeesX', false],
    ['/examples/employees/', '/examples/employees', true],
    ['/examples/employees', '/examples/employees/', true],
    ['/examples/employees', '/examples/employees/7', false],
    ['examples/*', '/examples/x', true],
    ['/a/*/c', '/a/b/c', true],
    ['/a.c/*', '/abc/x', false],
    ['/a', '/a%2F', true],
    ['/a/*', '/a%2Fb', true],
  ])('%s over %s: %s', (pattern, text, expected) => {
    expect(patternCovers(pattern, path(text).segments)).toBe(expected);
  });

  // No source says whether the path in front of `/*` is under it, so both are played.
  test.each([
    ['/*', '/', true, true],
    ['/a/*', '/a/b', true, true],
    ['/a/*', '/a', true, false],
    ['/a/*', '/a%2F', true, true],
    ['/a', '/a', true, true],
    ['/a/*/*', '/a', false, false],
  ])('%s over %s: %s, or %s where a wildcard needs more than its root', (pattern, text, covers, strictly) => {
    const { segments } = path(text);
    expect(patternCovers(pattern, segments, { wildcardCoversItsRoot: true })).toBe(covers);
    expect(patternCovers(pattern, segments, { wildcardCoversItsRoot: false })).toBe(strictly);
  });

  test('what is written with a slash at its end is below the root, in every spelling of its URL', () => {
    const metadata = schema({ hr: { base: 'hr/', templates: ['.', 'employees/', 'reports'] } }, [
      privilege('p', ['/hr/*', '/hr/employees/*', '/hr/reports/*'], []),
      privilege('q', ['/hr/employees/*', '/hr/reports/*'], []),
    ]);
    const covering = (text: string, wildcardCoversItsRoot: boolean) => {
      const route = resolveRoute(metadata, path(text));
      if (route === undefined) throw new Error('no route');
      const settings = { wildcardCoversItsRoot };
      return coveringPrivileges(metadata, route, path(text), settings).map((entry) => entry.name);
    };
    for (const text of ['/hr', '/hr/', '/hr//']) expect(covering(text, false)).toEqual(['p']);
    for (const text of ['/hr/employees', '/hr/employees/']) expect(covering(text, false)).toEqual(['p', 'q']);
    for (const text of ['/hr/reports', '/hr/reports/']) {
      expect(covering(text, false)).toEqual(['p']);
      expect(covering(text, true)).toEqual(['p', 'q']);
    }
  });

  const privilege = (name: string, patterns: string[], moduleIds: number[]) => ({
    name,
    roles: [],
    patterns,
    moduleIds,
  });

  test('cover by module and by pattern, both at once', () => {
    const metadata = schema(
      { hr: { base: 'hr/', templates: [':x'] }, pub: { base: 'pub/', templates: [':x'] } },
      [privilege('byModule', [], [1]), privilege('byPattern', ['/hr/secret/*', '/elsewhere/*'], [])],
    );
    const covering = (text: string) => {
      const route = resolveRoute(metadata, path(text));
      if (route === undefined) throw new Error('no route');
      const settings = { wildcardCoversItsRoot: true };
      return coveringPrivileges(metadata, route, path(text), settings).map((entry) => entry.name);
    };
    expect(covering('/hr/x')).toEqual(['byModule']);
    expect(covering('/hr/secret')).toEqual(['byModule', 'byPattern']);
    expect(covering('/pub/secret')).toEqual([]);
  });

  test('no spelling of a covered URL escapes its pattern', () => {
    const metadata = schema({ m: { base: 'm/', templates: ['secret/:id'] } });
    const spell = (character: string) =>
      fc.constantFrom(
        character,
        `%${character.charCodeAt(0).toString(16)}`,
        `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    const word = (text: string) => fc.tuple(...[...text].map(spell)).map((parts) => parts.join(''));
    const slashes = fc.constantFrom('/', '//', '///');
    fc.assert(
      fc.property(
        slashes,
        word('m'),
        slashes,
        word('secret'),
        slashes,
        fc.webSegment().filter((segment) => segment !== ''),
        fc.constantFrom('', '/'),
        (a, m, b, secret, c, id, end) => {
          const parsed = path(`${a}${m}${b}${secret}${c}${id}${end}`);
          if (resolveRoute(metadata, parsed) !== undefined)
            expect(patternCovers('/m/secret/*', parsed.segments)).toBe(true);
        },
      ),
    );
  });
});
