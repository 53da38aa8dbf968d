import type { JsonObject } from '../../framework/properties/mapping';
import { boolean, objects, string, strings, alike, type Fields } from '../../framework/properties/property';
import { isList, isValues, text, type Value, type Values } from '../../framework/properties/value';
import type { OciApi } from '../api';
import { jsonOf } from '../http/client';
import type { OciFunction } from '../kind';
import { headerOf, listOf } from './answers';
import { DOMAINS_PATH, domainOutputs } from './domain';

const required = { required: true } as const;

function shown(body: JsonObject): Values {
  return { ...domainOutputs(body, {}), id: String(body.id) };
}

/** Reads one domain by its OCID. */
export const getDomain: OciFunction = {
  token: 'oci:Identity/getDomain:getDomain',
  arguments: { domainId: string('domainId', required) },

  async call(api, { domainId }) {
    const answer = await api.identity({ method: 'GET', path: `${DOMAINS_PATH}/${text(domainId)}` });
    return { ...shown(jsonOf(answer)), domainId: text(domainId) };
  },
};

const filter: Fields = {
  name: string('name', required),
  values: strings('values', required),
  regex: boolean('regex'),
};

/** Lists the domains of a compartment, narrowed by what is given. */
export const getDomains: OciFunction = {
  token: 'oci:Identity/getDomains:getDomains',
  arguments: {
    compartmentId: string('compartmentId', required),
    ...alike(string, {}, ['displayName', 'homeRegionUrl', 'licenseType', 'name', 'type', 'url']),
    isHiddenOnLogin: boolean('isHiddenOnLogin'),
    state: string('lifecycleState'),
    filters: objects('filters', filter),
  },

  async call(api, values) {
    const { filters, state, ...others } = values;
    const parameters = Object.entries({ ...others, lifecycleState: state });
    const query = Object.fromEntries(
      parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, [String(value)]]])),
    );
    const domains = (await everyPage(api, query)).map(shown);
    return {
      ...values,
      id: `IdentityDomainsDataSource-${new URLSearchParams(query as never).toString()}`,
      domains: domains.filter((domain) => !isList(filters) || filters.every((one) => passes(domain, one))),
    };
  },
};

async function everyPage(api: OciApi, query: Record<string, readonly string[]>): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  for (let page = ''; ;) {
    const asked = page === '' ? query : { ...query, page: [page] };
    const answer = await api.identity({ method: 'GET', path: DOMAINS_PATH, query: asked });
    found.push(...listOf(answer));
    page = headerOf(answer, 'opc-next-page');
    if (page === '') return found;
  }
}

/** Filters name properties as Terraform does, `display_name`; one of the values must fit. */
function passes(domain: Values, filter: Value): boolean {
  if (!isValues(filter) || !isList(filter.values)) return true;
  const name = text(filter.name).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const live = String(domain[name]);
  return filter.values.some((value) =>
    filter.regex === true ? new RegExp(text(value)).test(live) : text(value) === live,
  );
}
