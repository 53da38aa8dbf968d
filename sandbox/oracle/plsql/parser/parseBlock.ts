import type { Block, SubprogramDeclaration } from '../ast';
import { parseBlock, parseSubprogram } from './blocks';
import { parseCall } from './statements';
import { TokenStream, unsupported } from './tokenStream';

const CACHED_BLOCKS = 200;
const cache = new Map<string, Block>();

/**
 * Parses an anonymous block or a CALL statement; the last 200 texts are remembered.
 * Throws OraError 6550 with PLS-00103 at a syntax error, 3001 for what is not supported (GOTO, RETURNING ...).
 */
export function parseAnonymousBlock(source: string): Block {
  const known = cache.get(source);
  if (known) {
    // Moved to the end: the map's order is the order of use.
    cache.delete(source);
    cache.set(source, known);
    return known;
  }
  const block = parse(source);
  if (cache.size >= CACHED_BLOCKS) {
    const oldest = cache.keys().next();
    if (!oldest.done) {
      cache.delete(oldest.value);
    }
  }
  cache.set(source, block);
  return block;
}

function parse(source: string): Block {
  const s = new TokenStream(source);
  const at = s.peek();
  if (s.isWord('CALL')) {
    return { kind: 'block', declarations: [], body: [parseCall(s)], handlers: [], at };
  }
  let label: string | undefined;
  while (s.acceptOperator('<<')) {
    label = s.expectIdentifier().text;
    s.expectOperator('>>');
  }
  const block = parseBlock(s, label);
  s.expectOperator(';');
  s.expectEnd();
  return block;
}

/**
 * Parses `CREATE [OR REPLACE] [EDITIONABLE|NONEDITIONABLE] PROCEDURE|FUNCTION [owner.]name ...`.
 * Throws OraError 6550 at a syntax error, 3001 for packages, triggers and types.
 */
export function parseCreateSubprogram(source: string): SubprogramDeclaration {
  const s = new TokenStream(source);
  s.expectWord('CREATE');
  if (s.acceptWord('OR')) {
    s.expectWord('REPLACE');
  }
  if (!s.acceptWord('EDITIONABLE')) {
    s.acceptWord('NONEDITIONABLE');
  }
  if (s.isWord(['PACKAGE', 'TRIGGER', 'TYPE'])) {
    throw unsupported(s.peek(), `CREATE ${s.peek().text}`);
  }
  if (!s.isWord(['PROCEDURE', 'FUNCTION'])) {
    s.fail(['procedure', 'function']);
  }
  const declaration = parseSubprogram(s);
  s.expectEnd();
  return declaration.body ? declaration : s.fail(['is', 'as']);
}
