import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BindValue, Part, Statement } from './database';

const SQL_FOLDER = join(__dirname, '..', '..', 'sql');

const files = new Map<string, string>();

/** A statement ready for the driver. */
export interface Prepared {
  readonly text: string;
  readonly binds: Readonly<Record<string, BindValue>>;
}

/** The text of a statement with its parts in place, in the form for its schema, and the binds that go with it. */
export function prepare(statement: Statement): Prepared {
  const binds: Record<string, BindValue> = { ...statement.binds };
  let count = 0;
  const embed = (part: Part): string => {
    if (part.binds) count += 1;
    const number = count;
    let text = expand(part.text);
    for (const [name, value] of Object.entries(part.binds ?? {})) {
      binds[`${name}_${number}`] = value;
      text = text.replace(new RegExp(`:${name}\\b`, 'g'), `:${name}_${number}`);
    }
    return text;
  };
  const expand = (path: string): string => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return load(path).replace(/^ *-- include: ([\w/]+)$/gm, (_line, name: string) => {
      const parts = statement.parts?.[name] ?? [{ text: name.includes('/') ? name : `${folder}/${name}` }];
      return parts.map(embed).join('\n');
    });
  };
  let text = expand(statement.text);
  if (statement.schema !== undefined) {
    text = forAdministrator(text);
    if (/:schema\b/.test(text)) binds.schema = statement.schema;
  }
  return { text: withoutComments(text), binds };
}

/**
 * The administrator's form of a text written for one's own schema: the `_ADMIN` packages take the schema first, and
 * the `DBA_ORDS_*` views are the same as `USER_ORDS_*` with a column `schema` (facts/ords.md 3 and 7; the views
 * exist from ORDS 24.4, by one third-party source).
 */
export function forAdministrator(text: string): string {
  return text
    .replace(
      /\b(ords|ords_security|oauth)\.(\w+)\((\s*)/g,
      (_call, name: string, procedure: string, space: string, offset: number, whole: string) => {
        const rest = whole.slice(offset + _call.length);
        const schema = /^\w+\s*=>/.test(rest) || rest.startsWith(')') ? 'p_schema => :schema' : ':schema';
        return `${name}_admin.${procedure}(${space}${schema}${rest.startsWith(')') ? '' : ', '}`;
      },
    )
    .replace(/\buser_ords_schemas\b/g, '(select * from dba_ords_schemas where parsing_schema = :schema)')
    .replace(/\buser_ords_(\w+)\b/g, '(select * from dba_ords_$1 where schema = :schema)');
}

function load(name: string): string {
  let text = files.get(name);
  if (text === undefined) {
    text = readFileSync(join(SQL_FOLDER, `${name}.sql`), 'utf8').trimEnd();
    files.set(name, text);
  }
  return text;
}

// Comments are for readers of the files; a colon in one must not look like a bind to any driver.
function withoutComments(text: string): string {
  return text.replace(/^ *--.*\n?/gm, '');
}
