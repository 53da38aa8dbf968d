import { Checker, type CheckFailure } from '../../ords/lifecycle/checker';
import type { Difference } from '../../ords/lifecycle/difference';
import { same, type Props } from '../../ords/lifecycle/plain';
import { withDomain, type OpenDomain } from '../domain';
import { checkPlace, idOf, type Place } from './place';
import { readAccess, writeAccess } from './signingCertificateSetting';

interface State extends Place {
  /** Whether the signing certificate was public without this stack. */
  readonly before: boolean;
}

const PROPERTIES = ['domainUrl', 'credentials'] as const;

/**
 * The life of a `SigningCertificateRecord`. It only reads until it is deleted, so that a kill cannot lose what it knows: in a state file it
 * stands before anything is opened. It fails closed: what is open in the end and was closed before is closed, whoever opened it, and nothing
 * is ever opened.
 */
export class SigningCertificateRecordLifecycle {
  constructor(private readonly open: OpenDomain) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const inputs = { ...checkPlace(checker) };
    checker.done('SigningCertificateRecord');
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    const replaces = changed.filter((property) => property === 'domainUrl');
    return { changed, replaces, deleteBeforeReplace: false };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const state = props as unknown as State;
    const live = await withDomain(this.open, state, readAccess);
    return { id: idOf(state, 'signing-certificate-record'), outs: { ...props, before: live ?? false } };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const state = props as unknown as State;
    const live = await withDomain(this.open, state, readAccess);
    if (live === undefined) return undefined;
    const { domainUrl, credentials, before } = state;
    // Closed by somebody else meanwhile: whoever opens it now is this stack.
    return { id, outs: { ...props, before: before && live }, inputs: { domainUrl, credentials } };
  }

  update(olds: Props, news: Props): Promise<Props> {
    const { before } = olds;
    return Promise.resolve({ ...news, before });
  }

  async delete(props: Props): Promise<void> {
    const state = props as unknown as State;
    if (state.before) return;
    await withDomain(this.open, state, async (domain) => {
      // A domain that is gone has nothing to close.
      if ((await readAccess(domain)) === true) await writeAccess(domain, false);
    });
  }
}
