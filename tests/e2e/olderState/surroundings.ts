import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import oracledb from 'oracledb';
import { ROOT } from '../support/engine';
import type { Auth0UnderTest } from '../support/identityProviders/auth0';
import type { TestSandbox } from '../support/sandbox';
import { environmentValues, fillIn, nameOf, type ExportedState } from './placeholders';

const FIXTURES = join(ROOT, 'tests/e2e/fixtures');

/** How the stack of fixtures/olderState is made. */
export const PROGRAM = { program: 'olderState', project: 'older' } as const;

export function fixturePath(file: string): string {
  return join(FIXTURES, 'state', file);
}

/** What the program expects before its first `up`: a second schema, and objects to take over. */
export async function makeSurroundings(sandbox: TestSandbox): Promise<void> {
  const administrator = await logOn(sandbox, 'ADMIN');
  const password = `S_${randomBytes(12).toString('hex')}`;
  await administrator.execute(`create user sales identified by "${password}"`);
  await administrator.execute('grant connect, resource to sales');
  await administrator.close();
  await runScript(sandbox, join(FIXTURES, 'olderState/handMade.sql'));
}

/**
 * Brings a sandbox to what the kept state of a release describes, without that release: the database by its script, the
 * tenant through the Management API.
 *
 * @returns the state as it would be there.
 */
export async function restore(sandbox: TestSandbox, auth0: Auth0UnderTest, release: string): Promise<string> {
  await runScript(sandbox, fixturePath(`${release}.sql`));
  const fixture = readFileSync(fixturePath(`${release}.json`), 'utf8');
  const values = environmentValues(sandbox.environment);
  await restoreTenant(auth0, JSON.parse(fixture) as ExportedState, values);
  return fillIn(fixture, values);
}

async function restoreTenant(
  auth0: Auth0UnderTest,
  { deployment }: ExportedState,
  values: Map<string, string>,
): Promise<void> {
  const of = (type: string) =>
    deployment.resources
      .filter((resource) => resource.type === `auth0:index/${type}`)
      .map(({ urn, outputs = {} }) => ({ name: nameOf(urn), outputs: outputs as Record<string, never> }));
  for (const { name, outputs } of of('resourceServer:ResourceServer')) {
    const { identifier, signingAlg, tokenLifetime } = outputs;
    const scopes = of('resourceServerScopes:ResourceServerScopes').find(
      (one) => one.outputs['resourceServerIdentifier'] === identifier,
    );
    const made = await auth0.manage<{ id: string }>('POST', 'resource-servers', {
      identifier,
      name: outputs['name'],
      signing_alg: signingAlg,
      token_lifetime: tokenLifetime,
      scopes: ((scopes?.outputs['scopes'] ?? []) as { name: string; description?: string }[]).map(
        (scope) => ({
          value: scope.name,
          ...(scope.description !== undefined && { description: scope.description }),
        }),
      ),
    });
    values.set(`id of ${name}`, made.id);
  }
  for (const { name, outputs } of of('client:Client')) {
    const made = await auth0.manage<{ client_id: string; client_secret: string }>('POST', 'clients', {
      name: outputs['name'],
      description: outputs['description'],
      app_type: outputs['appType'],
      grant_types: outputs['grantTypes'],
      jwt_configuration: { alg: 'RS256' },
      oidc_conformant: true,
      token_endpoint_auth_method: 'client_secret_post',
    });
    values.set(`id of ${name}`, made.client_id);
    values.set(`secret of ${name}-credentials`, made.client_secret);
  }
  for (const { name, outputs } of of('clientGrant:ClientGrant')) {
    const made = await auth0.manage<{ id: string }>('POST', 'client-grants', {
      client_id: fillIn(outputs['clientId'] ?? '', values),
      audience: outputs['audience'],
      scope: outputs['scopes'],
    });
    values.set(`id of ${name}`, made.id);
  }
}

/** Runs the blocks of a file, each ended by a line with a slash, as the users on its `-- as USER` lines. */
async function runScript(sandbox: TestSandbox, file: string): Promise<void> {
  const text = fillIn(readFileSync(file, 'utf8'), environmentValues(sandbox.environment));
  for (const [, user = '', blocks = ''] of text.matchAll(/^-- as (\w+)\n([\s\S]*?)(?=^-- as|(?![\s\S]))/gm)) {
    const session = await logOn(sandbox, user);
    for (const block of blocks.split(/^\/$/m)) if (block.trim()) await session.execute(block);
    await session.close();
  }
}

function logOn({ environment }: TestSandbox, user: string): Promise<oracledb.Connection> {
  const variable = user === environment['ORDS_ADMIN_USER'] ? 'ORDS_ADMIN_PASSWORD' : 'ORDS_PASSWORD';
  return oracledb.getConnection({
    connectString: environment['ORDS_CONNECT_STRING'] ?? '',
    user,
    password: environment[variable] ?? '',
  });
}
