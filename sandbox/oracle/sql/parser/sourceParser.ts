import type { Expression, Name, Source } from './ast';
import type { QueryParser } from './queryParser';

/** Words that follow a table, so they cannot be its alias although Oracle does not reserve them. */
const JOIN_WORDS = new Set([
  ...['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'NATURAL', 'USING', 'OFFSET', 'FETCH', 'WHEN'],
  ...['RETURNING', 'LOG'],
]);

/** One entry of a FROM list: a table, a subquery, and the joins that follow it. */
export function parseFrom(parser: QueryParser): Source {
  const { cursor } = parser;
  let left = parseSource(parser);
  for (;;) {
    const { start } = cursor.current;
    const join = takeJoin(parser);
    if (join === undefined) return left;
    const right = parseSource(parser);
    let on: Expression | undefined;
    let using: Name[] | undefined;
    if (join.type !== 'CROSS' && !join.natural) {
      if (cursor.takeWords('ON')) {
        on = parser.expressions.expression();
      } else if (cursor.takeWords('USING')) {
        cursor.openParenthesis();
        using = cursor.list(() => cursor.name(904, 'invalid identifier'));
        cursor.closeParenthesis();
      } else {
        cursor.fail(905, 'missing keyword');
      }
    }
    left = { kind: 'join', ...join, left, right, ...(on && { on }), ...(using && { using }), start };
  }
}

type JoinType = Extract<Source, { kind: 'join' }>['type'];

function takeJoin({ cursor }: QueryParser): { type: JoinType; natural: boolean } | undefined {
  if (cursor.takeWords('JOIN')) return { type: 'INNER', natural: false };
  if (cursor.takeWords('CROSS', 'JOIN')) return { type: 'CROSS', natural: false };
  if (cursor.takeWords('INNER', 'JOIN')) return { type: 'INNER', natural: false };
  const natural = cursor.takeWords('NATURAL');
  const side = cursor.takeOneOf(['LEFT', 'RIGHT', 'FULL', 'INNER']);
  if (side !== undefined && side !== 'INNER') cursor.takeWords('OUTER');
  if (side === undefined && !natural) return undefined;
  cursor.expectWord('JOIN', 905, 'missing keyword');
  return { type: (side ?? 'INNER') as JoinType, natural };
}

export function parseSource(parser: QueryParser): Source {
  const { cursor } = parser;
  const { start } = cursor.current;
  if (cursor.takeOperator('(')) {
    if (!cursor.isWord('SELECT') && !cursor.isWord('WITH') && !cursor.isOperator('(')) {
      const joined = parseFrom(parser);
      cursor.closeParenthesis();
      return joined;
    }
    const query = parser.query();
    cursor.closeParenthesis();
    return { kind: 'derived', query, ...tableAlias(parser), start };
  }
  if (cursor.isWord('TABLE') || cursor.isWord('LATERAL')) {
    cursor.fail(3001, `unimplemented feature: ${cursor.current.text} in FROM`);
  }
  const path = cursor.path();
  if (cursor.isOperator('@')) cursor.fail(2019, 'connection description for remote database not found');
  return { kind: 'table', path, ...tableAlias(parser), start };
}

function tableAlias(parser: QueryParser): { alias?: Name } {
  const { current } = parser.cursor;
  if (current.kind === 'identifier' && JOIN_WORDS.has(current.text)) return {};
  const alias = parser.alias(false);
  return alias ? { alias } : {};
}
