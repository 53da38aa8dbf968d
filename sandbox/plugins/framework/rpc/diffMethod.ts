import { DiffResponse, PropertyDiff, type DiffRequest } from '@pulumi/pulumi/proto/provider_pb';
import { defaultedNames } from '../properties/autoname';
import { diffProperties, type Change, type Versions } from '../properties/diff';
import { sameValue } from '../properties/value';
import { kindOf, type PluginDefinition } from '../definition';
import type { ResourceKind } from '../resourceKind';
import { unary } from './unary';
import { typeOfUrn } from './urn';
import { decodeBag } from './wire';

/** What an `up` would change, place by place, and whether that needs a new resource. */
export function diffMethod<Api>(plugin: PluginDefinition<Api>) {
  return unary((request: DiffRequest) => diff(plugin, request));
}

function diff<Api>(plugin: PluginDefinition<Api>, request: DiffRequest): DiffResponse {
  const kind = kindOf(plugin, typeOfUrn(request.getUrn()));
  const versions = {
    state: decodeBag(request.getOlds()).values,
    oldInputs: decodeBag(request.getOldInputs()).values,
    news: decodeBag(request.getNews()).values,
  };
  const changes = diffProperties(kind.fields, versions, request.getIgnorechangesList());
  const replaces = unique(changes.filter((change) => change.replaces));
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse();
  response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(unique(changes));
  response.setReplacesList(replaces);
  response.setDeletebeforereplace(replaces.length > 0 && nameWouldClash(kind, versions));
  response.setHasdetaileddiff(true);
  for (const change of changes) response.getDetaileddiffMap().set(change.path, propertyDiff(change));
  return response;
}

/**
 * A name that the program chose and keeps is taken to be unique, so the old resource goes first ("Observed"). The
 * program's own `deleteBeforeReplace` wins over this answer in the engine.
 */
export function nameWouldClash<Api>(
  { autoName }: ResourceKind<Api>,
  { oldInputs, news, state }: Versions,
): boolean {
  if (autoName === undefined) return false;
  const { property } = autoName;
  const chosen = news[property] !== undefined && !defaultedNames(news).includes(property);
  return chosen && sameValue(oldInputs[property] ?? state[property], news[property]);
}

function unique(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ property }) => property))];
}

function propertyDiff({ kind, replaces }: Change): PropertyDiff {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  const message = new PropertyDiff();
  if (kind === 'add') message.setKind(replaces ? ADD_REPLACE : ADD);
  else if (kind === 'delete') message.setKind(replaces ? DELETE_REPLACE : DELETE);
  else message.setKind(replaces ? UPDATE_REPLACE : UPDATE);
  return message;
}
