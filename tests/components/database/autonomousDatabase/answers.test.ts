import { zipSync, strToU8 } from 'fflate';
import {
  connectStringOf,
  type ConnectionProfile,
} from '../../../../components/database/autonomousDatabase/connectString';
import { ordsBaseUrlOf } from '../../../../components/database/autonomousDatabase/ordsBaseUrl';
import { walletPem } from '../../../../components/database/autonomousDatabase/wallet';

const profile = (
  service: string,
  tlsAuthentication: string,
  change: Partial<ConnectionProfile> = {},
): ConnectionProfile => ({
  displayName: `orders_${service}`,
  consumerGroup: service.toUpperCase(),
  syntaxFormat: 'LONG',
  tlsAuthentication,
  value: `${service} ${tlsAuthentication}`,
  ...change,
});
const levels = ['high', 'low', 'medium', 'tp', 'tpurgent'];
const both = ['MUTUAL', 'SERVER'].flatMap((tls) => levels.map((level) => profile(level, tls)));

describe('connect string', () => {
  const server = { tlsAuthentication: 'SERVER', service: undefined } as const;

  test('is that of tp, for the way to authenticate', () => {
    expect(connectStringOf(both, server)).toBe('tp SERVER');
    expect(connectStringOf(both, { ...server, tlsAuthentication: 'MUTUAL' })).toBe('tp MUTUAL');
    expect(connectStringOf(both, { ...server, service: 'high' })).toBe('high SERVER');
  });

  test('is that of low where there is no tp', () => {
    expect(connectStringOf([profile('high', 'SERVER'), profile('low', 'SERVER')], server)).toBe('low SERVER');
  });

  test('is a descriptor where there is also a short form', () => {
    const short = profile('tp', 'SERVER', { syntaxFormat: 'EZCONNECTPLUS', value: 'short' });
    expect(connectStringOf([short, ...both], server)).toBe('tp SERVER');
    expect(connectStringOf([short], server)).toBe('short');
  });

  test.each([
    { displayName: 'orders_tp', consumerGroup: 'MEDIUM' },
    { displayName: '', consumerGroup: 'TP' },
  ])('a service is known by its name, or its group: %j', (names) => {
    expect(connectStringOf([profile('tp', 'SERVER', names)], server)).toBe('tp SERVER');
  });

  test('that is not offered is an error with what is', () => {
    const mutual = both.filter(({ tlsAuthentication }) => tlsAuthentication === 'MUTUAL');
    expect(() => connectStringOf(mutual, server)).toThrow(
      expect.objectContaining({
        code: 'adb.connect_string.missing',
        found: expect.stringContaining('"MUTUAL tp"') as string,
        expected: 'SERVER tp',
      }) as Error,
    );
  });
});

describe('address of ORDS', () => {
  test.each(['https://db.adb.example.com/ords/', 'https://db.adb.example.com/ords'])('%s', (url) => {
    expect(ordsBaseUrlOf(url)).toBe('https://db.adb.example.com/ords');
  });
  test.each([
    undefined,
    '',
    'http://db.example.com/ords/',
    'https://db.example.com/',
    'https://db.example.com/ords/sql-developer',
  ])('%s is refused', (url) => {
    expect(() => ordsBaseUrlOf(url)).toThrow('[adb.ords_url]');
  });
});

describe('wallet', () => {
  const zip = (files: Record<string, string>): string =>
    Buffer.from(
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
    ).toString('base64');

  test('gives the text of ewallet.pem', () => {
    expect(walletPem(zip({ 'tnsnames.ora': 'x', 'ewallet.pem': 'key\ncertificate\n' }))).toBe(
      'key\ncertificate\n',
    );
  });
  test('without it is an error', () => {
    expect(() => walletPem(zip({ 'cwallet.sso': 'x' }))).toThrow('[adb.wallet.no_pem]');
  });
  test('that is damaged is an error that shows nothing of it', () => {
    const archive = zip({ 'ewallet.pem': 'not-in-clear' });
    for (const text of ['', 'not-in-clear', archive.slice(0, 40)]) {
      const read = (): string => walletPem(text);
      expect(read).toThrow('[adb.wallet.archive]');
      expect(read).not.toThrow('not-in-clear');
    }
  });
});
