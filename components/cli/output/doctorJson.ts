import { CATALOGUE } from '../../diagnose/catalogue';
import { withoutQuery } from '../../diagnose/collect/readings';
import type { Consultation } from '../consultation';
import type { DoctorDocument } from './documents';
import { apiPart, findingPart, skippedPart, unreadPart } from './parts';

const RESULTS = ['sound', 'unknown', 'broken'] as const;

export function doctorJson(consultation: Consultation): DoctorDocument {
  const { at, facts, chain, findings, unread, skipped, exitCode } = consultation;
  const { call } = facts;
  return {
    version: 1,
    command: 'doctor',
    result: RESULTS[exitCode],
    at: at.toISOString(),
    api: apiPart(facts.api.manifest),
    url: withoutQuery(facts.url),
    call:
      call.state === 'read'
        ? {
            method: call.value.method,
            status: call.value.status,
            wwwAuthenticate: call.value.wwwAuthenticate ?? null,
          }
        : null,
    firstBroken: chain.first === undefined ? null : CATALOGUE[chain.first.code].link,
    chain: chain.links.map(({ link, state, detail }) => ({ link, state, detail })),
    findings: findings.map(findingPart),
    unread: unread.map(unreadPart),
    skipped: skipped.map(skippedPart),
  };
}
