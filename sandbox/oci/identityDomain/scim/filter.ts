import { isJsonObject, type Json, type JsonObject } from '../../../identity/json';
import { stepsOf, valuesAt } from './attributePath';
import { invalidFilter } from './errors';
import { isExact, isSearchable, type SearchRules } from './searchRules';

type Test = (record: JsonObject) => boolean;

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y;

const NO_RULES: SearchRules = { unsearchable: [], exact: [] };

/** A SCIM filter (RFC 7644 3.4.2.2) as a test. Throws ScimError, also on an attribute that the rules keep from filters. */
export function parseFilter(filter: string, rules: SearchRules = NO_RULES): Test {
  const parser = new FilterParser(tokensOf(filter), rules);
  const test = parser.either();
  if (parser.peek() !== undefined) throw invalidFilter(`${parser.peek()} is not expected`);
  return test;
}

class FilterParser {
  private position = 0;
  /** The complex attribute whose parts are looked at. */
  private within: readonly string[] = [];

  constructor(
    private readonly tokens: readonly string[],
    private readonly rules: SearchRules,
  ) {}

  peek(): string | undefined {
    return this.tokens[this.position];
  }

  either(): Test {
    const left = this.both();
    if (!this.takes('or')) return left;
    const right = this.either();
    return (record) => left(record) || right(record);
  }

  private both(): Test {
    const left = this.one();
    if (!this.takes('and')) return left;
    const right = this.both();
    return (record) => left(record) && right(record);
  }

  private one(): Test {
    if (this.takes('not')) {
      const inner = this.one();
      return (record) => !inner(record);
    }
    if (this.takes('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Test {
    const steps = stepsOf(this.next());
    const path = [...this.within, ...steps];
    // [?] 400: that such an attribute is not searchable is in the schema, not what a filter with it meets.
    if (!isSearchable(this.rules, path)) throw invalidFilter(`${path.join('.')} is not searchable`);
    if (this.takes('[')) {
      const outer = this.within;
      this.within = path;
      const inner = this.either();
      this.within = outer;
      this.expect(']');
      return (record) => valuesAt(record, steps).some((item) => isJsonObject(item) && inner(item));
    }
    const operator = this.next().toLowerCase();
    if (operator === 'pr') return (record) => valuesAt(record, steps).length > 0;
    const compare = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined;
    if (!compare) throw invalidFilter(`${operator} is no operator`);
    const comparable = isExact(this.rules, path) ? (value: Json): Json => value : folded;
    const wanted = comparable(literal(this.next()));
    const test = (value: Json): boolean => compare(comparable(primaryOf(value)), wanted);
    if (operator === 'ne') return (record) => valuesAt(record, steps).every(test);
    return (record) => valuesAt(record, steps).some(test);
  }

  private takes(word: string): boolean {
    if (this.peek()?.toLowerCase() !== word) return false;
    this.position += 1;
    return true;
  }

  private expect(word: string): void {
    if (!this.takes(word)) throw invalidFilter(`${word} is missing`);
  }

  private next(): string {
    const token = this.peek();
    if (token === undefined) throw invalidFilter('it ends too early');
    this.position += 1;
    return token;
  }
}

function tokensOf(filter: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < filter.trimEnd().length) {
    const match = TOKEN.exec(filter);
    if (!match) throw invalidFilter('a quotation mark is missing');
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

function literal(token: string): Json {
  try {
    return JSON.parse(token) as Json;
  } catch {
    throw invalidFilter(`${token} is no value`);
  }
}

/** `app eq "x"` compares a reference by its value. */
function primaryOf(value: Json): Json {
  return isJsonObject(value) && value['value'] !== undefined ? value['value'] : value;
}

/** As SCIM compares texts where an attribute is not caseExact. */
function folded(value: Json): Json {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function onText(test: (value: string, wanted: string) => boolean): (value: Json, wanted: Json) => boolean {
  return (value, wanted) => typeof value === 'string' && typeof wanted === 'string' && test(value, wanted);
}

function ordered(test: (order: number) => boolean): (value: Json, wanted: Json) => boolean {
  return (left, right) => {
    if (typeof left !== typeof right || left === null || right === null) return false;
    return test(left === right ? 0 : left < right ? -1 : 1);
  };
}

const COMPARISONS: Readonly<Record<string, (value: Json, wanted: Json) => boolean>> = {
  eq: (value, wanted) => value === wanted,
  ne: (value, wanted) => value !== wanted,
  co: onText((value, wanted) => value.includes(wanted)),
  sw: onText((value, wanted) => value.startsWith(wanted)),
  ew: onText((value, wanted) => value.endsWith(wanted)),
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
};
