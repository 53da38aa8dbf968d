import type { Socket } from 'node:net';
import { OraError } from '../oraError';
import { answerCall } from './call/calls';
import { StatementFailed } from './call/execute';
import { applyPiggyback } from './call/piggybacks';
import { ProtocolError } from './codec/reader';
import { MessageWriter } from './codec/writer';
import { ConnectionDropped, userCancel } from './faults';
import { Negotiation } from './login/negotiation';
import { MessageType } from './messages';
import { type ConnectPacket, parseConnect } from './net/connect';
import { answerConnect } from './net/listener';
import {
  DATA_OFFSET,
  DataFlag,
  dataFlags,
  encodeData,
  encodeMarker,
  encodePacket,
  Marker,
  markerData,
  type Packet,
  PacketStream,
  PacketType,
} from './net/packet';
import type { ConnectionHost } from './options';
import { parseRequest, RefusedCall, type Request } from './request/request';
import { RequestBuffer } from './request/requestBuffer';
import { type Outcome, writeOer } from './response/trailer';

/** JDBC 19 and 21 lose a race in their cancel thread when a break is answered at once (facts/tns.md 11, need 10). */
const BREAK_ANSWER_DELAY_MS = 5;
const INTERNAL_ERROR = 600;
const NOT_LOGGED_ON = 1012;

/** One client: packets in, requests one after the other, packets out. */
export class Connection {
  private readonly packets = new PacketStream();
  private readonly requests = new RequestBuffer();
  private connect: ConnectPacket | undefined;
  private negotiation: Negotiation | undefined;
  private sdu = 0;
  private readonly loginTimer: NodeJS.Timeout;
  private closed = false;
  /** Between a client's interrupt and its reset: what it sent before is void, and so are answers. */
  private breaking = false;
  private breakAnswered: Promise<void> = Promise.resolve();
  private answering: Promise<void> | undefined;
  private abort = new AbortController();
  private callNumber = 0;

