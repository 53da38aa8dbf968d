import fc from 'fast-check';

import { Announcer } from '../../../components/ords/lifecycle/adoption/announcer';
import { adoptionLine, compareForAdoption } from '../../../components/ords/lifecycle/adoption/adoption';
import { differences } from '../../../components/ords/lifecycle/adoption/differences';
import { enabledSchemaKind } from '../../../components/ords/lifecycle/enabledSchema';
import { moduleKind } from '../../../components/ords/lifecycle/module';
import type { ModuleInputs, TemplateInputs } from '../../../components/ords/lifecycle/moduleDefinition';
import { moduleProtectionKind } from '../../../components/ords/lifecycle/moduleProtection';
import { privilegeKind } from '../../../components/ords/lifecycle/privilege';
import { UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { OrdsError } from '../../../components/errors';

const privilege = { name: 'orders.read', roles: ['a'], patterns: [], label: 'Read' };
const line = (live: object, wanted: typeof privilege): string =>
  adoptionLine(privilegeKind, 'HR', wanted, compareForAdoption(privilegeKind, live, wanted));

const handler = { method: 'GET', sourceType: 'json/item', source: 'select 1 from dual', parameters: [] };
const template = (change: Partial<TemplateInputs> = {}): TemplateInputs => ({
  pattern: 'list',
  priority: 0,
  etagType: 'HASH',
  handlers: [handler],
  ...change,
});
const ordersModule = (...templates: TemplateInputs[]): ModuleInputs => ({
  name: 'orders',
  basePath: '/orders/',
  itemsPerPage: 25,
  templates,
});
const moduleFields = (live: ModuleInputs, wanted: ModuleInputs): string[] =>
  compareForAdoption(moduleKind, live, wanted).differences.map(
    ({ field, live: before, wanted: after }) => `${field}: ${before} -> ${after}`,
  );

describe('the line', () => {
  test('names each field with both values', () => {
    expect(line({ ...privilege, roles: ['b', 'c'], label: undefined }, privilege)).toBe(
      'adopts privilege "orders.read" of schema HR: roles ["b", "c"] -> ["a"]; label none -> "Read"',
    );
    expect(line({ ...privilege, patterns: [], comments: 'gone' }, privilege)).toBe(
      'adopts privilege "orders.read" of schema HR: comments "gone" -> none',
    );
  });

  test('says that nothing changes', () => {
    expect(line(privilege, privilege)).toBe('adopts privilege "orders.read" of schema HR as it is');
  });

  test('shows what nobody sees, and not what is not known', () => {
    expect(line({ ...privilege, label: 'Read\u200b' }, privilege)).toContain(
      'label "Read<U+200B>" -> "Read"',
    );
    expect(line(privilege, { ...privilege, label: UNKNOWN })).toContain('label "Read" -> not known yet');
    const name = adoptionLine(
      privilegeKind,
      'HR',
      { ...privilege, name: UNKNOWN },
      { differences: [], becomesOwn: false },
    );
    expect(name).not.toContain(UNKNOWN);
  });

  test('is silent about what is left to the database', () => {
    const live = { urlMappingPattern: 'shop', autoRestAuth: true };
    expect(compareForAdoption(enabledSchemaKind, live, {}).differences).toEqual([]);
    expect(compareForAdoption(enabledSchemaKind, live, { autoRestAuth: false }).differences).toHaveLength(1);
  });

  test('says that a module which is moved becomes the stack’s own', () => {
    const wanted = { module: 'orders', privilege: 'b', publish: true, onDelete: 'unpublish' as const };
    const found = compareForAdoption(moduleProtectionKind, { ...wanted, privilege: 'a' }, wanted);
    expect(adoptionLine(moduleProtectionKind, 'HR', wanted, found)).toBe(
      'adopts protection of module "orders" by privilege "b" of schema HR: privilege "a" -> "b"; it is the stack\'s own from then on',
    );
  });
});

describe('a module', () => {
  const source = (text: string): TemplateInputs => template({ handlers: [{ ...handler, source: text }] });

  test('a source is described and never shown', () => {
    const before = "begin\n  x('s3cret');\nend;";
    expect(moduleFields(ordersModule(source(before)), ordersModule(source('begin\n  null;\nend;')))).toEqual([
      'template "list" GET source: 25 characters -> 18 characters, first difference in line 2',
    ]);
    expect(moduleFields(ordersModule(source('s3cret')), ordersModule(source('s3cret\n')))).toEqual([
      'template "list" GET source: 6 characters -> 7 characters, first difference in line 2',
    ]);
  });

  test('templates, handlers and parameters are told apart by their keys', () => {
    const parameter = { name: 'X-P', sourceType: 'HEADER', paramType: 'STRING', accessMethod: 'IN' };
    const live = ordersModule(
      template({ pattern: 'a' }),
      template({ pattern: 'b', priority: 3, handlers: [{ ...handler, parameters: [parameter] }] }),
    );
    const wanted = ordersModule(
      template({
        pattern: 'b',
        handlers: [
          { ...handler, parameters: [{ ...parameter, paramType: 'INT' }] },
          { ...handler, method: 'POST' },
        ],
      }),
      template({ pattern: 'c' }),
    );
    expect(moduleFields(live, wanted)).toEqual([
      'template "a": there -> removed',
      'template "b" priority: 3 -> 0',
      'template "b" GET parameter "X-P" IN paramType: "STRING" -> "INT"',
      'template "b" POST: none -> as declared',
      'template "c": none -> as declared',
    ]);
    expect(moduleFields(ordersModule(), ordersModule(template()))).toEqual([
      'template "list": none -> as declared',
    ]);
    expect(moduleFields(ordersModule(template()), ordersModule())).toEqual([
      'template "list": there -> removed',
    ]);
  });
});

test('a difference is found exactly where two values differ, and no line breaks', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
    fc.constant(undefined),
  );
  const object = fc.record({ a: value, b: value, source: fc.string() });
  fc.assert(
    fc.property(object, object, (live, wanted) => {
      const found = differences(['a', 'b', 'source'], live, wanted);
      const changed = (['a', 'b', 'source'] as const).filter(
        (name) => JSON.stringify(live[name]) !== JSON.stringify(wanted[name]),
      );
      expect(found.map(({ field }) => field)).toEqual(changed);
      for (const { live: before, wanted: after } of found) expect(before + after).not.toMatch(/[\p{Cc}]/u);
    }),
  );
});

