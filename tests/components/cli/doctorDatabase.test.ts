import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { databaseDocument } from '../../../components/cli/output/documents';
import { publishedSchemas } from '../../../components/cli/output/publishedSchemas';
import type { Connection } from '../../../components/database/database';
import { grants } from '../../../components/database/rights/grants';
import { CALLS } from '../../../components/diagnose/database/calls';
import type { DatabaseFacts } from '../../../components/diagnose/database/facts';
import { manifest } from './fixtures';
import { cli, type Setting } from './harness';

const env = { ORDS_CONNECT_STRING: 'db:1521/x', ORDS_USER: 'demo', ORDS_PASSWORD: 'Secret_of_the_owner' };

/** Everything of the own schema and nothing of others; the views of all schemas are there, out of reach. */
function facts(changes: Partial<DatabaseFacts> = {}, hidden: readonly string[] = []): DatabaseFacts {
  const objects = grants().flatMap((grant) => grant.objects);
  const own = grants()
    .filter(({ mode }) => mode === 'own-schema')
    .flatMap((grant) => grant.objects);
  return {
    user: 'DEMO',
    release: 'Oracle Database 19c 19.3.0.0.0',
    version: '26.2.2',
    status: 'VALID',
    held: {
      roles: new Set(),
      privileges: new Set(['CREATE SESSION']),
      usable: new Set(own.filter((object) => !hidden.includes(object))),
      present: new Set(objects),
    },
    authid: { ORDS: 'DEFINER' },
    procedures: everyProcedure(),
    securityAdminIsPublic: false,
    ...changes,
  };
}

/** Each with all the arguments that any of the calls names. */
function everyProcedure(): DatabaseFacts['procedures'] {
  const calls = Object.values(CALLS).flat();
  return calls.map(({ package: owner, procedure }) => ({
    package: owner,
    procedure,
    arguments: [
      ...calls.filter((call) => call.procedure === procedure).flatMap((call) => call.arguments),
      ...(procedure === 'CREATE_JWT_PROFILE' ? ['P_ROLE_CLAIM_NAME'] : []),
    ],
  }));
}

const doctor = (found: DatabaseFacts, args: string[] = [], setting: Setting = {}) =>
  cli(['doctor', '--database', ...args], {
    env,
    services: { inspectDatabase: () => Promise.resolve(found) },
    ...setting,
  });

describe('doctor --database', () => {
  test('shows what can be done, and what is missing for the rest', async () => {
    const { code, out, err } = await doctor(facts());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('DEMO at db:1521/x');
    expect(out).toMatch(/its own schema: DEMO\n {2}yes {7}EnabledSchema, Role/);
    expect(out).toMatch(/other schemas, as an administrator \(not asked for\)\n {2}no {8}EnabledSchema/);
    expect(out).toContain('grant ords_administrator_role to demo;');
    expect(out).toMatch(/USER_ORDS_\* \(12\)/);
    expect(out).toMatch(/able: everything that DEMO needs/);
  });

  test('a right that is missing for the schema in question', async () => {
    const { code, out } = await doctor(facts({}, ['ORDS_METADATA.USER_ORDS_JWT_PROFILE']), ['--quiet']);
    expect(code).toBe(2);
    const words = out.replace(/\s+/g, ' ');
    expect(words).toContain(
      'no JwtProfile, JwtProfile with roleClaimName, Claim, drift, export: DEMO may not use',
    );
    expect(words).toContain(
      'next: as an administrator: grant select on ords_metadata.user_ords_jwt_profile to demo',
    );
    expect(out).not.toContain('Role,');
  });

  test('--schema asks for an administrator where it is another one', async () => {
    expect((await doctor(facts(), ['--schema', 'demo'])).code).toBe(0);
    const { code, out } = await doctor(facts(), ['--schema', 'HR']);
    expect(code).toBe(2);
    expect(out).toContain('other schemas, as an administrator: HR');
  });

  test('a missing role claim counts only where roles authorise', async () => {
    const without = facts();
    const old = {
      ...without,
      procedures: without.procedures.map((one) => ({
        ...one,
        arguments: one.arguments.filter((name) => name !== 'P_ROLE_CLAIM_NAME'),
      })),
    };
    const declared = manifest();
    const inRoleMode = {
      ...declared,
      trust: { ...declared.trust, authorisation: { mode: 'role' as const, roleClaim: '/roles' } },
    };
    const named = ['--manifest', 'manifest.json', '--schema', 'demo'];
    expect((await doctor(old, named)).code).toBe(0);
    expect(
      (
        await doctor(old, named, {
          env,
          file: inRoleMode,
          services: { inspectDatabase: () => Promise.resolve(old) },
        })
      ).code,
    ).toBe(2);
  });

  test('ORDS_SECURITY_ADMIN for everybody is a warning, and no more', async () => {
    const { code, out } = await doctor(facts({ version: '25.1', securityAdminIsPublic: true }));
    expect(code).toBe(0);
    expect(out).toContain('ords.version.admin_public');
    expect(out).toContain('ORDS "25.1"');
  });

  test('JSON is of the published layout, and holds no password', async () => {
    const validate = addFormats(new Ajv()).compile(
      publishedSchemas()['doctor-database.schema.json'] as object,
    );
    for (const found of [
      facts(),
      facts({ release: undefined, version: undefined, status: undefined, securityAdminIsPublic: true }),
    ]) {
      const { out } = await doctor(found, ['--output', 'json']);
      const document = JSON.parse(out) as unknown;
      expect(databaseDocument.parse(document)).toEqual(document);
      expect(validate(document)).toBe(true);
      expect(out).not.toContain(env.ORDS_PASSWORD);
    }
  });

  test('the connection: the environment, else the manifest', async () => {
    const asked: Connection[] = [];
    const services = {
      inspectDatabase: (connection: Connection) => {
        asked.push(connection);
        return Promise.resolve(facts());
      },
    };
    await cli(['doctor', '--database'], { env, services });
    await cli(['doctor', '--database', '--manifest', 'manifest.json'], {
      env: { ORDS_PASSWORD: env.ORDS_PASSWORD },
      services,
    });
    const { connectString, user } = manifest().ords;
    expect(asked).toEqual([
      { connectString: 'db:1521/x', user: 'demo', password: env.ORDS_PASSWORD },
      { connectString, user, password: env.ORDS_PASSWORD },
    ]);
  });

  test.each([
    ['no password', ['--database', '--manifest', 'manifest.json'], /ORDS_PASSWORD is not set/],
    [
      'an unknown API',
      ['--database', '--manifest', 'manifest.json', '--api', 'x'],
      /no ProtectedApi is called "x"/,
    ],
    ['neither --url nor --database', [], /neither --url nor --database/],
    ['--url with --database', ['--database', '--url', 'https://x'], /cannot be used with option/],
  ])('%s', async (_name, args, message) => {
    const { code, err } = await cli(['doctor', ...args], {});
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});
