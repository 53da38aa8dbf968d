import type { Auth0Control } from '../auth0/control';
import type { Auth0Tenant } from '../auth0/tenant';
import type { JsonObject } from '../identity/json';
import { ociActions } from './ociActions';
import { ordsActions } from './ordsActions';
import type { ControlPlane } from '../oci/controlPlane/controlPlane';
import type { StoredProcedure } from '../oracle/dictionary/storedProcedure';
import type { EntraTenant } from '../entra/tenant';
import { Commits } from './commits';
import { entraActions } from './entraActions';
import { type Action, holdActions } from './holdActions';
import type { CallFaults, DropFault, SlowFault } from '../oracle/callFaults';
import type { Domains } from '../oci/identityDomain/domains';
import type { TenancySigners } from '../oci/signers';
import { domainActions } from './domainActions';
import type { OracleDatabase } from '../oracle/oracleDatabase';
import type { Meeting, TnsServer } from '../oracle/tns/server';
import type { OrdsGateway } from '../ords/gateway';

/** What the actions act on. */
export interface ControlParts {
  readonly tenant: Auth0Tenant;
  readonly entra: EntraTenant;
  readonly domains: Domains;
  readonly signers: TenancySigners;
  readonly database: OracleDatabase;
  readonly listeners: readonly TnsServer[];
  readonly callFaults: CallFaults;
  readonly gateway: OrdsGateway;
  readonly controlPlane: ControlPlane;
}

/** JSON in, JSON out; by `<part>/<action>`. */
export function controlActions(parts: ControlParts): Record<string, Action> {
  return {
    ...auth0Actions(parts.tenant),
    ...entraActions(parts.entra),
    ...domainActions(parts.domains, parts.signers),
    ...databaseActions(parts),
    ...ordsActions(parts.gateway),
    ...ociActions(parts.controlPlane),
  };
}

function auth0Actions({ control, statistics }: Auth0Tenant): Record<string, Action> {
  return {
    'auth0/refuse': (args) => control.refuse(args as unknown as Parameters<Auth0Control['refuse']>[0]),
    'auth0/setRateLimit': ({ perSecond }) =>
      control.setRateLimit({ perSecond: (perSecond as number | null | undefined) ?? null }),
    'auth0/notFoundOnceAfterCreate': ({ kind }) =>
      control.notFoundOnceAfterCreate(kind as Parameters<Auth0Control['notFoundOnceAfterCreate']>[0]),
    'auth0/rotateKeys': (args) => control.rotateKeys(args),
    'auth0/expireTokens': (args) => control.expireTokens(args),
    'auth0/setTokenLifetime': (args) =>
      control.setTokenLifetime(args as unknown as Parameters<Auth0Control['setTokenLifetime']>[0]),
    'auth0/setDefaultAudience': ({ audience }) =>
      control.setDefaultAudience((audience as string | null) ?? null),
    'auth0/rotateSecret': ({ clientId }) => ({ clientSecret: control.rotateSecret(String(clientId)) }),
    'auth0/issuedSecrets': () => ({ secrets: control.issuedSecrets() }),
    'auth0/setPostLoginClaims': ({ claims }) => control.setPostLoginClaims((claims ?? {}) as JsonObject),
    'auth0/setPermissions': (args) =>
      control.setPermissions(args as unknown as Parameters<Auth0Control['setPermissions']>[0]),
    'auth0/mintToken': async (args) => ({ token: await control.mintToken(args) }),
    'auth0/jwks': (args) => control.jwks(args as unknown as Parameters<Auth0Control['jwks']>[0]),
    'auth0/untrustedJwksUrl': async () => ({ url: await control.untrustedJwksUrl() }),
    'auth0/discovery': (args) => control.discovery(args),
    'auth0/statistics': () => ({ requests: statistics.requests }),
    'auth0/resetStatistics': () => statistics.reset(),
    ...holdActions('auth0', control.holds),
  };
}

const ACCOUNT_CHANGES: Readonly<Record<string, string>> = {
  open: 'account unlock',
  locked: 'account lock',
  expired: 'password expire',
};

function databaseActions({ database, listeners, callFaults }: ControlParts): Record<string, Action> {
  const commits = new Commits();
  const meet = (how: Meeting) => Promise.all(listeners.map((listener) => listener.meetConnections(how)));
  database.onCommit(() => commits.add());
  callFaults.beforeAnswer = () => commits.seen();
  return {
    'database/fail': ({ match, user, error, times }) =>
      database.faults.add({
        ...(match !== undefined && { match: new RegExp(String(match), 'i') }),
        ...(user !== undefined && { user: String(user) }),
        error: error as { number: number; text: string },
        times: Number(times ?? 1),
      }),
    'database/drop': (args) => callFaults.drop(args as unknown as DropFault),
    'database/slow': (args) => callFaults.slow(args as unknown as SlowFault),
    ...holdActions('database', callFaults.holds),
    'database/meetConnections': ({ how }) => meet(how as Meeting).then(() => undefined),
    /** What is committed stays; every session ends and what it had not committed is gone. */
    'database/stop': async () => {
      await meet('silent');
      listeners.forEach((listener) => listener.dropConnections());
    },
    'database/start': () => meet('accept').then(() => undefined),
    'database/account': async ({ user, status }) => {
      const change = Object.hasOwn(ACCOUNT_CHANGES, String(status))
        ? ACCOUNT_CHANGES[String(status)]
        : undefined;
      if (change === undefined) throw new RangeError(`status: ${Object.keys(ACCOUNT_CHANGES).join(', ')}`);
      const session = database.systemSession();
      try {
        await session.execute({ sql: `alter user "${String(user)}" ${change}`, binds: [] });
      } finally {
        session.close();
      }
    },
    'database/dropConnections': () => listeners.forEach((listener) => listener.dropConnections()),
    'database/statistics': () => ({
      calls: sum(listeners.map((listener) => listener.statistics.calls)),
      /** Those that changed something. */
      commits: commits.count,
      connections: sum(listeners.map((listener) => listener.statistics.connections)),
    }),
    /** Answers after the next commit that changes something. `seen`: the count at which the caller has looked. */
    'database/nextCommit': async ({ seen, milliseconds }) => ({
      commits: await commits.next(Number(seen), Number(milliseconds)),
    }),
    'database/endWatch': () => commits.endWatch(),
    'database/resetStatistics': () => {
      commits.reset();
      listeners.forEach((listener) => listener.statistics.reset());
    },
    'database/clearFaults': () => {
      database.faults.clear();
      callFaults.clear();
    },
    'database/addStoredProcedure': (args) => database.addStoredProcedure(args as unknown as StoredProcedure),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}
