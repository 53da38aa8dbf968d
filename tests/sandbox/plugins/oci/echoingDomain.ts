import type { Service } from './recorder';

const OCI_TAGS = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';

/** Just enough of an identity domain to see what is sent to one: it echoes objects, adding what a domain adds. */
export function echoingDomain(): Service {
  const objects = new Map<string, Record<string, unknown>>();
  return ({ method, path }, json) => {
    const [collection = '', id] = path.split('?')[0]?.replace('/admin/v1/', '').split('/') ?? [];
    const key = `${collection}/${id ?? 'made'}`;
    if (method === 'DELETE') return { status: objects.delete(key) ? 204 : 404, body: undefined };
    if (method === 'GET') {
      const found = objects.get(key);
      return found === undefined ? { status: 404, body: scimError } : { status: 200, body: found };
    }
    const made = { ...completed(collection, json), id: id ?? 'made', ocid: 'ocid1.domainobject.oc1..x' };
    objects.set(key, made);
    return { status: method === 'POST' ? 201 : 200, body: made };
  };
}

/** A SCIM error: neither code nor message (facts/oci-iam.md 1.8). */
export const scimError = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  detail: 'says what is wrong',
  status: '400',
};

function completed(collection: string, json: Record<string, unknown>): Record<string, unknown> {
  if (collection !== 'Apps') return json;
  const { schemas, scopes, basedOnTemplate, audience } = json as {
    schemas: string[];
    scopes?: { value: string }[];
    basedOnTemplate: object;
    audience?: string;
  };
  return {
    ...json,
    name: '0123456789abcdef0123456789abcdef',
    clientSecret: 'idcscs-secret',
    basedOnTemplate: { ...basedOnTemplate, $ref: 'https://domain/template', lastModified: 'today' },
    schemas: schemas.includes(OCI_TAGS) ? schemas : [...schemas, OCI_TAGS],
    [OCI_TAGS]: { definedTags: [{ namespace: 'Oracle-Tags', key: 'CreatedBy', value: 'me' }], tagSlug: '' },
    meta: { resourceType: 'App', created: 'today' },
    ...(scopes && {
      scopes: scopes.map((scope) => ({
        description: '',
        requiresConsent: false,
        ...scope,
        fqs: `${audience}${scope.value}`,
        readOnly: false,
      })),
    }),
  };
}
