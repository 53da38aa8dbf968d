import { strFromU8, unzipSync } from 'fflate';
import { OrdsError } from '../../errors';
import { forProgram } from '../../problem';

/** The one file that a driver without Oracle Client reads: key, certificate, authorities. */
const PEM_FILE = 'ewallet.pem';
/** Bytes; a real one has about 7 kB. */
const LARGEST_PEM = 1_000_000;

/**
 * The text of `ewallet.pem` in a downloaded wallet, which is `walletContent` of a connection.
 *
 * @throws OrdsError `adb.wallet.archive`, `adb.wallet.no_pem`
 */
export function walletPem(base64: string): string {
  const pem = files(base64)[PEM_FILE];
  if (pem !== undefined) return strFromU8(pem);
  throw walletError('no_pem', `the wallet has no ${PEM_FILE}`, 'download it again: change wallet.password');
}

function files(base64: string): Record<string, Uint8Array> {
  try {
    return unzipSync(Buffer.from(base64, 'base64'), {
      filter: ({ name, originalSize }) => name === PEM_FILE && originalSize <= LARGEST_PEM,
    });
  } catch {
    // What the archive holds is secret; the reason that fflate gives adds nothing.
    throw walletError('archive', 'the wallet is no ZIP archive', 'download it again: change wallet.password');
  }
}

function walletError(code: string, summary: string, remedy: string): OrdsError {
  return forProgram(new OrdsError(summary, { code: `adb.wallet.${code}`, field: 'wallet', remedy }));
}
