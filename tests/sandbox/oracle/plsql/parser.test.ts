import { parseAnonymousBlock } from '../../../../sandbox/oracle/plsql/parser/parseBlock';

describe('parseAnonymousBlock', () => {
  test('operators bind as the language says', () => {
    const show = (source: string): string => {
      const [statement] = parseAnonymousBlock(`begin x := ${source}; end;`).body;
      const render = (node: unknown): string => {
        const e = node as Record<string, unknown>;
        switch (e.kind) {
          case 'binary':
            return `(${render(e.left)} ${String(e.operator)} ${render(e.right)})`;
          case 'unary':
            return `(${String(e.operator)} ${render(e.operand)})`;
          case 'between':
            return `[${render(e.operand)} ${render(e.low)} ${render(e.high)}]`;
          default:
            return e.kind === 'literal' ? String(e.value) : ((e.parts as { text: string }[])[0]?.text ?? '');
        }
      };
      return render((statement as { value: unknown }).value);
    };
    expect(show('1 + 2 * 3 ** 2')).toBe('(1 + (2 * (3 ** 2)))');
    expect(show('-a ** 2')).toBe('(- (A ** 2))');
    expect(show('not a = b and c or d')).toBe('(((NOT (A = B)) AND C) OR D)');
    expect(show('a || b + c')).toBe('((A || B) + C)');
    expect(show('a not between 1 and 2 and b')).toBe('((NOT [A 1 2]) AND B)');
    expect(show('a mod 2 * 3')).toBe('((A MOD 2) * 3)');
  });

  test('static SQL keeps its text; INTO is blanked so that offsets stay', () => {
    const source = 'begin select a,\n b into x,\n y from t where c = :d; end;';
    const [statement] = parseAnonymousBlock(source).body;
    expect(statement).toMatchObject({
      kind: 'selectInto',
      bulk: false,
      into: [{ kind: 'name' }, { kind: 'name' }],
    });
    const { text, start } = (statement as { query: { text: string; start: number } }).query;
    expect(text).toBe('select a,\n b        \n   from t where c = :d');
    expect(source.slice(start).indexOf('from')).toBe(text.indexOf('from'));
  });

  test.each([
    ['begin null end;', 'line 1, column 12:\nPLS-00103: Encountered the symbol "END"'],
    ['begin\n  x = 1;\nend;', 'line 2, column 5:\nPLS-00103: Encountered the symbol "="'],
    ['begin null;', 'PLS-00103: Encountered the symbol "end-of-file"'],
    ['begin end;', 'PLS-00103: Encountered the symbol "END"'],
    ['begin null; end; x', 'PLS-00103: Encountered the symbol "X"'],
    [
      'begin if a then null; end; end;',
      'Encountered the symbol ";" when expecting one of the following:\n\n   if',
    ],
    ['begin x := (select 1 from dual); end;', 'PLS-00405'],
    ['begin select 1 from dual; end;', 'PLS-00428'],
  ])('%s', (source, message) => {
    expect(() => parseAnonymousBlock(source)).toThrow(expect.objectContaining({ number: 6550 }) as Error);
    expect(() => parseAnonymousBlock(source)).toThrow(message);
  });

  test.each([
    'begin goto x; end;',
    'begin delete t returning a into :b; end;',
    'declare pragma autonomous_transaction; begin null; end;',
  ])('%s is refused honestly', (source) => {
    expect(() => parseAnonymousBlock(source)).toThrow('ORA-03001: unimplemented feature');
  });

  test('RETURNING inside parentheses belongs to SQL/JSON', () => {
    expect(() =>
      parseAnonymousBlock("begin insert into t values (json_value(:j, '$.a' returning number)); end;"),
    ).not.toThrow();
  });

  test('a text is parsed once while it is remembered', () => {
    const source = 'begin null; end; -- remembered';
    expect(parseAnonymousBlock(source)).toBe(parseAnonymousBlock(source));
    const first = parseAnonymousBlock(source);
    for (let i = 0; i < 300; i++) {
      parseAnonymousBlock(`begin null; end; -- ${i}`);
    }
    expect(parseAnonymousBlock(source)).not.toBe(first);
  });
});
