import { dictionaryName } from '../../database/connection';
import { isPoolTrusted, type Manifest } from '../../manifest';
import type { IdentityProviderFacts, JwksFacts, OrdsFacts, Reading } from '../facts';
import { readDiscovery } from './discovery';
import { providerReader } from './identityProvider';
import { fetchJwks } from './jwks';
import { once } from './once';
import type { CollectOptions } from './options';
import { withoutManagement, type ManagementReader } from './providerReader';
import { read, reading } from './readings';

/** Reads the identity provider's side of several manifests; what two of them share is asked for once. */
export class IdentityProviderSides {
  private readonly documents = new Map<string, Promise<IdentityProviderFacts['discovery']>>();
  private readonly keySets = new Map<string, Promise<JwksFacts>>();
  private readonly accounts = new Map<string, ManagementReader>();

  constructor(private readonly options: CollectOptions) {}

  /** `ords` decides whether the JWKS of a differing profile is looked at as well. */
  async read(manifest: Manifest, ords: Promise<Reading<OrdsFacts>>): Promise<IdentityProviderFacts> {
    const [discovery, jwks, management] = await Promise.all([
      this.discovery(manifest),
      this.jwks(manifest, ords),
      this.management(manifest),
    ]);
    return { discovery, jwks, ...management };
  }

  private async discovery(manifest: Manifest): Promise<IdentityProviderFacts['discovery']> {
    const { http, timeoutSeconds } = this.options;
    const base = await reading(() => Promise.resolve(discoveryBase(manifest)));
    if (base.state !== 'read') return base;
    return once(this.documents, base.value, () => readDiscovery(base.value, http, timeoutSeconds));
  }

  private async jwks(
    manifest: Manifest,
    ords: Promise<Reading<OrdsFacts>>,
  ): Promise<IdentityProviderFacts['jwks']> {
    const declared = this.jwksAt(manifest.trust.jwksUrl);
    const other = profileJwksUrl(manifest, await ords);
    const urls = other === undefined || other === manifest.trust.jwksUrl ? [] : [other];
    return read(await Promise.all([declared, ...urls.map((url) => this.jwksAt(url))]));
  }

  private jwksAt(url: string): Promise<JwksFacts> {
    const { http, timeoutSeconds } = this.options;
    return once(this.keySets, url, async () => (await fetchJwks(url, http, timeoutSeconds)).facts);
  }

  private async management(
    manifest: Manifest,
  ): Promise<Pick<IdentityProviderFacts, 'api' | 'clients' | 'orphans' | 'claims'>> {
    const opened = await reading(() => Promise.resolve(this.managementReader(manifest)));
    if (opened.state !== 'read') return { api: opened, clients: opened, orphans: opened };
    const { audience, authorisation } = manifest.trust;
    const [api, clients, orphans, claims] = await Promise.all([
      opened.value.api(audience),
      opened.value.clients(audience, manifest.clients),
      // A manifest of an older release names no claim: then nothing tells whose a client is.
      manifest.claim === undefined ? read([]) : opened.value.orphans(manifest.claim, manifest.clients),
      authorisation.mode === 'role' ? opened.value.claims?.() : undefined,
    ]);
    return { api, clients, orphans, ...(claims && { claims }) };
  }

  private managementReader(manifest: Manifest): ManagementReader {
    const { management = {}, http, timeoutSeconds } = this.options;
    const { identityProvider } = manifest;
    const reader = providerReader(manifest);
    if (!reader) {
      return withoutManagement(
        `this release cannot ask an identity provider of the kind "${identityProvider.kind ?? ''}" for APIs and clients`,
      );
    }
    const account = reader.account(identityProvider);
    return once(this.accounts, account, () =>
      reader.management(identityProvider, management, http, timeoutSeconds),
    );
  }
}

function discoveryBase(manifest: Manifest): string {
  return providerReader(manifest)?.discoveryBase(manifest.identityProvider) ?? manifest.trust.issuer;
}

/** Where ORDS gets the keys for the manifest's schema, by its catalogue; undefined when that is not known. */
export function profileJwksUrl(manifest: Manifest, ords: Reading<OrdsFacts>): string | undefined {
  if (ords.state !== 'read' || isPoolTrusted(manifest)) return undefined;
  return ords.value.schemas[dictionaryName(manifest.ords.schema)]?.profile?.jwkUrl;
}
