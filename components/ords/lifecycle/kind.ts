import type { Checker } from './checker';
import type { Ownership } from './ownership';
import type { Target } from './target';

/**
 * `resumed`: it was there with this resource's own mark, the work of an interrupted run, and was brought to what is declared.
 * `held`: it carries the mark of another, and was left as it is.
 */
export type Outcome = 'created' | 'adopted' | 'exists' | 'resumed' | 'held';

/** What a create found and did. */
export interface Created<Extra extends object = object> {
  readonly outcome: Outcome;
  /** With `exists`: what is known about the object that is in the way. With `held`: the mark on it. */
  readonly detail?: string | null;
  /** True when a connection was lost before: an object in the way may be this create's own work. */
  readonly repeated: boolean;
  /** Values that only the database knows, for the outputs. */
  readonly extra?: Extra;
}

/** Live values: all of them for the outputs. */
export type Live<Inputs extends object> = Partial<Inputs> & object;

/**
 * What one kind of ORDS resource knows about itself; `Lifecycle` does the rest, the same way for all of them. `Inputs`
 * is the canonical form: lists in one order, defaults filled in, nothing null, so that equal means equal.
 */
export interface Kind<Inputs extends object, Extra extends object = object> {
  /** In error codes and ids: `privilege` gives `ords.privilege.exists` and `ords:SCHEMA:privilege:orders.read`. */
  readonly kind: string;
  /** The class that users write. */
  readonly className: string;
  readonly properties: readonly (keyof Inputs & string)[];
  /** A change of these makes another object of it. */
  readonly identity: readonly (keyof Inputs & string)[];
  /** Whether the old object has to go before its replacement can be. Left out: the two can stand side by side. */
  readonly deleteBeforeReplace?: boolean;
  /** Properties that the database decides, and keeps to itself, when the program leaves them out. */
  readonly leaves?: readonly (keyof Inputs & string)[];
  /** The text that carries the mark of the owner behind the user's own. Left out: the object has no place for one. */
  readonly markedIn?: keyof Inputs & string;
  /** The next step where an interrupted run has left the object, which without a place for a mark does not tell whose it is. */
  readonly whereLeft?: string;

  /** Validates and canonicalises. `common.schema` is the schema in effect. */
  check(checker: Checker, schema: string): Inputs;
  /** The last part of the id; undefined for what a schema has one of. */
  objectName(inputs: Inputs): string | undefined;
  /** For messages: `privilege "orders.read"`. */
  label(inputs: Inputs): string;

  create(target: Target, inputs: Inputs, adopt: boolean, ownership: Ownership): Promise<Created<Extra>>;
  /** The live values; undefined when the object is gone. */
  read(target: Target, state: Inputs & Extra): Promise<Live<Inputs & Extra> | undefined>;
  /** What there is to take over, where that is more than `read` says of an object of the stack; undefined: nothing. */
  observe?(target: Target, inputs: Inputs): Promise<Live<Inputs & Extra> | undefined>;
  /** Whether a change makes so much of an adopted object that it is the stack's own, and `destroy` does not leave it. */
  becomesOwn?(before: Partial<Inputs>, after: Inputs): boolean;
  /**
   * What is declared of an object that was taken over, where that is less than of the stack's own. Such an object stays somebody
   * else's for good. Left out: it becomes the stack's own once `adopt` is set back.
   */
  ofAdopted?(inputs: Inputs): Inputs;
  /**
   * The extra outputs of an object that is taken over as it is. Left out: `create` itself writes nothing then, and is called,
   * because it sees more.
   */
  unchanged?(inputs: Inputs): Extra;
  /** Brings the object to `inputs` whatever it is now, and creates it where it is gone. */
  update(target: Target, old: Inputs & Extra, inputs: Inputs, ownership: Ownership): Promise<Partial<Extra>>;
  /** A missing object is success, and so is one that carries the mark of another by now: it stays. */
  remove(target: Target, state: Inputs & Extra, ownership: Ownership): Promise<void>;
}
