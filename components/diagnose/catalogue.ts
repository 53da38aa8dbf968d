import { CALL } from './catalogue/call';
import { IDENTITY_PROVIDER } from './catalogue/identityProvider';
import { SCHEMA } from './catalogue/schema';
import { TRUST } from './catalogue/trust';

export { LINKS, type Link } from './catalogue/entry';

/** Every code that a comparison can give. A code is never renamed. */
export const CATALOGUE = { ...IDENTITY_PROVIDER, ...CALL, ...TRUST, ...SCHEMA } as const;

export type FindingCode = keyof typeof CATALOGUE;

/** Where the page of a code is, in the repository and on the web. */
export function findingPage(code: FindingCode): string {
  return `docs/findings/${code}.md`;
}
