import type { PoolSetting, PoolSettingName } from './settings';

/** Where the commands act. */
export interface CommandTarget {
  readonly configDirectory: string;
  readonly pool: string;
}

/** One `ords config set` for each setting, for a POSIX shell. They need no database and no password. */
export function setCommands(
  { configDirectory, pool }: CommandTarget,
  settings: readonly Pick<PoolSetting, 'name' | 'value'>[],
): string[] {
  return settings.map(({ name, value }) =>
    command(['ords', '--config', configDirectory, 'config', '--db-pool', pool, 'set', name, value]),
  );
}

/** One `ords config delete` for each name. Whether it fails when the setting is absent: no source. */
export function deleteCommands(
  { configDirectory, pool }: CommandTarget,
  names: readonly PoolSettingName[],
): string[] {
  return names.map((name) =>
    command(['ords', '--config', configDirectory, 'config', '--db-pool', pool, 'delete', name]),
  );
}

function command(words: readonly string[]): string {
  return words.map(quoteForShell).join(' ');
}

/** One word of a POSIX shell (XCU 2.2.2). The text holds no U+0000: no argument of a process can. */
export function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
