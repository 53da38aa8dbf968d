import type { JsonObject } from '../../../identity/json';
import type { Caller } from '../callers/caller';
import type { EntityKind } from '../domainState';
import type { DomainStore } from '../domainStore';
import type { SearchRules } from './searchRules';
import type { ScimRecord } from './record';

/** One kind of resource under /admin/v1: what the server makes of it, checks and shows. */
export interface ScimResource<Item extends ScimRecord> {
  /** In the path: `Apps`. */
  readonly path: string;
  /** `meta.resourceType`. */
  readonly type: string;
  readonly kind: EntityKind;
  readonly schema: string;
  readonly required: readonly string[];
  /** Attributes that the server makes: accepted and ignored wherever they are sent, as the real one tolerates them. */
  readonly readOnly: readonly string[];
  /** Shown with `attributeSets=all`, or when asked for by name. */
  readonly onRequest?: readonly string[];
  /** Names whose case a PATCH may get wrong while the attribute has no value yet. */
  readonly canonical?: readonly string[];
  readonly ocidType?: string;
  /** What a filter may look at. */
  readonly search: SearchRules;
  /** The server adds the extension for tags to `schemas`. */
  readonly isTagged?: boolean;
  items(store: DomainStore): Item[];
  setItems(store: DomainStore, items: Item[]): void;
  /**
   * What is kept: the attributes as they were sent with defaults and the server's own. `existing` is absent at creation.
   * Throws ScimError.
   */
  settle(sent: JsonObject, existing: Item | undefined, store: DomainStore): JsonObject;
  /** The item as it is shown, with references; default: as it is kept. */
  present?(item: Item, store: DomainStore): JsonObject;
  /** Throws ScimError where a DELETE is refused. */
  checkRemoval?(item: Item): void;
}

/** The attributes of whoever made something. */
export function actorOf(caller: Caller | undefined, url: string): JsonObject | undefined {
  if (!caller) return undefined;
  const { type, id, display } = caller;
  return { display, type, value: id, $ref: `${url}/admin/v1/${type}s/${id}` };
}
