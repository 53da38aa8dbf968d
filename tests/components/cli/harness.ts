import { runCli } from '../../../components/cli/cli';
import type { Services } from '../../../components/cli/services';
import type { PulumiRun, Surroundings } from '../../../components/cli/surroundings';
import type { Manifest } from '../../../components/manifest';
import { AT, manifest, refusal, sides } from './fixtures';

export interface Setting {
  readonly services?: Partial<Services>;
  readonly env?: Record<string, string>;
  /** What `manifest.json` holds. */
  readonly file?: unknown;
  readonly stdin?: string | AsyncIterable<Uint8Array | string>;
  readonly pulumi?: (args: readonly string[]) => PulumiRun;
  readonly wait?: Surroundings['wait'];
  readonly onInterrupt?: Surroundings['onInterrupt'];
  /** Paths where something is already. */
  readonly existing?: readonly string[];
  readonly terminal?: boolean;
  readonly stdinIsTerminal?: boolean;
}

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly written: Readonly<Record<string, string>>;
  /** How often the services were closed. */
  readonly closed: number;
}

/** Runs the command line with everything outside of it replaced. */
export async function cli(args: readonly string[], setting: Setting = {}): Promise<Result> {
  const texts = { out: '', err: '' };
  const written: Record<string, string> = {};
  let closed = 0;
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => {
      texts[name] += text;
    },
    isTerminal: setting.terminal ?? false,
    columns: setting.terminal ? 80 : undefined,
  });
  const writeFile: Surroundings['writeFile'] = (path, text) => {
    if (path.startsWith('/forbidden'))
      return Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }));
    written[path] = text;
    return Promise.resolve();
  };
  const code = await runCli(args, {
    env: setting.env ?? {},
    directory: '/nowhere',
    stdin: {
      isTerminal: setting.stdinIsTerminal ?? false,
      [Symbol.asyncIterator]: () => input(setting.stdin)[Symbol.asyncIterator](),
    },
    stdout: sink('out'),
    stderr: sink('err'),
    now: () => AT,
    wait: setting.wait ?? (() => Promise.reject(new Error('nobody waits here'))),
    onInterrupt: setting.onInterrupt ?? (() => undefined),
    runPulumi: (given) =>
      setting.pulumi ? Promise.resolve(setting.pulumi(given)) : Promise.reject(new Error('no pulumi here')),
    readFile: (path) =>
      path === 'manifest.json'
        ? Promise.resolve(
            typeof setting.file === 'string' ? setting.file : JSON.stringify(setting.file ?? manifest()),
          )
        : Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' })),
    writeFile,
    createFile: (path, text) =>
      setting.existing?.includes(path)
        ? Promise.reject(Object.assign(new Error('it exists'), { code: 'EEXIST' }))
        : writeFile(path, text),
    openServices: () => ({
      collectSides: (manifests: readonly Manifest[]) =>
        Promise.resolve(manifests.map((one) => sides({ manifest: one }))),
      compare: () => [],
      requestToken: () => Promise.resolve('header.payload.signature'),
      checkEndpoint: () => undefined,
      collectRefusal: (api, _token, url) => Promise.resolve(refusal({ api, url })),
      diagnoseRefusal: () => [],
      verify: () => ({ checks: listed([]), tokensUsed: () => 0 }),
      renderReport: () => '<!doctype html><p>the page</p>',
      readSchema: () => Promise.reject(new Error('no schema here')),
      findLeftovers: () => Promise.reject(new Error('no leftovers here')),
      inspectDatabase: () => Promise.reject(new Error('no database here')),
      readAuth0: () => Promise.reject(new Error('no tenant here')),
      readOciIam: () => Promise.reject(new Error('no domain here')),
      readEntra: () => Promise.reject(new Error('no directory here')),
      ...setting.services,
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    }),
  });
  return { code, ...texts, written, closed };
}

export async function* listed<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

function input(given: Setting['stdin'] = ''): AsyncIterable<Uint8Array | string> {
  return typeof given === 'string' ? listed([given]) : given;
}
