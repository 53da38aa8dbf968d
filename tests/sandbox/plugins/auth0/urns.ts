import { urnOfToken } from '../framework/driver';

/** The URN of a resource of the auth0 package, by its class name. */
export const urnOf = (type: string, name: string): string =>
  urnOfToken(`auth0:index/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`, name);
