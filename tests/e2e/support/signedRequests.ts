import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { createSignature, type Sign } from '../../../components/oci/signature';
import type { TestSandbox } from './sandbox';

export type Body = Record<string, unknown>;

/** Requests signed with the sandbox's API key, which is an administrator's. */
export class SignedRequests {
  private constructor(
    readonly dispatcher: Agent,
    private readonly sign: Sign,
  ) {}

  static async open(sandbox: Pick<TestSandbox, 'environment' | 'ca'>): Promise<SignedRequests> {
    const variable = (name: string): string => sandbox.environment[name] ?? '';
    const sign = await createSignature({
      tenancyOcid: variable('OCI_tenancy_ocid'),
      userOcid: variable('OCI_user_ocid'),
      fingerprint: variable('OCI_fingerprint'),
      privateKey: readFileSync(variable('OCI_private_key_path'), 'utf8'),
    });
    return new SignedRequests(new Agent({ connect: { ca: sandbox.ca } }), sign);
  }

  /** Throws on a refusal. */
  async json(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, content?: Body): Promise<Body> {
    const body = content === undefined ? undefined : JSON.stringify(content);
    const signed = { method, url, ...(body !== undefined && { body }) };
    const answer = await request(url, {
      dispatcher: this.dispatcher,
      method,
      headers: await this.sign(signed),
      ...(body !== undefined && { body }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 400) throw new Error(`${method} ${url}: ${answer.statusCode} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Body);
  }

  close(): Promise<void> {
    return this.dispatcher.close();
  }
}
