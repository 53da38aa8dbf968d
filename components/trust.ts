import type { Problem } from './problem';
import { checkAudience } from './rules/audience';
import { checkCoverage, type Coverage } from './rules/modules';
import { checkBaseUrl, checkSchemaAlias } from './rules/ordsUrl';
import { checkProfileTimes } from './rules/profile';
import { checkRedirectUris } from './rules/redirectUris';
import { checkRoles } from './rules/roles';
import { checkScopeNames } from './rules/scopes';
import { checkIdentifier } from './rules/text';

/**
 * How ORDS authorises a token that it trusts. Scope mode: a scope equals a privilege's name. Role mode: a claim
 * lists ORDS roles (facts/ords.md 16). A JWT profile is in one of the two, never both.
 */
export type Authorisation =
  | { readonly mode: 'scope' }
  | {
      readonly mode: 'role';
      /** JSON pointer to the claim, e.g. `/roles`. */
      readonly roleClaim: string;
    };

/** What a JWT profile says: who issues, for whom, and where the keys are. */
export interface Trust {
  /** Compared byte for byte with the tokens' `iss`. */
  readonly issuer: string;
  /** Compared byte for byte with the tokens' `aud`. */
  readonly audience: string;
  /** https only. */
  readonly jwksUrl: string;
  readonly authorisation: Authorisation;
}

/** The plain part of a ProtectedApi's values: whatever is known before anything is called. */
export interface PlainValues extends Coverage {
  readonly scopes: Coverage['scopes'] & Readonly<Record<string, { readonly roles?: readonly string[] }>>;
  readonly authorisation: Authorisation;
  /** Absent while it is an unknown output. */
  readonly audience?: string;
  readonly ordsBaseUrl?: string;
  readonly schemaAlias?: string;
  readonly clients: Readonly<
    Record<string, { readonly scopes: readonly string[]; readonly redirectUris?: readonly string[] }>
  >;
  readonly jwtProfile: { readonly allowedSkew?: number; readonly allowedAge?: number };
  /** Seconds by which the identity provider sets `iat` back; default 0. */
  readonly backdated?: number;
}

/** Every rule that needs no call, in the order in which a reader meets the values. */
export function checkValues(values: PlainValues): Problem[] {
  return [
    ...(values.audience === undefined ? [] : checkAudience(values.audience, values.ordsBaseUrl)),
    ...checkScopeNames(Object.keys(values.scopes), values.audience),
    ...checkCoverage(values),
    ...checkRoles(values),
    ...checkClients(values),
    ...checkRedirectUris(values),
    ...(values.ordsBaseUrl === undefined ? [] : checkBaseUrl(values.ordsBaseUrl)),
    ...(values.schemaAlias === undefined ? [] : checkSchemaAlias(values.schemaAlias, values.ordsBaseUrl)),
    ...checkProfileTimes(values.jwtProfile, values.backdated),
  ];
}

function checkClients({ clients, scopes }: PlainValues): Problem[] {
  return Object.entries(clients).flatMap(([client, definition]) => [
    ...checkIdentifier(client, {
      code: 'trust.client',
      field: `clients[${JSON.stringify(client)}]`,
      noSpaces: false,
    }),
    ...definition.scopes
      .filter((scope) => !Object.hasOwn(scopes, scope))
      .map((scope) => ({
        // The compiler says this first; it is checked again because values also come from configuration.
        code: 'trust.client.undeclared_scope',
        severity: 'error' as const,
        field: `clients[${JSON.stringify(client)}].scopes`,
        summary: 'names a scope that the API does not declare',
        found: JSON.stringify(scope),
        expected: `one of ${Object.keys(scopes)
          .map((name) => JSON.stringify(name))
          .join(', ')}`,
        remedy: 'declare it under scopes, or remove it from the client',
      })),
  ]);
}
