import type { OrdsGateway } from '../ords/gateway';
import { checkedSettings } from '../ords/settingValues';
import type { Action } from './holdActions';

/** What can be done to ORDS in front of the sandbox's own database. */
export function ordsActions(gateway: OrdsGateway): Record<string, Action> {
  const atStart = { ...gateway.settings };
  return {
    /** All of them or none. Throws RangeError on a name or a value that the gateway does not have. */
    'ords/settings': (args) => Object.assign(gateway.settings, checkedSettings(args)),
    'ords/resetSettings': () => Object.assign(gateway.settings, atStart),
    'ords/clearKeys': () => gateway.clearKeys(),
    'ords/reload': () => gateway.reload(),
  };
}
