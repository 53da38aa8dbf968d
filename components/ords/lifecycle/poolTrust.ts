import { OrdsError } from '../../errors';
import { DEFAULT_CONFIG_DIRECTORY, DEFAULT_POOL, type PoolTrustOptions } from '../../pool/options';
import { checkPoolTrust } from '../../pool/rules';
import { POOL_SETTING_NAMES, settingsOf, type PoolSettingName } from '../../pool/settings';
import type { Authorisation } from '../../trust';
import { Checker, type CheckFailure } from './checker';
import type { Difference } from './difference';
import { NAME_MAX } from './limits';
import { findUnknown, same, UNKNOWN, type Props } from './plain';

/** By name, as pool.xml holds them: `security.jwt.profile.issuer`. */
export type PoolSettings = Readonly<Partial<Record<PoolSettingName, string>>>;

/** The I/O behind a PoolTrust: the settings of ours in one pool.xml, and nothing else of it. */
export interface PoolStore {
  /** For messages. */
  readonly path: string;
  /** Undefined where there is no file. */
  read(): Promise<PoolSettings | undefined>;
  /** Exactly these; every other setting of ours goes, everything foreign stays. True when the file was made for it. */
  write(settings: PoolSettings): Promise<boolean>;
  /** Takes every setting of ours out, and the file itself if `wholeFile` and nothing is left. */
  clear(wholeFile: boolean): Promise<void>;
}

export type OpenPool = (configDirectory: string, pool: string) => Promise<PoolStore>;

interface State {
  readonly configDirectory: string;
  readonly pool: string;
  readonly adopt: boolean;
  readonly settings: PoolSettings;
  /** Settings of ours were there before and were taken over: destroy leaves them. */
  readonly adopted: boolean;
  /** As this stack last wrote them: a refresh overwrites `settings` with what stands there, this says whose they are. */
  readonly written: PoolSettings;
  /** There was no pool.xml before. */
  readonly madeFile: boolean;
}

const PROPERTIES = ['configDirectory', 'pool', 'adopt', 'settings'] as const;
/** Whose tokens: a pool that trusts somebody else by now is not ours to clear. */
const TRIPLE = [
  'security.jwt.profile.issuer',
  'security.jwt.profile.audience',
  'security.jwt.profile.jwk.url',
] as const satisfies readonly PoolSettingName[];

/** The life of a `PoolTrust`: the settings of one pool in a file on this machine. */
export class PoolTrustLifecycle {
  constructor(private readonly open: OpenPool) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const options = readOptions(checker);
    const adopt = checker.flag('adopt') ?? false;
    checker.done('PoolTrust');
    const { failures } = checker;
    const isKnown = findUnknown(options) === undefined;
    if (failures.length === 0 && isKnown) failures.push(...problemsOf(options));
    const { configDirectory, pool } = options;
    const settings = failures.length > 0 || !isKnown ? UNKNOWN : byName(options);
    return { inputs: { configDirectory, pool, adopt, settings }, failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    const replaces = changed.filter((property) => property === 'configDirectory' || property === 'pool');
    // Two spellings may lead to one file: what the old one takes out must go before the new one writes.
    return { changed, replaces, deleteBeforeReplace: true };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const { configDirectory, pool, adopt, settings } = props as unknown as State;
    const store = await this.open(configDirectory, pool);
    const before = (await store.read()) ?? {};
    const differing = POOL_SETTING_NAMES.filter(
      (name) => before[name] !== undefined && before[name] !== settings[name],
    );
    if (differing.length > 0 && !adopt) throw exists(store.path, differing, before, settings);
    const madeFile = await store.write(settings);
    tell(`${store.path} is written`);
    const adopted = adopt && Object.keys(before).length > 0;
    return { id: `ords:pool:${pool}:trust`, outs: { ...props, adopted, madeFile, written: settings } };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const { configDirectory, pool, adopt } = props as unknown as State;
    const settings = await (await this.open(configDirectory, pool)).read();
    if (!settings || Object.keys(settings).length === 0) return undefined;
    return { id, outs: { ...props, settings }, inputs: { configDirectory, pool, adopt, settings } };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    const before = olds as unknown as State;
    const { configDirectory, pool, adopt, settings } = news as unknown as State;
    if (!same(before.settings, settings)) {
      const store = await this.open(configDirectory, pool);
      await store.write(settings);
      tell(`${store.path} is changed`);
    }
    // Setting adopt back to false makes adopted settings the stack's own.
    return { ...olds, ...news, adopted: before.adopted && adopt, written: settings };
  }

