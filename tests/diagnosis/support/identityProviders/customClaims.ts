import type { TestDomain } from '../../../e2e/support/domain';

const CUSTOM_CLAIM = 'urn:ietf:params:scim:schemas:oracle:idcs:CustomClaim';

/** The groups of a user under a JSON pointer, in every access token of the domain, which has each claim once. */
export async function putGroupsClaim(domain: TestDomain, pointer: string): Promise<void> {
  const [, name = ''] = pointer.split('/');
  if ((await claims(domain)).some((claim) => claim['name'] === name)) return;
  await domain.administer('POST', '/CustomClaims', {
    schemas: [CUSTOM_CLAIM],
    name,
    value: '$user.groups.*.display',
    expression: true,
    mode: 'always',
    tokenType: 'AT',
    allScopes: true,
  });
}

export async function removeClaims(domain: TestDomain): Promise<void> {
  for (const { id } of await claims(domain)) await domain.administer('DELETE', `/CustomClaims/${String(id)}`);
}

async function claims(domain: TestDomain): Promise<Record<string, unknown>[]> {
  const list = await domain.administer('GET', '/CustomClaims?count=1000');
  return list['Resources'] as Record<string, unknown>[];
}
