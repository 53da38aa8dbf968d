import type { SessionAttributes } from '../../database';
import type { Piggyback } from '../request/piggyback';
import type { TtcSession } from './session';

export function applyPiggyback(session: TtcSession, piggyback: Piggyback): void {
  const { attributes } = session.database;
  switch (piggyback.kind) {
    case 'closeCursors':
      for (const id of piggyback.cursorIds) session.cursors.close(id);
      return;
    case 'cancelCursors':
      for (const id of piggyback.cursorIds) session.cursors.cancel(id);
      return;
    case 'freeLobs':
      session.lobs.free(piggyback.request.source);
      return;
    case 'schema':
      attributes.currentSchema = schemaName(piggyback.schema);
      return;
    case 'endToEnd': {
      const { clientId, module, action, clientInfo } = piggyback.values;
      set(attributes, 'clientId', clientId);
      set(attributes, 'module', module);
      set(attributes, 'action', action);
      set(attributes, 'clientInfo', clientInfo);
      return;
    }
    case 'ignored':
      return;
  }
}

function set(attributes: SessionAttributes, name: keyof SessionAttributes, value: string | undefined): void {
  if (value === '') delete attributes[name];
  else if (value !== undefined) attributes[name] = value;
}

/** As in ALTER SESSION SET CURRENT_SCHEMA: upper case unless quoted. */
function schemaName(name: string): string {
  return /^"[^"]*"$/.test(name) ? name.slice(1, -1) : name.toUpperCase();
}
