import type { Manifest } from '../../manifest';
import type { ApiFacts, ClaimFacts, ClientFacts } from '../facts';
import { once } from './once';
import type { ManagementReader } from './providerReader';
import { reading } from './readings';

/** An object of an identity provider, as its interface shows it. */
export type Json = Readonly<Record<string, unknown>>;

/** A client with the mark of some stack. */
export interface MarkedClient {
  readonly clientId: string;
  readonly owner: { readonly claim?: string; readonly resource: string };
}

/** What a kind of identity provider is asked for. Each throws an UnreadError for what cannot be read. */
export interface ProviderObjects {
  /** The API of an audience; undefined: there is none. Called once for each audience. */
  findApi(audience: string): Promise<Json | undefined>;
  apiFacts(api: Json): ApiFacts;
  /**
   * A declared client; null: there is none. `api` gives the API of the audience, undefined also where it is hidden from these
   * credentials: then it is not what is wrong.
   */
  client(
    audience: string,
    declared: Manifest['clients'][string],
    api: () => Promise<Json | undefined>,
  ): Promise<ClientFacts | null>;
  /** Of every stack. Called once. */
  markedClients(): Promise<readonly MarkedClient[]>;
  /** Absent: the provider has no such objects. */
  readonly claims?: () => Promise<readonly ClaimFacts[]>;
}

/** A reader of one account: what several manifests share is asked for once. */
export function managementReader(objects: ProviderObjects): ManagementReader {
  const apis = new Map<string, Promise<Json | undefined>>();
  let marked: Promise<readonly MarkedClient[]> | undefined;
  const findApi = (audience: string): Promise<Json | undefined> =>
    once(apis, audience, () => objects.findApi(audience));
  const visibleApi = (audience: string): Promise<Json | undefined> =>
    findApi(audience).catch(() => undefined);
  const { claims } = objects;
  return {
    api: (audience) =>
      reading(async () => {
        const api = await findApi(audience);
        return api ? objects.apiFacts(api) : null;
      }),
    clients: (audience, declared) =>
      reading(async () => {
        const found = Object.entries(declared).map(
          async ([key, entry]) =>
            [key, await objects.client(audience, entry, () => visibleApi(audience))] as const,
        );
        return Object.fromEntries(await Promise.all(found));
      }),
    orphans: (claim, declared) =>
      reading(async () => {
        const known = new Set(Object.values(declared).map(({ clientId }) => clientId));
        return (await (marked ??= objects.markedClients()))
          .filter(({ clientId, owner }) => owner.claim === claim && !known.has(clientId))
          .map(({ clientId, owner }) => ({ clientId, resource: owner.resource }));
      }),
    ...(claims && { claims: () => reading(() => claims()) }),
  };
}
