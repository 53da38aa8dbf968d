import { startOrdsGateway, type OrdsGateway } from '../../../../sandbox/ords/gateway';
import { installOrds } from '../../../../sandbox/oracle/packages/ords/installOrds';
import { createAuthority, type Authority, type IssuedCertificate } from '../../../../sandbox/tls/authority';
import { Client } from './client';
import { FakeOracle } from './fakeOracle';
import { JwksServer } from './jwksServer';
import { rsaKey, signToken, type SigningKey } from './tokens';

export const ISSUER = 'https://tenant.example/';
export const AUDIENCE = 'https://api.example/orders';

/** RSA keys take long to make: once per test file. */
let shared: Promise<{ authority: Authority; tls: IssuedCertificate; key: SigningKey }> | undefined;

async function makeKeys(): Promise<{ authority: Authority; tls: IssuedCertificate; key: SigningKey }> {
  const authority = await createAuthority();
  return { authority, tls: await authority.issueServerCertificate(['127.0.0.1']), key: rsaKey('k1') };
}

/** A gateway over a database with one schema, and an identity provider's JWKS beside it. */
export class GatewayFixture {
  private constructor(
    readonly oracle: FakeOracle,
    readonly gateway: OrdsGateway,
    readonly client: Client,
    readonly jwks: JwksServer,
    readonly key: SigningKey,
    readonly log: string[],
  ) {}

  static async start(configDirectory?: string, version?: string): Promise<GatewayFixture> {
    const { authority, tls, key } = await (shared ??= makeKeys());
    const oracle = await FakeOracle.create(['DEMO', 'OTHER']);
    installOrds(oracle);
    const jwks = await JwksServer.start(tls);
    jwks.keys = [key.jwk];
    const log: string[] = [];
    const gateway = await startOrdsGateway({
      database: oracle,
      tls,
      ca: authority.certificatePem,
      ...(configDirectory !== undefined && { configDirectory }),
      ...(version !== undefined && { version }),
      log: (line) => log.push(line),
    });
    const client = new Client(gateway.url, authority.certificatePem);
    oracle.call('DEMO', 'ORDS.ENABLE_SCHEMA', { p_url_mapping_pattern: 'demo' });
    return new GatewayFixture(oracle, gateway, client, jwks, key, log);
  }

  /** A module with one GET handler per pattern. */
  module(
    name: string,
    sources: Record<string, string>,
    options: { sourceType?: string; itemsPerPage?: number } = {},
  ): void {
    this.oracle.call('DEMO', 'ORDS.DEFINE_MODULE', {
      p_module_name: name,
      p_base_path: `/${name}/`,
      p_items_per_page: options.itemsPerPage ?? 25,
    });
    for (const [p_pattern, p_source] of Object.entries(sources)) {
      this.oracle.call('DEMO', 'ORDS.DEFINE_TEMPLATE', { p_module_name: name, p_pattern });
      this.oracle.call('DEMO', 'ORDS.DEFINE_HANDLER', {
        p_module_name: name,
        p_pattern,
        p_source,
        p_source_type: options.sourceType ?? 'json/collection',
      });
    }
  }

  protect(module: string, privilege: string, roles: string[] = []): void {
    for (const p_role_name of roles) this.oracle.call('DEMO', 'ORDS.CREATE_ROLE', { p_role_name });
    this.oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', {
      p_privilege_name: privilege,
      p_roles: roles,
      p_patterns: [],
      p_modules: [module],
    });
  }

  profile(roleClaim: string | null = null): void {
    this.oracle.call('DEMO', 'ORDS_SECURITY.DELETE_JWT_PROFILE');
    this.oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', {
      p_issuer: ISSUER,
      p_audience: AUDIENCE,
      p_jwk_url: this.jwks.url,
      p_role_claim_name: roleClaim,
    });
  }

  token(
    payload: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    key: SigningKey = this.key,
  ): string {
    const now = Math.floor(Date.now() / 1000);
    return signToken(
      key,
      { alg: 'RS256', kid: 'k1', typ: 'JWT', ...header },
      {
        iss: ISSUER,
        aud: AUDIENCE,
        sub: 'someone@clients',
        iat: now - 5,
        exp: now + 600,
        scope: 'orders.read',
        ...payload,
      },
    );
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.gateway.close();
    await this.jwks.close();
  }
}
