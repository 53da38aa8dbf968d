import type { Json } from '../diagnose/collect/managementReader';
import { text, texts } from '../diagnose/collect/readings';
import type { LiveOciApi, LiveOciClaim, LiveOciClient, LiveOciScope } from './liveOciIam';
import { given } from './given';

/** The resource app of an answer. */
export function apiOf(app: Json): LiveOciApi {
  return {
    ...given({ template: templateOf(app), tokenLifetime: number(app.accessTokenExpiry) }),
    id: text(app.id) ?? '',
    name: text(app.displayName) ?? '',
    active: app.active === true,
    allowOffline: app.allowOffline === true,
    secondaryAudiences: texts(app.secondaryAudiences),
    scopes: objects(app.scopes).map(scopeOf),
  };
}

/** A client app of an answer; its scopes are told apart by the resource app that defines them. */
export function clientOf(app: Json, resource: Json): LiveOciClient {
  const own = new Map(
    objects(resource.scopes).map(({ value, fqs }) => [
      text(fqs) ?? `${text(resource.audience) ?? ''}${text(value) ?? ''}`,
      text(value) ?? '',
    ]),
  );
  const allowed = objects(app.allowedScopes).map(({ fqs }) => text(fqs) ?? '');
  return {
    ...given({
      description: nonEmpty(app.description),
      template: templateOf(app),
      clientType: text(app.clientType),
      trustScope: text(app.trustScope),
    }),
    id: text(app.id) ?? '',
    clientId: text(app.name) ?? '',
    name: text(app.displayName) ?? '',
    active: app.active === true,
    grantTypes: texts(app.allowedGrants),
    scopes: allowed.flatMap((fqs) => own.get(fqs) ?? []),
    otherScopes: allowed.filter((fqs) => !own.has(fqs)),
    redirectUris: texts(app.redirectUris),
    allUrlSchemes: app.allUrlSchemesAllowed === true,
  };
}

/** A custom claim of an answer. */
export function claimOf(claim: Json): LiveOciClaim {
  return {
    ...given({
      value: text(claim.value),
      mode: text(claim.mode),
      tokenType: text(claim.tokenType),
      scopes: claim.allScopes === true ? undefined : texts(claim.scopes),
    }),
    name: text(claim.name) ?? '',
  };
}

function scopeOf(scope: Json): LiveOciScope {
  return {
    ...given({ description: nonEmpty(scope.description), displayName: nonEmpty(scope.displayName) }),
    name: text(scope.value) ?? '',
    requiresConsent: scope.requiresConsent === true,
  };
}

function templateOf({ basedOnTemplate }: Json): string | undefined {
  return typeof basedOnTemplate === 'object' && basedOnTemplate !== null
    ? text((basedOnTemplate as Json).value)
    : undefined;
}

function objects(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is Json => typeof entry === 'object' && entry !== null)
    : [];
}

function nonEmpty(value: unknown): string | undefined {
  return text(value) || undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
