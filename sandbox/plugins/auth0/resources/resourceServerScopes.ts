import {
  fromBody,
  isJsonObject,
  toBody,
  type Json,
  type JsonObject,
} from '../../framework/properties/mapping';
import { objectSet, string, type Fields } from '../../framework/properties/property';
import { lengthBetween } from '../../framework/properties/rules';
import { text, type Values } from '../../framework/properties/value';
import type { ResourceKind } from './kind';

const PATH = 'resource-servers';

const fields: Fields = {
  resourceServerIdentifier: string('identifier', { required: true, replaces: true }),
  scopes: objectSet(
    'scopes',
    {
      name: string('value', { required: true, rule: lengthBetween(1, 280) }),
      description: string('description', { rule: lengthBetween(0, 500) }),
    },
    { required: true },
  ),
};

/** `{"scopes":[…]}` sorted by description, then value ("Observed"); scopes without description last (unsure). */
export function scopesBody(inputs: Values): { scopes: readonly Json[] } {
  const { scopes } = toBody(fields, inputs);
  const list: readonly Json[] = Array.isArray(scopes) ? scopes : [];
  return { scopes: [...list].sort(byDescriptionThenValue) };
}

function byDescriptionThenValue(left: Json, right: Json): number {
  if (!isJsonObject(left) || !isJsonObject(right)) return 0;
  return compare(left.description, right.description) || compare(left.value, right.value);
}

function compare(left: Json | undefined, right: Json | undefined): number {
  if (typeof left !== 'string' || typeof right !== 'string') {
    return Number(typeof left !== 'string') - Number(typeof right !== 'string');
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Scopes that are there already may be taken over only when they are the same ones in the same order ("Observed"). */
export function mayTakeOver(existing: Json | undefined, wanted: readonly Json[]): boolean {
  if (!Array.isArray(existing) || existing.length === 0) return true;
  const found: readonly Json[] = existing;
  return found.length === wanted.length && found.every((scope, index) => sameScope(scope, wanted[index]));
}

function sameScope(left: Json, right: Json | undefined): boolean {
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  return left.value === right.value && (left.description ?? '') === (right.description ?? '');
}

function outputs(body: JsonObject, prior: Values): Values {
  return { scopes: [], ...fromBody(fields, body, prior) };
}

export const resourceServerScopes: ResourceKind = {
  token: 'auth0:index/resourceServerScopes:ResourceServerScopes',
  fields,

  async create(api, inputs) {
    const identifier = text(inputs.resourceServerIdentifier);
    const existing = await api.get([PATH, identifier]);
    const body = scopesBody(inputs);
    if (!mayTakeOver(existing.scopes, body.scopes)) {
      throw new Error(
        `Resource Server with non empty scopes: ${identifier} has scopes already; ` +
          `import them with the id ${identifier}, or remove them first`,
      );
    }
    await api.patch([PATH, identifier], body);
    return identifier;
  },

  async read(api, id, prior) {
    return { id, outputs: outputs(await api.get([PATH, id]), prior) };
  },

  async update(api, id, { news }) {
    await api.patch([PATH, id], scopesBody(news));
  },

  async delete(api, id) {
    await api.patch([PATH, id], { scopes: [] });
  },
};
