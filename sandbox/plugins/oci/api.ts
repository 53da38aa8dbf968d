import type { JsonObject } from '../framework/properties/mapping';
import { originOf, type Hosts } from './hosts';
import type { Call, OciClient } from './http/client';
import type { Answer } from './http/retry';

/** The services behind the `oci` package, as far as its resources here need them. */
export class OciApi {
  constructor(
    readonly client: OciClient,
    private readonly hosts: Hosts,
  ) {}

  /** A call to an identity domain, by the `idcsEndpoint` of the resource. */
  async domain(endpoint: string, call: Call): Promise<JsonObject> {
    return this.client.json(originOf(endpoint), call);
  }

  /** A call to the control plane's Identity service. */
  async identity(call: Call): Promise<Answer> {
    return this.client.send(this.hosts.identity, call);
  }

  /** A call to the control plane's Database service. */
  async database(call: Call): Promise<Answer> {
    return this.client.send(this.hosts.database, call);
  }
}
