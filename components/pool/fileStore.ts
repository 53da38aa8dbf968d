import type { OpenPool, PoolSettings } from '../ords/lifecycle/poolTrust';
import { mergePoolXml } from './mergePoolXml';
import { PoolFile } from './poolFile';
import { readPoolXml } from './readPoolXml';
import { POOL_SETTING_NAMES } from './settings';

/** The settings of ours in the pool.xml of a configuration directory on this machine. */
export const openPool: OpenPool = (configDirectory, pool) => {
  const file = new PoolFile(configDirectory, pool);
  return Promise.resolve({
    path: file.path,
    read: () => file.settings(POOL_SETTING_NAMES),
    async write(settings) {
      let isNew = false;
      await file.change((text) => {
        isNew = text === undefined;
        return put(text, settings, file.path);
      });
      return isNew;
    },
    clear: (wholeFile) =>
      file.change((text) => {
        if (text === undefined) return undefined;
        const rest = put(text, {}, file.path);
        return wholeFile && readPoolXml(rest, file.path).entries.length === 0 ? undefined : rest;
      }),
  });
};

function put(text: string | undefined, settings: PoolSettings, where: string): string {
  const wanted = POOL_SETTING_NAMES.flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const absent = POOL_SETTING_NAMES.filter((name) => settings[name] === undefined);
  return mergePoolXml(text, wanted, absent, where);
}
