import { OrdsError } from '../../errors';
import type { Manifest } from '../../manifest';
import { manifestSchema } from '../manifestSchema';

/** Objects in objects: outputs are exported as `manifest`, or in an object of several APIs. */
const DEEPEST = 5;
/** More APIs than one stack has; above it, the input is something else. */
const MOST = 1_000;

/** What Pulumi writes in the place of a secret output. */
const HIDDEN = '[secret]';

/**
 * Every manifest in a JSON value: the value itself, an array, or the outputs of a stack.
 *
 * @param origin How errors name where the value came from: `manifest.json`, `stack "dev"`.
 * @throws OrdsError `cli.manifest.*`: none there, of a newer version, hidden as a secret, or not of the layout.
 */
export function findManifests(value: unknown, origin: string): Manifest[] {
  const found = new Map<string, unknown>();
  collect(value, 0, found);
  if (found.size === 0) throw none(value, origin);
  return [...found.values()].map((candidate) => parse(candidate, origin));
}

function collect(value: unknown, depth: number, found: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST || found.size >= MOST) return;
  if (looksLikeManifest(value)) {
    // An API is often exported twice: as a whole, and its manifest by itself.
    found.set(JSON.stringify(value), value);
    return;
  }
  for (const member of Object.values(value)) collect(member, depth + 1, found);
}

function looksLikeManifest(value: object): value is { version: unknown } {
  const has = (name: string): boolean => Object.hasOwn(value, name);
  return has('version') && has('api') && (has('trust') || has('ords') || has('identityProvider'));
}

function parse(candidate: unknown, origin: string): Manifest {
  const { version } = candidate as { version: unknown };
  if (typeof version === 'number' && version > 1) {
    throw new OrdsError(`${origin} holds a manifest of a newer version`, {
      code: 'cli.manifest.newer',
      found: String(version),
      expected: '1',
      remedy: 'npm install pulumi-ords@latest',
    });
  }
  const result = manifestSchema.safeParse(candidate);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new OrdsError(
    `${origin} holds a manifest that cannot be read: ${first?.message ?? 'not of the layout'}`,
    {
      code: 'cli.manifest.layout',
      field: first?.path.map(String).join('.') ?? 'manifest',
      remedy: 'write it again with: pulumi up; docs/schemas/manifest.schema.json describes it',
    },
  );
}

function none(value: unknown, origin: string): OrdsError {
  const hidden =
    typeof value === 'object' && value !== null && Object.values(value).some((member) => member === HIDDEN);
  return hidden
    ? new OrdsError(`${origin} shows no manifest, and hides outputs as secrets`, {
        code: 'cli.manifest.secret',
        remedy: 'a manifest holds no password: export const manifest = pulumi.unsecret(api.manifest)',
      })
    : new OrdsError(`${origin} holds no manifest of a ProtectedApi`, {
        code: 'cli.manifest.missing',
        remedy: 'export it from the program and run pulumi up: export const manifest = api.manifest',
      });
}
