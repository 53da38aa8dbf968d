import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { createHttp } from '../../../../dist/diagnose/collect/httpClient';
import { requestToken } from '../../../../dist/diagnose/collect/tokenRequest';
import type { Http, HttpRequest } from '../../../../dist/diagnose/http';
import { verifyApi } from '../../../../dist/diagnose/verify/verify';
import { provisionEndpoints } from './endpoints';

const PARALLEL = 4;

export interface VerifyMeasure {
  /** Wall time of verify to that of a bare loop over the same requests: the median of the rounds' ratios. */
  readonly ratio: number;
  readonly verifySeconds: number;
  readonly bareSeconds: number;
  /** Of one run, token requests included. */
  readonly requests: number;
}

/**
 * `verify` of many endpoints against the bare loop: the requests of a first run, sent again as they were by as many loops at the
 * same time. Several rounds in turn, so that a machine that slows down in between slows both.
 *
 * @param environment of a running sandbox whose demo schema is not enabled, which it is not afterwards either.
 */
export async function measureVerify(
  environment: Readonly<Record<string, string>>,
  { endpoints = 50, rounds = 7 } = {},
): Promise<VerifyMeasure> {
  const provisioned = await provisionEndpoints(environment, endpoints);
  const ca = readFileSync(environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
  const http = createHttp({ ca });
  const dispatcher = new Agent({ connect: { ca } });
  const verify = async (through: Http): Promise<void> => {
    const { manifest, clientSecret } = provisioned;
    for await (const { check, outcome, summary } of verifyApi(manifest, {
      http: through,
      requestToken,
      clientSecret,
      parallel: PARALLEL,
    }))
      if (outcome !== 'passed' && outcome !== 'skipped') throw new Error(`verify: ${check}: ${summary}`);
  };
  try {
    const requests: HttpRequest[] = [];
    await verify((asked) => {
      requests.push(asked);
      return http(asked);
    });
    await replay(requests, dispatcher);
    const verified: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      verified.push(await seconds(() => verify(http)));
      bare.push(await seconds(() => replay(requests, dispatcher)));
    }
    return {
      ratio: median(verified.map((value, round) => value / (bare[round] ?? NaN))),
      verifySeconds: median(verified),
      bareSeconds: median(bare),
      requests: requests.length,
    };
  } finally {
    await http.close();
    await dispatcher.close();
    await provisioned.remove();
  }
}

async function replay(requests: readonly HttpRequest[], dispatcher: Agent): Promise<void> {
  const queue = requests.values();
  const loop = async (): Promise<void> => {
    for (const { url, method, headers, body } of queue) {
      const answer = await request(url, {
        dispatcher,
        method: method === 'POST' ? 'POST' : 'GET',
        headers: { ...headers },
        body: body ?? null,
      });
      await answer.body.text();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, loop));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
