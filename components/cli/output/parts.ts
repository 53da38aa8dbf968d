import { CATALOGUE } from '../../diagnose/catalogue';
import type { Finding } from '../../diagnose/finding';
import { endpointUrl, type Manifest } from '../../manifest';
import { findingAddress } from '../findingsPage';
import type { SkippedPart, UnreadPart } from '../../diagnose/parts';
import type { DriftDocument } from './documents';

/** Parts that the JSON documents share. Each member is picked by name, so that nothing else slips in. */
export function apiPart({ api, trust, ords }: Manifest): DriftDocument['apis'][number] {
  return {
    api,
    audience: trust.audience,
    issuer: trust.issuer,
    schema: ords.schema,
    url: endpointUrl(ords.baseUrl, ords.schemaAlias, '').replace(/\/+$/, '/'),
  };
}

export function findingPart(finding: Finding): DriftDocument['findings'][number] {
  const { code, severity, subject, field, summary, expected, found, remedy } = finding;
  return {
    code,
    severity,
    link: CATALOGUE[code].link,
    subject: { ...subject },
    field,
    summary,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
    remedy,
    page: findingAddress(code),
  };
}

export function unreadPart(part: UnreadPart): DriftDocument['unread'][number] {
  const { api, side, what, code, message, remedy } = part;
  return { api, side, what, code, message, remedy };
}

export function skippedPart({ api, side, what, reason }: SkippedPart): DriftDocument['skipped'][number] {
  return { api, side, what, reason };
}
