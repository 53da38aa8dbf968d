import { TestDomain } from '../domain';
import type { Prepared } from '../prepare';
import { ROLE_CLAIM } from './schema';
import { digest, type HandMadeSide, type Mode } from './side';

const AUDIENCE = 'https://api.example.com/été/orders/';
const APP = {
  schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:App'],
  basedOnTemplate: { value: 'CustomWebAppTemplateId' },
  active: true,
};

/** A resource app and a client of an identity domain; in role mode one that people sign in to, and the claim with their groups. */
export async function handMadeOciIam({ sandbox, provider }: Prepared, mode: Mode): Promise<HandMadeSide> {
  const domain = await TestDomain.open(sandbox);
  let client = '';
  return {
    option: '--oci-iam',
    audience: AUDIENCE,
    imported: 2,
    damaged: 'orders-backend-service',
    async make() {
      await provider.openKeys();
      await domain.administer('POST', '/Apps', {
        ...APP,
        displayName: 'Orders, by hand',
        description: 'Made in the console',
        isOAuthResource: true,
        audience: AUDIENCE,
        accessTokenExpiry: 7200,
        allowOffline: true,
        scopes: [
          { value: 'orders.read', displayName: 'orders.read', description: 'It\'s "read"' },
          { value: 'orders.all', displayName: 'orders.all' },
        ],
      });
      const made = await domain.administer('POST', '/Apps', {
        ...APP,
        displayName: 'Backend service',
        description: 'Of the shop',
        isOAuthClient: true,
        clientType: 'confidential',
        bypassConsent: true,
        logoutUri: 'https://shop.example.com/out',
        allowedScopes: [{ fqs: `${AUDIENCE}orders.read` }],
        ...(mode === 'role'
          ? {
              allowedGrants: ['authorization_code', 'refresh_token'],
              redirectUris: ['https://shop.example.com/callback'],
            }
          : { allowedGrants: ['client_credentials'] }),
      });
      client = String(made['id']);
      if (mode === 'role')
        await domain.administer('POST', '/CustomClaims', {
          schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:CustomClaim'],
          name: ROLE_CLAIM,
          value: '$user.groups.*.display',
          expression: true,
          mode: 'always',
          tokenType: 'AT',
          allScopes: true,
        });
    },
    async objects() {
      const found: Record<string, string> = {};
      for (const path of ['/Apps?count=1000', '/CustomClaims', '/Settings/Settings'])
        found[path] = digest(contentOf(await domain.administer('GET', path)));
      return found;
    },
    takeScopes: () => domain.replace(`/Apps/${client}`, 'allowedScopes', []),
    close: () => domain.close(),
  };
}

/** Who wrote it last, and when: the one thing that a repair cannot put back. */
const OF_THE_LAST_WRITE = ['lastModified', 'idcsLastModifiedBy'];

/** Without that, and with attributes in one order: in JSON it says nothing. */
function contentOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(contentOf);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !OF_THE_LAST_WRITE.includes(key));
  return Object.fromEntries(entries.map(([key, entry]) => [key, contentOf(entry)] as const).sort(byName));
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
