import type { ConnectionHost } from '../options';
import { TnsVersion } from '../flavour';
import { type ConnectPacket, connectTarget, encodeAccept, encodeRefuse, ListenerError } from './connect';
import { MAX_SDU, MIN_SDU, PacketType } from './packet';

/** What a listener does with a CONNECT: hands the client on, or refuses it. */
export type ListenerAnswer =
  | { readonly accepted: false; readonly type: number; readonly body: Buffer }
  | {
      readonly accepted: true;
      readonly type: number;
      readonly body: Buffer;
      readonly service: string;
      readonly sdu: number;
      readonly endOfResponse: boolean;
    };

export function answerConnect(
  host: ConnectionHost,
  connect: ConnectPacket,
  connectData: string,
): ListenerAnswer {
  const refusal = host.refusal();
  if (refusal !== undefined) return refuse(refusal);
  const { service, sid } = connectTarget(connectData);
  const known = (name: string | undefined): boolean =>
    name !== undefined && host.database.services.some((one) => one.toLowerCase() === name.toLowerCase());
  const name = known(service) ? service : known(sid) ? sid : undefined;
  if (name === undefined) {
    return refuse(service === undefined ? ListenerError.UNKNOWN_SID : ListenerError.UNKNOWN_SERVICE);
  }
  const version = Math.min(connect.version, host.flavour.tnsVersion);
  if (version < TnsVersion.LARGE_PACKETS) return refuse(ListenerError.NO_COMPATIBLE_VERSION);
  const sdu = Math.min(Math.max(Math.min(connect.sdu, host.sdu), MIN_SDU), MAX_SDU);
  const endOfResponse = host.flavour.endOfResponse && version >= TnsVersion.V319;
  const body = encodeAccept({ version, sdu, fastAuth: host.flavour.fastAuth, endOfResponse });
  return { accepted: true, type: PacketType.ACCEPT, body, service: name, sdu, endOfResponse };
}

function refuse(code: number): ListenerAnswer {
  return { accepted: false, type: PacketType.REFUSE, body: encodeRefuse(code) };
}
