import type { Cleanup, Doubt, Leftover } from '../../cleanup/leftover';
import { INVISIBLE_ALL } from '../../rules/text';
import { codePoint } from '../../visible';
import type { CleanupOptions, CleanupResult } from '../commands/cleanupCommand';
import type { Console } from '../console';
import { count } from './layout';

const KINDS: Readonly<Record<Leftover['kind'], string>> = {
  module: 'module',
  privilege: 'privilege',
  jwt_profile: 'JWT profile',
  client: 'client',
  grant: 'grant',
  api: 'API',
  app: 'app',
  service_principal: 'service principal',
  identifier_uri: 'identifier URI',
};

/** `ORDS, schema ORDSDEMO: module "orders"  [pulumi-ords shop/dev#4f9a2c81d3e0 orders-module-orders]`. */
export function leftoverLine({ side, place, kind, name, mark }: Leftover): string {
  const where = side === 'ORDS' ? `ORDS, schema ${place}` : `identity provider ${place}`;
  return oneLine(`${where}: ${KINDS[kind]} "${name}"  ${mark}`);
}

// A name of a database may hold a line feed, behind which anything could look like a line of this command.
function oneLine(text: string): string {
  return text.replace(INVISIBLE_ALL, codePoint);
}

const DOUBTS: Readonly<Record<Doubt, string>> = {
  other_claim:
    'of a stack of this name, but of no claim in this state. Its own state may know it; when that is lost: --claim TOKEN',
  kept: 'kept by keepProtected when it left the program; to remove it all the same: --claim TOKEN',
  copy: 'the state has the resource of this mark with another object: a copy with its comments or notes? Take the mark out of them, or remove it by hand',
  undeclared:
    'an app role that no manifest of this state gives to its client, or that it has given once already: given by hand or by another program? It stays. Where up is refused because of it, take it away by hand',
  identifier: 'nothing on an API says whose it is, and it may be in use; when it is yours: --api IDENTIFIER',
};

/** The result for a person. What was removed was said already, one by one. */
export function cleanupTable(
  { stack, found, removed, pending, exitCode }: CleanupResult,
  { colours }: Pick<Console, 'colours'>,
  { quiet = false, dryRun = false, state }: Pick<CleanupOptions, 'quiet' | 'dryRun' | 'state'>,
): string {
  const left = found.leftovers.filter((leftover) => !removed.includes(leftover));
  const doubts = new Set(found.unproven.flatMap(({ doubt = 'other_claim' }) => doubt));
  const lines = [
    ...left.map((leftover) => `left  ${leftoverLine(leftover)}`),
    ...found.unproven.map(
      (leftover) => `?     ${leftoverLine(leftover)} (${leftover.doubt ?? 'other_claim'})`,
    ),
    ...found.unread.map(({ side, place, message, remedy }) =>
      oneLine(`not read  ${side} ${place}: ${message}. Next: ${remedy}`),
    ),
    ...skippedLines(found.skipped.filter(({ needed }) => needed || !quiet)),
  ];
  if (quiet) return lines.join('\n');
  lines.push(...[...doubts].map((doubt) => `${doubt}: ${DOUBTS[doubt]}`));
  if (pending > 0)
    lines.push(`the state has ${pending} pending operations: nothing is removed while they are there`);
  if (exitCode === 1) lines.push(colours.magenta(`could not tell: ${removedText(removed.length)}`));
  else if (left.length > 0)
    lines.push(
      colours.red(
        `${count(left.length, 'object')} of ${stack} left${dryRun ? '' : `, ${removedText(removed.length)}`}${state === undefined ? ': --yes removes' : ''}`,
      ),
    );
  else if (removed.length > 0)
    lines.push(colours.green(`removed ${count(removed.length, 'object')} of ${stack}`));
  else if (found.unproven.length === 0)
    lines.push(
      colours.green(
        found.skipped.length === 0
          ? `clean: nothing of ${stack} that its state does not know`
          : `nothing of ${stack} that its state does not know, where it was looked`,
      ),
    );
  return lines.join('\n');
}

function skippedLines(skipped: Cleanup['skipped']): string[] {
  return skipped.map(({ side, reason }) => oneLine(`not looked at  ${side}: ${reason}`));
}

function removedText(number: number): string {
  return number === 0 ? 'nothing was removed' : `${number} removed`;
}
