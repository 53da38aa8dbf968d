import { CATALOGUE } from '../../diagnose/catalogue';
import type { ChainLink, LinkState } from '../chain';
import { unexplainedStatus, wasRefused } from '../chain';
import type { Console } from '../console';
import { findingAddress } from '../findingsPage';
import { withoutQuery } from '../../diagnose/collect/readings';
import type { Finding } from '../../diagnose/finding';
import { describeFinding } from '../../diagnose/findingText';
import type { Consultation } from '../consultation';
import { findingText, skippedText, tint, unreadText } from './findingText';
import { wrap } from './layout';

type Look = Pick<Console, 'colours' | 'width'>;

const MARKS: Readonly<Record<LinkState, string>> = {
  sound: 'ok',
  doubtful: 'doubt',
  broken: 'BROKEN',
  unknown: '?',
};
/** Width of the mark and of the name of a link. */
const MARK = 8;
const NAME = 13;

/** The chain, then what is wrong with its first broken link, then the rest. */
export function doctorTable(consultation: Consultation, look: Look, quiet: boolean): string {
  const { chain, findings, unread, skipped } = consultation;
  const first = chain.first === undefined ? undefined : CATALOGUE[chain.first.code].link;
  const others = findings.filter((finding) => finding !== chain.first);
  const blocks = [
    ...(quiet
      ? []
      : [
          `${called(consultation, look)}\n\n${chain.links.map((link) => line(link, link.link === first, look)).join('\n')}`,
        ]),
    ...(chain.first === undefined ? [] : [firstBroken(chain.first, look)]),
    ...others.map((finding) => findingText(finding, look)),
    ...unread.map((part) => unreadText(part, look)),
    ...(quiet || skipped.length === 0
      ? []
      : [`not looked at\n${skipped.map((part) => skippedText(part, look)).join('\n')}`]),
    ...(quiet ? [] : [summary(consultation, look)]),
  ];
  return blocks.join('\n\n');
}

/** In one line, so that it can be passed on as it is; its page below. */
function firstBroken(finding: Finding, { colours }: Look): string {
  const text = describeFinding(finding);
  const named = text.startsWith(finding.code)
    ? colours.bold(finding.code) + text.slice(finding.code.length)
    : text;
  return `${tint(finding.severity, colours)(finding.severity)} ${named}\npage ${colours.dim(findingAddress(finding.code))}`;
}

function called({ facts }: Consultation, { colours }: Look): string {
  const { call, openCall, url, api } = facts;
  const answer = (reading: typeof call): string => {
    if (reading.state === 'failed') return `no answer (${reading.failure.message})`;
    if (reading.state === 'skipped') return `not called, ${reading.reason}`;
    const { status, wwwAuthenticate } = reading.value;
    return wwwAuthenticate === undefined ? `${status}` : `${status}, ${wwwAuthenticate}`;
  };
  return [
    `${colours.bold(api.manifest.api)}  ${call.state === 'read' ? call.value.method : 'GET'} ${withoutQuery(url)}`,
    `  with the token     ${answer(call)}`,
    `  without any token  ${answer(openCall)}`,
  ].join('\n');
}

function line({ link, state, detail }: ChainLink, first: boolean, { colours, width }: Look): string {
  const tints = {
    sound: colours.green,
    doubtful: colours.yellow,
    broken: colours.red,
    unknown: colours.magenta,
  };
  const [head = '', ...rest] = wrap(detail, Math.max(20, width - MARK - NAME - 2));
  const lines = [
    `  ${tints[state](MARKS[state].padEnd(MARK))}${link.padEnd(NAME)}${head}`,
    ...rest.map((text) => `${' '.repeat(2 + MARK + NAME)}${text}`),
    ...(first ? [`${' '.repeat(2 + MARK + NAME)}${colours.bold('^ the first broken link')}`] : []),
  ];
  return lines.join('\n');
}

function summary(consultation: Consultation, { colours }: Look): string {
  const { chain, exitCode, unread, facts } = consultation;
  const link = chain.first === undefined ? undefined : CATALOGUE[chain.first.code].link;
  if (exitCode === 0)
    return colours.green(
      `sound: no link of the chain is broken${facts.call.state === 'read' ? ', and the call is let in' : ''}`,
    );
  if (exitCode === 2) {
    const sure = chain.first?.severity === 'error';
    return colours.red(sure ? `broken: ${link}` : `refused although everything agrees; suspected: ${link}`);
  }
  const sides = [...new Set(unread.map(({ side, what }) => `${side} (${what})`))].join(' and ');
  const status = unexplainedStatus(facts);
  const why =
    status !== undefined
      ? `the call is answered with status ${status}`
      : sides === '' && wasRefused(facts)
        ? 'the call is refused and no cause was found'
        : `${sides} could not be read`;
  return colours.magenta(
    link === undefined
      ? `could not tell: ${why}`
      : `could not tell all: ${why}; broken as far as it could be judged: ${link}`,
  );
}
