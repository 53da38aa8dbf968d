import fc from 'fast-check';

import { nameLists } from '../../../../components/diagnose/collect/nameLists';

const names = fc.array(
  fc.string({ minLength: 1, maxLength: 128 }).filter((name) => !name.includes('\n')),
  {
    maxLength: 200,
  },
);

describe('lists of names', () => {
  it('hold every name once, each list within a bind', () => {
    fc.assert(
      fc.property(names, names, (schemas, aliases) => {
        const lists = nameLists({ schemas, aliases });
        const found = lists.flatMap((list) => list.schemas.split('\n').filter(Boolean));
        expect(new Set(found)).toEqual(new Set(schemas));
        expect(found).toHaveLength(new Set(schemas).size);
        for (const alias of aliases) {
          expect(lists.some((list) => list.aliases.includes(`\n${alias.toLowerCase()}\n`))).toBe(true);
        }
        for (const text of lists.flatMap((list) => [list.schemas, list.aliases])) {
          expect(text.startsWith('\n') && text.endsWith('\n')).toBe(true);
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000);
        }
      }),
    );
  });

  it('are one pair for a hundred schemas of usual names', () => {
    const schemas = Array.from({ length: 100 }, (_, index) => `DEPARTMENT_SCHEMA_${index}`);
    expect(nameLists({ schemas, aliases: schemas })).toHaveLength(1);
  });
});
