import { endpointUrl, isPoolTrusted } from '../../../manifest';
import type { Finding } from '../../finding';
import { finding, shown, shownList } from '../build';
import { nearestName } from '../spelling';
import { trusts } from '../trust';
import type { ApiView } from '../view';
import type { Place } from './place';

/** Where the URL of a call misses the schema or the module. What the sides themselves disagree on is `compare`'s to say. */
export function urlRules(view: ApiView, place: Place): Finding[] {
  const { schema, ords, manifest } = view;
  if (ords && !schema?.enabled) return [];
  if (place.rightSchema) return schema ? moduleRule(view, place) : [];
  const rightAlias = schema?.alias ?? manifest.ords.schemaAlias;
  // The URL follows the values, so the values are wrong: said by rules/schema or rules/profile.
  if (ords && place.alias === manifest.ords.schemaAlias) return [];
  const { otherSchema } = place;
  const subject = view.subject('schema', manifest.ords.schema);
  const remedy = `call ${shown(endpointUrl(manifest.ords.baseUrl, rightAlias, place.path.join('/')))}`;
  const elsewhere = otherSchema?.profile && trusts(otherSchema.profile, manifest.trust);
  // A pool trusts in every schema.
  if (otherSchema && !elsewhere && !isPoolTrusted(manifest))
    return [
      finding('ords.profile.other_schema', {
        subject: view.subject('profile', manifest.ords.schema),
        field: 'url',
        expected: `${shown(rightAlias)}, which selects ${shown(manifest.ords.schema)}`,
        found: `${shown(place.alias)}, which selects ${shown(otherSchema.schema)}`,
        remedy,
      }),
    ];
  const near = nearestName(place.alias, [rightAlias]);
  return [
    finding('ords.schema.alias', {
      subject,
      field: 'url',
      expected: shown(rightAlias),
      found: `${place.alias === '' ? 'none' : shown(place.alias)}${near ? `, which differs ${near.how}` : ''}`,
      remedy,
    }),
  ];
}

function moduleRule(view: ApiView, place: Place): Finding[] {
  if (place.answered) return [];
  const { module, moduleName, path } = place;
  // A declared module that is missing or has moved is a finding of its own.
  if (!module && moduleName !== undefined) return [];
  const modules = view.schema?.modules ?? [];
  return [
    finding('ords.module.not_found', {
      subject: view.subject('module', module?.name),
      field: 'url',
      ...(module && { summary: 'the module has no template for the path of the URL' }),
      expected: module
        ? `one of the templates ${shownList(module.templates)} below ${shown(module.basePath)}`
        : `a path below ${shownList(
            modules.map(({ basePath }) => basePath),
            'a module; the schema has none',
          )}`,
      found: shown(`/${path.join('/')}`),
      remedy: module
        ? `call a path that module ${shown(module.name)} has, or define a template for it`
        : 'correct the path of the URL, or define a module for it (tables enabled by AutoREST are not looked at)',
    }),
  ];
}
