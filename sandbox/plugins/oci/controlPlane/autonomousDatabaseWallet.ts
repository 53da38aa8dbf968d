import { createHash } from 'node:crypto';
import { refuseUnsupported } from '../../framework/properties/allowed';
import { toBody } from '../../framework/properties/mapping';
import { boolean, string, type Fields } from '../../framework/properties/property';
import { text, type Values } from '../../framework/properties/value';
import type { OciResource } from '../kind';
import { DATABASES_PATH } from './autonomousDatabase';

const required = { required: true, replaces: true } as const;

/** Every property replaces: a wallet is downloaded once. Its content is no secret to the official package. */
const fields: Fields = {
  autonomousDatabaseId: string('autonomousDatabaseId', { ...required, local: true }),
  password: string('password', { ...required, secret: true }),
  generateType: string('generateType', { replaces: true, allowed: ['ALL', 'SINGLE'] }),
  isRegional: boolean('isRegional', { computed: true, replaces: true }),
  base64EncodeContent: boolean('base64EncodeContent', { replaces: true, local: true }),
  content: string('content', { outputOnly: true }),
};

/** A copy of a database's wallet; reading and deleting it call nothing. */
export const autonomousDatabaseWallet: OciResource = {
  token: 'oci:Database/autonomousDatabaseWallet:AutonomousDatabaseWallet',
  fields,
  defaults: { base64EncodeContent: false, generateType: 'SINGLE' },

  async create(api, inputs) {
    refuseUnsupported(fields, inputs);
    const id = text(inputs.autonomousDatabaseId);
    const path = `${DATABASES_PATH}/${id}/actions/generateWallet`;
    const { body } = await api.database({ method: 'POST', path, body: toBody(fields, inputs) });
    // Without the encoding the bytes of the archive are taken for text, and most of them are lost.
    const content = body.toString(inputs.base64EncodeContent === true ? 'base64' : 'utf8');
    const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
    return {
      id: `DatabaseAutonomousDatabaseWalletResource-${hash.slice(0, 16)}`,
      outputs: { ...known(inputs), content },
    };
  },

  read(_, id, prior) {
    return Promise.resolve({ id, outputs: known(prior) });
  },

  update() {
    return Promise.reject(new Error('a wallet is never updated: every change of it replaces'));
  },

  delete() {
    return Promise.resolve();
  },
};

function known(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in fields));
}
