import { urnOfToken } from '../framework/driver';

export const urnOf = (type: string, name: string): string =>
  urnOfToken(`azuread:index/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`, name);
