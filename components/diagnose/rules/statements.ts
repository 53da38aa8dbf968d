import { sessionUser } from '../../database/connection';
import type { Manifest } from '../../manifest';
import { quote } from '../../rules/text';

/**
 * One call as a block to paste: the package of the connected user's own schema, or the administrator's with `p_schema`
 * (facts/ords.md 1, 3). Values stand in it as literals, with invisible characters made visible.
 */
export function statement(
  manifest: Manifest,
  packageName: 'ords' | 'ords_security',
  procedure: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const { schema, user } = manifest.ords;
  const own = sessionUser(user) === schema;
  const list = Object.entries({ ...(!own && { p_schema: schema }), ...parameters })
    .map(([name, value]) => `${name} => ${literal(value)}`)
    .join(', ');
  const call = `${packageName}${own ? '' : '_admin'}.${procedure}`;
  return `begin ${call}${list === '' ? '' : `(${list})`}; commit; end;`;
}

export function protectModule(manifest: Manifest, module: string, privilege: string): string {
  return statement(manifest, 'ords', 'set_module_privilege', {
    p_module_name: module,
    p_privilege_name: privilege,
  });
}

export function publishModule(manifest: Manifest, module: string, status: string): string {
  return statement(manifest, 'ords', 'publish_module', { p_module_name: module, p_status: status });
}

function literal(text: string): string {
  return `'${quote(text).slice(1, -1).replaceAll("'", "''")}'`;
}
