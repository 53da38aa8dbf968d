import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { forAdministrator, prepare } from '../../../components/database/sqlText';

const folder = join(__dirname, '..', '..', '..', 'sql');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && file.includes('/'))
  .map((file) => file.replace(/\.sql$/, ''));

describe('the administrator form', () => {
  it.each([
    [
      'ords.create_role(p_role_name => :name);',
      'ords_admin.create_role(p_schema => :schema, p_role_name => :name);',
    ],
    [
      'ords.define_module(\n  p_module_name => :name);',
      'ords_admin.define_module(\n  p_schema => :schema, p_module_name => :name);',
    ],
    ['ords.delete_privilege(:name);', 'ords_admin.delete_privilege(:schema, :name);'],
    ['ords_security.delete_jwt_profile();', 'ords_security_admin.delete_jwt_profile(p_schema => :schema);'],
    [
      'oauth.create_jwt_profile(\n  p_issuer => :issuer);',
      'oauth_admin.create_jwt_profile(\n  p_schema => :schema, p_issuer => :issuer);',
    ],
    ['oauth_admin.delete_jwt_profile(:schema);', 'oauth_admin.delete_jwt_profile(:schema);'],
    ['from user_ords_modules m', 'from (select * from dba_ords_modules where schema = :schema) m'],
    ['from user_ords_schemas', 'from (select * from dba_ords_schemas where parsing_schema = :schema)'],
  ])('of %j', (own, expected) => expect(forAdministrator(own)).toBe(expected));
});

describe.each(texts)('sql/%s.sql', (name) => {
  const text = readFileSync(join(folder, `${name}.sql`), 'utf8');
  const code = text.replace(/^ *--.*$/gm, '');

  it('has nothing that a value could be written into', () => {
    expect(code).not.toMatch(/\$\{|\$\d|%s|&\w/i);
    // CREATE USER and GRANT take no binds; of their pieces see below.
    if (!name.startsWith('user/')) expect(code).not.toMatch(/execute\s+immediate/i);
  });

  it('commits what it changes', () => {
    if (/^(declare|begin)/m.test(code)) expect(code).toMatch(/\bcommit;/);
  });
});

describe('statements that sql/user builds', () => {
  const code = texts
    .filter((name) => name.startsWith('user/'))
    .map((name) => readFileSync(join(folder, `${name}.sql`), 'utf8').replace(/^ *--.*$/gm, ''))
    .join('\n');
  const names = 'user|tablespace|identified|options|quota';
  const built = [
    ...code.matchAll(/execute\s+immediate\s+([^;]+);/g),
    ...code.matchAll(new RegExp(`v_(?:${names})(?: varchar2\\(\\d+\\))? := ([^;]+);`, 'g')),
  ].map(([, expression = '']) => expression.split('||').map((piece) => piece.trim()));

  it('are found', () => expect(built.length).toBeGreaterThan(10));

  it.each(built.map((pieces) => [pieces.join(' || '), pieces]))('%s', (_expression, pieces) => {
    const safe = new RegExp(
      [
        "'[a-z ]*'|'M'",
        'dbms_assert\\.enquote_name\\([:\\w.]+, false\\)',
        'to_char\\(:quota_megabytes\\)',
        `v_(?:${names})`,
        // Of capital letters and blanks, which the block looks at; and as the dictionary has it.
        'v_system_privilege|p\\.privilege',
      ]
        .map((form) => `^(?:${form})$`)
        .join('|'),
    );
    for (const piece of pieces) expect(piece).toMatch(safe);
  });

  it('have no privilege with anything but capital letters and blanks, nor one on an object', () => {
    expect(code).toMatch(
      /regexp_like\(v_system_privilege, '\[\^A-Z \]'\) or instr\(v_system_privilege, ' ON '\) > 0 then\s+raise_application_error/,
    );
  });
});

describe('prepare', () => {
  it('numbers the binds of parts, leaves comments out, and adds the schema where it is used', () => {
    const part = (pattern: string) => ({
      text: 'module/template',
      binds: { pattern, priority: 0, etag_type: 'HASH', etag_query: null, comments: null },
    });
    const { text, binds } = prepare({
      text: 'module/define',
      schema: "O'BRIEN",
      purpose: '',
      binds: { name: 'orders' },
      parts: { definition: [part('a'), part("b'); drop table x; --")] },
    });
    expect(binds).toMatchObject({
      name: 'orders',
      schema: "O'BRIEN",
      pattern_1: 'a',
      pattern_2: "b'); drop table x; --",
    });
    expect(text).toContain(
      'ords_admin.define_template(\n  p_schema => :schema, p_module_name => :name, p_pattern => :pattern_2',
    );
    expect(text).not.toContain('drop table');
    expect(text).not.toContain('--');
  });

  it.each(['privilege/define', 'protection/protect', 'protection/release', 'jwt_profile/delete'])(
    '%s has no include left',
    (name) => {
      const { text, binds } = prepare({
        text: name,
        purpose: '',
        binds: {},
        parts: { delete: [{ text: 'jwt_profile/delete_call' }] },
      });
      expect(text).not.toContain('include:');
      expect(binds).not.toHaveProperty('schema');
      expect(text).not.toContain(':schema');
    },
  );
});
