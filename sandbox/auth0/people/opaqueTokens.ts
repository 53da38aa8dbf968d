import { newOpaqueToken } from '../identifiers';
import type { TenantUser } from '../tenantState';

const LIFETIME_S = 86_400;

interface Known {
  readonly user: TenantUser;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** Access tokens of people who named no API: they say nothing, and only `/userinfo` takes them. They do not outlive the process. */
export class OpaqueTokens {
  private readonly known = new Map<string, Known>();

  constructor(private readonly clock: () => Date) {}

  issue(user: TenantUser, scopes: readonly string[]): { readonly token: string; readonly expiresIn: number } {
    const token = newOpaqueToken();
    const expiresAt = this.clock().getTime() + LIFETIME_S * 1000;
    this.known.set(token, { user, scopes, expiresAt });
    return { token, expiresIn: LIFETIME_S };
  }

  find(token: string): Pick<Known, 'user' | 'scopes'> | undefined {
    const found = this.known.get(token);
    return found && found.expiresAt > this.clock().getTime() ? found : undefined;
  }
}
