import type { FieldDeclaration, TypeDefinition, TypeName } from '../ast';
import { parseExpression } from './expressions';
import { parsePath } from './names';
import type { TokenStream } from './tokenStream';

/** A type as it stands behind a variable: `VARCHAR2(10 CHAR)`, `t.c%TYPE`, `owa.vc_arr`, `TIMESTAMP WITH TIME ZONE`. */
export function parseTypeName(s: TokenStream): TypeName {
  const at = s.peek();
  const path = parsePath(s);
  if (s.acceptOperator('%')) {
    if (s.acceptWord('TYPE')) {
      return { kind: 'typeOf', path, at };
    }
    s.expectWord('ROWTYPE');
    return { kind: 'rowTypeOf', path, at };
  }
  if (path.length === 1 && path[0] === 'LONG' && s.acceptWord('RAW')) {
    path[0] = 'RAW';
  } else if (path.length === 1 && path[0] === 'DOUBLE' && s.acceptWord('PRECISION')) {
    path[0] = 'FLOAT';
  }
  const limits: number[] = [];
  let characters = false;
  if (s.acceptOperator('(')) {
    limits.push(s.expectInteger());
    if (s.acceptWord('CHAR')) {
      characters = true;
    } else if (!s.acceptWord('BYTE') && s.acceptOperator(',')) {
      limits.push(s.expectInteger());
    }
    s.expectOperator(')');
  }
  if (s.isWord('WITH') && path[0] === 'TIMESTAMP') {
    s.next();
    s.acceptWord('LOCAL');
    s.expectWord('TIME');
    s.expectWord('ZONE');
  }
  return { kind: 'named', path, limits, ...(characters && { characters: true as const }), at };
}

/** What follows `TYPE name IS`. */
export function parseTypeDefinition(s: TokenStream): TypeDefinition {
  if (s.acceptWord('RECORD')) {
    return { kind: 'record', fields: parseFields(s) };
  }
  if (s.acceptWord('REF')) {
    s.expectWord('CURSOR');
    if (s.acceptWord('RETURN')) {
      parseTypeName(s);
    }
    return { kind: 'refCursor' };
  }
  if (s.acceptWord('TABLE')) {
    s.expectWord('OF');
    return parseElements(s);
  }
  if (s.acceptWord('VARRAY') || s.acceptWord('VARYING')) {
    s.acceptWord('ARRAY');
    s.expectOperator('(');
    s.expectInteger();
    s.expectOperator(')');
    s.expectWord('OF');
    return parseElements(s);
  }
  return s.fail(['record', 'ref', 'table', 'varray']);
}

function parseElements(s: TokenStream): TypeDefinition {
  const element = parseTypeName(s);
  const notNull = parseNotNull(s);
  if (!s.acceptWord('INDEX')) {
    return { kind: 'table', element, notNull };
  }
  s.expectWord('BY');
  return { kind: 'table', element, notNull, indexBy: parseTypeName(s) };
}

function parseFields(s: TokenStream): FieldDeclaration[] {
  const fields: FieldDeclaration[] = [];
  s.expectOperator('(');
  do {
    const name = s.expectIdentifier().text;
    const type = parseTypeName(s);
    const notNull = parseNotNull(s);
    const initial = s.acceptOperator(':=') || s.acceptWord('DEFAULT') ? parseExpression(s) : undefined;
    fields.push({ name, type, notNull, ...(initial && { initial }) });
  } while (s.acceptOperator(','));
  s.expectOperator(')');
  return fields;
}

export function parseNotNull(s: TokenStream): boolean {
  if (!s.acceptWord('NOT')) {
    s.acceptWord('NULL');
    return false;
  }
  s.expectWord('NULL');
  return true;
}
