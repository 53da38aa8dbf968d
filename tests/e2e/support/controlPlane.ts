import type { TestSandbox } from './sandbox';
import { SignedRequests, type Body } from './signedRequests';

/** The sandbox's stand-in for OCI's control plane, as the owner of the tenancy sees it. */
export class TestControlPlane {
  private constructor(
    private readonly url: string,
    private readonly requests: SignedRequests,
  ) {}

  static async open(sandbox: TestSandbox): Promise<TestControlPlane> {
    const [, url = ''] =
      /IdentityClient=([^;]+)/.exec(sandbox.environment['CLIENT_HOST_OVERRIDES'] ?? '') ?? [];
    return new TestControlPlane(url, await SignedRequests.open(sandbox));
  }

  /** An identity domain by its OCID. Throws where there is none. */
  domain(id: string): Promise<Body> {
    return this.requests.json('GET', `${this.url}/20160918/domains/${id}`);
  }

  /** Deactivates a domain, which then can be deleted, and waits for it. */
  async deactivateDomain(id: string): Promise<void> {
    await this.requests.json('POST', `${this.url}/20160918/domains/${id}/actions/deactivate`);
    while ((await this.domain(id))['lifecycleState'] !== 'INACTIVE');
  }

  close(): Promise<void> {
    return this.requests.close();
  }
}
