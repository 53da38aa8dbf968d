import { Checker, type CheckFailure } from '../../ords/lifecycle/checker';
import type { Difference } from '../../ords/lifecycle/difference';
import { same, type Props } from '../../ords/lifecycle/plain';
import { withDomain, type OpenDomain } from '../domain';
import { checkPlace, idOf, type Place } from './place';
import { readAccess, writeAccess } from './signingCertificateSetting';

interface State extends Place {
  /** Declared as true; a refresh overwrites it with what it finds. */
  readonly public: boolean;
}

const PROPERTIES = ['domainUrl', 'credentials', 'public'] as const;

/** The life of a `SigningCertificateAccess`, which gives the access. What it was before is for the `SigningCertificateRecord` to keep. */
export class SigningCertificateAccessLifecycle {
  constructor(private readonly open: OpenDomain) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const inputs = { ...checkPlace(checker), public: checker.flag('public') ?? true };
    checker.done('SigningCertificateAccess');
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    const replaces = changed.filter((property) => property === 'domainUrl');
    return { changed, replaces, deleteBeforeReplace: false };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const state = props as unknown as State;
    await this.bring(state);
    return { id: idOf(state, 'signing-certificate-access'), outs: props };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const state = props as unknown as State;
    const live = await withDomain(this.open, state, readAccess);
    if (live === undefined) return undefined;
    const { domainUrl, credentials } = state;
    return { id, outs: { ...props, public: live }, inputs: { domainUrl, credentials, public: live } };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    if (!same(olds.public, news.public)) await this.bring(news as unknown as State);
    return news;
  }

  /** The record, which goes after it, knows whether there is something to take back. */
  delete(): Promise<void> {
    return Promise.resolve();
  }

  private async bring(state: State): Promise<void> {
    await withDomain(this.open, state, async (domain) => {
      if ((await readAccess(domain)) !== state.public) await writeAccess(domain, state.public);
    });
  }
}
