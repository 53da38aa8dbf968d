import fc from 'fast-check';
import { escape, html } from '../../../../components/diagnose/report/escape';

describe('escape', () => {
  it('leaves no character that means something in HTML, in text or in a quoted attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escape(text)).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
      }),
    );
  });

  it('keeps every visible character: a browser reads the same text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const read = escape(text).replace(/&#(\d+);/g, (_, code: string) =>
          String.fromCodePoint(Number(code)),
        );
        expect(read).toBe(text);
      }),
    );
  });

  it('shows what a reader would not see or would read backwards', () => {
    expect(escape('a\u00a0b\u202ec\u200b')).toBe('a&#60;U+00A0&#62;b&#60;U+202E&#62;c&#60;U+200B&#62;');
    expect(escape('begin\n  null;')).toBe('begin\n  null;');
  });
});

describe('html', () => {
  it('escapes strings wherever they stand, and takes its own output as it is', () => {
    const inner = html`<b title="${'"x"'}">${'<i>'}</b>`;
    expect(html`<p>${inner}${['&', 1, undefined, false]}</p>`.text).toBe(
      '<p><b title="&#34;x&#34;">&#60;i&#62;</b>&#38;1</p>',
    );
  });
});
