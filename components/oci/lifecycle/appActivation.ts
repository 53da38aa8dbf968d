import { OrdsError } from '../../errors';
import { Checker, type CheckFailure } from '../../ords/lifecycle/checker';
import type { Difference } from '../../ords/lifecycle/difference';
import { same, type Props } from '../../ords/lifecycle/plain';
import { quote } from '../../rules/text';
import { withDomain, type Domain, type OpenDomain } from '../domain';
import type { Patience } from '../repeats';
import { checkPlace, idOf, type Place } from './place';
import { replaceAttributes } from './scim';

interface State extends Place {
  /** SCIM id of the app. */
  readonly appId: string;
  readonly active: boolean;
}

const PROPERTIES = ['domainUrl', 'credentials', 'appId', 'active'] as const;
const STATUS_CHANGER = 'urn:ietf:params:scim:schemas:oracle:idcs:AppStatusChanger';

/**
 * The life of an `AppActivation`: whether one app of a domain is active. A domain refuses to delete an active app, and the official provider
 * never deactivates one (facts/oci-iam.md 1.7); the engine deletes this resource before the app it names.
 */
export class AppActivationLifecycle {
  constructor(private readonly open: OpenDomain) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const place = checkPlace(checker);
    const inputs = {
      ...place,
      appId: checker.text('appId', { required: true }),
      active: checker.flag('active') ?? true,
    };
    checker.done('AppActivation');
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    // An id that is not known yet is that of another app: the old one has to be deactivated before it goes.
    const replaces = changed.filter((property) => property === 'domainUrl' || property === 'appId');
    return { changed, replaces, deleteBeforeReplace: true };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const state = props as unknown as State;
    await this.bring(state, 'fresh');
    return { id: idOf(state, 'app', state.appId), outs: props };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const state = props as unknown as State;
    const active = await withDomain(this.open, state, (domain) => readActive(domain, state.appId));
    if (active === undefined) return undefined;
    const { domainUrl, credentials, appId } = state;
    return { id, outs: { ...props, active }, inputs: { domainUrl, credentials, appId, active } };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    if (!same(olds.active, news.active)) await this.bring(news as unknown as State, 'repeatable');
    return news;
  }

  async delete(props: Props): Promise<void> {
    const state = props as unknown as State;
    await withDomain(this.open, state, (domain) => bringTo(domain, state.appId, false, 'repeatable'));
  }

  private async bring(state: State, patience: Patience): Promise<void> {
    const { appId, active } = state;
    const found = await withDomain(this.open, state, (domain) => bringTo(domain, appId, active, patience));
    if (found) return;
    throw new OrdsError(`the app ${quote(appId)} is not in ${state.domainUrl}`, {
      code: 'oci.app.missing',
      field: 'appId',
      remedy: 'run pulumi up --refresh: the app is then made again',
    });
  }
}

async function readActive(domain: Domain, appId: string, patience: Patience = 'repeatable') {
  const { status, body } = await domain.call({
    path: pathOf(appId),
    purpose: `read the app ${quote(appId)}`,
    patience,
    expect: [404],
  });
  return status === 404 ? undefined : body.active === true;
}

/** False where there is no such app. */
async function bringTo(domain: Domain, appId: string, active: boolean, patience: Patience): Promise<boolean> {
  const before = await readActive(domain, appId, patience);
  if (before === undefined || before === active) return before !== undefined;
  const purpose = `${active ? 'activate' : 'deactivate'} the app ${quote(appId)}`;
  // Whether a domain takes `active` by PATCH or only by its status changer has no sure source: what one refuses or ignores, the
  // other is asked for.
  const patched = await domain.call(
    replaceAttributes(pathOf(appId), { active }, { purpose, expect: [400, 404, 405] }),
  );
  if (patched.status === 404) return false;
  if ((await readActive(domain, appId)) === active) return true;
  const changed = await domain.call({
    method: 'PUT',
    path: `/admin/v1/AppStatusChanger/${encodeURIComponent(appId)}`,
    body: { schemas: [STATUS_CHANGER], active },
    purpose,
    expect: [404],
  });
  return changed.status !== 404;
}

function pathOf(appId: string): string {
  return `/admin/v1/Apps/${encodeURIComponent(appId)}`;
}
