/** What the control changed about the tokens that are issued from now on. Not part of the tenant's state. */
export class IssuingRules {
  private readonly lifetimes = new Map<string | null, number>();
  private readonly expired = new Set<string | null>();

  /** `audience` null stands for every API but the Management API. Seconds null lifts the rule. */
  setLifetime(audience: string | null, seconds: number | null): void {
    if (seconds === null) this.lifetimes.delete(audience);
    else this.lifetimes.set(audience, seconds);
  }

  setExpired(audience: string | null, expired: boolean): void {
    if (expired) this.expired.add(audience);
    else this.expired.delete(audience);
  }

  /** Seconds, or undefined where the API's own token_lifetime holds. */
  lifetime(audience: string, isManagement: boolean): number | undefined {
    return this.lifetimes.get(audience) ?? (isManagement ? undefined : this.lifetimes.get(null));
  }

  isExpired(audience: string, isManagement: boolean): boolean {
    return this.expired.has(audience) || (!isManagement && this.expired.has(null));
  }
}
