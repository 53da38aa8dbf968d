import { isPoolTrusted } from '../manifest';
import { CATALOGUE, LINKS, type FindingCode } from './catalogue';
import type { DiagnosisFacts } from './facts';
import type { Finding, Severity } from './finding';
import { environmentRules } from './rules/environment';
import { identityProviderRules } from './rules/identityProvider';
import { jwksRules } from './rules/jwks';
import { moduleRules } from './rules/modules';
import { privilegeRules } from './rules/privileges';
import { profileRules, profileValueRules } from './rules/profile';
import { schemaRules } from './rules/schema';
import { databaseKey, viewsOf, type ApiView } from './rules/view';

/**
 * Every place where the two sides of the APIs have come apart, or where one of them is not what a caller needs. Pure.
 *
 * What could not be read gives no finding: a reader must look at the readings themselves to know what was not looked at. In the
 * order of the APIs; within one, errors first, then along the chain of a call. Findings about what several APIs share (a
 * schema, a database) are given once, under the first of them.
 */
export function compare(facts: DiagnosisFacts): Finding[] {
  const said = new Set<string>();
  return viewsOf(facts).flatMap((view) =>
    sortFindings(apiRules(view)).filter((found) => {
      const key = sharedKey(view, found);
      if (key === undefined) return true;
      const isNew = !said.has(key);
      said.add(key);
      return isNew;
    }),
  );
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Without keys ORDS refuses every token, whatever is in it, and says no more than of a bad one: until they are public, every
 * other question is idle.
 */
const FIRST: FindingCode = 'jwks.needs_sign_in';

/** Errors, warnings, then the rest; within each keys that are not public, then along the chain of a call. Stable otherwise. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const place = (code: FindingCode): number => (code === FIRST ? 0 : LINKS.indexOf(CATALOGUE[code].link) + 1);
  const rank = ({ code, severity }: Finding): number =>
    SEVERITIES.indexOf(severity) * (LINKS.length + 1) + place(code);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

function apiRules(view: ApiView): Finding[] {
  return [
    ...identityProviderRules(view),
    ...jwksRules(view),
    ...schemaRules(view),
    ...schemaContentRules(view),
    ...environmentRules(view),
  ];
}

/** What a schema that is not enabled lacks is for the most part a consequence of that. */
function schemaContentRules(view: ApiView): Finding[] {
  const { schema } = view;
  if (!schema) return [];
  if (!schema.enabled)
    return schema.profile && !isPoolTrusted(view.manifest) ? profileValueRules(view, schema.profile) : [];
  return [...profileRules(view, schema), ...privilegeRules(view, schema), ...moduleRules(view, schema)];
}

const OF_A_SCHEMA: ReadonlySet<FindingCode> = new Set([
  'ords.legacy.clients',
  'ords.legacy.packages',
  'ords.module.unprotected',
]);
const OF_A_DATABASE: ReadonlySet<FindingCode> = new Set(['ords.version.admin_public']);

function sharedKey({ manifest }: ApiView, { code, subject }: Finding): string | undefined {
  const database = databaseKey(manifest);
  if (OF_A_DATABASE.has(code)) return JSON.stringify([database, code]);
  if (OF_A_SCHEMA.has(code)) return JSON.stringify([database, code, subject.schema, subject.name]);
  return undefined;
}
