import type {
  IdentityProviderUnderTest,
  ProviderResources,
} from '../support/identityProviders/identityProvider';
import type { ApiValues } from '../support/stack';
import type { collection } from '../support/values';

type Modules = Record<string, ReturnType<typeof collection>>;

/** A change of the values of `orders`, and the resources in which it must show. */
export interface Edit {
  readonly what: string;
  readonly edit: (values: ApiValues, provider: IdentityProviderUnderTest) => void;
  readonly resources: (of: ProviderResources, provider: IdentityProviderUnderTest) => readonly string[];
}

const modules = (values: ApiValues): Modules => values.ords!['modules'] as Modules;

/** Each property that a user changes; one `up` for a group, from the same values each. */
export const EDITS: readonly (readonly Edit[])[] = [
  [
    {
      what: 'the description of a scope',
      edit: (values) => void (values.scopes['orders.read']!.description = 'Read all orders'),
      resources: ({ scopes }) => [scopes, 'orders-privilege-orders.read'],
    },
    {
      what: 'a grant',
      edit: (values) => void values.clients!['backend']!.scopes.push('orders.audit'),
      resources: ({ grant }) => grant('backend', 'orders.audit'),
    },
    {
      what: 'a setting of the identity provider',
      edit: (values, { otherSettings }) => void Object.assign(values.settings!, otherSettings.settings),
      resources: (_of, { otherSettings }) => otherSettings.resources,
    },
    {
      what: 'the profile’s skew and description',
      edit: (values) => void (values.ords!['jwtProfile'] = { allowedSkew: 30, description: 'Orders' }),
      resources: () => ['orders-profile'],
    },
    {
      what: 'a handler',
      edit: (values) =>
        void (modules(values)['orders']!.templates[0]!.handlers[0]!.source =
          'select id, customer, total from orders'),
      resources: () => ['orders-module-orders'],
    },
    {
      what: 'a base path',
      edit: (values) => void (modules(values)['audit']!.basePath = '/log/'),
      resources: () => ['orders-module-audit'],
    },
  ],
  [
    {
      what: 'a scope with a pattern',
      edit: (values) => void (values.scopes['orders.admin'] = { patterns: ['/admin/*'] }),
      resources: ({ scopes, ordsRole }) => [
        scopes,
        ...ordsRole('orders.admin'),
        'orders-privilege-orders.admin',
      ],
    },
    {
      what: 'a client',
      edit: (values) => void (values.clients!['third'] = { scopes: ['orders.read'] }),
      resources: ({ client }) => client('third', 'orders.read'),
    },
    {
      what: 'all of the first group, back to what it was',
      edit: () => {},
      resources: ({ scopes, grant }, { otherSettings }) => [
        scopes,
        'orders-privilege-orders.read',
        ...grant('backend', 'orders.audit'),
        ...otherSettings.resources,
        'orders-profile',
        'orders-module-orders',
        'orders-module-audit',
      ],
    },
  ],
];
