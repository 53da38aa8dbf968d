import { readFileSync } from 'node:fs';
import { Agent } from 'undici';

/**
 * The connection pool of the plugin. `SSL_CERT_FILE` replaces the built-in list of authorities, as it does for the
 * official plugins (facts/auth0.md 1.2, facts/oci-iam.md 0); `NODE_EXTRA_CA_CERTS` is added to it.
 *
 * @throws Error when one of the two names a file that cannot be read.
 */
export function createAgent(env: NodeJS.ProcessEnv): Agent {
  const bundle = env.SSL_CERT_FILE;
  if (bundle === undefined || bundle === '') return new Agent();
  const files = [
    ['SSL_CERT_FILE', bundle] as const,
    ['NODE_EXTRA_CA_CERTS', env.NODE_EXTRA_CA_CERTS] as const,
  ];
  const ca = files.flatMap(([name, path]) =>
    path === undefined || path === '' ? [] : [readPem(name, path)],
  );
  return new Agent({ connect: { ca } });
}

function readPem(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${variable} names a file that cannot be read: ${path}`, { cause });
  }
}
