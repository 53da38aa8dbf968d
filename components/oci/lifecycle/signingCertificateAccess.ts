import { Checker, type CheckFailure } from '../../ords/lifecycle/checker';
import type { Difference } from '../../ords/lifecycle/difference';
import { same, type Props } from '../../ords/lifecycle/plain';
import { withDomain, type Domain, type OpenDomain } from '../domain';
import { checkPlace, idOf, type Place } from './place';
import { replaceAttributes } from './scim';

interface State extends Place {
  readonly public: boolean;
  /** As it was before this resource changed it. */
  readonly before: boolean;
  /** As this resource wants it: a refresh overwrites `public` with what it finds. */
  readonly written: boolean;
}

const PROPERTIES = ['domainUrl', 'credentials', 'public'] as const;
const SETTINGS = '/admin/v1/Settings/Settings';
const ATTRIBUTE = 'signingCertPublicAccess';

/**
 * The life of a `SigningCertificateAccess`: one attribute of a domain's settings, by PATCH. The official provider writes the settings whole, so
 * that others may be lost, and its delete does nothing (facts/oci-iam.md 1.5).
 */
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
    const before = await withDomain(this.open, state, async (domain) => {
      const live = (await readAccess(domain)) ?? false;
      if (live !== state.public) await writeAccess(domain, state.public);
      return live;
    });
    return {
      id: idOf(state, 'signing-certificate-access'),
      outs: { ...props, before, written: state.public },
    };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const state = props as unknown as State;
    const live = await withDomain(this.open, state, readAccess);
    if (live === undefined) return undefined;
    const { domainUrl, credentials } = state;
    return { id, outs: { ...props, public: live }, inputs: { domainUrl, credentials, public: live } };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    const { before, written } = olds as unknown as State;
    const state = news as unknown as State;
    const restored = await withDomain(this.open, state, async (domain) => {
      const live = (await readAccess(domain)) ?? false;
      if (live !== state.public) await writeAccess(domain, state.public);
      // Somebody else has changed it since: what is to be restored is theirs.
      return live === written ? before : live;
    });
    return { ...olds, ...news, before: restored, written: state.public };
  }

  async delete(props: Props): Promise<void> {
    const state = props as unknown as State;
    const { before, written } = state;
    if (before === written) return;
    await withDomain(this.open, state, async (domain) => {
      // What somebody else has changed since is not this resource's any more, and a domain that is gone has nothing to restore.
      if ((await readAccess(domain)) === written) await writeAccess(domain, before);
    });
  }
}

async function readAccess(domain: Domain): Promise<boolean | undefined> {
  const { status, body } = await domain.call({
    path: SETTINGS,
    purpose: 'read the settings of the domain',
    expect: [404],
  });
  return status === 404 ? undefined : body[ATTRIBUTE] === true;
}

async function writeAccess(domain: Domain, value: boolean): Promise<void> {
  const purpose = value
    ? 'give public access to the signing certificate'
    : 'end public access to the signing certificate';
  await domain.call(replaceAttributes(SETTINGS, { [ATTRIBUTE]: value }, { purpose }));
}
