import type { dynamicProvider } from '../../../components/ords/adapter';
import { credentials, type SmallDomain } from './smallDomain';

type Inputs = Record<string, unknown>;
type Provider = ReturnType<typeof dynamicProvider>;

/** What every resource of a domain takes. */
export const placeIn = (domain: SmallDomain) => ({ domainUrl: domain.url, credentials });

export async function checked(provider: Provider, news: Inputs): Promise<Inputs> {
  const { inputs, failures } = await provider.check({}, news);
  expect(failures).toEqual([]);
  return inputs as Inputs;
}

export async function created(provider: Provider, news: Inputs): Promise<{ id: string; outs: Inputs }> {
  const { id, outs } = await provider.create(await checked(provider, news));
  return { id, outs: outs as Inputs };
}

/** The request that changes one attribute. */
export const patch = (path: string, attribute: string, value: unknown) => ({
  method: 'PATCH',
  path,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: attribute, value }],
  },
});
