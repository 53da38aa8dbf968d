import { readFileSync, realpathSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { StateFolder } from './folder';

/** What a running sandbox tells the commands that look for it. */
export interface Running {
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Seconds from the start of the process until everything answered. */
  readonly readyAfterSeconds: number;
  readonly flavour: string;
  readonly auth0: {
    readonly domain: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** A user of the tenant who can sign in. */
    readonly demoUser: string;
  };
  readonly entra: {
    /** `host:port` of the cloud metadata. */
    readonly metadataHost: string;
    readonly tenantId: string;
    /** Of version 2 tokens. */
    readonly issuer: string;
    /** Who provisions. */
    readonly clientId: string;
    readonly clientSecret: string;
    /** A user of the tenant who can sign in. */
    readonly demoUser: string;
  };
  readonly oci: {
    /** Of the Default identity domain. */
    readonly domainUrl: string;
    readonly controlPlaneUrl: string;
    readonly tenancyId: string;
    readonly compartmentId: string;
    readonly region: string;
    /** Who signs requests: the operator, a domain administrator. */
    readonly userId: string;
    readonly fingerprint: string;
    readonly privateKeyPath: string;
    /** A user of the domain who can sign in. */
    readonly demoUser: string;
  };
  readonly oracle: { readonly connectString: string; readonly tlsConnectString: string };
  readonly ords: { readonly baseUrl: string };
  readonly control: { readonly url: string };
}

/** The running sandbox of a state folder, undefined when there is none (a left-over file does not count). */
export function readRunning(folder: StateFolder): Running | undefined {
  const text = folder.read(folder.running);
  if (text === undefined) return undefined;
  const running = JSON.parse(text) as Running;
  return isAlive(running.pid) && !isAnother(running.pid, folder) ? running : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * True when the process id has gone to somebody else, or belongs to a dead process that nobody reaps, as in a container
 * without an init. Told by the arguments of the process; only Linux shows them here.
 */
function isAnother(pid: number, folder: StateFolder): boolean {
  if (process.platform !== 'linux') return false;
  const path = realPath(folder.path);
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return !commandLine.split('\0').some((argument) => isAbsolute(argument) && realPath(argument) === path);
  } catch {
    return false;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
