import { createHash } from 'node:crypto';
import type { Database, DatabaseSession, SessionAttributes } from '../../database';
import { OraError } from '../../oraError';
import { MessageWriter } from '../codec/writer';
import { type Flavour, versionNumber } from '../flavour';
import { MessageType } from '../messages';
import type { AuthRequest } from './authRequest';
import { type ChallengeEntry, O5Logon } from './o5logon';

const DATABASE_NAME = 'SANDBOX';
const INSTANCE_NAME = 'sandbox1';
const LOGON_DENIED = 1017;
const PROXY_DENIED = 28150;
/** A stable id, as a database has one. */
const DATABASE_ID = createHash('sha256').update(DATABASE_NAME).digest('hex').slice(0, 32).toUpperCase();

export interface LoginContext {
  readonly database: Database;
  readonly flavour: Flavour;
  /** Shown as SID of the session. */
  readonly sessionId: number;
  readonly service: string;
  readonly maxCursors: number;
}

export interface LoggedIn {
  readonly session: DatabaseSession;
  readonly reply: Buffer;
}

function parameters(entries: readonly ChallengeEntry[]): Buffer {
  const writer = new MessageWriter().uint8(MessageType.PARAMETER).ub(entries.length);
  for (const [key, value, flags] of entries) writer.keyValue(key, value, flags);
  return writer.finish();
}

/** A user as the dictionary writes it: in capitals, unless the client has put the name in double quotes. */
function accountName(user: string): string {
  return /^".+"$/.test(user) ? user.slice(1, -1) : user.toUpperCase();
}

/** The two steps of a login (facts/tns.md section 5); replies still need the OER that ends them. */
export class Login {
  private attempt: { user: string; logon: O5Logon; attributes: SessionAttributes } | undefined;

  constructor(private readonly context: LoginContext) {}

  async challenge(request: AuthRequest): Promise<Buffer> {
    const user = accountName(request.user);
    const logon = await O5Logon.start(this.context.database.password(user));
    this.attempt = { user, logon, attributes: clientAttributes(request) };
    return parameters([...logon.challenge(), ['AUTH_GLOBALLY_UNIQUE_DBID\0', DATABASE_ID]]);
  }

  /** Throws ORA-01017, or what the database says about the account. One challenge allows one try. */
  async answer(request: AuthRequest): Promise<LoggedIn> {
    const attempt = this.attempt;
    this.attempt = undefined;
    const proof =
      attempt?.user === accountName(request.user)
        ? await attempt.logon.prove(
            request.values.get('AUTH_SESSKEY') ?? '',
            request.values.get('AUTH_PASSWORD') ?? '',
          )
        : undefined;
    if (attempt === undefined || proof === undefined) {
      throw new OraError(LOGON_DENIED, this.context.flavour.logonDenied);
    }
    // `alter user ... grant connect through` is not known here, so no proxy is authorised; to work as the proxy instead would
    // be a wrong answer.
    if (request.values.has('PROXY_CLIENT_NAME')) {
      throw new OraError(PROXY_DENIED, 'proxy not authorized to connect as client');
    }
    const session = this.context.database.openSession(attempt.user, attempt.attributes);
    return { session, reply: parameters(this.sessionValues(proof)) };
  }

  private sessionValues(proof: string): ChallengeEntry[] {
    const { flavour, sessionId, service, maxCursors } = this.context;
    return [
      ['AUTH_VERSION_STRING', '- Production'],
      ['AUTH_VERSION_SQL', '25'],
      ['AUTH_XACTION_TRAITS', '3'],
      ['AUTH_VERSION_NO', String(versionNumber(flavour))],
      ['AUTH_VERSION_STATUS', '0'],
      ['AUTH_CAPABILITY_TABLE', ''],
      ['AUTH_DBNAME', DATABASE_NAME],
      ['AUTH_SESSION_ID', String(sessionId)],
      ['AUTH_SERIAL_NUM', '1'],
      ['AUTH_INSTANCE_NO', '1'],
      ['AUTH_INSTANCENAME', INSTANCE_NAME],
      ['AUTH_SC_SERVICE_NAME', service],
      ['AUTH_SC_DBUNIQUE_NAME', DATABASE_NAME],
      ['AUTH_SC_REAL_DBUNIQUE_NAME', DATABASE_NAME],
      ['AUTH_SC_DB_DOMAIN', ''],
      ['AUTH_SC_SERVER_HOST', 'localhost'],
      ['AUTH_SC_INSTANCE_NAME', INSTANCE_NAME],
      ['AUTH_MAX_OPEN_CURSORS', String(maxCursors)],
      ['AUTH_MAX_IDEN_LENGTH', '128'],
      ['AUTH_DB_ID', '1'],
      ['AUTH_USER_ID', '100'],
      ['AUTH_SVR_RESPONSE', proof],
    ];
  }
}

/** What the client tells about itself, in the first step. AUTH_ALTER_SESSION (JDBC: NLS settings, time zone) is left alone. */
function clientAttributes(request: AuthRequest): SessionAttributes {
  const attributes: SessionAttributes = {};
  const program = request.values.get('AUTH_PROGRAM_NM');
  const machine = request.values.get('AUTH_MACHINE');
  if (program) attributes.program = program;
  if (machine) attributes.machine = machine;
  return attributes;
}
