import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { prepare } from '../../../components/database/sqlText';

const ROOT = join(__dirname, '../../..');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

const SQL = filesBelow('sql', '.sql').map((name) => name.replace(/^sql\/|\.sql$/g, ''));
const sources = filesBelow('components', '.ts').map((name) =>
  ts.createSourceFile(name, readFileSync(join(ROOT, name), 'utf8'), ts.ScriptTarget.Latest, true),
);

/** Texts with DDL, in which Oracle takes no binds; with what they put into it, and how that is checked where it is no name. */
const DDL: ReadonlyMap<string, Readonly<Record<string, string | undefined>>> = new Map([
  [
    'user/define',
    {
      v_user: undefined,
      v_identified: undefined,
      v_options: undefined,
      v_system_privilege: "regexp_like(v_system_privilege, '[^A-Z ]')",
      'p.privilege': 'for p in (select privilege from dba_sys_privs',
    },
  ],
  ['user/drop', {}],
]);

function withoutComments(name: string): string {
  return readFileSync(join(ROOT, 'sql', `${name}.sql`), 'utf8').replace(/--.*$/gm, '');
}

function isAsserted(operand: string): boolean {
  return /^dbms_assert\.enquote_name\([\w.:]+, false\)$/.test(operand);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

/** The literal texts an expression can be; undefined for one that is computed from anything else. */
function literals(node: ts.Expression): string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return literals(node.expression);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce<string[] | undefined>(
      (texts, { expression, literal }) => {
        const parts = constant(expression);
        return texts && parts?.flatMap((part) => texts.map((text) => text + part + literal.text));
      },
      [node.head.text],
    );
  if (!ts.isConditionalExpression(node)) return undefined;
  const [yes, no] = [literals(node.whenTrue), literals(node.whenFalse)];
  return yes && no && [...yes, ...no];
}

/** The same of a name that the file gives to such an expression. */
function constant(node: ts.Expression): string[] | undefined {
  let found: string[] | undefined;
  visit(node.getSourceFile(), (declaration) => {
    if (
      ts.isVariableDeclaration(declaration) &&
      declaration.name.getText() === node.getText() &&
      declaration.initializer
    )
      found = literals(declaration.initializer);
  });
  return found;
}

/** What a function that is called for the text, maybe in another file, can return. */
function returned(name: ts.Expression): string[] | undefined {
  let called: string | undefined;
  visit(name.getSourceFile(), (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== name.getText() || !node.initializer)
      return;
    const call = ts.isAwaitExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (ts.isCallExpression(call)) called = call.expression.getText();
  });
  let found: string[] | undefined;
  for (const source of sources)
    visit(source, (node) => {
      if (!ts.isFunctionDeclaration(node) || node.name?.text !== called) return;
      found = [];
      visit(node, (inner) => {
        if (!ts.isReturnStatement(inner)) return;
        const texts = inner.expression && literals(inner.expression);
        found = found && texts && [...found, ...texts];
      });
    });
  return found;
}

/** What is handed over as `text` to the local function around this node, wherever the file calls it. */
function handedOver(node: ts.Node, source: ts.SourceFile): string[] | undefined {
  let around: ts.Node | undefined = node;
  while (around && !ts.isArrowFunction(around)) around = around.parent;
  if (around?.parameters[0]?.name.getText(source) !== 'text') return undefined;
  const { parent } = around;
  if (!ts.isVariableDeclaration(parent)) return undefined;
  const name = parent.name.getText(source);
  let found: string[] | undefined = [];
  visit(source, (call) => {
    if (!ts.isCallExpression(call) || call.expression.getText(source) !== name) return;
    if (call.arguments.length === 0) return;
    const text = call.arguments[0] && literals(call.arguments[0]);
    found = found && text && [...found, ...text];
  });
  return found;
}

test('the texts of statements are named by literals, each of them a file', () => {
  const named: string[] = [];
  const computed: string[] = [];
  // sqlText.ts itself turns a name into a text.
  for (const source of sources.filter(({ fileName }) => fileName !== 'components/database/sqlText.ts'))
    visit(source, (node) => {
      if (!ts.isObjectLiteralExpression(node)) return;
      const members = new Map(
        node.properties.map((property) => [property.name?.getText(source), property] as const),
      );
      const text = members.get('text');
      // What has binds or a purpose beside its text is a statement or a part of one.
      if (!text || !(members.has('binds') || members.has('purpose') || members.has('parts'))) return;
      const found = ts.isPropertyAssignment(text)
        ? (literals(text.initializer) ?? returned(text.initializer))
        : handedOver(text, source);
      if (found) named.push(...found);
      else computed.push(`${source.fileName}: ${text.getText(source)}`);
    });
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !SQL.includes(name))).toEqual([]);
  expect(computed).toEqual([]);
});

