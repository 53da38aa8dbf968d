import fc from 'fast-check';
import {
  GARBAGE,
  isSendable,
  scopesOf,
  withAlteredSignature,
} from '../../../../components/diagnose/verify/tokenText';
import { fakeToken } from './support';

describe('withAlteredSignature', () => {
  it('changes the bytes of the signature, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 512 }), (bytes) => {
        const signature = Buffer.from(bytes).toString('base64url');
        const [header, payload, altered = ''] = (withAlteredSignature(`aa.bb.${signature}`) ?? '').split('.');
        const changed = Buffer.from(altered, 'base64url');
        expect([header, payload, changed.length]).toEqual(['aa', 'bb', bytes.length]);
        expect(changed.equals(Buffer.from(bytes))).toBe(false);
      }),
    );
  });

  it.each(['', 'opaque', 'a.b', 'a.b.', '.b.c', 'a.b.c.d.e', 'a.b.!'])(
    'has nothing to alter in %j',
    (token) => {
      expect(withAlteredSignature(token)).toBeUndefined();
    },
  );
});

test('scopesOf reads scope and scp, as text and as a list', () => {
  expect(scopesOf(fakeToken({ scope: 'a  b' }))).toEqual(['a', 'b']);
  expect(scopesOf(fakeToken({ scp: ['a', 1] }))).toEqual(['a']);
  expect(scopesOf(fakeToken({}))).toEqual([]);
  expect(scopesOf(fakeToken({ scope: 'a', roles: ['b'] }), 'roles')).toEqual(['b']);
  expect(scopesOf(fakeToken({ scope: 'a' }), 'roles')).toEqual([]);
  expect(scopesOf('opaque')).toBeUndefined();
});

test('isSendable takes what a header can carry, and not nothing', () => {
  expect([GARBAGE, fakeToken({}), 'a=='].every(isSendable)).toBe(true);
  expect(['', ' ', 'a b', 'a\n', '=a'].some(isSendable)).toBe(false);
});
