import { scheduleOf } from './kills/schedule';
import { firstValues } from './kills/values';
import { differences, NOTHING, wantedSides } from './kills/wanted';
import { AUTH0 } from './support/values';

describe('schedules', () => {
  const many = Array.from({ length: 1200 }, (_, index) => scheduleOf(7, index));

  test('depend on the seed and nothing else', () => {
    expect(Array.from({ length: 1200 }, (_, index) => scheduleOf(7, index))).toEqual(many);
    expect(scheduleOf(8, 0)).not.toEqual(scheduleOf(7, 0));
  });

  test('cover every operation with every victim, on both sides, before and after', () => {
    const kinds = many.map(({ operation, victim, moment }) =>
      [operation, victim, moment.side, moment.when].join(' '),
    );
    expect(new Set(kinds).size).toBe(3 * 4 * 2 * 2);
  });

  test('three in a row are the life of one stack', () => {
    expect(many.slice(0, 3).map(({ operation }) => operation)).toEqual(['up', 'update', 'destroy']);
    expect(scheduleOf(7, 1).edit).toBe(scheduleOf(7, 2).edit);
  });
});

test('what is missing and what is too much is said, duplicates too', async () => {
  const provider = {
    issuer: 'https://tenant/',
    jwksUrl: 'https://tenant/jwks',
    objectsOf: () => ['api'],
    audienceInEffect: () => Promise.resolve('https://api.example.com/orders'),
  };
  const wanted = await wantedSides(firstValues(AUTH0), provider);
  expect(differences(wanted, wanted)).toEqual([]);
  expect(differences({ ...NOTHING, objects: ['a', 'a'] }, { ...NOTHING, objects: ['a', 'b'] })).toEqual([
    'missing in objects: b',
    'too much in objects: a',
  ]);
});
