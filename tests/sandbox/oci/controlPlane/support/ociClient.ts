import {
  DefaultRequestSigner,
  Region,
  SimpleAuthenticationDetailsProvider,
  type HttpRequest,
} from 'oci-common';
import { Agent, request as send } from 'undici';
import type { Operator } from '../../../../../sandbox/oci/operator';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Record<string, unknown>;
  readonly bytes: Buffer;
}

/** Plain HTTP calls with signatures made by Oracle's own SDK. */
export class OciClient {
  private readonly signer: DefaultRequestSigner;
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    { tenancyId, userId, fingerprint, privateKeyPem, region }: Operator,
    ca?: string,
    private readonly prefix = '/20160918/',
  ) {
    this.agent = new Agent(ca === undefined ? {} : { connect: { ca } });
    this.signer = new DefaultRequestSigner(
      new SimpleAuthenticationDetailsProvider(
        tenancyId,
        userId,
        fingerprint,
        privateKeyPem,
        null,
        Region.fromRegionId(region),
      ),
    );
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const request = {
      uri: `${this.url}${this.prefix}${path}`,
      method,
      headers: new Headers(headers),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    await this.signer.signHttpRequest(request as HttpRequest);
    const answer = await send(request.uri, {
      dispatcher: this.agent,
      method: method as 'GET',
      headers: Object.fromEntries(request.headers),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {},
      bytes,
    };
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
