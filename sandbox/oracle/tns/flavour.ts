/** TTC field versions: each adds fields to messages (facts/tns.md sections 4 to 6). */
export const FieldVersion = {
  V12_2: 8,
  V12_2_EXT1: 9,
  V18_1: 11,
  V19_1: 12,
  V20_1: 14,
  V23_1: 17,
  V23_1_EXT1: 18,
  V23_1_EXT3: 20,
  V23_4: 24,
} as const;

/** TNS protocol versions, as in CONNECT and ACCEPT. */
export const TnsVersion = {
  /** From here on packet lengths have four bytes; older clients are refused. */
  LARGE_PACKETS: 315,
  V318: 318,
  /** From here on ACCEPT carries a connection id and end-of-response may be used. */
  V319: 319,
} as const;

export type FlavourName = '19c' | '23ai';

/** Which release the server imitates (facts/tns.md section 8). */
export interface Flavour {
  readonly name: FlavourName;
  readonly tnsVersion: number;
  readonly fieldVersion: number;
  readonly fastAuth: boolean;
  readonly endOfResponse: boolean;
  /** major, release, update, port release, port update */
  readonly version: readonly [number, number, number, number, number];
  readonly banner: string;
  /** Text of ORA-01017, which 23ai words differently. */
  readonly logonDenied: string;
}

const FLAVOURS: Record<FlavourName, Flavour> = {
  '19c': {
    name: '19c',
    tnsVersion: TnsVersion.V318,
    fieldVersion: FieldVersion.V19_1,
    fastAuth: false,
    endOfResponse: false,
    version: [19, 28, 0, 1, 0],
    banner: 'Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production\nVersion 19.28.0.1.0',
    logonDenied: 'invalid username/password; logon denied',
  },
  '23ai': {
    name: '23ai',
    tnsVersion: TnsVersion.V319,
    fieldVersion: FieldVersion.V23_4,
    fastAuth: true,
    endOfResponse: true,
    version: [23, 26, 0, 1, 0],
    banner: 'Oracle AI Database 23ai Enterprise Edition Release 23.26.0.1.0 - Production',
    logonDenied: 'invalid credential or not authorized; logon denied',
  },
};

export function flavour(name: FlavourName): Flavour {
  return FLAVOURS[name];
}

/** The version as AUTH_VERSION_NO and function 59 give it from field version 11 on (facts/tns.md section 5). */
export function versionNumber(of: Flavour): number {
  const [major, release, update, port, portUpdate] = of.version;
  return major * 2 ** 24 + (release << 16) + (update << 12) + (port << 4) + portUpdate;
}
