import { join } from 'node:path';
import { Saver } from '../../saver';
import type { StateFolder } from '../../state/folder';
import type { DomainState } from './domainState';
import { type IdentityDomain, type IdentityDomainOptions, startIdentityDomain } from './identityDomain';

/** The identity domains of a tenancy, each with a port and a state file of its own, there again after a restart. */
export interface Domains {
  /** The Default domain, which cannot be removed. */
  readonly default: IdentityDomain;
  /** Starts another domain. Names need not be unique here: that is for the control plane to say. */
  create(displayName: string): Promise<IdentityDomain>;
  /** Stops the domain and forgets it. Throws RangeError for an unknown one and for the Default domain. */
  remove(id: string): Promise<void>;
  list(): readonly IdentityDomain[];
  /** By OCID, URL or display name. */
  find(which: string): IdentityDomain | undefined;
  /** Writes what has changed, now. */
  flush(): void;
  /** Saves and stops all. */
  close(): Promise<void>;
}

export type DomainsOptions = Pick<
  IdentityDomainOptions,
  'tls' | 'signers' | 'passwords' | 'host' | 'log' | 'clock'
> & {
  readonly folder: StateFolder;
  /** Of the Default domain; 0: any free one. */
  readonly port: number;
};

interface Entry {
  readonly domain: IdentityDomain;
  readonly saver: Saver;
  readonly file: string;
}

/** Starts the domains that the folder has, and the Default domain where there is none yet. */
export async function startDomains(options: DomainsOptions): Promise<Domains> {
  const { folder, port, ...common } = options;
  const entries: Entry[] = [];

  const start = async (own: Partial<IdentityDomainOptions>): Promise<Entry> => {
    const saver: Saver = new Saver(() => {
      // Not there while the domain is still starting: it is written once more then.
      const saved = entries.find((other) => other.saver === saver);
      if (saved) folder.write(saved.file, JSON.stringify(saved.domain.state()));
    });
    const domain = await startIdentityDomain({ ...common, ...own, onChange: () => saver.request() });
    const entry = { domain, saver, file: join(folder.identityDomains, `${domain.state().guid}.json`) };
    entries.push(entry);
    saver.request();
    return entry;
  };
  const close = async (): Promise<void> => {
    for (const { domain, saver } of entries) {
      await domain.close();
      saver.request();
      saver.flush();
    }
    entries.splice(0);
  };
  try {
    for (const name of folder.list(folder.identityDomains).filter((file) => file.endsWith('.json'))) {
      const text = folder.read(join(folder.identityDomains, name)) ?? '';
      const state = JSON.parse(text) as DomainState;
      await start({ state, ...(state.isDefault && port !== 0 && { port }) });
    }
    const found = entries.find(({ domain }) => domain.isDefault);
    const { domain: first } = found ?? (await start({ port }));
    return {
      default: first,
      create: async (displayName) => {
        const entry = await start({ displayName, isDefault: false });
        // Before anybody is told: a process that is killed a moment later has the domain.
        entry.saver.flush();
        return entry.domain;
      },
      remove: async (id) => {
        const index = entries.findIndex(({ domain }) => domain.id === id);
        const entry = entries[index];
        if (!entry) throw new RangeError(`no domain ${id}`);
        if (entry.domain.isDefault) throw new RangeError('the Default domain cannot be removed');
        entries.splice(index, 1);
        entry.saver.cancel();
        await entry.domain.close();
        folder.remove(entry.file);
      },
      list: () => entries.map(({ domain }) => domain),
      find: (which) =>
        entries.find(({ domain }) => [domain.id, domain.url, domain.displayName].includes(which))?.domain,
      flush: () => entries.forEach(({ saver }) => saver.flush()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
