/** What one client may take from the server. Every limit ends in an Oracle error or a closed connection, never in a crash. */
export interface TnsLimits {
  /** Milliseconds from the connection to a finished login; then the connection is closed. Default 60000 (what a listener's INBOUND_CONNECT_TIMEOUT defaults to). */
  readonly loginTimeoutMs: number;
  /** Bytes of one request after login (temporary LOB writes included); more closes the connection. Default 67108864. */
  readonly maxRequestBytes: number;
  /** Bytes of one request before login. Default 65536. */
  readonly maxLoginRequestBytes: number;
  /** LOB locators alive in one session; more raise ORA-01652. Default 10000. */
  readonly maxLobsPerSession: number;
  /** Open cursors in one session; more raise ORA-01000. Default 1000 (announced to the client as AUTH_MAX_OPEN_CURSORS). */
  readonly maxCursorsPerSession: number;
}

export const DEFAULT_LIMITS: TnsLimits = {
  loginTimeoutMs: 60_000,
  maxRequestBytes: 64 * 1024 * 1024,
  maxLoginRequestBytes: 64 * 1024,
  maxLobsPerSession: 10_000,
  maxCursorsPerSession: 1_000,
};
