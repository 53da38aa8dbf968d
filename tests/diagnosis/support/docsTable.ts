import { CATALOGUE, findingPage } from '../../../components/diagnose/catalogue';
import { AREAS } from '../broken/all';
import { HEALTHY } from '../healthy/shapes';
import {
  expectationOf,
  isOf,
  type BrokenConfiguration,
  type HealthyConfiguration,
  type Seen,
} from './configuration';
import { PROVIDER_NAMES, PROVIDERS, type ProviderKind } from './identityProviders/identityProvider';

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

/** A row for all identity providers with which the same comes of a configuration. */
function rows(configuration: BrokenConfiguration): string[] {
  const byOutcome = new Map<string, ProviderKind[]>();
  for (const kind of PROVIDERS.filter((one) => isOf(one, configuration))) {
    const { seen, finding, cause, namedBy } = expectationOf(kind, configuration);
    const also = cause === undefined ? '' : `, then ${link(cause)}`;
    const outcome = `${seenText(seen)} | ${link(finding)}${also} | ${CATALOGUE[finding].severity} | ${namedBy}`;
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), kind]);
  }
  return [...byOutcome].map(([outcome, kinds]) => {
    const names = kinds.map((kind) => PROVIDER_NAMES[kind]).join(', ');
    return `| ${configuration.name} | ${names} | ${outcome} |`;
  });
}

function healthyLine({ name, providers = PROVIDERS }: HealthyConfiguration): string {
  const only = providers.map((kind) => PROVIDER_NAMES[kind]).join(', ');
  return `- ${name}${providers.length === PROVIDERS.length ? '' : ` (${only})`}`;
}

function section({ title, ords, configurations }: (typeof AREAS)[number]): string {
  return [
    `## ${title}`,
    '',
    ...(ords === undefined ? [] : [`On an ORDS of release ${ords}.`, '']),
    '<!-- prettier-ignore -->',
    '| configuration | of | what the caller sees | named first | severity | by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...configurations.flatMap(rows),
    '',
  ].join('\n');
}

export function renderTable(): string {
  const all = AREAS.flatMap(({ configurations }) => configurations);
  const counts = PROVIDERS.map(
    (kind) => `${all.filter((one) => isOf(kind, one)).length} of them with ${PROVIDER_NAMES[kind]}`,
  );
  return [
    '# Broken configurations, and what names them',
    '',
    `Each of these ${all.length} configurations is made in the sandbox by a test, ${new Intl.ListFormat('en').format(counts)}:`,
    'both sides are provisioned in agreement, a call is seen to be answered, then one thing is broken (through the interface of the identity provider, in a session',
    'of the schema, through the control API of the sandbox, or by a token that is minted for it), and the break is seen at the gateway. What comes after that is what',
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
    ...HEALTHY.map(healthyLine),
    '',
  ].join('\n');
}
