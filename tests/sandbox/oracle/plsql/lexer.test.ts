import fc from 'fast-check';
import type { OraError } from '../../../../sandbox/oracle/oraError';
import { tokenize } from '../../../../sandbox/oracle/plsql/lexer';

const kinds = (source: string) => tokenize(source).map(({ kind, text }) => `${kind}:${text}`);
const texts = (source: string) =>
  tokenize(source)
    .filter(({ kind }) => kind !== 'end')
    .map(({ text }) => text);

describe('tokenize', () => {
  test('identifiers are upper case, quoted ones as written', () => {
    expect(kinds('abc$#_1 "aBc"')).toEqual(['identifier:ABC$#_1', 'quotedIdentifier:aBc', 'end:']);
  });

  test('strings with doubled quotes, national and alternative quoting', () => {
    expect(texts(`'it''s' '' n'x' q'[it's]' Q'(a)b)' nq'{c}' q'<d>' q'!e'f!' q'|g|'`)).toEqual([
      "it's",
      '',
      'x',
      "it's",
      'a)b',
      'c',
      'd',
      "e'f",
      'g',
    ]);
  });

  test.each([
    ['1024M', ['number:1024', 'identifier:M', 'end:']],
    ['1.5M', ['number:1.5', 'identifier:M', 'end:']],
    ['12f', ['number:12f', 'end:']],
  ])('%s: letters that no number may have end it', (source, tokens) => {
    expect(kinds(source)).toEqual(tokens);
  });

  test('a range is not read as a number', () => {
    expect(kinds('1..10')).toEqual(['number:1', 'operator:..', 'number:10', 'end:']);
    expect(texts('1.5e3 .5 2. 1.5..2 7f')).toEqual(['1.5e3', '.5', '2.', '1.5', '..', '2', '7f']);
  });

  test('binds by name, number and quoted name; an assignment is no bind', () => {
    expect(kinds(':abc :1 : x :"aB" y:=1').slice(0, 6)).toEqual([
      'bind:ABC',
      'bind:1',
      'bind:X',
      'bind:aB',
      'identifier:Y',
      'operator::=',
    ]);
  });

  test('operators of several characters and labels', () => {
    expect(texts('<<l>> => .. || <= >= <> != ^= ** %')).toEqual(
      '<< L >> => .. || <= >= <> != ^= ** %'.split(' '),
    );
  });

  test('comments are skipped, hints kept', () => {
    expect(kinds('a -- \'x\n/* " */ /*+ full(t) */ b')).toEqual([
      'identifier:A',
      'hint:/*+ full(t) */',
      'identifier:B',
      'end:',
    ]);
  });

  test('lines and columns count from one, across strings and comments with line breaks', () => {
    const tokens = tokenize("a 'x\ny' /*\n*/ b\n  c");
    expect(tokens.map(({ text, line, column }) => [text, line, column])).toEqual([
      ['A', 1, 1],
      ['x\ny', 1, 3],
      ['B', 3, 4],
      ['C', 4, 3],
      ['', 4, 4],
    ]);
  });

  test.each([
    ["'abc", 1756, 0],
    ["x q'[abc]", 1756, 2],
    ['x "abc', 1740, 2],
    ['x ""', 1741, 2],
    ['x /* abc', 1742, 2],
    ['x ? y', 911, 2],
    ['x | y', 911, 2],
  ])('%s is refused with its offset', (source, number, offset) => {
    expect(() => tokenize(source)).toThrow(expect.objectContaining({ number, offset }) as OraError);
  });

  test('token slices and the gaps between them give the source back', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'begin',
        'x',
        '"Q q"',
        ':b',
        '1.5',
        '..',
        ':=',
        '||',
        '<<',
        '(',
        ';',
        "'a''b'",
        "q'[c]'",
      ),
      fc.constantFrom(' ', '\n', '\t', '-- note\n', '/* note */'),
      fc.stringMatching(/^[a-z]{1,5}$/),
      fc.nat().map(String),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join(' ');
        let position = 0;
        let rebuilt = '';
        for (const { start, end } of tokenize(source)) {
          const gap = source.slice(position, start);
          expect(gap.replace(/--[^\n]*\n|\/\*.*?\*\//gs, '').trim()).toBe('');
          rebuilt += gap + source.slice(start, end);
          position = end;
        }
        expect(rebuilt).toBe(source);
      }),
    );
  });

  test('any text survives quoting', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(tokenize(`'${text.replaceAll("'", "''")}'`)[0]).toMatchObject({ kind: 'string', text });
      }),
    );
  });
});
