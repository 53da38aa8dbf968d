import { randomBytes } from 'node:crypto';
import { SandboxError } from '../errors';
import type { OrdsOptions } from '../oracle/packages/ords/options';
import { defaultSettings } from '../ords/settings';
import type { StateFolder } from './folder';

export type Flavour = '19c' | '23ai';

export interface Ports {
  readonly auth0: number;
  readonly entra: number;
  /** Of the Default identity domain of OCI IAM. */
  readonly identityDomain: number;
  readonly oracle: number;
  readonly oracleTls: number;
  readonly ords: number;
  readonly control: number;
  /** The control plane of OCI. */
  readonly oci: number;
}

/**
 * What one sandbox keeps over its restarts. Ports too: the issuer contains the tenant's, so a stack that was
 * provisioned before a restart would otherwise no longer agree.
 */
export interface Settings {
  readonly flavour: Flavour;
  /** 0 until the first start has chosen one. */
  readonly ports: Ports;
  readonly passwords: {
    readonly admin: string;
    readonly ordsdemo: string;
    /** Of the users `domain.admin` and `demo` of every identity domain. */
    readonly domainAdministrator: string;
    readonly domainUser: string;
    /** Of the user `demo@example.com` of the Auth0 tenant. */
    readonly tenantUser: string;
    /** Of the user `demo` of the Entra tenant. */
    readonly entraUser: string;
  };
  readonly controlToken: string;
  readonly wrongScopeStatus: 401 | 403;
  readonly officialPlugins: boolean;
  /** Configuration directory of ORDS, whose pools are obeyed; null: none, and every pool is as ORDS comes. */
  readonly ordsConfig: string | null;
  /** The ORDS release and what differs between releases; chosen at the first start, for it is part of the database. */
  readonly ords: OrdsOptions;
}

export const NO_PORTS: Ports = {
  auth0: 0,
  entra: 0,
  identityDomain: 0,
  oracle: 0,
  oracleTls: 0,
  ords: 0,
  control: 0,
  oci: 0,
};

export function loadSettings(folder: StateFolder, options: Partial<Settings>): Settings {
  const text = folder.read(folder.settings);
  const stored: Partial<Settings> = text === undefined ? {} : (JSON.parse(text) as Partial<Settings>);
  return {
    flavour: options.flavour ?? stored.flavour ?? '19c',
    ports: { ...NO_PORTS, ...stored.ports, ...options.ports },
    // Those that an older sandbox did not have yet are added.
    passwords: {
      admin: newPassword(),
      ordsdemo: newPassword(),
      domainAdministrator: newPassword(),
      domainUser: newPassword(),
      tenantUser: newPassword(),
      entraUser: newPassword(),
      ...stored.passwords,
    },
    controlToken: stored.controlToken ?? randomBytes(24).toString('base64url'),
    wrongScopeStatus:
      options.wrongScopeStatus ?? stored.wrongScopeStatus ?? defaultSettings().wrongScopeStatus,
    officialPlugins: options.officialPlugins ?? stored.officialPlugins ?? false,
    ordsConfig: options.ordsConfig ?? stored.ordsConfig ?? null,
    ords: ordsOptions(stored.ords, options.ords),
  };
}

function ordsOptions(stored: OrdsOptions | undefined, wanted: OrdsOptions | undefined): OrdsOptions {
  if (stored === undefined) return wanted ?? {};
  if (wanted?.version === undefined || wanted.version === stored.version) return stored;
  throw new SandboxError(
    'sandbox.ords.version',
    `the database of this sandbox was made with ORDS ${stored.version ?? 'of the newest release'}, not ${wanted.version}`,
    'ords-sandbox reset, then start it again; or use another folder: --state',
  );
}

export function saveSettings(folder: StateFolder, settings: Settings): void {
  folder.write(folder.settings, JSON.stringify(settings, null, 2));
}

/** Letters, digits and the signs that Oracle takes without quotes; 12 or more as Autonomous Database asks. */
function newPassword(): string {
  return `Sb_${randomBytes(15).toString('base64url').replaceAll('-', '_')}1a`;
}
