import { createHash } from 'node:crypto';

import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';

import { CATALOGUE, type FindingCode } from '../../diagnose/catalogue';
import type { Finding, Severity } from '../../diagnose/finding';
import { describeSubject } from '../../diagnose/findingText';
import { findingIdentity, type Drift } from '../drift';
import { findingAddress, homepage, packageVersion } from '../findingsPage';
import { sarifText } from './sarifText';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;
const CODES = Object.keys(CATALOGUE) as FindingCode[];

/**
 * The drift as SARIF 2.1.0, for code scanning.
 *
 * @param file Path of the file that stands for the values, with slashes, from the root of the repository. What differs is in two
 *   live systems and in no file, but GitHub refuses a result without one.
 */
export function driftSarif(drift: Drift, file: string): Log {
  const home = homepage();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pulumi-ords',
            version: packageVersion(),
            semanticVersion: packageVersion(),
            ...(home !== undefined && { informationUri: home }),
            rules: CODES.map(rule),
            notifications: [UNREAD],
          },
        },
        automationDetails: { id: 'pulumi-ords/drift/' },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: drift.unread.length === 0,
            exitCode: drift.exitCode,
            endTimeUtc: drift.at.toISOString(),
            toolExecutionNotifications: notifications(drift),
          },
        ],
        results: drift.findings.map((finding) => result(finding, file)),
      },
    ],
  };
}

const UNREAD: ReportingDescriptor = {
  id: 'unread',
  shortDescription: { text: 'A side could not be read' },
  defaultConfiguration: { level: 'error' },
};

function rule(code: FindingCode): ReportingDescriptor {
  const { severity, title, link } = CATALOGUE[code];
  const address = findingAddress(code);
  const text = `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
  return {
    id: code,
    shortDescription: { text },
    // An address without a host is none: the rule then has no web page.
    ...(URL.canParse(address) && { helpUri: address }),
    help: { text: `${text} See ${address}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['ords', link] },
  };
}

function result(finding: Finding, file: string): Result {
  const { code, severity, summary, expected, found, remedy, subject } = finding;
  const values = [
    ...(expected === undefined ? [] : [`Expected ${expected}`]),
    ...(found === undefined ? [] : [`found ${found}`]),
  ].join(', ');
  return {
    ruleId: code,
    ruleIndex: CODES.indexOf(code),
    level: LEVELS[severity],
    message: {
      text: sarifText(
        `${describeSubject(subject)}: ${summary}.${values === '' ? '' : ` ${values}.`} Next: ${remedy}`,
      ),
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: 1 } },
        logicalLocations: [
          {
            name: subject.name ?? subject.schema ?? subject.api ?? 'both sides',
            fullyQualifiedName: [subject.api, subject.schema, subject.kind, subject.name]
              .filter((part) => part !== undefined)
              .join('/'),
            kind: subject.kind ?? 'api',
          },
        ],
      },
    ],
    // Not of the values: a finding stays the same alert while what was found changes.
    partialFingerprints: {
      'finding/v1': createHash('sha256').update(findingIdentity(finding)).digest('hex').slice(0, 32),
    },
    properties: { field: finding.field, link: CATALOGUE[code].link },
  };
}

function notifications({ unread }: Drift): Notification[] {
  return unread.map(({ api, side, what, message, remedy, code }) => ({
    descriptor: { id: UNREAD.id, index: 0 },
    level: 'error',
    message: { text: sarifText(`${api}: ${side}, ${what}: ${message}. Next: ${remedy}`) },
    properties: { code },
  }));
}
