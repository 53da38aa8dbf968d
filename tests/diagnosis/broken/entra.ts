import type { BrokenConfiguration } from '../support/configuration';
import { EntraBench } from '../support/identityProviders/entra';
import type { TestDirectory } from '../support/identityProviders/testDirectory';
import type { Place } from '../support/place';
import { ROLE_MODE } from '../support/shape';

const DAY_MS = 86_400_000;
const CALLBACK = 'https://app.example.com/callback';
/** One that people sign in to. */
const WEB = { clients: { web: { scopes: ['orders.read'], redirectUris: [CALLBACK] } } };

function directoryOf({ bench }: Place): TestDirectory {
  const { provider } = bench;
  if (!(provider instanceof EntraBench)) throw new Error('not a directory of Entra');
  return provider.directory;
}

/** Whoever has no role gets a token all the same, without any. */
function letEverybodyAsk(place: Place): Promise<void> {
  return directoryOf(place).changePrincipal(place.audience, { appRoleAssignmentRequired: false });
}

/** A role of a token that was issued before. */
function roleThatCameLater(): BrokenConfiguration {
  let before: string | undefined;
  return {
    name: 'a token from before its client was assigned the role',
    seen: 401,
    finding: 'token.roles',
    break: async (place) => {
      const { provider } = place.bench;
      await letEverybodyAsk(place);
      await provider.setGranted(place.login, place.audience, null);
      before = await place.request();
      await provider.setGranted(place.login, place.audience, ['orders.read']);
    },
    token: () => before ?? '',
  };
}

/** What no other identity provider has, each changed in the directory itself. facts/entra.md 2 and 3. */
export const ENTRA: readonly BrokenConfiguration[] = (
  [
    {
      name: 'an API whose tokens are of version 1',
      seen: 401,
      finding: 'idp.api.token_version',
      break: (place) =>
        directoryOf(place).changeApplication(place.audience, { api: { requestedAccessTokenVersion: null } }),
    },
    {
      name: 'tokens of version 1 that are asked for by identifier URI',
      seen: 401,
      finding: 'idp.api.token_version',
      break: (place) =>
        directoryOf(place).changeApplication(place.audience, {
          api: { requestedAccessTokenVersion: 1 },
          identifierUris: [`api://${place.audience}`],
        }),
      token: async (place) =>
        (await directoryOf(place).machineToken(place.login, `api://${place.audience}/.default`)) ?? '',
    },
    {
      name: 'a token for Microsoft Graph',
      seen: 401,
      finding: 'token.audience',
      token: async (place) =>
        (await directoryOf(place).machineToken(
          place.login,
          `${place.bench.sandbox.entra.url}/graph/.default`,
        )) ?? '',
    },
    {
      name: 'the identifier URI of the API as the audience of the profile',
      seen: 401,
      finding: 'trust.audience.different',
      break: (place) => place.trust({ audience: `api://${place.audience}` }),
    },
    {
      name: 'a profile issuer with a slash at its end',
      seen: 401,
      finding: 'trust.issuer.slash',
      break: (place) => place.trust({ issuer: `${place.bench.issuer}/` }),
    },
    {
      name: 'an allowed age that a fresh token has already',
      seen: 401,
      finding: 'ords.profile.age_backdated',
      break: (place) => place.trust({ allowedAge: 240 }),
    },
    {
      name: 'an API with a signing key of its own, for mapped claims',
      seen: 401,
      finding: 'idp.api.own_key',
      break: (place) =>
        directoryOf(place).changeApplication(place.audience, { api: { acceptMappedClaims: true } }),
    },
    {
      name: 'an API without its service principal',
      seen: 'no token',
      finding: 'idp.api.no_principal',
      break: (place) => directoryOf(place).removePrincipal(place.audience),
      token: 'earlier',
    },
    {
      name: 'an API whose service principal is disabled',
      seen: 'no token',
      finding: 'idp.api.inactive',
      break: (place) => directoryOf(place).changePrincipal(place.audience, { accountEnabled: false }),
      token: 'earlier',
    },
    {
      name: 'a client without its service principal',
      seen: 'no token',
      finding: 'idp.client.no_principal',
      break: (place) => directoryOf(place).removePrincipal(place.login.clientId),
      token: 'earlier',
    },
    {
      name: 'a client whose service principal is disabled',
      seen: 'no token',
      finding: 'idp.client.inactive',
      break: (place) => directoryOf(place).changePrincipal(place.login.clientId, { accountEnabled: false }),
      token: 'earlier',
    },
    {
      name: 'a client whose secret has expired',
      seen: 'no token',
      finding: 'idp.client.secret_expired',
      break: ({ bench, login }) => bench.control('entra/expireSecrets', { clientId: login.clientId }),
      token: 'earlier',
    },
    {
      name: 'a client whose secret ends in ten days',
      seen: 'works',
      finding: 'idp.client.secret_ends',
      namedBy: 'drift',
      break: (place) => directoryOf(place).replaceSecret(place.login, new Date(Date.now() + 10 * DAY_MS)),
      token: 'earlier',
    },
    {
      name: 'an app role that no machine can have, so that its client lost it',
      seen: 'no token',
      finding: 'idp.role.member_types',
      break: async (place) => {
        const directory = directoryOf(place);
        await place.bench.provider.setGranted(place.login, place.audience, null);
        await directory.changeRole(place.audience, 'orders.read', { allowedMemberTypes: ['User'] });
      },
      token: 'earlier',
    },
    {
      name: 'an app role that is disabled',
      seen: 401,
      finding: 'idp.scope.missing',
      break: (place) => directoryOf(place).changeRole(place.audience, 'orders.read', { isEnabled: false }),
    },
    {
      name: 'a client without any role, of an API that gives everybody tokens',
      seen: 401,
      finding: 'idp.grant.missing',
      break: async (place) => {
        await letEverybodyAsk(place);
        await place.bench.provider.setGranted(place.login, place.audience, null);
      },
    },
    roleThatCameLater(),
    {
      name: 'role mode: a person without the app role',
      seen: 401,
      finding: 'token.roles',
      shape: { ...ROLE_MODE, ...WEB },
      break: async (place) => {
        await letEverybodyAsk(place);
        await place.bench.control('entra/removeAssignments', { api: place.audience });
      },
    },
    {
      name: 'scope mode: a token of a machine, which carries no scope',
      seen: 401,
      finding: 'token.scope_missing',
      shape: WEB,
      token: { claims: { roles: ['orders.read'] } },
    },
    {
      name: 'an API of people without its identifier URI',
      seen: 'no token',
      finding: 'idp.api.identifier_uri',
      shape: WEB,
      break: (place) => directoryOf(place).changeApplication(place.audience, { identifierUris: [] }),
      token: 'earlier',
    },
    {
      name: 'the one redirect URI of a client of people was replaced',
      seen: 'no token',
      finding: 'idp.client.redirect_uri_missing',
      shape: WEB,
      break: (place) =>
        directoryOf(place).changeApplication(place.login.clientId, {
          web: { redirectUris: ['https://app.example.com/x'] },
        }),
      token: 'earlier',
    },
  ] satisfies readonly BrokenConfiguration[]
).map((configuration) => ({ ...configuration, providers: ['entra'] }));