  async delete(props: Props): Promise<void> {
    const { configDirectory, pool, adopted, written, madeFile } = props as unknown as State;
    if (adopted) return;
    const store = await this.open(configDirectory, pool);
    const live = (await store.read()) ?? {};
    if (Object.keys(live).length === 0) return;
    const other = TRIPLE.filter((name) => live[name] !== undefined && live[name] !== written[name]);
    if (other.length > 0) {
      console.info(
        `ords: ${store.path} trusts somebody else by now (${other.join(', ')}); its settings stay`,
      );
      return;
    }
    await store.clear(madeFile);
    tell(`${store.path} has no trust of the pool any more: ORDS looks at the schemas' JWT profiles again`);
  }
}

function readOptions(
  checker: Checker,
): Required<Pick<PoolTrustOptions, 'configDirectory' | 'pool'>> & PoolTrustOptions {
  // What is wrong with the texts themselves is said by the rules, in the same words as by `poolTrust`.
  const text = { free: true };
  const required = { free: true, required: true } as const;
  const numbers = { min: Number.MIN_SAFE_INTEGER };
  const trust = checker.secretObject('trust', (entry) => ({
    issuer: entry.text('issuer', required),
    audience: entry.text('audience', required),
    jwksUrl: entry.text('jwksUrl', required),
    authorisation: readAuthorisation(entry),
  }));
  const optional = {
    allowedSkew: checker.integer('allowedSkew', numbers),
    allowedAge: checker.integer('allowedAge', numbers),
    allowedRoles: checker.names('allowedRoles', NAME_MAX),
    allowedScopes: checker.names('allowedScopes', NAME_MAX),
  };
  const configDirectory = checker.text('configDirectory', text) ?? DEFAULT_CONFIG_DIRECTORY;
  if (configDirectory.startsWith('~'))
    checker.fail('configDirectory', 'begins with ~, which only a shell replaces; write the path in full');
  return {
    trust,
    pool: checker.text('pool', text) ?? DEFAULT_POOL,
    configDirectory,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<PoolTrustOptions>),
  };
}

function readAuthorisation(trust: Checker): Authorisation {
  if (trust.value('authorisation') === undefined) return { mode: 'scope' };
  return trust.secretObject('authorisation', (entry): Authorisation => {
    const mode = entry.oneOf('mode', ['scope', 'role']) ?? 'scope';
    const roleClaim = entry.text('roleClaim', { free: true });
    return mode === 'scope' ? { mode } : { mode, roleClaim: roleClaim ?? '' };
  });
}

function problemsOf(options: PoolTrustOptions): CheckFailure[] {
  return checkPoolTrust(options)
    .filter(({ severity }) => severity === 'error')
    .map(({ field, ...problem }) => ({
      property: field,
      reason: new OrdsError(problem.summary, problem).message,
    }));
}

function byName(options: PoolTrustOptions): PoolSettings {
  return Object.fromEntries(settingsOf(options).map(({ name, value }) => [name, value]));
}

function exists(
  path: string,
  differing: readonly PoolSettingName[],
  before: PoolSettings,
  settings: PoolSettings,
): OrdsError {
  const list = (values: PoolSettings): string =>
    differing
      .map((name) => `${name}=${values[name] === undefined ? '(none)' : JSON.stringify(values[name])}`)
      .join(', ');
  return new OrdsError(`${path} has a trust of its own, which differs in ${differing.join(', ')}`, {
    code: 'pool.trust.exists',
    field: 'adopt',
    found: list(before),
    expected: list(settings),
    remedy:
      'set adopt: true to take it over as it will be declared (destroy then leaves it), or choose another pool',
  });
}

// Whether a running ORDS reads a changed pool.xml has no source (facts/ords.md 9).
function tell(what: string): void {
  console.info(`ords: ${what}; restart ORDS, unless you know that it reads its configuration while it runs`);
}
