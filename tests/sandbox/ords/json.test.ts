import fc from 'fast-check';
import { jsonMembers, jsonValue } from '../../../sandbox/ords/handlers/json';
import { slice } from '../../../sandbox/ords/handlers/paging';
import { prefersHtml } from '../../../sandbox/ords/http/responseFormat';
import { bearerToken } from '../../../sandbox/ords/http/bearer';

describe('values', () => {
  test('a row: lower-case names unless they were quoted, in column order', () => {
    const columns = [
      { name: 'ID', type: 'NUMBER' as const },
      { name: 'fullName', type: 'VARCHAR2' as const },
      { name: 'HIRED_ON', type: 'DATE' as const },
      { name: 'NOTE', type: 'CLOB' as const },
    ];
    const hired = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
    expect(jsonMembers(columns, [1, 'a "b"', hired, null])).toBe(
      '"id":1,"fullName":"a \\"b\\"","hired_on":"2026-01-02T03:04:05Z","note":null',
    );
  });

  test.each([
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['007', '7'],
    ['1E+40', '1e+40'],
    ['~', '"~"'],
    ['1,"x":2', '"1,\\"x\\":2"'],
  ])('NUMBER %s is %s', (text, expected) => {
    expect(jsonValue(text, { type: 'NUMBER' })).toBe(expected);
    expect(() => JSON.parse(jsonValue(text, { type: 'NUMBER' })) as unknown).not.toThrow();
  });

  test('fractions of seconds, bytes, flags', () => {
    expect(jsonValue(new Date(1), { type: 'TIMESTAMP' })).toBe('"1970-01-01T00:00:00.001Z"');
    expect(jsonValue(Buffer.from('hi'), { type: 'BLOB' })).toBe('"aGk="');
    expect(jsonValue(true, { type: 'BOOLEAN' })).toBe('true');
  });

  test('whatever a row holds, it is JSON', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), value)), (cells) => {
        const columns = cells.map(([name, cell]) => ({
          name,
          type: typeof cell === 'number' ? ('NUMBER' as const) : ('VARCHAR2' as const),
        }));
        JSON.parse(
          `{${jsonMembers(
            columns,
            cells.map(([, cell]) => cell),
          )}}`,
        );
      }),
    );
  });
});

test('pages put together are all rows, in order, and only the last has no more', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (rows, limit) => {
      const seen: number[] = [];
      let offset = 0;
      for (;;) {
        const { items, hasMore } = slice(rows, { offset, limit, requestedLimit: undefined });
        seen.push(...items);
        expect(items.length === limit || !hasMore).toBe(true);
        if (!hasMore) break;
        offset += limit;
      }
      expect(seen).toEqual(rows);
    }),
  );
  expect(slice([1, 2, 3], { offset: 0, limit: 0, requestedLimit: undefined })).toEqual({
    items: [1, 2, 3],
    hasMore: false,
  });
});

describe('requests', () => {
  test.each([
    ['GET', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, true],
    ['GET', { accept: 'application/json' }, false],
    ['GET', { accept: 'application/problem+json, text/html;q=0.5' }, false],
    ['GET', { accept: '*/*' }, false],
    ['GET', { accept: '*/*', 'user-agent': 'curl/8.5' }, false],
    ['GET', {}, false],
    [
      'POST',
      { origin: 'https://x', 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      true,
    ],
    ['POST', { origin: 'https://x', 'content-type': 'application/json' }, false],
  ])('%s with %j prefers HTML: %s', (method, headers, expected) =>
    expect(prefersHtml(method, headers)).toBe(expected),
  );

  test.each([
    [undefined, undefined],
    ['Basic abc', undefined],
    ['Bearer abc', 'abc'],
    ['bearer  abc ', 'abc'],
    ['Bearer', ''],
    ['Bearer ', ''],
    ['Bearerabc', undefined],
  ])('Authorization %j has the token %j', (header, expected) => expect(bearerToken(header)).toBe(expected));
});
