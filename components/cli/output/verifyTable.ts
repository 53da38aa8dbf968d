import type { CheckResult, Outcome } from '../../diagnose/verify/check';
import type { Colours, Console } from '../console';
import { findingAddress } from '../findingsPage';
import { unanswered, type Verification } from '../verification';
import { CHECK_TITLES } from './checkTitle';
import { count, entry } from './layout';

type Look = Pick<Console, 'colours' | 'width'>;

const LAYOUT = { indent: 6, gap: 5 };
const INDENT = LAYOUT.indent + LAYOUT.gap;

/** What was called, above its checks. */
export function targetLine({ api, module, url }: CheckResult, { colours }: Look): string {
  return `${colours.bold(`${api} ${module}`)}${url === undefined ? '' : `  GET ${url}`}`;
}

/** One line for a check; below it what the server said and, when it did not pass, why and what next. */
export function checkLine(check: CheckResult, { colours, width }: Look): string {
  const { outcome, status, milliseconds, client, wwwAuthenticate, summary, remedy, code } = check;
  const time = milliseconds === undefined ? '' : `${Math.round(milliseconds)} ms`;
  const who = client === undefined ? '' : ` (${client})`;
  const line = (label: string, text: string): string => entry(label, text, { ...LAYOUT, width });
  const head = [
    mark(outcome, colours).padEnd(INDENT),
    (status?.toString() ?? '-').padEnd(4),
    time.padStart(8),
    `  ${CHECK_TITLES[check.check]}${who}`,
  ].join('');
  const passed = outcome === 'passed';
  return [
    head,
    ...(wwwAuthenticate === undefined ? [] : [`${' '.repeat(INDENT)}${colours.dim(wwwAuthenticate)}`]),
    ...(passed ? [] : [line('', summary)]),
    ...(passed || remedy === undefined ? [] : [line('next', remedy)]),
    ...(passed || code === undefined
      ? []
      : [`${' '.repeat(LAYOUT.indent)}page ${colours.dim(findingAddress(code))}`]),
  ].join('\n');
}

const MARKS: Readonly<Record<Outcome, string>> = {
  passed: 'ok',
  failed: 'FAILED',
  inconclusive: '?',
  skipped: 'skipped',
};

function mark(outcome: Outcome, colours: Colours): string {
  const text = `  ${MARKS[outcome]}`.padEnd(INDENT);
  const tints = {
    passed: colours.green,
    failed: colours.red,
    inconclusive: colours.magenta,
    skipped: colours.dim,
  };
  return tints[outcome](text);
}

export function verifySummary(verification: Verification, { colours }: Look): string {
  const { checks, tokens, exitCode } = verification;
  const number = (outcome: Outcome): number => checks.filter((check) => check.outcome === outcome).length;
  const part = (outcome: Outcome, text: string): string[] =>
    number(outcome) > 0 ? [`${number(outcome)} ${text}`] : [];
  const parts = [
    ...part('failed', 'failed'),
    ...part('inconclusive', 'proved nothing'),
    `${number('passed')} passed`,
    ...part('skipped', 'skipped'),
    `${count(tokens, 'token')} used`,
  ].join(', ');
  const silent = unanswered(verification);
  const nobody =
    silent.length === 0
      ? ''
      : `\nnobody was let in at ${silent.join(', ')}: that anybody is, is not proven (only people: --refusals-only)`;
  const more =
    verification.onePath.length === 0
      ? ''
      : `\nof each module of ${verification.onePath.join(', ')} one path was called: with ORDS_PASSWORD every template without variables is`;
  if (exitCode === 0) return colours.green(`verified: ${parts}`) + more;
  const text = exitCode === 2 ? colours.red(`failed: ${parts}`) : colours.magenta(`could not tell: ${parts}`);
  return text + nobody + more;
}
