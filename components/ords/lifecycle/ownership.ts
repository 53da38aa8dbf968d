import type { BindValue } from '../../database/database';
import { OrdsError } from '../../errors';
import { Checker } from './checker';
import { CLAIM_LENGTH, markText, ownerIn, withMark, withoutMark, type Owner } from './mark';
import { isUnknown, UNKNOWN, type Props } from './plain';

/** What a block has to know to tell this resource's object from everybody else's. */
export interface Ownership {
  /** The mark to write; null where the object is to carry none: it was adopted, or nobody says whose it is. */
  readonly mark: string | null;
  /** The mark under which an object that is found is certainly this resource's. */
  readonly ownMark: string | null;
  /** `project/stack`. */
  readonly stack: string | null;
  readonly claim: string | null;
  /** Whether the state has the object already: then a missing mark is put back, and not somebody else's object. */
  readonly revises: boolean;
}

/** Only a claim's token proves that a mark was written by this stack and not by another of the same name. */
export function ownershipOfCreate(owner: Owner | undefined): Ownership {
  const mark = owner === undefined ? null : markText(owner);
  return { ...holder(owner), mark, ownMark: owner?.claim === undefined ? null : mark, revises: false };
}

/** @param before - the owner in the state: its mark may still be there when the stack or the resource has a new name. */
export function ownershipOfUpdate(
  before: Owner | undefined,
  owner: Owner | undefined,
  adopted: boolean,
): Ownership {
  return {
    ...holder(owner),
    mark: owner === undefined || adopted ? null : markText(owner),
    ownMark: before === undefined ? null : markText(before),
    revises: true,
  };
}

export function ownershipOfDelete(owner: Owner | undefined): Ownership {
  return ownershipOfUpdate(owner, owner, false);
}

function holder(owner: Owner | undefined): Pick<Ownership, 'stack' | 'claim'> {
  return { stack: owner?.stack ?? null, claim: owner?.claim ?? null };
}

/** The binds of `sql/mark/judge.sql`. */
export function ownershipBinds(ownership: Ownership): Record<string, BindValue> {
  const { mark, ownMark, stack, claim, revises } = ownership;
  return { mark, own_mark: ownMark, own_stack: stack, claim, revise: revises ? 1 : 0 };
}

/** An owner as the program hands it over; undefined for state and programs that know none. */
export function checkOwner(checker: Checker): Owner | undefined {
  const value = checker.value('owner');
  if (value === undefined || isUnknown(value)) return value as undefined;
  const entry = new Checker(value as Props, checker.failures, 'owner.');
  const stack = entry.text('stack', { required: true });
  const resource = entry.text('resource', { required: true });
  const claim = entry.text('claim');
  entry.done('owner');
  return { stack, resource, ...(claim !== undefined && { claim }) };
}

/** Complains where the text leaves no room for the mark, or ends in one itself. */
export function checkRoom(
  checker: Checker,
  property: string | undefined,
  inputs: Props,
  owner: Owner | undefined,
  max: number,
): void {
  const text = property === undefined ? undefined : inputs[property];
  if (property === undefined || typeof text !== 'string' || isUnknown(text)) return;
  if (ownerIn(text) !== undefined)
    checker.fail(property, 'ends in a mark of pulumi-ords, which only pulumi-ords may write: leave it out');
  else if (owner !== undefined && !isUnknown(owner)) {
    const claim = owner.claim === UNKNOWN ? '0'.repeat(CLAIM_LENGTH) : owner.claim;
    // Code points, as the check of the text itself counts.
    const own = [...text].length;
    const marked = [...withMark(text, { ...owner, ...(claim !== undefined && { claim }) })].length;
    if (own <= max && marked > max)
      checker.fail(
        property,
        `is ${own} characters long; at most ${max - (marked - own)} are allowed beside the mark of the stack`,
      );
  }
}

/** Live values with the user's own text alone, and the owner that the mark names. */
export function unmarked<T extends object>(
  property: (keyof T & string) | undefined,
  live: T,
): { live: T; owner: Owner | undefined } {
  if (property === undefined) return { live, owner: undefined };
  const text = live[property] as string | undefined;
  const { [property]: _marked, ...rest } = live;
  const own = withoutMark(text);
  return { live: { ...rest, ...(own !== undefined && { [property]: own }) } as T, owner: ownerIn(text) };
}

/** Says who holds the object, from the mark that a block found on it: `held by stack shop/dev of pulumi-ords (...)`. */
export function heldBy(mark: string | null | undefined, ours: string | null): string {
  const owner = ownerIn(mark ?? undefined);
  if (owner === undefined) return `held by pulumi-ords (${mark ?? 'unknown mark'})`;
  const resource = readable(owner.resource);
  if (owner.stack !== ours) return `held by stack ${owner.stack} of pulumi-ords (its resource ${resource})`;
  return `held by resource ${resource} of a stack of this name, ${owner.stack}`;
}

// A long name was cut, maybe inside of an escape.
function readable(markedName: string): string {
  try {
    return decodeURIComponent(markedName);
  } catch {
    return markedName;
  }
}

/** What leads out when an object is another's. */
export function releaseRemedy(mark: string | null | undefined, ours: string | null): string {
  const stack = ownerIn(mark ?? undefined)?.stack ?? '';
  if (stack !== ours)
    return `let stack ${stack} go of it (pulumi destroy there, or remove it from that program), or choose another name; if that stack is no more, take the mark out of its comments or description and set adopt: true`;
  return `two resources for one object: keep one of them; a renamed one needs an alias; what keepProtected has kept, or a state that was lost had, is taken over with adopt: true; what an interrupted run has left is removed by npx pulumi-ords cleanup`;
}

export function heldError(
  kind: string,
  what: string,
  schema: string,
  mark: string | null | undefined,
  ours: string | null,
): OrdsError {
  return new OrdsError(`${what} of schema ${schema} is ${heldBy(mark, ours)}; it was left as it is`, {
    code: `ords.${kind}.held`,
    remedy: releaseRemedy(mark, ours),
  });
}

/** For an object that is another's by now, when this stack lets go of it. */
export function tellKept(
  what: string,
  schema: string,
  mark: string | null | undefined,
  ours: string | null,
): void {
  console.info(`ords: ${what} of schema ${schema} is ${heldBy(mark, ours)} by now; it stays`);
}
