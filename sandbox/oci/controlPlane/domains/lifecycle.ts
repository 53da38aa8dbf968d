import type { JsonObject } from '../../../identity/json';
import type { Domains } from '../../identityDomain/domains';
import type { IdentityDomain } from '../../identityDomain/identityDomain';
import type { Operator } from '../../operator';
import type { BackgroundWork } from '../backgroundWork';
import {
  incorrectState,
  invalidParameter,
  notFound,
  preConditionFailed,
  ServiceError,
} from '../serviceError';
import {
  checkLicenseType,
  detailsOf,
  domainChanges,
  newDomainDetails,
  type DomainLifecycleState,
} from './details';
import type { Operation, WorkRequest, WorkRequests } from './workRequests';

export interface DomainLifecycleOptions {
  readonly domains: Domains;
  readonly requests: WorkRequests;
  readonly work: BackgroundWork;
  readonly operator: Pick<Operator, 'tenancyId' | 'region'>;
  readonly clock: () => Date;
  /** After every change of a work request. */
  readonly changed: () => void;
}

/**
 * What happens to identity domains (facts/oci-iam.md 1.6). Each change is a work request; the text of the work is
 * `CREATE_DOMAIN <display name>` and so on. Rules are refused at once, before any work is accepted.
 */
export class DomainLifecycle {
  constructor(private readonly options: DomainLifecycleOptions) {}

  /** Throws ServiceError 404. */
  find(id: string): IdentityDomain {
    const domain = this.options.domains.list().find((one) => one.id === id);
    if (!domain) throw notFound(`The domain ${id}`);
    return domain;
  }

  create(body: JsonObject): WorkRequest {
    const { domains, operator, clock } = this.options;
    const details = newDomainDetails(body, operator, clock());
    this.requireFreeName(details.displayName);
    return this.begin('CREATE_DOMAIN', details.compartmentId, details.displayName, async () => {
      const domain = await domains.create(details.displayName);
      domain.setControlPlane(details);
      return domain.id;
    });
  }

  update(domain: IdentityDomain, body: JsonObject): WorkRequest {
    const changes = domainChanges(body);
    const { displayName } = changes;
    if (typeof displayName === 'string' && displayName !== this.detailsOf(domain).displayName)
      this.requireFreeName(displayName);
    return this.change(domain, 'UPDATE_DOMAIN', changes);
  }

  changeLicenseType(domain: IdentityDomain, licenseType: unknown): WorkRequest {
    checkLicenseType(licenseType);
    return this.change(domain, 'CHANGE_LICENSE_TYPE_FOR_DOMAIN', { licenseType });
  }

  changeCompartment(domain: IdentityDomain, compartmentId: string): WorkRequest {
    if (domain.isDefault) throw invalidParameter('The Default domain stays in the root compartment.');
    return this.change(domain, 'CHANGE_COMPARTMENT_FOR_DOMAIN', { compartmentId });
  }

  activate(domain: IdentityDomain): WorkRequest {
    this.requireState(domain, 'INACTIVE');
    return this.change(domain, 'ACTIVATE_DOMAIN', { lifecycleState: 'ACTIVE' });
  }

  /** [?] statuses and texts: the documentation says only that it cannot be done. */
  deactivate(domain: IdentityDomain): WorkRequest {
    if (domain.isDefault) throw preConditionFailed('The Default domain cannot be deactivated.');
    this.requireState(domain, 'ACTIVE');
    if (domain.hasActiveApps())
      throw preConditionFailed('The domain has active applications: deactivate them first.');
    return this.change(domain, 'DEACTIVATE_DOMAIN', { lifecycleState: 'INACTIVE' });
  }

  delete(domain: IdentityDomain): WorkRequest {
    const { compartmentId, displayName, lifecycleState } = this.detailsOf(domain);
    // What the service calls an active domain here is recorded (issue 1781 of the provider).
    const status = lifecycleState === 'ACTIVE' ? 'CREATED' : lifecycleState;
    if (lifecycleState !== 'INACTIVE')
      throw preConditionFailed(`Cannot perform DELETE_DOMAIN operation on Domain with Status ${status}`);
    domain.setControlPlane({ ...this.detailsOf(domain), lifecycleState: 'DELETING' });
    return this.begin('DELETE_DOMAIN', compartmentId, displayName, async () => {
      await this.options.domains.remove(domain.id);
      return domain.id;
    });
  }

  /** A deletion that an earlier process had begun is finished. */
  async restore(): Promise<void> {
    const { domains } = this.options;
    for (const domain of [...domains.list()])
      if (this.detailsOf(domain).lifecycleState === 'DELETING') await domains.remove(domain.id);
  }

  private change(domain: IdentityDomain, operation: Operation, changes: JsonObject): WorkRequest {
    const { compartmentId, displayName, lifecycleState } = this.detailsOf(domain);
    if (lifecycleState === 'DELETING') throw incorrectState(`The domain ${domain.id} is being deleted.`);
    return this.begin(operation, compartmentId, displayName, () => {
      domain.setControlPlane({ ...this.detailsOf(domain), ...changes });
      return Promise.resolve(domain.id);
    });
  }

  private begin(
    operation: Operation,
    compartmentId: string,
    displayName: string,
    act: () => Promise<string>,
  ): WorkRequest {
    const { requests, work, changed } = this.options;
    const request = requests.accept(operation, compartmentId);
    changed();
    work.begin(
      `${operation} ${displayName}`,
      async () => {
        request.status = 'IN_PROGRESS';
        requests.concerns(request, await act());
      },
      (done) => {
        requests.finish(request, done);
        changed();
      },
    );
    return request;
  }

  private requireState(domain: IdentityDomain, wanted: DomainLifecycleState): void {
    const { lifecycleState } = this.detailsOf(domain);
    if (lifecycleState !== wanted) throw incorrectState(`The domain is ${lifecycleState}, not ${wanted}.`);
  }

  /** [?] status, code and text */
  private requireFreeName(displayName: string): void {
    const taken = this.options.domains.list().some((one) => this.detailsOf(one).displayName === displayName);
    if (taken)
      throw new ServiceError(
        409,
        'Conflict',
        `A domain with the display name ${displayName} exists already.`,
      );
  }

  private detailsOf(domain: IdentityDomain) {
    return detailsOf(domain, this.options.operator);
  }
}
