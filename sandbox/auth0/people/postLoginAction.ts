import type { JsonObject } from '../../identity/json';

/**
 * What a post-login Action of the tenant adds to the access tokens of people, as `api.accessToken.setCustomClaim` does: the only way
 * to have roles in them. Not part of the tenant's state. Machines never meet it.
 */
export class PostLoginAction {
  private set: JsonObject = {};

  /** Takes the place of what was added before. */
  setClaims(claims: JsonObject): void {
    this.set = structuredClone(claims);
  }

  /** Claims that Auth0 sets itself are not overwritten. */
  claimsBeside(own: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(this.set).filter(([name]) => !Object.hasOwn(own, name)));
  }
}
