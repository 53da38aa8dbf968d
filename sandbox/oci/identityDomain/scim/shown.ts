import type { JsonObject } from '../../../identity/json';
import type { DomainStore } from '../domainStore';
import { selectAttributes } from './attributePath';
import type { ListQuery } from './list';
import type { ScimRecord } from './record';
import type { ScimResource } from './resource';

const TAGS = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';

/**
 * A resource as an answer shows it: its place, and only what was asked for. Apps list the extension OCITags in
 * every answer but that to their creation, whether or not it was declared (facts/oci-iam.md 1.7).
 */
export function shown<Item extends ScimRecord>(
  item: Item,
  resource: ScimResource<Item>,
  store: DomainStore,
  query: Pick<ListQuery, 'attributes' | 'attributeSets'>,
  when?: 'as created',
): JsonObject {
  const record: JsonObject = {
    ...(resource.present?.(item, store) ?? item),
    schemas:
      resource.isTagged && when !== 'as created' ? [...new Set([...item.schemas, TAGS])] : item.schemas,
    meta: { ...item.meta, location: `${store.url}/admin/v1/${resource.path}/${item.id}` },
  };
  const wanted = (query.attributes ?? '').toLowerCase().split(',');
  for (const name of resource.onRequest ?? [])
    if (query.attributeSets !== 'all' && !wanted.includes(name.toLowerCase())) delete record[name];
  return selectAttributes(record, query.attributes);
}
