import type { Finding } from '../../finding';
import { finding } from '../build';
import { own, valueOf } from '../view';
import type { CallView } from './callView';

/** The same call without a token was answered: what the catalogue says about its protection does not matter then. */
export function openCallRule({ view, facts, place }: CallView, compared: readonly Finding[]): Finding[] {
  const call = valueOf(facts.openCall);
  if (!call || call.status < 200 || call.status >= 300 || !place.rightSchema) return [];
  const { moduleName } = place;
  const declared = moduleName === undefined ? undefined : own(view.manifest.ords.modules, moduleName);
  if (declared?.public || compared.some(({ code }) => code === 'ords.module.public')) return [];
  return [
    finding('ords.module.public', {
      subject: view.subject('module', moduleName),
      field: 'status',
      expected: 'a refusal without a token',
      found: `status ${call.status} without a token`,
      remedy: 'run pulumi-ords drift to see what protects the module, then pulumi up --refresh',
    }),
  ];
}
