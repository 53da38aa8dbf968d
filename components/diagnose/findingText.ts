import { visible } from '../visible';
import type { Finding, Subject } from './finding';

/** `module "orders"`, `grant "backend"`; the API's name when the finding is about all of it. */
export function describeSubject({ api, schema, kind, name }: Subject): string {
  if (kind === 'schema' && name === undefined && schema !== undefined) return `schema ${schema}`;
  if (kind !== undefined) return name === undefined ? kind : `${kind} ${JSON.stringify(name)}`;
  return api === undefined ? 'both sides' : `API ${JSON.stringify(api)}`;
}

/** One line for a log or an error, safe to be shown; the page of the code says more. */
export function describeFinding(finding: Finding): string {
  const parts = [`${finding.code}: ${describeSubject(finding.subject)}: ${finding.summary}`];
  if (finding.found !== undefined) parts.push(`found ${finding.found}`);
  if (finding.expected !== undefined) parts.push(`expected ${finding.expected}`);
  return visible(`${parts.join('; ')}. Next: ${finding.remedy}`);
}