test('what is handed to the driver comes from prepare()', () => {
  const executing = sources.filter(
    (source) => /\.execute(?:Many)?[<(]/.test(source.text) && /oracledb/.test(source.text),
  );
  expect(executing.map(({ fileName }) => fileName).sort()).toEqual([
    'components/database/oracleDatabase.ts',
    'components/database/tokenUser.ts',
  ]);
  for (const { text: code } of executing) {
    const handed = [...code.matchAll(/\.execute(?:<.*>)?\((\w+)/g)].map(([, argument]) => argument);
    expect(new Set(handed)).toEqual(new Set(['text']));
    const texts = [...code.matchAll(/\b(?:const|let) (?:text|\{[^}]*\btext\b[^}]*\})[^=]*= (\w+)/g)];
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.map(([, origin]) => origin)).toEqual(texts.map(() => 'prepare'));
  }
});

test('no source but those of the remedies writes SQL around a value', () => {
  const built: string[] = [];
  for (const source of sources)
    visit(source, (node) => {
      if (!ts.isTemplateExpression(node)) return;
      if (
        !/\b(?:select|insert|update|delete|merge|begin|declare|grant)\b[^.]*(?:\bfrom\b|\bend\b|;)/i.test(
          node.getText(source),
        )
      )
        return;
      built.push(source.fileName);
    });
  // Texts that a person is told to run, each with its quotes doubled; they never reach the driver.
  expect(
    [...new Set(built)].filter(
      (name) =>
        !name.startsWith('components/diagnose/rules/') &&
        !name.startsWith('components/ords/lifecycle/') &&
        !name.startsWith('components/database/'),
    ),
  ).toEqual([]);
});

test('no file of sql/ builds SQL itself, nor asks a client to substitute anything', () => {
  // grants.sql is run by a person, whose client asks for the names.
  for (const name of SQL.filter((file) => file !== 'grants')) {
    const text = withoutComments(name);
    if (!DDL.has(name))
      expect([name, /\bexecute\s+immediate\b|\bdbms_sql\b|\bopen\s+\w+\s+for\s+:/i.test(text)]).toEqual([
        name,
        false,
      ]);
    expect([name, /&\w/.test(text)]).toEqual([name, false]);
  }
});

test.each([...DDL])(
  '%s, whose DDL takes no binds, puts a value into it by DBMS_ASSERT only',
  (name, allowed) => {
    const text = withoutComments(name);
    const operands = [...text.matchAll(/execute immediate ([^;]+);/g)].flatMap(([, statement = '']) =>
      statement.split('||').map((operand) => operand.trim()),
    );
    expect(operands.length).toBeGreaterThan(0);
    const values = operands.filter((operand) => !/^'[^']*'$/.test(operand) && !isAsserted(operand));
    expect(new Set(values)).toEqual(new Set(Object.keys(allowed)));
    // Each of the others is made of fixed texts, of what went through DBMS_ASSERT, or is checked in the way that is named.
    const variables = values.filter((operand) => allowed[operand] === undefined);
    for (const variable of variables) {
      const parts = [...text.matchAll(new RegExp(`\\b${variable}\\b[^;:]*:=([^;]+);`, 'g'))].flatMap(
        ([, value = '']) => value.split('||').map((part) => part.trim()),
      );
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        if (/^'[^']*'$/.test(part) || isAsserted(part) || part === 'to_char(:quota_megabytes)') continue;
        expect(part).toMatch(/^v_\w+$/);
        if (!variables.includes(part)) variables.push(part);
      }
    }
    for (const checked of Object.values(allowed)) if (checked !== undefined) expect(text).toContain(checked);
  },
);

test('property: whatever the values, the text stays the same', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      `'); end; --`,
      ':name',
      '-- include: definition',
      '$&',
      "$'",
      'user_ords_modules',
      'ords.delete_role(x)',
    ),
    fc.constant(null),
    fc.integer(),
  );
  const PARTS: Record<string, readonly string[]> = {
    'module/define': ['module/template', 'module/handler', 'module/parameter'],
    'jwt_profile/define': ['jwt_profile/create_role_mode'],
  };
  const bindsOf = (text: string): string[] => [
    ...new Set(
      [...readFileSync(join(ROOT, 'sql', `${text}.sql`), 'utf8').matchAll(/(?<![:\w]):([a-z]\w*)/g)].map(
        ([, name = '']) => name,
      ),
    ),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...SQL.filter((name) => name !== 'grants')),
      fc.option(fc.string({ unit: 'binary', minLength: 1 }), { nil: undefined }),
      fc.infiniteStream(value),
      (text, schema, values) => {
        const make = (next: () => string | number | null) => {
          const binds = (name: string) => Object.fromEntries(bindsOf(name).map((bind) => [bind, next()]));
          const parts = {
            definition: (PARTS[text] ?? []).map((part) => ({ text: part, binds: binds(part) })),
            create: (PARTS[text] ?? []).map((part) => ({ text: part, binds: binds(part) })),
            delete: [{ text: 'jwt_profile/delete_call' }],
            enabling: [{ text: 'user/enable' }],
          };
          return prepare({
            text,
            binds: binds(text),
            parts,
            purpose: '',
            ...(schema !== undefined && { schema }),
          });
        };
        const hostile = make(() => values.next().value as string | number | null);
        const harmless = make(() => 'x');
        expect(hostile.text).toBe(harmless.text);
        expect(Object.keys(hostile.binds)).toEqual(Object.keys(harmless.binds));
      },
    ),
  );
});
