import type { Leftover } from '../../cleanup/leftover';
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

/** The result for a person. What was removed was said already, one by one. */
export function cleanupTable(
  { stack, found, removed, exitCode }: CleanupResult,
  { colours }: Pick<Console, 'colours'>,
  { quiet = false, dryRun = false }: Pick<CleanupOptions, 'quiet' | 'dryRun'>,
): string {
  const left = found.leftovers.filter((leftover) => !removed.includes(leftover));
  const lines = [
    ...left.map((leftover) => `left  ${leftoverLine(leftover)}`),
    ...found.unproven.map((leftover) => `?     ${leftoverLine(leftover)}`),
    ...found.unread.map(({ side, place, message, remedy }) =>
      oneLine(`not read  ${side} ${place}: ${message}. Next: ${remedy}`),
    ),
  ];
  if (quiet) return lines.join('\n');
  lines.push(...found.skipped.map(({ side, reason }) => `not looked at  ${side}: ${reason}`));
  if (found.unproven.length > 0)
    lines.push(
      `?: of a stack of this name, but of no claim in this state. Its own state may know it; when that is lost: --claim TOKEN`,
    );
  if (exitCode === 1) lines.push(colours.magenta('could not tell: nothing was removed'));
  else if (left.length > 0)
    lines.push(
      colours.red(
        `${count(left.length, 'object')} of ${stack} left${dryRun ? '' : ', nothing was removed'}: --yes removes`,
      ),
    );
  else if (removed.length > 0)
    lines.push(colours.green(`removed ${count(removed.length, 'object')} of ${stack}`));
  else if (found.unproven.length === 0)
    lines.push(colours.green(`clean: nothing of ${stack} that its state does not know`));
  return lines.join('\n');
}
