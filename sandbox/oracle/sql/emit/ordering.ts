import type { OrderItem, Window } from '../parser/ast';
import type { Emitter } from './callEmitter';
import type { Scope } from './scope';

/** Oracle sorts NULL as the greatest value, SQLite as the least. */
export function direction({ descending, nulls }: OrderItem): string {
  return `${descending ? ' DESC' : ''} NULLS ${nulls ?? (descending ? 'FIRST' : 'LAST')}`;
}

export function emitOrder(items: readonly OrderItem[], expressions: Emitter, scope: Scope): string {
  return items.map((item) => expressions.emit(item.value, scope).sql + direction(item)).join(', ');
}

export function emitWindow(window: Window, expressions: Emitter, scope: Scope): string {
  const partition = window.partition.map((value) => expressions.emit(value, scope).sql).join(', ');
  const order = emitOrder(window.order, expressions, scope);
  return [partition && `PARTITION BY ${partition}`, order && `ORDER BY ${order}`, window.frame ?? '']
    .filter((part) => part !== '')
    .join(' ');
}
