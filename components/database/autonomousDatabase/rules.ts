import type { Problem } from '../../problem';
import { quote } from '../../rules/text';
import { checkAccess } from './accessRules';
import type { AutonomousDatabaseArgs } from './autonomousDatabaseArgs';
import { checkSize } from './sizeRules';

/** What the service takes (facts/pulumi.md 7). */
const VERSIONS = ['26ai', '19c'];
const WORKLOADS = ['OLTP', 'LH', 'APEX', 'AJD'];
const LICENSES = ['LICENSE_INCLUDED', 'BRING_YOUR_OWN_LICENSE'];
/** Values that ended with December 2026, and what is written in their place. */
const ENDED: ReadonlyMap<string, string> = new Map([
  ['23ai', '26ai'],
  ['DW', 'LH'],
]);
const SERVICES = ['high', 'medium', 'low', 'tp', 'tpurgent'];
/** Workloads without transaction services. */
const ANALYTIC = 'LH';

/** The arguments with their defaults: what is sent, and what the rules look at. */
export interface DatabaseChoice {
  readonly isFreeTier: boolean;
  readonly dbVersion: string;
  readonly dbWorkload: string;
  readonly licenseModel: string;
}

export function withDefaults(args: AutonomousDatabaseArgs): DatabaseChoice {
  const {
    isFreeTier = true,
    dbVersion = '26ai',
    dbWorkload = 'OLTP',
    licenseModel = 'LICENSE_INCLUDED',
  } = args;
  return { isFreeTier, dbVersion, dbWorkload, licenseModel };
}

/**
 * What the service would refuse, each broken rule with a name of its own. Passwords are checked where they become known; of other inputs
 * that are outputs of something else only their presence counts.
 */
export function checkAutonomousDatabase(args: AutonomousDatabaseArgs): Problem[] {
  const choice = withDefaults(args);
  const entries = args.whitelistedIps;
  const known = entries?.filter((entry): entry is string => typeof entry === 'string');
  return [
    ...checkName(args.dbName),
    ...checkWord('dbVersion', choice.dbVersion, VERSIONS),
    ...checkWord('dbWorkload', choice.dbWorkload, WORKLOADS),
    ...checkWord('licenseModel', choice.licenseModel, LICENSES),
    ...(args.service === undefined ? [] : checkService(args.service, choice.dbWorkload)),
    ...checkAdmin(args),
    ...checkSize(args, choice),
    ...checkAccess({
      list: known,
      hasUnknown: known?.length !== entries?.length,
      hasWallet: args.wallet !== undefined,
      hasSubnet: args.subnetId !== undefined,
    }),
  ];
}

function checkName(dbName: string): Problem[] {
  if (/^[A-Za-z][A-Za-z0-9]{0,29}$/.test(dbName)) return [];
  return [
    {
      code: 'adb.db_name',
      severity: 'error',
      field: 'dbName',
      summary: 'is not the name of a database',
      found: quote(dbName),
      expected: 'a letter, then letters and digits, at most 30 characters',
      remedy: 'write it like "orders"; displayName takes any text',
    },
  ];
}

function checkWord(field: keyof DatabaseChoice, found: string, allowed: readonly string[]): Problem[] {
  if (allowed.includes(found)) return [];
  const successor = ENDED.get(found);
  const isEnded = successor !== undefined && allowed.includes(successor);
  const code = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [
    {
      code: `adb.${code}${isEnded ? '.ended' : ''}`,
      severity: 'error',
      field,
      summary: isEnded
        ? 'is not taken any more, since December 2026'
        : 'is a value that the service does not know',
      found: quote(found),
      expected: isEnded ? quote(successor) : allowed.map(quote).join(', '),
      remedy: `write ${quote(successor ?? allowed[0] ?? '')}`,
    },
  ];
}

function checkService(service: string, workload: string): Problem[] {
  const offered = SERVICES.filter((name) => workload !== ANALYTIC || !name.startsWith('tp'));
  if (offered.includes(service)) return [];
  return [
    {
      code: 'adb.service',
      severity: 'error',
      field: 'service',
      summary: `is no service of a database for ${workload}`,
      found: quote(service),
      expected: offered.map(quote).join(', '),
      remedy: 'remove service, or write "low"',
    },
  ];
}

function checkAdmin({ adminPassword, secretId, adminPasswordEnv }: AutonomousDatabaseArgs): Problem[] {
  if ((adminPassword === undefined) === (secretId === undefined))
    return [
      {
        code: 'adb.admin_password.one_of',
        severity: 'error',
        field: 'adminPassword',
        summary: adminPassword === undefined ? 'is missing, and so is secretId' : 'stands beside secretId',
        expected: 'adminPassword, or secretId of a secret in a vault',
        remedy: 'give exactly one of the two',
      },
    ];
  if ((secretId === undefined) === (adminPasswordEnv === undefined)) return [];
  return [
    {
      code: 'adb.admin_password.env',
      severity: 'error',
      field: 'adminPasswordEnv',
      summary:
        secretId === undefined
          ? 'stands beside adminPassword, which is the password already'
          : 'is missing: without it nobody here can log on, because only the database reads the vault',
      expected:
        'with secretId the name of the environment variable that holds the same password, otherwise nothing',
      remedy:
        secretId === undefined ? 'remove adminPasswordEnv' : 'add adminPasswordEnv: "ADB_ADMIN_PASSWORD"',
    },
  ];
}
