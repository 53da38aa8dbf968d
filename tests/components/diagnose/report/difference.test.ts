import fc from 'fast-check';
import { difference, marked } from '../../../../components/diagnose/report/difference';

describe('difference', () => {
  it('puts both texts together again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const parts = difference(text, other);
        expect(parts.start + parts.own + parts.end).toBe(text);
        expect(parts.start + parts.other + parts.end).toBe(other);
      }),
    );
  });

  it('finds what was put in, wherever it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]*$/), fc.stringMatching(/^[a-z]*$/), (start, end) => {
        expect(difference(`${start}/${end}`, start + end)).toMatchObject({ own: '/', other: '' });
      }),
    );
  });

  it('cuts no character in two', () => {
    expect(difference('a😀', 'a😁')).toEqual({ start: 'a', own: '😀', other: '😁', end: '' });
  });
});

describe('marked', () => {
  it('marks what departs, says what is missing, and marks nothing that is equal', () => {
    expect(marked('https://a.b/', 'https://a.b').text).toContain('<mark>/</mark>');
    expect(marked('https://a.b', 'https://a.b/').text).toMatch(
      /<mark class="gap"><\/mark>.*lacks.*&#34;\/&#34;/s,
    );
    expect(marked('https://a.b', 'https://a.b/', 'own').text).not.toContain('mark');
    expect(marked('https://a.b', 'https://a.b').text).toBe('<code>https://a.b</code>');
  });

  it('marks the whole of a value that has nothing to do with the other', () => {
    expect(marked('0 s', '30 s').text).toBe('<code><mark>0 s</mark></code>');
  });
});
