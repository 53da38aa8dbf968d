import type { Manifest } from '../../manifest';

/** A declared client, as the plan goes by it. */
export interface PlannedClient {
  readonly key: string;
  readonly scopes: readonly string[];
  /** Its token can be had here: it is of a machine, and its secret is at hand. */
  readonly usable: boolean;
  /** People sign in to it, which nothing here can do for them. */
  readonly people: boolean;
}

/** Who of the declared clients is to be let in where certain scopes are asked for, and who is not. */
export class PlannedClients {
  /**
   * Whether a machine's token can carry what is asked for. Custom claims of OCI IAM are about users, so that in role mode every
   * machine is to be refused (facts/oci-iam.md 2.6).
   */
  readonly machinesAreLetIn: boolean;
  private readonly all: readonly PlannedClient[];
  private readonly roleMode: boolean;
  /** An API of Entra gives no token at all to a machine without any of its roles, unless it was told otherwise (AADSTS501051). */
  private readonly needsRoleForToken: boolean;

  constructor(manifest: Manifest, hasSecret: (client: string, manifest: Manifest) => boolean) {
    const { clients, identityProvider, trust } = manifest;
    this.roleMode = trust.authorisation.mode === 'role';
    this.needsRoleForToken = this.roleMode && identityProvider['kind'] === 'entra';
    this.machinesAreLetIn = !(this.roleMode && identityProvider['kind'] === 'oci-iam');
    this.all = Object.entries(clients).map(([key, { scopes, redirectUris }]) => {
      const people = redirectUris !== undefined;
      return { key, scopes, people, usable: !people && hasSecret(key, manifest) };
    });
  }

  usable(): PlannedClient[] {
    return this.all.filter(({ usable }) => usable);
  }

  /** Those with every scope: whether one of several would do has no source (facts/ords.md 4). */
  holders(scopes: readonly string[]): PlannedClient[] {
    if (scopes.length === 0) return [];
    return this.all.filter(
      (client) =>
        (client.people || this.machinesAreLetIn) && scopes.every((scope) => client.scopes.includes(scope)),
    );
  }

  /** Nobody but a person can be answered there, so that no answered call can stand beside a refusal. */
  areOnlyPeople(scopes: readonly string[]): boolean {
    if (scopes.length === 0) return false;
    const holders = this.holders(scopes);
    return holders.length > 0 ? holders.every(({ people }) => people) : !this.machinesAreLetIn;
  }

  /** Those with none of the scopes, so that it does not matter whether ORDS asks for all or for any of them. */
  lacking(scopes: readonly string[]): PlannedClient[] {
    if (scopes.length === 0) return [];
    return this.usable().filter(
      (client) =>
        !scopes.some((scope) => client.scopes.includes(scope)) &&
        (client.scopes.length > 0 || !this.needsRoleForToken),
    );
  }

  /** In role mode scopes do not authorise, so that asking for fewer takes nothing away (facts/ords.md 16). */
  narrowable(scopes: readonly string[]): PlannedClient | undefined {
    if (this.roleMode) return undefined;
    return this.holders(scopes).find(
      (client) => client.usable && client.scopes.some((scope) => !scopes.includes(scope)),
    );
  }
}
