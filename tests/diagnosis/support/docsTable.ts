import { CATALOGUE, findingPage } from '../../../components/diagnose/catalogue';
import { AREAS } from '../broken/all';
import { HEALTHY } from '../healthy/shapes';
import type { BrokenConfiguration, Seen } from './configuration';

/** Where the table is kept, from the root of the repository. */
export const TABLE_PATH = 'docs/broken-configurations.md';

function seenText(seen: Seen): string {
  switch (seen) {
    case 'open':
      return 'answered **without a token**';
    case 'no token':
      return 'no token is issued';
    case 'works':
      return 'answered as it should be';
    default:
      return `refused (${seen})`;
  }
}

/** From docs/ to docs/findings/. */
function link(code: BrokenConfiguration['finding']): string {
  return `[\`${code}\`](${findingPage(code).replace(/^docs\//, '')})`;
}

function row({ name, seen, finding, cause, namedBy = 'doctor' }: BrokenConfiguration): string {
  const also = cause === undefined ? '' : `, then ${link(cause)}`;
  return `| ${name} | ${seenText(seen)} | ${link(finding)}${also} | ${CATALOGUE[finding].severity} | ${namedBy} |`;
}

function section({ title, ords, configurations }: (typeof AREAS)[number]): string {
  return [
    `## ${title}`,
    '',
    ...(ords === undefined ? [] : [`On an ORDS of release ${ords}.`, '']),
    '<!-- prettier-ignore -->',
    '| configuration | what the caller sees | named first | severity | by |',
    '| --- | --- | --- | --- | --- |',
    ...configurations.map(row),
    '',
  ].join('\n');
}

export function renderTable(): string {
  const count = AREAS.reduce((sum, { configurations }) => sum + configurations.length, 0);
  return [
    '# Broken configurations, and what names them',
    '',
    `Each of these ${count} configurations is made in the sandbox by a test: both sides are provisioned in agreement, a call is seen to be`,
    'answered, then one thing is broken (through the Management API, in a session of the schema, through the control API of the',
    'sandbox, or by a token that is minted for it), and the break is seen at the gateway. What comes after that is what',
    '`pulumi-ords doctor` has to name first. A hole (a call that is answered without a token) is named before its cause.',
    'What can never be the reason of a refusal is left to `pulumi-ords drift`, as the last column says.',
    '',
    'This file is written from `tests/diagnosis`, and a test fails when the two differ. The statuses are those of the',
    'sandbox; a wrong scope may be refused with 403 elsewhere.',
    '',
    ...AREAS.map(section),
    '## Healthy configurations',
    '',
    `${HEALTHY.length} configurations of different shapes, in which neither \`drift\` nor \`doctor\` may find anything:`,
    '',
    ...HEALTHY.map(({ name }) => `- ${name}`),
    '',
  ].join('\n');
}
