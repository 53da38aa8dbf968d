import { openDatabase } from '../database/oracleDatabase';
import type { Manifest } from '../manifest';
import type { Access, Assessment, Assessor } from '../ords/lifecycle/agreement';
import { visible } from '../visible';
import { environmentCredentials } from './collect/environmentCredentials';
import { createHttp } from './collect/httpClient';
import { collectSides } from './collect/sides';
import { requestToken } from './collect/tokenRequest';
import { compare } from './compare';
import type { ApiSides } from './facts';
import type { Finding } from './finding';
import { describeFinding } from './findingText';
import type { Http } from './http';
import { unreadParts } from './parts';
import { schemaOf } from './schemaOf';
import { isDeletedLater, mayPass, settled } from './settle';
import { verifyApi } from './verify/verify';
import type { CheckResult } from './verify/check';
import { unproven } from './verify/summary';

/** ORDS keeps what it read of the metadata for 5 s by default (facts/ords.md 11): what was just written may not answer yet. */
const SETTLE_SECONDS = 10;

/** Reads both sides live, in the process that calls it: what an `Agreement` looks with. */
export const assessor: Assessor = {
  assess: (manifest, access, justWritten = false) =>
    withHttp(async (http): Promise<Assessment> => {
      const look = async (): Promise<Look> => {
        const apis = await sidesOf(manifest, access, http);
        return { apis, findings: compare({ apis, now: Date.now() / 1000 }) };
      };
      const passes = ({ findings }: Look): boolean => findings.some((finding) => mayPass(manifest, finding));
      return assessment(manifest, await (justWritten ? settled(look, passes) : look()));
    }),

  verify: (manifest, access, secrets) =>
    withHttp(async (http) => {
      const [api] = await sidesOf(manifest, access, http);
      const schema = api && schemaOf(api);
      const checks = verifyApi(manifest, {
        http,
        requestToken,
        clientSecret: (key) => secrets[key],
        settleSeconds: SETTLE_SECONDS,
        ...(schema && { schema }),
      });
      const results: CheckResult[] = [];
      for await (const result of checks) results.push(result);
      // Until then the token carries a role that it is about to lose; a run that failed for it would never come to that.
      return unproven(results.filter(({ code }) => !isDeletedLater(manifest, code)));
    }),
};

function sidesOf(
  manifest: Manifest,
  { connection, ociCredentials }: Access,
  http: Http,
): Promise<ApiSides[]> {
  return collectSides([manifest], {
    http,
    openDatabase,
    connection: () => connection,
    management: environmentCredentials(process.env, ociCredentials),
  });
}

/** Both sides as they were read, and what they differ in. */
export interface Look {
  readonly apis: readonly ApiSides[];
  readonly findings: readonly Finding[];
}

/** What an Agreement goes by. Pure. */
export function assessment(manifest: Manifest, { apis, findings }: Look): Assessment {
  const lines = (those: (finding: Finding) => boolean): string[] =>
    findings.filter(those).map(describeFinding);
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  const isPassing = ({ code }: Finding): boolean => isDeletedLater(manifest, code);
  return {
    findings: lines(isError),
    warnings: lines((finding) => !isError(finding) && !isPassing(finding)),
    passing: lines(isPassing),
    unread: unreadParts(apis).map(({ side, what, code, message }) =>
      visible(`${side}, ${what}: ${message} [${code}]`),
    ),
  };
}

async function withHttp<T>(use: (http: Http) => Promise<T>): Promise<T> {
  const http = createHttp();
  try {
    return await use(http);
  } finally {
    await http.close();
  }
}
