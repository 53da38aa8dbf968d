export type { PoolTrustOptions } from './options';
export { poolTrust, type RenderedPoolTrust } from './poolTrust';
export type { OrdsRelease, PoolSetting, PoolSettingName } from './settings';
