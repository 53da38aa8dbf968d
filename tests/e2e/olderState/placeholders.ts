/** A secret value in a state that was exported with `--show-secrets`. */
const SECRET = '4dabf18193072939515e22adb298388d';
/** Of the sandbox's environment: what differs from one sandbox to the next, or is a secret. */
const FROM_ENVIRONMENT = [
  'AUTH0_DOMAIN',
  'AUTH0_CLIENT_ID',
  'AUTH0_CLIENT_SECRET',
  'ORDS_BASE_URL',
  'ORDS_CONNECT_STRING',
  'ORDS_PASSWORD',
  'ORDS_ADMIN_PASSWORD',
];
/** Where in the source something was declared, and when: of this machine and day. */
const DROPPED = new Set(['sourcePosition', 'stackTrace', 'created', 'modified', 'time']);

interface ExportedResource {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface ExportedState {
  readonly deployment: { readonly resources: readonly ExportedResource[] };
}

type Environment = Readonly<Record<string, string>>;

/**
 * The exported state of a stack as a file to keep: ports, passwords, ids and secrets are names in angle brackets. Throws when a
 * secret value is left that has no name.
 */
export function toFixture(exported: string, environment: Environment): string {
  const { deployment } = JSON.parse(exported) as ExportedState;
  const known = new Map(FROM_ENVIRONMENT.map((name) => [environment[name] ?? '', `<${name}>`]));
  for (const { type, urn, id = '', outputs } of deployment.resources) {
    if (type === 'auth0:index/client:Client') known.set(id, `<id of ${nameOf(urn)}>`);
    if (type === 'auth0:index/clientGrant:ClientGrant') known.set(id, `<id of ${nameOf(urn)}>`);
    if (type === 'auth0:index/resourceServer:ResourceServer') known.set(id, `<id of ${nameOf(urn)}>`);
    const secret = plaintext(outputs?.['clientSecret']);
    if (typeof secret === 'string') known.set(secret, `<secret of ${nameOf(urn)}>`);
  }
  known.delete('');
  const named = (text: string): string =>
    [...known].reduce((result, [value, name]) => result.replaceAll(value, name), text);
  const kept = JSON.parse(exported, (key, value: unknown) => {
    if (DROPPED.has(key) || key === 'secrets_providers') return undefined;
    // Public certificates of the tenant, which another tenant has not.
    if (key === 'signingKeys') return { ...(value as object), plaintext: '[]' };
    return typeof value === 'string' ? named(value) : value;
  }) as object;
  const text = `${JSON.stringify(kept, null, 2)}\n`;
  for (const secret of secretTexts(JSON.parse(text)))
    if (!secret.includes('<') && secret !== '[]') throw new Error('a secret of the state has no name yet');
  return text;
}

/** The state of the fixture for another sandbox, whose values have these names. Throws when one is missing. */
export function fillIn(fixture: string, values: ReadonlyMap<string, string>): string {
  return fixture.replaceAll(/<((?:id of |secret of )?[A-Za-z0-9_.-]+)>/g, (_whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`no value for <${name}>`);
    return value;
  });
}

/** The names that `fillIn` can take from a sandbox's environment. */
export function environmentValues(environment: Environment): Map<string, string> {
  return new Map(FROM_ENVIRONMENT.map((name) => [name, environment[name] ?? '']));
}

export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf('::') + 2);
}

function plaintext(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(SECRET in value)) return undefined;
  return JSON.parse((value as unknown as { plaintext: string }).plaintext);
}

function secretTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (SECRET in value) return [(value as unknown as { plaintext: string }).plaintext];
  return Object.values(value).flatMap(secretTexts);
}
