import { urnOfToken } from '../framework/driver';

/** The URN of a resource of the oci package, by its module and class name. */
export const urnOf = (module: string, type: string, name: string): string =>
  urnOfToken(`oci:${module}/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`, name);
