import type { BadValues, ProviderKind } from '../support/identityProviders/identityProvider';
import { prepare } from '../support/prepare';
import { SchemaSession } from '../support/schema';
import { TestStack } from '../support/stack';
import { administered, ordersValues, smallValues } from '../support/values';
import { CLOSED_PORT } from '../../support/closedPort';

/** Schemas beside the user's own, by the API that an administrator looks after in each. */
const SCHEMAS = { unknown: 'DEPOT', privilege: 'SALES', profile: 'LEDGER' };

/** What two of them hold already. */
const EXISTING = `declare none owa.vc_arr; begin
  ords_admin.enable_schema(p_schema => '${SCHEMAS.privilege}');
  ords_admin.define_privilege(p_schema => '${SCHEMAS.privilege}', p_privilege_name => 'privilege.read',
    p_roles => none, p_patterns => none);
  ords_admin.enable_schema(p_schema => '${SCHEMAS.profile}');
  ords_security_admin.create_jwt_profile(p_schema => '${SCHEMAS.profile}', p_issuer => 'https://a/',
    p_audience => 'b', p_jwk_url => 'https://a/jwks');
end;`;

/** What is wrong with a program's values or with what it meets, several things at once where they do not hide each other. */
export function describeBadInput(kind: ProviderKind): void {
  describe(`${kind}: what cannot work is one clear error each, and nothing is half made`, () => {
    const the = prepare(kind);

    /** Modules, privileges and profiles in the schema. */
    async function ordsObjects(): Promise<number> {
      const counts = await the.schema.rows(
        `select (select count(*) from user_ords_modules) + (select count(*) from user_ords_privileges)
           + (select count(*) from user_ords_jwt_profile) from dual`,
      );
      return Number(counts[0]?.[0]);
    }

    const endpoint = (): string => `${the.sandbox.environment['ORDS_BASE_URL']}/ordsdemo/orders/`;
    const groups: readonly (readonly BadValues[])[] = [
      [
        {
          edit: (values) => void (values.ords!['jwtProfile'] = { allowedSkew: 0 }),
          code: 'trust.skew.zero',
          field: 'ords.jwtProfile.allowedSkew',
        },
      ],
      [],
    ];
    const ofDeclaredAudience: readonly (readonly BadValues[])[] = [
      [
        {
          edit: (values) => void (values.audience += ' '),
          code: 'trust.audience.whitespace',
          field: 'audience',
        },
      ],
      [
        {
          edit: (values) => void (values.audience = endpoint()),
          code: 'trust.audience.is_endpoint',
          field: 'audience',
        },
      ],
    ];

    test.each([0, 1])('bad values are refused before anything is made (group %d)', async (group) => {
      const values = ordersValues(the.provider);
      const isDeclared = values.audience !== undefined;
      const all = [
        ...groups[group]!,
        ...(isDeclared ? ofDeclaredAudience[group]! : []),
        ...the.provider.badValues[group]!,
      ];
      for (const { edit } of all) edit(values);
      the.stack.values({ orders: values });
      const message = await the.stack.failingUp();
      for (const { code, field } of all) {
        expect(message).toContain(`[${code}]`);
        expect(message).toContain(`${field}: `);
      }
      expect(message).toContain('Next: ');
      expect(message).not.toMatch(/^\s+at /m);
      expect(await ordsObjects()).toBe(0);
      const { resources } = the.stack.state();
      expect(resources.filter(({ type }) => !/^pulumi:|^pulumi-ords:/.test(type))).toEqual([]);
    });

    // What the database says has nothing to do with the identity provider.
    if (kind === 'auth0')
      test('what the database refuses, and what is there already; destroy leaves it', async () => {
        const { environment } = the.sandbox;
        const connectString = environment['ORDS_CONNECT_STRING'] ?? '';
        const admin = await SchemaSession.openAdmin(the.sandbox);
        for (const name of Object.values(SCHEMAS)) await admin.createSchema(name);
        await admin.run(EXISTING);
        // Other spellings of one database, so that each API may want the profile of the user's schema.
        const refused: Readonly<Record<string, { ords: Record<string, unknown>; says: readonly string[] }>> =
          {
            password: {
              ords: {
                connection: {
                  connectString: connectString.replace('localhost', '127.0.0.1'),
                  password: 'wrong',
                },
              },
              says: ['[ords.connection.credentials]'],
            },
            host: {
              ords: { connection: { connectString: `127.0.0.1:${CLOSED_PORT}/ordspdb` } },
              says: ['[ords.connection.unreachable]'],
            },
            service: {
              ords: { connection: { connectString: connectString.replace('ordspdb', 'nosuch') } },
              says: ['[ords.connection.service]'],
            },
            disabled: { ords: { enableSchema: false }, says: ['[ords.schema.not_enabled]'] },
            rights: { ords: { schema: 'ADMIN' }, says: ['[ords.rights.missing]'] },
            unknown: {
              ords: { ...administered(environment, SCHEMAS.unknown), modules: {} },
              says: ['[ords.module.unknown]', '"unknown"'],
            },
            privilege: {
              ords: { ...administered(environment, SCHEMAS.privilege), enableSchema: false },
              says: ['[ords.privilege.exists]', 'adopt: true'],
            },
            profile: {
              ords: { ...administered(environment, SCHEMAS.profile), enableSchema: false },
              says: ['[ords.jwt_profile.exists]', 'adopt: true'],
            },
          };
        the.stack.values(
          Object.fromEntries(
            Object.entries(refused).map(([name, { ords }]) => {
              // Without clients: Auth0's credentials of one that was not made would end the whole run.
              return [name, { ...smallValues(name, ords, the.provider), clients: {} }];
            }),
          ),
        );
        const failures = await the.stack.everyFailure();
        for (const [name, { says }] of Object.entries(refused)) {
          const own = [...failures].filter(([resource]) => resource.startsWith(`${name}-`));
          expect(own.map(([, error]) => error)).toEqual([expect.stringContaining('Next: ')]);
          for (const text of says) expect(own[0]?.[1]).toContain(text);
          expect(own[0]?.[1]).not.toContain(environment['ORDS_PASSWORD']);
        }
        expect(await ordsObjects()).toBe(0);
        await the.stack.destroy();
        expect(await admin.rows('select name from dba_ords_modules')).toEqual([]);
        expect(await admin.rows('select name from dba_ords_privileges')).toEqual([['privilege.read']]);
        expect(await admin.rows('select audience from dba_ords_jwt_profile')).toEqual([['b']]);
        await admin.close();
      });

    test('a right that is lacking in the identity provider', async () => {
      const { named, environment, giveBack } = await the.provider.withdrawRight();
      const without = await TestStack.create(the.sandbox, { name: 'without', environment });
      try {
        without.values({ orders: ordersValues(the.provider) });
        const message = await without.failingUp();
        for (const part of named) expect(message).toContain(part);
      } finally {
        await giveBack();
        without.remove();
      }
    });
  });
}
