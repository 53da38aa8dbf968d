import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import * as ts from 'typescript';
import { parse } from 'yaml';

import { addAuth0 } from '../../../components/export/addAuth0';
import { addOciIam } from '../../../components/export/addOciIam';
import { exportApi } from '../../../components/export/exportApi';
import { literal, renderTypeScript } from '../../../components/export/renderTypeScript';
import { renderYaml, yamlText } from '../../../components/export/renderYaml';
import { checkRoleClaimPointer } from '../../../components/rules/roleClaim';
import { checkRoles } from '../../../components/rules/roles';
import { liveAuth0 } from './auth0Fixtures';
import { handler, live, module, privilege } from './fixtures';
import { DOMAIN, liveOciIam, liveOfDomain } from './ociFixtures';

const TRICKY = [
  "'", '"', '`', '${x}', '\\', '\\n', '\n', '\n\n', '\r', '\r\n', '\t', ' ', '/', ':id', ': ', ' #', '---', '|', '>',
  '&a', '*a', '!t', '%', '@', '{', '}', '[', ']', ',', '? ', '- ', '0x1', '1e3', '12:30', 'yes', 'No', 'null', '~', '<<',
  '__proto__', 'é', '注文', '😀', '\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\u200b', '\u202e', '\u{e0001}',
  '\u0000', '\u0007', '\u007f', '\u009f', '\ufffe', '\uffff', '\u{10ffff}', '*/', '//', '</script>',
]; // prettier-ignore
const text = fc.oneof(
  fc.array(fc.constantFrom(...TRICKY, 'a', 'select'), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const values = fc.dictionary(
  text,
  fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text), fc.dictionary(text, text)),
);

/** Own enumerable properties only, so that `__proto__` is compared too. */
const entries = (value: unknown): string => JSON.stringify(value);

const evaluated = (code: string): unknown => {
  // In a realm of its own, and back as plain JSON.
  return JSON.parse(runInNewContext(`JSON.stringify(${code})`) as string) as unknown;
};

describe('the texts survive', () => {
  test('YAML, byte for byte, whichever version it is read as', () => {
    fc.assert(
      fc.property(values, (value) => {
        const written = yamlText({ value });
        for (const version of ['1.1', '1.2'] as const)
          expect(entries(parse(written, { version }))).toBe(entries({ value }));
      }),
      { numRuns: 300 },
    );
  });

  test('TypeScript, byte for byte', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(entries(evaluated(`(${literal(value)})`))).toBe(entries(value));
      }),
      { numRuns: 300 },
    );
  });

  test('no line of either holds a character that nobody sees', () => {
    const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/u;
    fc.assert(
      fc.property(values, (value) => {
        for (const written of [yamlText({ value }), literal(value)])
          expect(written.replace(/[\n\t]/g, '')).not.toMatch(invisible);
      }),
    );
  });

  test('a source is shown in lines where that is exact', () => {
    const source = 'begin\n  null;\nend;\n';
    expect(yamlText({ source })).toBe('source: |\n  begin\n    null;\n  end;\n');
    expect(literal(source)).toBe('[\n  "begin",\n  "  null;",\n  "end;",\n  "",\n].join("\\n")');
    for (const other of [' begin\nend;', 'begin \nend;', 'begin\r\nend;', 'begin\n\tend;', 'begin\n\n'])
      expect(yamlText({ source: other })).toMatch(/^source: "[^\n]*"\n$/);
  });

  test('a source of 100,000 characters', () => {
    const source = `begin\n  x := '${"é'/:b".repeat(20_000)}';\nend;\n`;
    expect(parse(yamlText({ source }))).toEqual({ source });
    expect(evaluated(literal(source))).toBe(source);
  });
});

