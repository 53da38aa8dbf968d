import { CursorTable } from '../call/cursors';
import { TtcSession } from '../call/session';
import { MessageWriter } from '../codec/writer';
import { type Dialect, initialDialect } from '../dialect';
import { FieldVersion } from '../flavour';
import type { ConnectionHost } from '../options';
import type { Request } from '../request/request';
import { writeOer } from '../response/trailer';
import type { AuthRequest } from './authRequest';
import { type DataTypesRequest, negotiate, understandsEndOfRequest, writeDataTypesReply } from './dataTypes';
import { Login } from './login';
import { nativeServicesReply } from './nativeServices';
import { writeProtocolReply } from './protocol';

export type LoginRequest = Exclude<Request, { kind: 'call' }>;

/** Everything between ACCEPT and the first call: capabilities, data types, login (facts/tns.md section 3). */
export class Negotiation {
  private currentDialect: Dialect;
  private readonly login: Login;
  private loggedIn: TtcSession | undefined;
  private endOfResponse = false;
  readonly cursors: CursorTable;

  constructor(
    private readonly host: ConnectionHost,
    private readonly connectionId: number,
    service: string,
    /** Offered in ACCEPT; used once the client said that it understands it. */
    private endOfResponseWanted: boolean,
  ) {
    const { database, flavour, limits } = host;
    this.currentDialect = initialDialect(flavour.fieldVersion);
    this.cursors = new CursorTable(limits.maxCursorsPerSession);
    const maxCursors = limits.maxCursorsPerSession;
    this.login = new Login({ database, flavour, sessionId: connectionId, service, maxCursors });
  }

  get dialect(): Dialect {
    return this.currentDialect;
  }

  get session(): TtcSession | undefined {
    return this.loggedIn;
  }

  /** Responses now end with message 29 and data flag 0x2000. */
  get usesEndOfResponse(): boolean {
    return this.endOfResponse;
  }

  /** The complete reply. Throws OraError for a refused login. */
  async answer(request: LoginRequest): Promise<Buffer> {
    const writer = new MessageWriter();
    switch (request.kind) {
      case 'nativeServices':
        return nativeServicesReply();
      case 'protocol':
        writeProtocolReply(writer, this.host.flavour, this.endOfResponseWanted);
        break;
      case 'dataTypes':
        this.agree(writer, request.dataTypes);
        break;
      case 'fastAuth':
        writeProtocolReply(writer, this.host.flavour, this.endOfResponseWanted);
        this.agree(writer, request.dataTypes);
        await this.authenticate(writer, request.auth, request.callNumber);
        break;
      case 'auth':
        await this.authenticate(writer, request.auth, request.callNumber);
        break;
    }
    return writer.finish();
  }

  private agree(writer: MessageWriter, request: DataTypesRequest): void {
    this.currentDialect = negotiate(request, this.host.flavour);
    this.endOfResponseWanted &&= understandsEndOfRequest(request);
    writeDataTypesReply(writer, request);
  }

  private async authenticate(writer: MessageWriter, request: AuthRequest, callNumber: number): Promise<void> {
    this.endOfResponse = this.endOfResponseWanted && this.currentDialect.fieldVersion >= FieldVersion.V23_4;
    const { currentDialect: dialect, host, cursors, connectionId } = this;
    if (request.phase === 'one') {
      writer.bytes(await this.login.challenge(request));
    } else {
      const { session, reply } = await this.login.answer(request);
      this.loggedIn?.database.close();
      this.loggedIn = new TtcSession(connectionId, session, dialect, host.flavour, cursors, host.limits);
      writer.bytes(reply);
    }
    writeOer(writer, {}, { dialect, callNumber, inTransaction: false });
  }
}
