import fc from 'fast-check';
import { automaticName, chooseName } from '../../../../../sandbox/plugins/framework/properties/autoname';

const seed = Buffer.from('seed');

test('a logical name, a dash and seven hex digits, never above the limit, the same for the same seed', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 400 }),
      fc.uint8Array({ minLength: 1 }),
      (logical, bytes) => {
        const name = automaticName(logical, bytes, 255);
        expect(name).toMatch(/-[0-9a-f]{7}$/);
        expect(name.length).toBeLessThanOrEqual(255);
        expect(automaticName(logical, bytes, 255)).toBe(name);
      },
    ),
  );
});

test('a name chosen earlier stays; a name of the program that was taken away does not', () => {
  const random = { mode: 'random' } as const;
  expect(chooseName('name', { name: 'api-1234567', __defaults: ['name'] }, 'api', seed, 255, random)).toBe(
    'api-1234567',
  );
  expect(chooseName('name', { name: 'mine', __defaults: [] }, 'api', seed, 255, random)).toMatch(
    /^api-[0-9a-f]{7}$/,
  );
});

test("the stack's own naming is followed", () => {
  expect(chooseName('name', {}, 'api', seed, 255, { mode: 'enforce', name: 'shop-api' })).toBe('shop-api');
  expect(chooseName('name', {}, 'api', seed, 255, { mode: 'disable' })).toBeUndefined();
});
