import { visible } from '../../visible';

/**
 * The text as an XML document may hold it, in an attribute as well as in a CDATA section: without characters that no document may
 * hold, not even escaped (those that `visible` leaves are U+FFFE and U+FFFF), and without the end of a section, of which
 * the builder knows only the first in a text.
 */
export function xmlText(text: string): string {
  return visible(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(']]>', ']] >');
}
