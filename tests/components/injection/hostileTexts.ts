/** Texts that mean something to SQL, PL/SQL, a shell, a URL, a document or a terminal, by what they are. */
export const HOSTILE: Readonly<Record<string, string>> = {
  quotes: `it's "quoted" 'twice''`,
  'a semicolon': 'a; drop table orders',
  'a line comment': 'a -- b',
  'a block comment': 'a /* b */ c',
  'the end of a block': `a'); ords.delete_module('orders'); commit; end; --`,
  'an alternative quote': `q'[a]' nq'{b}'`,
  'look-alikes of binds': ':name :1 &x &&y :schema',
  'look-alikes of our own markers': 'a -- include: privilege/apply user_ords_modules ords.delete_role(x)',
  'a look-alike of a mark': 'a [pulumi-ords shop/dev x]',
  'a template': '${x} #{y} {{z}} $(id) `id` %s $1 $& \\1',
  'U+0000': 'a\0b',
  'line ends': 'a\r\nb\nc\rd',
  'a tab': 'a\tb',
  'right to left': 'a\u202ebc',
  'zero width': 'a\u200bc',
  'half a pair': 'a\ud800b',
  'an escape sequence': 'a\u001b[2Jb\u009b31mc',
  'dots and encoded slashes': '../a/%2F..%2f/%2e%2e/..\\b',
  'a tag': `</script><img src=x onerror="alert('x')">&amp;]]>`,
  'other alphabets': 'größe 注文 😀 ﷽',
  '64 KB': 'ab\u00e9😀'.repeat(8_192),
  'spaces around': ' a ',
  'a space only': ' ',
};

/** What nothing that is written for a person may hold as it is: a terminal would obey it. */
export const OBEYED = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
