import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { Agent } from 'undici';

/** Settings of one plugin that go beyond the environment variables all of them know. */
export interface Trust {
  /** A PEM file that replaces every other list of authorities. */
  readonly only?: { readonly setting: string; readonly file: string } | undefined;
  /** Takes any certificate. */
  readonly anyCertificate?: boolean;
}

/**
 * The connection pool of a plugin. `SSL_CERT_FILE` replaces the built-in list of authorities, as it does for the
 * official plugins (facts/auth0.md 1.2, facts/oci-iam.md 0); `NODE_EXTRA_CA_CERTS` is added to it.
 *
 * @throws Error when a setting names a file that cannot be read.
 */
export function createAgent(env: NodeJS.ProcessEnv, { only, anyCertificate }: Trust = {}): Agent {
  if (anyCertificate === true) return new Agent({ connect: { rejectUnauthorized: false } });
  if (only !== undefined) return new Agent({ connect: { ca: [readPem(only.setting, only.file)] } });
  const bundle = env.SSL_CERT_FILE;
  if (bundle === undefined || bundle === '') return new Agent();
  const files = [
    ['SSL_CERT_FILE', bundle] as const,
    ['NODE_EXTRA_CA_CERTS', env.NODE_EXTRA_CA_CERTS] as const,
  ];
  const ca = files.flatMap(([name, path]) =>
    path === undefined || path === '' ? [] : [readPem(name, path)],
  );
  // Once: a system's list is long, and each connection would read it anew.
  return new Agent({ connect: { secureContext: createSecureContext({ ca }) } });
}

function readPem(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${setting} names a file that cannot be read: ${path}`, { cause });
  }
}
