import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { OrdsError } from '../errors';
import { readPoolXml } from './readPoolXml';

/** Readable for the group, as ORDS may run under an account of its own; what is in the file later may be secret. */
const NEW_FILE_MODE = 0o640;
const PERMISSIONS = 0o7777;
/** Somebody else may write at the same time; each attempt begins with what stands there then. */
const ATTEMPTS = 5;

/** The text to put there; undefined takes the file away. */
type Change = (text: string | undefined) => string | undefined;

/**
 * The pool.xml of one pool on this machine. What is in it besides our settings, passwords above all, stays in this process's
 * memory and reaches no error.
 */
export class PoolFile {
  readonly path: string;

  constructor(
    private readonly configDirectory: string,
    pool: string,
  ) {
    this.path = join(configDirectory, 'databases', pool, 'pool.xml');
  }

  /**
   * The text; undefined where there is no such file.
   *
   * @throws OrdsError `pool.directory.missing`, `pool.file.access`, `pool.xml.encoding`
   */
  async read(): Promise<string | undefined> {
    const bytes = await this.bytes();
    return bytes && this.decode(bytes);
  }

  /** The values of these settings as they stand there, by name. */
  async settings(names: readonly string[]): Promise<Record<string, string> | undefined> {
    const text = await this.read();
    if (text === undefined) return undefined;
    const found = readPoolXml(text, this.path).entries.filter(({ key }) => names.includes(key));
    return Object.fromEntries(found.map(({ key, value }) => [key, value]));
  }

  /**
   * Replaces the text by what `change` makes of it, in one step: a reader sees the file of before or that of afterwards, with
   * the same owner and permissions.
   *
   * @throws OrdsError as `read`; `pool.file.owner`, `pool.file.busy`
   */
  async change(change: Change): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await this.bytes();
      const text = change(before && this.decode(before));
      if (text === undefined ? before === undefined : before?.equals(Buffer.from(text))) return;
      if (await this.replace(before, text)) return;
    }
    throw new OrdsError(`${this.path} is being changed by somebody else all the time`, {
      code: 'pool.file.busy',
      field: 'configDirectory',
      remedy: 'find out what writes it, and run the same command again',
    });
  }

  /** False when the file has changed meanwhile: then nothing was done. */
  private async replace(before: Buffer | undefined, text: string | undefined): Promise<boolean> {
    const target = before === undefined ? this.path : await this.attempt(() => realpath(this.path));
    if (text === undefined) {
      if (!(await this.isStill(before))) return false;
      await this.attempt(() => rm(target));
      return true;
    }
    const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
    try {
      await this.write(temporary, target, text);
      if (!(await this.isStill(before))) return false;
      await this.attempt(() => rename(temporary, target));
      return true;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  private async isStill(before: Buffer | undefined): Promise<boolean> {
    const now = await this.bytes();
    return before === undefined ? now === undefined : now !== undefined && before.equals(now);
  }

  private async write(temporary: string, target: string, text: string): Promise<void> {
    const like = await stat(target).catch(() => undefined);
    const owner = like ?? (await this.attempt(() => stat(dirname(target))));
    const file = await this.attempt(() => open(temporary, 'wx', 0o600));
    try {
      await file.writeFile(text);
      const made = await file.stat();
      if (made.uid !== owner.uid || made.gid !== owner.gid) {
        await file.chown(owner.uid, owner.gid).catch((error: unknown) => {
          throw this.cannotKeepOwner(error, owner);
        });
      }
      await file.chmod(like === undefined ? NEW_FILE_MODE : like.mode & PERMISSIONS);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  private async bytes(): Promise<Buffer | undefined> {
    try {
      return await readFile(this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw this.failure(error);
    }
    await access(this.configDirectory, constants.R_OK).catch((error: unknown) => {
      throw this.noDirectory(error);
    });
    return undefined;
  }

  private decode(bytes: Buffer): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new OrdsError(`${this.path} is not in UTF-8`, {
        code: 'pool.xml.encoding',
        field: 'configDirectory',
        expected: 'UTF-8',
        remedy: 'save it as UTF-8; nothing was changed',
      });
    }
  }

  private async attempt<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw this.failure(error);
    }
  }

  private noDirectory(error: unknown): OrdsError {
    return new OrdsError(`${this.configDirectory} cannot be read on this machine (${codeOf(error)})`, {
      code: 'pool.directory.missing',
      field: 'configDirectory',
      expected: 'the configuration directory of ORDS, with databases/<pool>/pool.xml in it',
      remedy:
        'run pulumi on the machine of ORDS, or correct configDirectory; if that ORDS is gone for good: pulumi state delete <urn of the PoolTrust>',
    });
  }

  private failure(error: unknown): OrdsError {
    const code = codeOf(error);
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    return new OrdsError(`${this.path} cannot be read or written (${code})`, {
      code: 'pool.file.access',
      field: missing ? 'pool' : 'configDirectory',
      remedy: missing
        ? 'make the pool first: ords config --db-pool <name>, or correct pool'
        : 'run pulumi as a user who may write in that folder',
    });
  }

  private cannotKeepOwner(error: unknown, owner: { uid: number; gid: number }): OrdsError {
    return new OrdsError(`${this.path} would get another owner (${codeOf(error)}); nothing was changed`, {
      code: 'pool.file.owner',
      field: 'configDirectory',
      expected: `user ${owner.uid}, group ${owner.gid}`,
      remedy: 'run pulumi as the owner of the file',
    });
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}