describe('the announcer', () => {
  const announcer = () => {
    const lines: string[] = [];
    return { lines, announcer: new Announcer((text) => void lines.push(text)) };
  };
  const refused = new OrdsError('cannot log on', { code: 'ords.connection.logon' });

  test('says a thing once, in check or in create', async () => {
    const { lines, announcer: told } = announcer();
    await told.foresee('c', 'x', () => Promise.resolve('adopts x'));
    told.say('adopts x');
    await told.foresee('c', 'y', () => Promise.resolve(undefined));
    expect(lines).toEqual(['adopts x']);
  });

  test('does not look again through a connection that fails: a wrong password would lock the account', async () => {
    const { lines, announcer: told } = announcer();
    let looks = 0;
    const look = async (): Promise<string> => {
      looks += 1;
      await new Promise(setImmediate);
      throw refused;
    };
    await Promise.all(Array.from({ length: 30 }, (_, index) => told.foresee('c', `object ${index}`, look)));
    expect(looks).toBe(1);
    expect(lines).toEqual([
      'could not compare object 0 with what exists: cannot log on [ords.connection.logon]',
    ]);
    await told.foresee('another', 'x', () => Promise.resolve('adopts x'));
    expect(lines).toContain('adopts x');
  });

  test('one object that cannot be read is no reason to be silent about the others, and a foreign error stays inside', async () => {
    const { lines, announcer: told } = announcer();
    await told.foresee('c', 'a', () => Promise.resolve('adopts a'));
    await told.foresee('c', 'b', () => Promise.reject(new Error('password is s3cret')));
    await told.foresee('c', 'c', () => Promise.resolve('adopts c'));
    expect(lines).toEqual([
      'adopts a',
      'could not compare b with what exists: the database could not be read',
      'adopts c',
    ]);
  });
});