  constructor(
    private readonly host: ConnectionHost,
    private readonly socket: Socket,
    readonly id: number,
    /** Called once the socket is closed, the last call is over and the database session is closed. */
    private readonly onEnded: () => void,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.guarded(() => this.onData(chunk)));
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => this.onClose());
    const { loginTimeoutMs } = host.limits;
    this.loginTimer = setTimeout(
      () => this.fail(new ProtocolError(`no login within ${loginTimeoutMs} ms`)),
      loginTimeoutMs,
    );
  }

  get isLoggedIn(): boolean {
    return this.negotiation?.session !== undefined;
  }

  /** Logged in and reachable. */
  get isOpenSession(): boolean {
    return this.isLoggedIn && !this.closed;
  }

  drop(): void {
    this.socket.destroy();
  }

  /** Nothing that a client sends may harm another one. */
  private guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const text = error instanceof ProtocolError ? error.message : stackOf(error);
    this.host.log(`connection ${this.id} closed: ${text}`);
    this.drop();
  }

  private onClose(): void {
    this.closed = true;
    clearTimeout(this.loginTimer);
    this.abort.abort();
    void Promise.allSettled([this.answering]).then(() => {
      this.negotiation?.session?.database.close();
      this.onEnded();
    });
  }

  private onData(chunk: Buffer): void {
    this.packets.push(chunk);
    for (let packet = this.packets.next(); packet && !this.closed; packet = this.packets.next()) {
      this.onPacket(packet);
    }
  }

  private onPacket(packet: Packet): void {
    if (this.negotiation === undefined) {
      this.onConnect(packet);
    } else if (packet.type === PacketType.MARKER) {
      this.onMarker(markerData(packet.bytes));
    } else if (packet.type === PacketType.DATA) {
      this.onRequestData(packet.bytes);
    } else {
      throw new ProtocolError(`packet type ${packet.type}`);
    }
  }

  private onConnect({ type, bytes }: Packet): void {
    if (type === PacketType.CONNECT) {
      this.connect = parseConnect(bytes);
      if (!this.connect.dataFollows) this.answerConnect(this.connect, this.connect.data);
    } else if (type === PacketType.DATA && this.connect !== undefined) {
      this.answerConnect(this.connect, bytes.toString('latin1', DATA_OFFSET));
    } else {
      throw new ProtocolError(`packet type ${type} before the connection was accepted`);
    }
  }

  private answerConnect(connect: ConnectPacket, connectData: string): void {
    const answer = answerConnect(this.host, connect, connectData);
    this.send(encodePacket(answer.type, answer.body, false));
    if (!answer.accepted) {
      this.socket.end();
      return;
    }
    this.sdu = answer.sdu;
    this.packets.largeLengths = true; // ACCEPT itself still has a short length (gotcha 1)
    this.negotiation = new Negotiation(this.host, this.id, answer.service, answer.endOfResponse);
  }

  private onRequestData(packet: Buffer): void {
    if (dataFlags(packet) & DataFlag.EOF) {
      this.socket.end();
      return;
    }
    if (this.breaking) return;
    this.requests.append(packet.subarray(DATA_OFFSET), this.requestLimit);
    this.answerNext();
  }

  private get requestLimit(): number {
    const { maxRequestBytes, maxLoginRequestBytes } = this.host.limits;
    return this.isLoggedIn ? maxRequestBytes : maxLoginRequestBytes;
  }

  /** A break must be answered when nothing runs, too: the answer may be on its way (gotcha 13). */
  private onMarker(data: number): void {
    if (data !== Marker.RESET) {
      this.breaking = true;
      this.abort.abort();
      this.breakAnswered = new Promise((resolve) => {
        setTimeout(() => {
          this.send(encodeMarker(Marker.BREAK));
          resolve();
        }, BREAK_ANSWER_DELAY_MS);
      });
      return;
    }
    this.requests.clear();
    void Promise.allSettled([this.answering, this.breakAnswered]).then(() => {
      this.breaking = false;
      this.send(encodeMarker(Marker.RESET));
      this.respond(this.oer({ error: userCancel() }));
    });
  }

  /** Starts on the next request if it is complete and no other one is being answered. */
  private answerNext(): void {
    const { negotiation } = this;
    if (this.answering !== undefined || this.breaking || this.closed || negotiation === undefined) return;
    let request: Request | RefusedCall | undefined;
    try {
      const { dialect, cursors } = negotiation;
      request = this.requests.take((reader) => parseRequest(reader, dialect, cursors), this.requestLimit);
    } catch (error) {
      if (!(error instanceof RefusedCall) || !this.isLoggedIn) throw error;
      this.requests.clear(); // no length, so no way to tell where the request ends
      request = error;
    }
    if (request === undefined) return;
    if ('callNumber' in request) this.callNumber = request.callNumber;
    this.abort = new AbortController();
    this.answering = this.answer(negotiation, request).then(() => {
      this.answering = undefined;
      this.guarded(() => this.answerNext());
    });
  }

  private async answer(negotiation: Negotiation, request: Request | RefusedCall): Promise<void> {
    let reply: Buffer | undefined;
    try {
      reply = await this.reply(negotiation, request);
    } catch (error) {
      if (error instanceof ConnectionDropped) {
        this.drop();
        return;
      }
      reply = this.oer(this.outcomeOf(error));
    }
    if (this.closed) return;
    const isCall = request instanceof RefusedCall || request.kind === 'call';
    // a call that a break ended is answered as well, by the ORA-01013 behind the reset
    if (isCall && reply !== undefined) this.host.callAnswered();
    if (reply !== undefined && !this.breaking) this.respond(reply);
  }

  private async reply(negotiation: Negotiation, request: Request | RefusedCall): Promise<Buffer | undefined> {
    if (request instanceof RefusedCall) {
      this.host.log(`connection ${this.id}: a call that is not spoken: ${request.message}`);
      throw request.cause;
    }
    if (request.kind !== 'call') {
      const reply = await negotiation.answer(request);
      if (this.isLoggedIn) clearTimeout(this.loginTimer);
      return reply;
    }
    const { session } = negotiation;
    if (session === undefined) throw new OraError(NOT_LOGGED_ON, 'not logged on');
    for (const piggyback of request.piggybacks) applyPiggyback(session, piggyback);
    const { call, callNumber, oneWay } = request;
    const faults = oneWay ? undefined : this.host.faults;
    const reply = await answerCall(session, call, { callNumber, signal: this.abort.signal }, faults);
    return oneWay ? undefined : reply;
  }

  private outcomeOf(failure: unknown): Outcome {
    const statement = failure instanceof StatementFailed ? failure : undefined;
    const cause = statement?.cause ?? failure;
    if (!(cause instanceof OraError)) this.host.log(`connection ${this.id}: ${stackOf(cause)}`);
    else if (!this.isLoggedIn) this.host.log(`connection ${this.id}: login refused: ${cause.message}`);
    return {
      error: cause instanceof OraError ? cause : internalError(cause),
      cursorId: statement?.cursorId ?? 0,
      rowCount: statement?.rowCount ?? 0,
    };
  }

  private oer(outcome: Outcome): Buffer {
    const writer = new MessageWriter();
    const dialect = this.negotiation?.dialect;
    if (dialect === undefined) return writer.finish();
    const inTransaction = this.negotiation?.session?.database.inTransaction ?? false;
    writeOer(writer, outcome, { dialect, callNumber: this.callNumber, inTransaction });
    return writer.finish();
  }

  private respond(message: Buffer): void {
    const marksEnd = this.negotiation?.usesEndOfResponse ?? false;
    const whole = marksEnd ? Buffer.concat([message, Buffer.from([MessageType.END_OF_REQUEST])]) : message;
    this.socket.cork();
    for (const packet of encodeData(whole, this.sdu, marksEnd ? DataFlag.END_OF_RESPONSE : 0))
      this.send(packet);
    this.socket.uncork();
  }

  private send(packet: Buffer): void {
    if (!this.closed && this.socket.writable) this.socket.write(packet);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function internalError(cause: unknown): OraError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new OraError(INTERNAL_ERROR, `internal error code, arguments: [${text}]`);
}
