import type { Problem } from '../../problem';
import { quote } from '../../rules/text';
import type { AutonomousDatabaseArgs } from './autonomousDatabaseArgs';
import type { DatabaseChoice } from './rules';

/** At least, outside of an elastic pool; the API's documentation of `computeCount`. */
const FEWEST_ECPUS = 2;
const FEWEST_TERABYTES = 1;
const CANNOT_PAY = 'remove it, or set isFreeTier: false, which costs money';

/** Size, license and network of an Always Free database are fixed; one that is paid for has to say how much. */
export function checkSize(args: AutonomousDatabaseArgs, choice: DatabaseChoice): Problem[] {
  const license =
    choice.dbWorkload === 'AJD' && choice.licenseModel === 'BRING_YOUR_OWN_LICENSE'
      ? [
          problem('license.json', 'licenseModel', 'is not offered to a JSON database', {
            found: quote(choice.licenseModel),
            expected: '"LICENSE_INCLUDED"',
            remedy: 'remove licenseModel',
          }),
        ]
      : [];
  return [...(choice.isFreeTier ? checkFree(args, choice) : checkPaid(args)), ...license];
}

function checkFree(args: AutonomousDatabaseArgs, choice: DatabaseChoice): Problem[] {
  const fixed = (['computeCount', 'dataStorageSizeInTbs'] as const)
    .filter((field) => args[field] !== undefined)
    .map((field) =>
      problem('free.size', field, 'cannot be chosen for an Always Free database', {
        found: String(args[field]),
        expected: 'nothing: 20 GB and a fixed share of a CPU',
        remedy: CANNOT_PAY,
      }),
    );
  const network = (['subnetId', 'nsgIds', 'privateEndpointLabel'] as const)
    .filter((field) => args[field] !== undefined)
    .map((field) =>
      problem('free.private_endpoint', field, 'is for a private endpoint, which Always Free does not offer', {
        expected: 'whitelistedIps, or wallet',
        remedy: CANNOT_PAY,
      }),
    );
  const workload =
    choice.dbWorkload === 'AJD'
      ? [
          problem('free.json', 'dbWorkload', 'cannot be Always Free', {
            found: '"AJD"',
            expected: '"OLTP", "LH" or "APEX"',
            remedy: 'write "OLTP", which has SODA and JSON collections too, or set isFreeTier: false',
          }),
        ]
      : [];
  const license =
    choice.licenseModel === 'BRING_YOUR_OWN_LICENSE'
      ? [
          problem('free.license', 'licenseModel', 'needs no license of yours: Always Free includes it', {
            found: quote(choice.licenseModel),
            expected: '"LICENSE_INCLUDED"',
            remedy: 'remove licenseModel',
          }),
        ]
      : [];
  return [...fixed, ...network, ...workload, ...license];
}

function checkPaid(args: AutonomousDatabaseArgs): Problem[] {
  const limits = { computeCount: FEWEST_ECPUS, dataStorageSizeInTbs: FEWEST_TERABYTES } as const;
  const sizes = (['computeCount', 'dataStorageSizeInTbs'] as const)
    .filter((field) => !isAtLeast(args[field], limits[field]))
    .map((field) =>
      problem('paid.size', field, 'has to be said for a database that is paid for', {
        found: String(args[field] ?? 'nothing'),
        expected: `a whole number from ${limits[field]}`,
        remedy: `set ${field}, or remove isFreeTier for an Always Free database`,
      }),
    );
  const endpoint = (['nsgIds', 'privateEndpointLabel'] as const)
    .filter((field) => args[field] !== undefined && args.subnetId === undefined)
    .map((field) =>
      problem('private_endpoint.no_subnet', field, 'is for a private endpoint, and subnetId is missing', {
        expected: 'subnetId beside it',
        remedy: `give subnetId, or remove ${field}`,
      }),
    );
  return [...sizes, ...endpoint];
}

function isAtLeast(value: number | undefined, least: number): boolean {
  return value !== undefined && Number.isInteger(value) && value >= least;
}

function problem(
  code: string,
  field: string,
  summary: string,
  texts: Pick<Problem, 'found' | 'expected' | 'remedy'>,
): Problem {
  return { code: `adb.${code}`, severity: 'error', field, summary, ...texts };
}
