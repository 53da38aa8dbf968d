import { secretForms } from './secretForms';

/** A secret shorter than this is masked only where nothing that belongs to a word or a name touches it. */
const SHORT = 8;
const MASK = '[secret]';

/**
 * Knows every secret that was read, and takes it out of whatever is written. The last line of defence: no part of the
 * command writes a secret on purpose. Never throws, whatever the secret is.
 */
export class Masker {
  /** By the form of a secret. */
  readonly #patterns = new Map<string, RegExp>();

  add(secret: string): void {
    for (const form of secretForms(secret)) {
      const text = form.trim();
      if (text !== '' && !this.#patterns.has(text)) this.#patterns.set(text, pattern(text));
    }
  }

  mask(text: string): string {
    let result = text;
    for (const [, form] of [...this.#patterns].sort(([a], [b]) => b.length - a.length))
      result = result.replace(form, MASK);
    return result;
  }
}

function pattern(text: string): RegExp {
  // A table may have broken it over two lines at a space.
  const source = text.split(/\s+/).map(escaped).join('\\s+');
  return new RegExp(text.length < SHORT ? `(?<![\\w.-])${source}(?![\\w.-])` : source, 'g');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
