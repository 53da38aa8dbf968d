import fc from 'fast-check';

import {
  markName,
  markText,
  ownerIn,
  withMark,
  withoutMark,
  type Owner,
} from '../../../components/ords/lifecycle/mark';

const owner = fc.record(
  {
    stack: fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}\/[A-Za-z0-9_.-]{1,20}$/),
    resource: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).map(markName),
    claim: fc.stringMatching(/^[0-9a-f]{12}$/),
  },
  { requiredKeys: ['stack', 'resource'] },
) as fc.Arbitrary<Owner>;

it('reads as a person would write it', () => {
  const mark = { stack: 'shop/dev', resource: markName('orders module'), claim: '4f9a2c81d3e0' };
  expect(withMark('Orders', mark)).toBe('Orders [pulumi-ords shop/dev#4f9a2c81d3e0 orders%20module]');
});

it('gives back the text and the owner, whatever the text is', () => {
  fc.assert(
    fc.property(
      fc.option(fc.string({ unit: 'binary', minLength: 1 }), { nil: undefined }),
      owner,
      (text, who) => {
        const marked = withMark(text, who);
        expect(ownerIn(marked)).toEqual(who);
        expect(withoutMark(marked)).toBe(text);
      },
    ),
  );
});

it('is ASCII, of bounded length, and one resource has one name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 2_000 }), (name) => {
      const marked = markName(name);
      expect(marked).toMatch(/^[!-~]{1,200}$/);
      expect(marked).not.toMatch(/[[\]#\s]/);
      expect(markName(`${name}x`)).not.toBe(marked);
    }),
  );
});

it.each([
  undefined,
  '',
  'Orders',
  '[pulumi-ords ]',
  '[pulumi-ords shop/dev orders] of last year',
  'ends in [brackets]',
])('%j carries none and stays as it is', (text) => {
  expect(ownerIn(text)).toBeUndefined();
  expect(withoutMark(text)).toBe(text);
});

it('two owners never write one mark', () => {
  fc.assert(
    fc.property(owner, owner, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(markText(one)).not.toBe(markText(other));
    }),
  );
});
