import type { CheckResult } from '../../diagnose/verify/check';
import { findingAddress } from '../findingsPage';
import type { Verification } from '../verification';
import type { VerifyDocument } from './documents';
import { apiPart } from './parts';

const RESULTS = ['passed', 'unknown', 'failed'] as const;

export function verifyJson({ at, manifests, checks, tokens, exitCode }: Verification): VerifyDocument {
  return {
    version: 1,
    command: 'verify',
    result: RESULTS[exitCode],
    at: at.toISOString(),
    apis: manifests.map(apiPart),
    tokens,
    checks: checks.map(checkPart),
  };
}

function checkPart(result: CheckResult): VerifyDocument['checks'][number] {
  const { api, module, check, outcome, expected, summary } = result;
  const { client, url, status, wwwAuthenticate, milliseconds, remedy, code } = result;
  return {
    api,
    module,
    check,
    outcome,
    ...(client !== undefined && { client }),
    ...(url !== undefined && { url }),
    ...(status !== undefined && { status }),
    ...(wwwAuthenticate !== undefined && { wwwAuthenticate }),
    ...(milliseconds !== undefined && { milliseconds }),
    expected,
    summary,
    ...(remedy !== undefined && { remedy }),
    ...(code !== undefined && { code, page: findingAddress(code) }),
  };
}
