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
    expect(code).not.toMatch(/\$\{|\$\d|%s|execute\s+immediate|&\w/i);
  });

  it('commits what it changes', () => {
    if (/^(declare|begin)/m.test(code)) expect(code).toMatch(/\bcommit;/);
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
