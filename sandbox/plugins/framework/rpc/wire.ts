import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { isList, isValues, UNKNOWN, type Value, type Values } from '../properties/value';

/** Marks of Pulumi's property encoding (sdk/go/common/resource). */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const OUTPUT = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';
const RESOURCE = '5cf8f73096256a8f31e491e813e4eb8e';
/** The value that is not known yet, whatever its type; the others are what typed SDKs send. */
const UNKNOWN_TEXT = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const UNKNOWN_TEXTS = new Set([
  UNKNOWN_TEXT,
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7', // boolean
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421', // number
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2', // array
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff', // object
]);

/** A property bag without its marks; secrecy is kept by the names of the top-level properties that hold a secret. */
export interface Bag {
  readonly values: Values;
  readonly secrets: ReadonlySet<string>;
}

export function decodeBag(struct: Struct | undefined): Bag {
  const values: Record<string, Value> = {};
  const secrets = new Set<string>();
  for (const [name, wire] of Object.entries(struct?.toJavaScript() ?? {})) {
    const value = decode(wire, () => secrets.add(name));
    if (value !== null) values[name] = value;
  }
  return { values, secrets };
}

export function encodeBag(values: Values, secrets: ReadonlySet<string>): Struct {
  const bag: Record<string, ReturnType<typeof encode>> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    bag[name] = secrets.has(name) ? { [SIGNATURE]: SECRET, value: encode(value) } : encode(value);
  }
  return Struct.fromJavaScript(bag);
}

function decode(wire: unknown, onSecret: () => void): Value {
  if (typeof wire === 'string') return UNKNOWN_TEXTS.has(wire) ? UNKNOWN : wire;
  if (typeof wire === 'number' || typeof wire === 'boolean') return wire;
  if (Array.isArray(wire)) return wire.map((item) => decode(item, onSecret));
  if (typeof wire !== 'object' || wire === null) return null;
  const members = wire as Readonly<Record<string, unknown>>;
  switch (members[SIGNATURE]) {
    case undefined:
      return decodeMembers(members, onSecret);
    case SECRET:
      onSecret();
      return decode(members.value, onSecret);
    case OUTPUT:
      if (members.secret === true) onSecret();
      return 'value' in members ? decode(members.value, onSecret) : UNKNOWN;
    case RESOURCE:
      return 'id' in members ? decode(members.id, onSecret) : UNKNOWN;
    default:
      throw new Error('assets and archives are no values of a property here');
  }
}

function decodeMembers(members: Readonly<Record<string, unknown>>, onSecret: () => void): Values {
  const values: Record<string, Value> = {};
  for (const [name, wire] of Object.entries(members)) {
    const value = decode(wire, onSecret);
    if (value !== null) values[name] = value;
  }
  return values;
}

type Wire = null | boolean | number | string | Wire[] | { [name: string]: Wire };

function encode(value: Value): Wire {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (isList(value)) return value.map(encode);
  if (!isValues(value)) return value;
  const members: Record<string, Wire> = {};
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) members[name] = encode(member);
  return members;
}
