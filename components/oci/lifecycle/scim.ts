import type { DomainCall } from '../domain';

const PATCH_OPERATION = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A PATCH of these attributes and of nothing else; it may be repeated any number of times. */
export function replaceAttributes(
  path: string,
  attributes: Readonly<Record<string, unknown>>,
  call: Pick<DomainCall, 'purpose' | 'patience' | 'expect'>,
): DomainCall {
  return {
    ...call,
    method: 'PATCH',
    path,
    body: {
      schemas: [PATCH_OPERATION],
      Operations: Object.entries(attributes).map(([attribute, value]) => ({
        op: 'replace',
        path: attribute,
        value,
      })),
    },
  };
}

/** The path of a list that has exactly the objects of this name. */
export function listByName(resources: 'Apps' | 'CustomClaims', attribute: string, name: string): string {
  // SCIM strings are written as JSON strings are (RFC 7644 3.4.2.2).
  const filter = new URLSearchParams({ filter: `${attribute} eq ${JSON.stringify(name)}` });
  return `/admin/v1/${resources}?${filter.toString().replaceAll('+', '%20')}`;
}

/** The objects of a list's answer. */
export function resourcesOf(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  return Array.isArray(body.Resources) ? (body.Resources as Record<string, unknown>[]) : [];
}
