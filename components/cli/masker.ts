/** A secret shorter than this is masked only where nothing that belongs to a word or a name touches it. */
const SHORT = 8;
const MASK = '[secret]';

/**
 * Knows every secret that was read, and takes it out of whatever is written. The last line of defence: no part of the
 * command writes a secret on purpose.
 */
export class Masker {
  readonly #secrets = new Set<string>();

  add(secret: string): void {
    // As the outputs would write it: plainly, in JSON, in XML and HTML, and in a URL.
    const json = JSON.stringify(secret).slice(1, -1);
    const xml = escapeXml(secret);
    for (const form of [secret, json, xml, encodeURIComponent(wellFormed(secret))]) {
      if (form.trim() !== '') this.#secrets.add(form);
    }
  }

  mask(text: string): string {
    let result = text;
    for (const secret of [...this.#secrets].sort((a, b) => b.length - a.length)) {
      result =
        secret.length < SHORT
          ? result.replace(new RegExp(`(?<![\\w.-])${escapePattern(secret)}(?![\\w.-])`, 'gu'), MASK)
          : result.replaceAll(secret, MASK);
    }
    return result;
  }
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&${NAMES[character] ?? ''};`);
}
const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

// A lone half of a surrogate pair cannot be written in a URL.
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
