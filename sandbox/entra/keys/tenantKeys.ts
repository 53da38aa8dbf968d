import type { JsonObject } from '../../identity/json';
import { certificateMembers, createSelfSignedKey } from '../../identity/selfSignedKey';
import type { CertifiedKey } from '../../identity/signingKeys';
import type { TenantStore } from '../tenantStore';

const SUBJECT = 'accounts.accesscontrol.windows.net';
/** The current key, and one that is published before it is used. */
const PUBLISHED_AHEAD = 2;

/** The keys of a tenant, made when they are first needed: no start waits for them. The first one signs. */
export class TenantKeys {
  private making: Promise<void> | undefined;
  private readonly own = new Map<string, Promise<CertifiedKey>>();

  constructor(private readonly store: TenantStore) {}

  async all(): Promise<readonly CertifiedKey[]> {
    await (this.making ??= this.fill());
    return this.store.state.signingKeys;
  }

  async current(): Promise<CertifiedKey> {
    const [first] = await this.all();
    if (!first) throw new Error('a tenant has a signing key');
    return first;
  }

  /** The key that an application of its own signs with; made when it is first needed, and gone with the process. */
  async ofApplication(appId: string): Promise<CertifiedKey> {
    const making = this.own.get(appId) ?? createTenantKey();
    this.own.set(appId, making);
    return making;
  }

  /** The key that was published ahead becomes the current one; the old one stays published unless told otherwise. */
  async rotate(keepPrevious: boolean): Promise<void> {
    const [previous, next, ...older] = await this.all();
    const ahead = await createTenantKey();
    this.store.state.signingKeys = [next, ahead, ...(keepPrevious ? [previous, ...older] : [])].filter(
      (key) => key !== undefined,
    );
    this.store.changed();
  }

  private async fill(): Promise<void> {
    const { state } = this.store;
    const missing = Math.max(0, PUBLISHED_AHEAD - state.signingKeys.length);
    if (missing === 0) return;
    const made = await Promise.all(Array.from({ length: missing }, () => createTenantKey()));
    state.signingKeys = [...state.signingKeys, ...made];
    this.store.changed();
  }
}

/** Named by its certificate's thumbprint (facts/entra.md 2.4). */
async function createTenantKey(): Promise<CertifiedKey> {
  const key = await createSelfSignedKey(SUBJECT);
  return { kid: certificateMembers(key).x5t, ...key };
}

/** The published half, without `alg`. */
export function publicJwkOf(key: CertifiedKey, issuer: string): JsonObject {
  const { x5t, x5c } = certificateMembers(key);
  return {
    kty: key.privateJwk['kty'],
    use: 'sig',
    kid: key.kid,
    x5t,
    n: key.privateJwk['n'],
    e: key.privateJwk['e'],
    x5c,
    issuer,
  };
}
