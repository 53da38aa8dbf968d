import { withDigest, type Owner } from '../ords/lifecycle/mark';

/** Key in an Auth0 client's metadata. At most 10 keys, values of at most 255 characters (facts/auth0.md has the length). */
export const CLIENT_MARK = 'pulumi_ords';

/** Characters of each of the two names; with the token and two separators below 255. */
const NAME_LENGTH = 115;

const MARK = /^(\S+)@([0-9a-f]{12}) (\S+)$/;

/**
 * Whose an Auth0 client is: `shop/dev@4f9a2c81d3e0 orders-backend`. The characters that a value may have beside letters and digits have
 * no sure source, so that only / _ - = * @ and the space are used.
 */
export function clientMark(owner: Owner & { readonly claim: string }): string {
  return `${markedPart(owner.stack)}@${owner.claim} ${markedPart(owner.resource)}`;
}

/** What {@link clientMark} has written, its names still in their marked form. */
export function ownerOfClient(value: unknown): (Owner & { readonly claim: string }) | undefined {
  const [, stack, claim, resource] = (typeof value === 'string' && MARK.exec(value)) || [];
  if (stack === undefined || claim === undefined || resource === undefined) return undefined;
  return { stack, claim, resource };
}

/** A name in the form that a mark has it. */
export function markedPart(name: string): string {
  const encoded = [...Buffer.from(name)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9/_-]/.test(character) ? character : `=${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
  return withDigest(encoded, name, NAME_LENGTH, '*');
}
