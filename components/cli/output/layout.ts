/**
 * The text in lines of at most `width` characters, broken at spaces. A longer word stays whole: an address that is cut
 * cannot be copied.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  if (current !== '' || lines.length === 0) lines.push(current);
  return lines;
}

/** `label`, then the text wrapped beside it. */
export function entry(
  label: string,
  text: string,
  options: { indent: number; width: number; gap: number },
): string {
  const { indent, width, gap } = options;
  const start = ' '.repeat(indent);
  return wrap(text, Math.max(20, width - indent - gap))
    .map((line, index) => `${start}${(index === 0 ? label : '').padEnd(gap)}${line}`)
    .join('\n');
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
