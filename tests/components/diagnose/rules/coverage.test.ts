import {
  doubtfulTemplates,
  openTemplates,
  patternCoversPath,
  patternCoversTemplate,
  patternTouches,
  templateAnswers,
} from '../../../../components/diagnose/rules/coverage';
import { strangeSchema } from '../support/world';

const moduleAt = (basePath: string, ...templates: string[]) => ({
  name: 'm',
  basePath,
  status: 'PUBLISHED',
  templates,
});

describe('patterns are relative to the schema alias', () => {
  test.each<[string, string, boolean]>([
    ['/*', '', true],
    ['/*', 'orders/1', true],
    ['/orders/*', 'orders/1/lines', true],
    ['/orders/*', 'orders', true],
    ['/orders/*', 'orders2', false],
    ['/orders/', 'orders', true],
    ['/orders', 'orders/1', false],
    ['orders/*', 'orders/1', true],
    ['/orders/*/lines', 'orders/1/lines', true],
    ['/orders/*/lines', 'orders/1/items', false],
    ['/or*', 'orders', true],
    ['/a.c', 'abc', false],
    ['/Orders/*', 'orders/1', false],
  ])('%s on %s: %s', (pattern, path, covers) => {
    expect(patternCoversPath(pattern, path.split('/').filter(Boolean))).toBe(covers);
  });

  test.each<[string, string, boolean, boolean]>([
    ['/orders/*', ':id', true, true],
    ['/orders/*', '.', true, true],
    ['/orders/*', ':path*', true, true],
    ['/orders/7', ':id', false, true],
    ['/orders/7', '{id}', false, true],
    ['/orders/7/*', ':path*', false, true],
    ['/orders/a/b', ':path*', false, true],
    ['/orders', ':path*', false, false],
    ['/orders/*', 'lines/:id', true, true],
    ['/orders/lines/*', 'lines/:id', true, true],
    ['/orders/lines/*', ':id', false, true],
    ['/orders/lines/*', 'items', false, false],
    ['/invoices/*', '.', false, false],
    // Whether `/a` is under `/a/*` has no source: such a template counts as open.
    ['/orders/lines/*', 'lines', false, true],
    ['/orders/lines/*', 'lines/', true, true],
    ['/orders/lines', 'lines', true, true],
    ['/*', 'lines', true, true],
  ])('%s on template %s: all of it %s, any of it %s', (pattern, template, all, any) => {
    const orders = moduleAt('/orders/', template);
    expect(patternCoversTemplate(pattern, orders, template)).toBe(all);
    expect(patternTouches(pattern, [orders])).toBe(any);
  });

  test.each<[string, string, boolean]>([
    ['.', '', true],
    [':id', '7', true],
    [':id', '7/8', false],
    [':path*', '7/8', true],
    [':path*', '', false],
    ['lines/', 'lines', true],
    ['lines', 'items', false],
  ])('template %s answers %j: %s', (template, path, answers) => {
    const segments = ['orders', ...path.split('/').filter(Boolean)];
    expect(templateAnswers(moduleAt('orders', template), template, segments)).toBe(answers);
  });
});

describe('openTemplates', () => {
  const privilege = (modules: string[], patterns: string[]) => ({ name: 'p', roles: [], modules, patterns });
  const orders = moduleAt('/orders/', '.', 'open');

  test.each<[string, ReturnType<typeof privilege>[], string[]]>([
    ['nothing covers it', [], ['.', 'open']],
    ['a privilege lists it', [privilege(['m'], [])], []],
    ['one pattern covers all', [privilege([], ['/orders/*'])], []],
    ['a pattern covers a part', [privilege([], ['/orders/'])], ['open']],
    ['two patterns cover it together', [privilege([], ['/orders/']), privilege([], ['/orders/open'])], []],
  ])('%s', (_, privileges, open) => {
    expect(openTemplates(strangeSchema({ privileges }), orders)).toEqual(open);
  });

  test.each<[string, string[], string[]]>([
    ['a star of its own at the end', ['/orders/*'], []],
    ['the whole schema', ['/*'], []],
    ['part of a segment', ['/or*'], ['.']],
    ['a segment in the middle', ['/*/open'], ['open']],
    ['one in the middle and one at the end', ['/*/open', '/orders/*'], []],
  ])('only a star at the end is sure: %s', (_name, patterns, doubtful) => {
    const schema = strangeSchema({ privileges: [privilege([], patterns)] });
    expect(doubtfulTemplates(schema, orders)).toEqual(doubtful);
    for (const template of openTemplates(schema, orders)) expect(doubtful).not.toContain(template);
  });

  test('what is not published answers nobody', () => {
    expect(openTemplates(strangeSchema(), { ...orders, status: 'NOT_PUBLISHED' })).toEqual([]);
  });

  test('a module without templates answers nobody', () => {
    expect(openTemplates(strangeSchema(), moduleAt('/orders/'))).toEqual([]);
  });
});
