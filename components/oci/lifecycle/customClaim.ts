import { OrdsError } from '../../errors';
import { Checker, type CheckFailure } from '../../ords/lifecycle/checker';
import type { Difference } from '../../ords/lifecycle/difference';
import { compact, same, type Props } from '../../ords/lifecycle/plain';
import { quote } from '../../rules/text';
import { withDomain, type Domain, type OpenDomain } from '../domain';
import { CLAIM_PROPERTIES, checkCustomClaim, liveClaim, type ClaimDefinition } from './customClaimInputs';
import { idOf, type Place } from './place';
import { listByName, replaceAttributes, resourcesOf } from './scim';

interface State extends Place, ClaimDefinition {
  /** SCIM id. */
  readonly claimId: string;
}

const SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:CustomClaim';
const PROPERTIES = ['domainUrl', 'credentials', ...CLAIM_PROPERTIES] as const;
/** Whether a domain renames a claim has no source: a new name makes a new one. */
const IDENTITY: readonly string[] = ['domainUrl', 'name'];

/** The life of a `CustomClaim`, for which the official provider has no resource (facts/oci-iam.md 2.6). */
export class CustomClaimLifecycle {
  constructor(private readonly open: OpenDomain) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const inputs = compact({ ...checkCustomClaim(checker) });
    checker.done('CustomClaim');
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    const replaces = changed.filter((property) => IDENTITY.includes(property));
    return { changed, replaces, deleteBeforeReplace: true };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const state = props as unknown as State;
    const claimId = await withDomain(this.open, state, (domain) => createClaim(domain, state));
    return { id: idOf(state, 'custom-claim', claimId), outs: { ...props, claimId } };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const state = props as unknown as State;
    const { domainUrl, credentials } = state;
    const answer = await withDomain(this.open, state, (domain) =>
      domain.call({ path: pathOf(state.claimId), purpose: `read ${label(state)}`, expect: [404] }),
    );
    if (answer.status === 404) return undefined;
    const live = liveClaim(answer.body);
    const blank = Object.fromEntries(CLAIM_PROPERTIES.map((property) => [property, undefined]));
    return { id, outs: { ...props, ...blank, ...live }, inputs: { ...live, domainUrl, credentials } };
  }

  async update(olds: Props, news: Props): Promise<Props> {
    const state = news as unknown as State;
    const changed = CLAIM_PROPERTIES.filter((property) => !same(olds[property], news[property]));
    if (changed.length > 0) {
      const attributes = Object.fromEntries(changed.map((property) => [property, news[property] ?? []]));
      await withDomain(this.open, state, (domain) =>
        domain.call(
          replaceAttributes(pathOf((olds as unknown as State).claimId), attributes, {
            purpose: `change ${label(state)}`,
          }),
        ),
      );
    }
    const { claimId } = olds;
    return { ...news, claimId };
  }

  async delete(props: Props): Promise<void> {
    const state = props as unknown as State;
    await withDomain(this.open, state, (domain) =>
      domain.call({
        method: 'DELETE',
        path: pathOf(state.claimId),
        purpose: `delete ${label(state)}`,
        expect: [404],
      }),
    );
  }
}

/** The id of a new claim of this name. One that is there already is somebody else's: a claim has no place for a mark. */
async function createClaim(domain: Domain, state: State): Promise<string> {
  const { name } = state;
  if ((await findClaim(domain, name)) !== undefined) throw exists(name);
  const { domainUrl: _url, credentials: _key, ...definition } = state;
  try {
    const { body } = await domain.call({
      method: 'POST',
      path: '/admin/v1/CustomClaims',
      body: { schemas: [SCHEMA], ...definition },
      purpose: `create ${label(state)}`,
    });
    return String(body.id);
  } catch (error) {
    // A call without an answer may have been carried out. What was not there before, and is as declared now, is its work.
    const found = await findClaim(domain, name);
    const live = found && liveClaim(found);
    if (live && CLAIM_PROPERTIES.every((property) => same(live[property], state[property])))
      return String(found.id);
    throw found === undefined ? error : exists(name);
  }
}

async function findClaim(
  domain: Domain,
  name: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { body } = await domain.call({
    path: listByName('CustomClaims', 'name', name),
    purpose: `look for the custom claim ${quote(name)}`,
  });
  return resourcesOf(body).find((claim) => claim.name === name);
}

function exists(name: string): OrdsError {
  return new OrdsError(`the domain has a custom claim ${quote(name)} already`, {
    code: 'oci.custom_claim.exists',
    field: 'name',
    found: quote(name),
    expected: 'a name that is free: a domain has each claim once, for all its applications',
    remedy: 'choose another name (groupClaim), or remove the claim from the domain if nothing uses it',
  });
}

function label({ name }: State): string {
  return `the custom claim ${quote(name)}`;
}

function pathOf(claimId: string): string {
  return `/admin/v1/CustomClaims/${encodeURIComponent(claimId)}`;
}
