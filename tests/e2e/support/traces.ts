import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files of the sandbox that hold secrets because they are the tenant, the database, and what `ords-sandbox env` prints: only their
 * owner can read them (mode 0600 in a folder of mode 0700).
 */
const OWN_STORES = new Set([
  'settings.json',
  'auth0.json',
  'entra.json',
  'oracle.sqlite',
  'running.json',
  'ca.key',
  'oci-api-key.pem',
  'oci-reader-api-key.pem',
  'oci-control-plane.json',
]);
/** The same, a file for each identity domain. */
const OWN_FOLDERS = new Set(['identity-domains', 'autonomous-databases']);
/** Whoever holds one gets in: a signed token, a private key. */
const ALWAYS_SECRET: readonly [name: string, pattern: RegExp][] = [
  ['a token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/**
 * With `-v=9` or `--debug` Pulumi's own Node SDK prints the whole answer to each registration, secret outputs of every provider
 * included. No provider can keep it from that; what stands in other lines is ours to keep clean.
 */
const PRINTED_BY_SDK = 'RegisterResource RPC finish';

/** Everything that runs have printed and written, to be searched for secrets. */
export class Traces {
  private readonly texts: { readonly place: string; readonly text: string }[] = [];
  private readonly folders: string[] = [];
  private outputs = 0;

  printed(output: string): void {
    this.texts.push({ place: `output ${++this.outputs}`, text: output });
  }

  /** A folder that is there when the search is made. */
  written(folder: string): void {
    this.folders.push(folder);
  }

  /** A folder that is about to be removed. */
  leaving(folder: string): void {
    this.texts.push(...contents(folder));
  }

  /** Where a secret stands in clear (never the secret itself); links are not followed. */
  search(secrets: readonly string[]): string[] {
    return [...this.texts, ...this.folders.flatMap(contents)].flatMap(({ place, text }) =>
      secretsIn(text, secrets).map((what) => `${what} in ${place}`),
    );
  }
}

/** Which secrets a text holds, as they are or in Base64. */
export function secretsIn(whole: string, secrets: readonly string[]): string[] {
  const text = whole.includes(PRINTED_BY_SDK)
    ? whole
        .split('\n')
        .filter((line) => !line.includes(PRINTED_BY_SDK))
        .join('\n')
    : whole;
  const found = ALWAYS_SECRET.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  secrets.forEach((secret, index) => {
    if ([secret, ...inBase64(secret)].some((form) => text.includes(form)))
      found.push(`secret ${index + 1} of ${secrets.length}`);
  });
  return found;
}

/** The characters that a secret gives wherever it begins in what is encoded. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'\0'.repeat(before)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '');
    // The first and the last characters are also made of what stands beside the secret.
    return encoded.slice(before === 0 ? 0 : before + 1, -1);
  });
}

function contents(folder: string): { place: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = join(folder, entry.name);
    if (entry.isDirectory()) return OWN_FOLDERS.has(entry.name) ? [] : contents(place);
    if (!entry.isFile() || OWN_STORES.has(entry.name)) return [];
    return [{ place, text: readFileSync(place, 'latin1') }];
  });
}
