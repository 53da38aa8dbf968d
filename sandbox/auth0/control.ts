import type { JsonObject } from '../identity/json';
import type { Mint } from '../identity/mintToken';
import {
  type ControlledParts,
  createProviderControl,
  type ProviderControl,
} from '../identity/providerControl';
import type { PublishedKeys } from '../identity/publishedKeys';
import { privateKeyOf } from '../identity/signingKeys';
import { newClientSecret } from './identifiers';
import type { PostLoginAction } from './people/postLoginAction';
import type { EntityKind, TenantStore } from './tenantStore';

/**
 * What tests may do to the tenant; its own interface is the Management API. Changes behind Pulumi's back need none of it: they are made
 * through the Management API.
 */
export interface Auth0Control extends ProviderControl<EntityKind> {
  /** No more than `limit` objects of a kind (the system API and the operator count); null lifts it. */
  setEntityLimit(options: { kind: EntityKind; limit: number | null }): void;
  /** The next signing key becomes the current one. The old one stays in the JWKS unless `keepPrevious` is false. */
  rotateKeys(options?: { keepPrevious?: boolean }): Promise<void>;
  /** The audience of token requests that name none; null: such requests are refused. */
  setDefaultAudience(audience: string | null): void;
  /** Gives the client a new secret and returns it. Throws RangeError on an unknown client. */
  rotateSecret(clientId: string): string;
  /** What a post-login Action adds to the access tokens of people from now on; names that Auth0 sets itself are left out. */
  setPostLoginClaims(claims: JsonObject): void;
  /** What RBAC (`enforce_policies` of an API) lets somebody have. Throws RangeError on an unknown user. */
  setPermissions(options: { email: string; audience: string; permissions: readonly string[] }): void;
}

interface Auth0Parts extends ControlledParts<EntityKind> {
  readonly store: TenantStore;
  readonly action: PostLoginAction;
}

export function createControl(parts: Auth0Parts): Auth0Control {
  const { store, faults, action, published } = parts;
  return {
    ...createProviderControl(parts, () => mintOf(store, published)),
    setEntityLimit: ({ kind, limit }) => faults.limit(kind, limit),
    rotateKeys: ({ keepPrevious = true } = {}) => store.rotateKeys(keepPrevious),
    setDefaultAudience: (audience) => {
      store.state.defaultAudience = audience;
      store.changed();
    },
    rotateSecret: (clientId) => {
      const client = store.client(clientId);
      if (!client) throw new RangeError(`no client ${clientId}`);
      client.client_secret = newClientSecret();
      store.changed();
      return client.client_secret;
    },
    setPostLoginClaims: (claims) => action.setClaims(claims),
    setPermissions: ({ email, audience, permissions }) => {
      const user = store.userNamed(email);
      if (!user) throw new RangeError(`no user ${email}`);
      user.permissions[audience] = [...permissions];
      store.changed();
    },
  };
}

function mintOf(store: TenantStore, published: PublishedKeys): Mint {
  return {
    published,
    kid: store.currentKey.kid,
    key: privateKeyOf(store.currentKey),
    issuer: store.issuer,
    sub: 'minted@clients',
    typ: 'JWT',
    sharedSecret: (audience) => store.resourceServerOfAudience(audience)?.signing_secret,
  };
}
