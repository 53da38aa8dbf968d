import { INVISIBLE, quote } from '../../rules/text';
import { visible } from '../../visible';
import { isUnknown, unordered, type Props } from './plain';

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

interface TextRules {
  readonly required?: boolean;
  /** Characters. */
  readonly max?: number;
  /** Bytes in UTF-8. */
  readonly maxBytes?: number;
  /** Values with several lines and with white space around them, such as a handler's source. */
  readonly free?: boolean;
  /** Never shown. */
  readonly secret?: boolean;
}

interface IntegerRules {
  readonly min: number;
  readonly max?: number;
  /** Why the limit is there. */
  readonly because?: string;
}

/** Half of a surrogate pair: UTF-8 has none, so every driver and every engine would store something else in silence. */
const HALF_PAIR = /\p{Cs}/u;

/**
 * Reads the properties of one object, collects what is wrong with them and which ones were asked for. Values that are not
 * known yet pass unseen.
 */
export class Checker {
  private readonly used = new Set<string>();

  constructor(
    private readonly props: Props,
    readonly failures: CheckFailure[] = [],
    private readonly path = '',
  ) {}

  fail(property: string, reason: string): void {
    this.failures.push({ property: this.path + property, reason: visible(shortened(reason)) });
  }

  /** The value as it is, marked as read. */
  value(property: string): unknown {
    this.used.add(property);
    return this.props[property] ?? undefined;
  }

  text(property: string, rules: TextRules & { required: true }): string;
  text(property: string, rules?: TextRules): string | undefined;
  text(property: string, rules: TextRules = {}): string | undefined {
    const value = this.value(property);
    if (isUnknown(value)) return value as string;
    const shown = rules.secret ? 'a value' : JSON.stringify(value);
    if (value === undefined || value === '') {
      if (rules.required) this.fail(property, 'is required and must not be empty');
      return rules.required ? '' : undefined;
    }
    if (typeof value !== 'string') {
      this.fail(property, `must be text, found ${rules.secret ? typeof value : shown}`);
      return undefined;
    }
    if (!rules.free && value !== value.trim()) {
      this.fail(
        property,
        `has white space around it, found ${shown}; expected ${rules.secret ? 'none' : JSON.stringify(value.trim())}`,
      );
    } else if (!rules.free && INVISIBLE.test(value)) {
      this.fail(
        property,
        `contains a character that cannot be seen, found ${rules.secret ? shown : quote(value)}`,
      );
    }
    if (rules.free && HALF_PAIR.test(value)) {
      this.fail(property, 'contains half of a surrogate pair, which no database can store; remove it');
    }
    this.checkLength(property, value, rules);
    return value;
  }

  integer(property: string, rules: IntegerRules): number | undefined {
    const value = this.value(property);
    if (value === undefined || isUnknown(value)) return value as undefined;
    const { min, max = Number.MAX_SAFE_INTEGER, because } = rules;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
      this.fail(
        property,
        `must be a whole number ${range}, found ${JSON.stringify(value)}${because ? ` (${because})` : ''}`,
      );
      return undefined;
    }
    return value;
  }

  flag(property: string): boolean | undefined {
    const value = this.value(property);
    if (value === undefined || isUnknown(value) || typeof value === 'boolean') return value as undefined;
    this.fail(property, `must be true or false, found ${JSON.stringify(value)}`);
    return undefined;
  }

  oneOf<T extends string>(property: string, allowed: readonly T[]): T | undefined {
    const value = this.value(property);
    if (value === undefined || isUnknown(value) || allowed.includes(value as T))
      return value as T | undefined;
    this.fail(
      property,
      `must be one of ${allowed.map((entry) => JSON.stringify(entry)).join(', ')}, found ${JSON.stringify(value)}`,
    );
    return undefined;
  }

  /** A list of names without order. */
  names(property: string, max: number): string[] | undefined {
    const value = this.value(property);
    if (value === undefined || isUnknown(value)) return value as undefined;
    if (!Array.isArray(value)) {
      this.fail(property, `must be a list, found ${JSON.stringify(value)}`);
      return undefined;
    }
    const entries = new Checker(
      Object.fromEntries(value.entries()),
      this.failures,
      `${this.path}${property}[`,
    );
    return unordered(value.map((_entry, index) => entries.entry(index, max)));
  }

  /** A list of objects, each read by `read`. */
  objects<T>(property: string, read: (entry: Checker) => T): T[] | undefined {
    const value = this.value(property);
    if (value === undefined || isUnknown(value)) return value as undefined;
    if (!Array.isArray(value)) {
      this.fail(property, `must be a list, found ${JSON.stringify(value)}`);
      return undefined;
    }
    return value.map((entry: unknown, index) => this.nested(`${property}[${index}]`, entry, read));
  }

  /** One object, read by `read`. What was found in its place is never shown. */
  secretObject<T>(property: string, read: (entry: Checker) => T): T {
    return this.nested(property, this.value(property) ?? {}, read, true);
  }

  /** Complains about every property that nobody asked for. */
  done(of: string): void {
    for (const [property, value] of Object.entries(this.props)) {
      if (!this.used.has(property) && value !== undefined) this.fail(property, `is not an argument of ${of}`);
    }
  }

  private checkLength(property: string, value: string, { max, maxBytes }: TextRules): void {
    // Code points, as the database counts: whether the limits of ORDS are meant in bytes has no source.
    const characters = max !== undefined && value.length > max ? [...value].length : 0;
    if (max !== undefined && characters > max) {
      this.fail(property, `is ${characters} characters long; at most ${max} are allowed`);
    }
    const bytes = maxBytes === undefined ? 0 : Buffer.byteLength(value);
    if (maxBytes !== undefined && bytes > maxBytes) {
      this.fail(property, `is ${bytes} bytes long; at most ${maxBytes} are allowed`);
    }
  }

  private nested<T>(property: string, entry: unknown, read: (entry: Checker) => T, secret = false): T {
    if (isUnknown(entry)) return entry as T;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      this.fail(
        property,
        `must be an object, found ${secret ? `${typeof entry} (not shown)` : JSON.stringify(entry)}`,
      );
      return read(new Checker({}, [], ''));
    }
    const checker = new Checker(entry as Props, this.failures, `${this.path}${property}.`);
    const result = read(checker);
    checker.done(property.replace(/\[\d+\]$/, ''));
    return result;
  }

  private entry(index: number, max: number): string {
    const before = this.failures.length;
    const value = this.text(String(index), { required: true, max });
    for (const failure of this.failures.splice(before)) {
      this.failures.push({ ...failure, property: `${failure.property}]` });
    }
    return value ?? '';
  }
}

/** Characters of a reason; what was found may be a whole source. */
const LONGEST_REASON = 1_000;

function shortened(reason: string): string {
  if (reason.length <= LONGEST_REASON) return reason;
  return `${reason.slice(0, LONGEST_REASON / 2)} ... ${reason.slice(-LONGEST_REASON / 4)} (${reason.length} characters)`;
}
