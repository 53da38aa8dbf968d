import junit from 'junit-report-builder';

import type { CheckResult } from '../../diagnose/verify/check';
import type { Verification } from '../verification';
import { CHECK_TITLES } from './checkTitle';
import { xmlText } from './xmlText';

/**
 * JUnit XML: a suite for each API, a case for each check. A check that proves nothing is an error there, so that no build takes
 * it for a pass.
 */
export function verifyJunit({ at, manifests, checks }: Verification): string {
  const builder = junit.newBuilder();
  for (const { api } of manifests) {
    const suite = builder.testSuite().name(xmlText(api)).timestamp(at);
    for (const check of checks.filter((one) => one.api === api)) {
      const testCase = suite
        .testCase()
        .className(xmlText(`pulumi-ords.verify.${api}.${check.module}`))
        .name(xmlText(caseName(check)))
        .time((check.milliseconds ?? 0) / 1_000);
      const { outcome, expected, summary, remedy } = check;
      const next = remedy === undefined ? '' : `. Next: ${remedy}`;
      const message = xmlText(`expected ${expected}; ${summary}${next}`);
      if (outcome === 'failed') testCase.failure(message, check.check);
      if (outcome === 'inconclusive') testCase.error(message, check.check);
      if (outcome === 'skipped') testCase.skipped();
      testCase.standardOutput(xmlText(`${summary}\n${answer(check)}`));
    }
  }
  return builder.build();
}

function caseName({ check, client, url }: CheckResult): string {
  return [
    CHECK_TITLES[check],
    ...(client === undefined ? [] : [`(client ${client})`]),
    ...(url === undefined ? [] : [`GET ${url}`]),
  ].join(' ');
}

function answer({ status, wwwAuthenticate }: CheckResult): string {
  if (status === undefined) return 'no answer';
  return wwwAuthenticate === undefined
    ? `status ${status}`
    : `status ${status}, WWW-Authenticate: ${wwwAuthenticate}`;
}