const NAMES = ['注文/été', "o'brien", 'a: b #c', '__proto__'];
const schema = live({
  alias: 'v1',
  modules: NAMES.map((name, index) =>
    module({
      name,
      basePath: ['/a/', 'b', '/c', "d'é/"][index]!,
      templates: [
        {
          pattern: ':id',
          priority: 0,
          etagType: 'HASH',
          handlers: [handler({ source: `begin\r\n  :x := 'it''s'; -- "q" /\n/\n` })],
        },
      ],
    }),
  ),
  privileges: [
    privilege({ modules: [...NAMES].sort(), comments: 'a\u2028b */ c', description: 'line\u2028break' }),
    privilege({ name: 'staff', modules: [], roles: ['a\u2028b */ c'] }),
  ],
  profile: { ...live().profile!, allowedSkew: 30 },
});

describe('the whole file', () => {
  const api = exportApi(schema, { definitions: true });

  test('is a configuration of a stack', () => {
    const { config } = parse(renderYaml(api, 'orders')) as { config: Record<string, unknown> };
    expect(config).toEqual({
      'orders:audience': 'https://api.example.com/orders',
      'orders:auth0Domain': 'tenant.example.com',
      'orders:schema': 'ORDSDEMO',
      'orders:schemaAlias': 'v1',
      'orders:adopt': 'true',
      'orders:scopes': api.scopes,
      'orders:clients': {},
      'orders:jwtProfile': { allowedSkew: 30 },
      'orders:modules': api.modules,
    });
    expect(Object.keys(config['orders:modules'] as object)).toEqual(NAMES);
  });

  test('is a program that makes a ProtectedApi of these values', () => {
    const made = run(renderTypeScript(api, 'orders'));
    expect(made).toEqual({
      name: 'orders',
      args: {
        audience: 'https://api.example.com/orders',
        scopes: api.scopes,
        identityProvider: { called: 'auth0', domain: 'tenant.example.com' },
        ords: {
          schema: 'ORDSDEMO',
          schemaAlias: 'v1',
          baseUrl: '<baseUrl>',
          connection: { connectString: '<connectString>', user: '<user>', password: '<password>' },
          adopt: true,
          jwtProfile: { allowedSkew: 30 },
          modules: api.modules,
        },
      },
    });
  });

  test('asks for what a schema without a profile does not say', () => {
    const bare = exportApi(live({ profile: null }));
    expect(run(renderTypeScript(bare, 'orders')).args).toMatchObject({
      audience: '<audience>',
      identityProvider: { domain: '<auth0Domain>' },
    });
    expect(renderYaml(bare, 'orders')).not.toContain('orders:audience');
  });

  test('begins with what is not expressed, each in one line of comment', () => {
    for (const [written, sign] of [
      [renderYaml(api, 'orders'), '#'],
      [renderTypeScript(api, 'orders'), '//'],
    ] as const)
      expect(written).toContain(
        `${sign} - privilege "staff": left out, and untouched by up: a scope has no roles, and up would take away "a<U+2028>b */ c"\n`,
      );
  });

  test('with the side of Auth0, in both forms', () => {
    const both = addAuth0(api, liveAuth0(), ['orders.read', 'staff']);
    const { config } = parse(renderYaml(both, 'shop')) as { config: Record<string, unknown> };
    expect(config).toMatchObject({
      'shop:name': 'shop',
      'shop:apiName': 'Orders API',
      'shop:tokenLifetime': '7200',
      'shop:auth0Adopt': both.provider.adopt,
      'shop:clients': both.clients,
    });
    expect(run(renderTypeScript(both, 'shop')).args).toMatchObject({
      clients: both.clients,
      identityProvider: {
        domain: 'tenant.example.com',
        apiName: 'Orders API',
        tokenLifetime: 7_200,
        adopt: both.provider.adopt,
      },
    });
  });

  test('with the side of an identity domain, in both forms', () => {
    const found = liveOfDomain({}, { roleClaim: '/iam_groups', audience: 'ords' });
    const inRoleMode = {
      ...found,
      privileges: [privilege({ roles: ['clerks'] })],
      roles: ['clerks'],
    };
    const both = addOciIam(exportApi(inRoleMode), liveOciIam(), undefined, ['orders.read']);
    const yaml = renderYaml(both, 'shop');
    expect((parse(yaml) as { config: Record<string, unknown> }).config).toEqual({
      'shop:name': 'shop',
      'shop:audience': 'ords',
      'shop:domain': DOMAIN,
      'shop:schema': 'ORDSDEMO',
      'shop:apiName': 'Orders API',
      'shop:tokenLifetime': '7200',
      'shop:groupClaim': 'iam_groups',
      'shop:groupClaimExists': 'false',
      'shop:domainAdopt': both.provider.adopt,
      'shop:adopt': 'true',
      'shop:scopes': { 'orders.read': { modules: ['orders'], roles: ['clerks'] } },
      'shop:clients': both.clients,
      'shop:accept': ['oci.audience.fuses'],
    });
    expect(yaml).toMatch(/^# .*stacks\/oci-iam of pulumi-ords, which needs @pulumi\/oci beside it/m);
    const program = renderTypeScript(both, 'shop');
    expect(program).toMatch(/^\/\/ .*packages pulumi-ords, @pulumi\/pulumi and @pulumi\/oci\./m);
    expect(run(program).args).toMatchObject({
      identityProvider: {
        called: 'ociIam',
        domain: DOMAIN,
        apiName: 'Orders API',
        tokenLifetime: 7_200,
        groupClaim: 'iam_groups',
        groupClaimExists: false,
        adopt: both.provider.adopt,
      },
      accept: ['oci.audience.fuses'],
    });
  });

  test('in role mode: whatever the roles and the claim are called, both forms give them back', () => {
    const role = text.filter((name) => checkRoles(inMode([name])).length === 0);
    const claim = text
      .map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .filter((pointer) => checkRoleClaimPointer(pointer, 'x').length === 0);
    fc.assert(
      fc.property(fc.uniqueArray(role, { minLength: 1, maxLength: 4 }), claim, (names, roleClaim) => {
        const roles = [...names].sort();
        const given = live({
          privileges: [privilege({ roles })],
          roles,
          profile: { ...live().profile!, roleClaim },
        });
        const written = exportApi(given);
        expect(written.notExpressed).toEqual([]);
        const expected = entries({ 'orders.read': { modules: ['orders'], roles } });
        for (const version of ['1.1', '1.2'] as const) {
          const { config } = parse(renderYaml(written, 'shop'), { version }) as {
            config: Record<string, unknown>;
          };
          expect(entries(config['shop:scopes'])).toBe(expected);
          expect(config['shop:roleClaim']).toBe(roleClaim);
        }
        const { scopes, identityProvider } = run(renderTypeScript(written, 'shop')).args as {
          scopes: unknown;
          identityProvider: Record<string, unknown>;
        };
        expect(entries(scopes)).toBe(expected);
        expect(identityProvider['roleClaim']).toBe(roleClaim);
      }),
      { numRuns: 100 },
    );
  });

  test('says that definitions are left out', () => {
    expect(renderYaml(exportApi(schema), 'orders')).toMatch(/^# .*--definitions includes them/m);
  });
});

function inMode(roles: readonly string[]): Parameters<typeof checkRoles>[0] {
  return { scopes: { 'orders.read': { roles } }, authorisation: { mode: 'role', roleClaim: '/roles' } };
}

interface Made {
  readonly name: string;
  readonly args: unknown;
}

/** Runs the program with stand-ins of what it imports. */
function run(source: string): Made {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics).toEqual([]);
  let made = '';
  const modules: Record<string, unknown> = {
    '@pulumi/pulumi': {
      Config: class {
        require = (key: string) => `<${key}>`;
        requireSecret = this.require;
      },
    },
    'pulumi-ords': {
      auth0: (args: object) => ({ called: 'auth0', ...args }),
      ociIam: (args: object) => ({ called: 'ociIam', ...args }),
      ProtectedApi: class {
        constructor(name: string, args: unknown) {
          made = JSON.stringify({ name, args });
        }
      },
    },
  };
  runInNewContext(outputText, { exports: {}, require: (name: string) => modules[name] });
  return JSON.parse(made) as Made;
}
