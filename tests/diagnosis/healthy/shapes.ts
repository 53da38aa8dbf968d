import type { HealthyConfiguration } from '../support/configuration';
import { block, moduleSql } from '../support/ordsSql';
import { Place } from '../support/place';
import { BY_SCOPE } from '../support/identityProviders/identityProvider';
import { ROLE_MODE } from '../support/shape';

const TWO_MODULES = { orders: { basePath: '/orders/' }, invoices: { basePath: '/invoices/' } };

/** Different shapes in full agreement: none may give a finding. */
export const HEALTHY: readonly HealthyConfiguration[] = [
  { name: 'one module, one scope, one client' },
  { name: 'an administrator connection to another schema', shape: { administrator: true } },
  {
    name: 'patterns instead of modules',
    shape: { scopes: { 'orders.read': { patterns: ['/orders/*'] } } },
  },
  {
    name: 'a pattern over the whole schema',
    shape: { scopes: { 'orders.read': { patterns: ['/*'] } } },
  },
  {
    name: 'modules and patterns in one scope',
    shape: {
      scopes: { 'orders.read': { modules: ['orders'], patterns: ['/invoices/*'] } },
      modules: TWO_MODULES,
    },
  },
  {
    name: 'several scopes over modules of their own',
    shape: {
      scopes: { 'orders.read': { modules: ['orders'] }, 'invoices.read': { modules: ['invoices'] } },
      modules: TWO_MODULES,
      clients: { backend: { scopes: ['orders.read', 'invoices.read'] } },
    },
  },
  {
    name: 'several clients with different scopes',
    shape: {
      scopes: { 'orders.read': { modules: ['orders'] }, 'invoices.read': { modules: ['invoices'] } },
      modules: TWO_MODULES,
      clients: { backend: { scopes: ['orders.read'] }, auditor: { scopes: ['invoices.read'] } },
    },
  },
  {
    name: 'two modules under one scope',
    shape: { scopes: { 'orders.read': { modules: ['orders', 'invoices'] } }, modules: TWO_MODULES },
    path: '/invoices/',
  },
  { name: 'a base path without slashes', shape: { modules: { orders: { basePath: 'orders' } } } },
  { name: 'a deep base path', shape: { modules: { orders: { basePath: '/sales/v1/orders/' } } } },
  {
    name: 'templates with variables',
    shape: { modules: { orders: { basePath: '/orders/', templates: ['.', ':id', ':id/items/:item'] } } },
    path: '/orders/7/items/1/',
  },
  { name: 'an alias of its own', shape: { alias: 'sales-api' } },
  { name: 'a skew of 30 seconds', shape: { allowedSkew: 30 } },
  { name: 'the largest skew', shape: { allowedSkew: 60 } },
  {
    name: 'an age that covers the life of a token',
    shape: { allowedAge: 7200, tokenLifetime: 3600 },
  },
  { name: 'tokens of ten minutes', shape: { tokenLifetime: 600 } },
  {
    name: 'tokens with permissions',
    providers: ['auth0'],
    shape: { api: { token_dialect: 'access_token_authz', enforce_policies: true } },
  },
  {
    name: 'the claim scp instead of scope',
    providers: BY_SCOPE,
    token: { claims: { scope: null, scp: 'orders.read' } },
  },
  {
    name: 'a token with more scopes than the call needs',
    providers: BY_SCOPE,
    token: { scope: 'profile orders.read orders.write' },
  },
  { name: 'a token without typ', token: { typ: null } },
  {
    name: 'an API that signs with RS512, and a JWKS without alg',
    providers: ['auth0'],
    shape: { api: { signing_alg: 'RS512' } },
    also: ({ bench }) => bench.controlProvider('jwks', { mode: 'without_alg' }),
    token: { alg: 'RS512' },
  },
  {
    name: 'a public module that is declared as one',
    shape: {
      modules: { orders: { basePath: '/orders/' }, health: { basePath: '/health/', public: true } },
    },
  },
  { name: 'role mode', shape: ROLE_MODE, token: {} },
  {
    name: 'role mode with a nested claim',
    // Entra writes roles into one place.
    providers: BY_SCOPE,
    shape: {
      authorisation: { mode: 'role', roleClaim: '/resource_access/account/roles' },
      roles: ['orders_reader'],
    },
    token: { claims: { roles: null, resource_access: { account: { roles: ['orders_reader', 'other'] } } } },
  },
  {
    name: 'an audience that is a URN',
    // A domain fuses it with the scopes, which is worth a word.
    providers: ['auth0'],
    shape: { audience: 'urn:example:orders' },
  },
  {
    name: 'an audience with a slash at its end',
    // A directory issues audiences.
    providers: BY_SCOPE,
    shape: { audience: 'https://api.example.com/with-slash/' },
  },
  {
    name: 'a scope of another notation',
    shape: {
      scopes: { 'read:orders': { modules: ['orders'] } },
      clients: { backend: { scopes: ['read:orders'] } },
    },
  },
  {
    name: 'an unpublished module that no API knows',
    also: (place) => place.calls(moduleSql('draft', { basePath: '/draft/' }, 'NOT_PUBLISHED')),
  },
  {
    name: 'keys that were rotated, the old one still published',
    // A domain publishes one key.
    providers: ['auth0', 'entra'],
    also: ({ bench }) => bench.controlProvider('rotateKeys'),
    token: 'earlier',
  },
  {
    name: 'a neighbour schema with a trust of its own',
    shape: { administrator: true },
    also: async (place) => {
      const neighbour = await Place.make(place.bench);
      await neighbour.sql(block(moduleSql('open', { basePath: '/open/' })));
    },
  },
  {
    name: 'people who sign in to a client, in scope mode',
    providers: ['oci-iam', 'entra'],
    shape: {
      clients: { web: { scopes: ['orders.read'], redirectUris: ['https://app.example.com/callback'] } },
    },
  },
  {
    name: 'people who sign in to a client, with their groups as roles',
    providers: ['oci-iam'],
    shape: {
      ...ROLE_MODE,
      roles: ['orders_readers'],
      clients: { web: { scopes: ['orders.read'], redirectUris: ['https://app.example.com/callback'] } },
    },
  },
  {
    name: 'machines and people of one API, by app roles',
    providers: ['entra'],
    shape: {
      clients: {
        web: { scopes: ['orders.read'], redirectUris: ['https://app.example.com/callback'] },
        backend: { scopes: ['orders.read'] },
      },
    },
  },
];
