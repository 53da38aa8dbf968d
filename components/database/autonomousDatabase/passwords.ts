import type { Problem } from '../../problem';

/** What the service takes; facts/pulumi.md 7, and the API's documentation of `adminPassword`. */
const ADMIN_LENGTH = { min: 12, max: 30 };
const WALLET_LENGTH = { min: 8, max: 60 };

/** A password that the service would refuse. The message never shows it. */
export function checkAdminPassword(password: string): Problem[] {
  const broken = [
    ...tooShortOrLong(password, ADMIN_LENGTH),
    ...(/[A-Z]/.test(password) ? [] : ['no upper-case letter']),
    ...(/[a-z]/.test(password) ? [] : ['no lower-case letter']),
    ...(/\d/.test(password) ? [] : ['no digit']),
    ...(password.includes('"') ? ['a double quote'] : []),
    ...(/admin/i.test(password) ? ['the word "admin"'] : []),
  ];
  return problems('admin_password', 'adminPassword', broken, {
    expected:
      '12 to 30 characters with upper-case and lower-case letters and a digit, without a double quote and without "admin"',
    remedy: 'pulumi config set --secret adminPassword <another one>',
  });
}

/** The same for the password of a wallet. */
export function checkWalletPassword(password: string): Problem[] {
  const broken = [
    ...tooShortOrLong(password, WALLET_LENGTH),
    ...(/[A-Za-z]/.test(password) ? [] : ['no letter']),
    ...(/[^A-Za-z]/.test(password) ? [] : ['neither a digit nor a special character']),
  ];
  return problems('wallet_password', 'wallet.password', broken, {
    expected: '8 to 60 characters with a letter and a digit or special character',
    remedy: 'pulumi config set --secret walletPassword <another one>',
  });
}

function tooShortOrLong(password: string, { min, max }: typeof ADMIN_LENGTH): string[] {
  const { length } = [...password];
  return length < min || length > max ? ['another length'] : [];
}

function problems(
  code: string,
  field: string,
  broken: readonly string[],
  texts: Pick<Problem, 'remedy'> & { readonly expected: string },
): Problem[] {
  if (broken.length === 0) return [];
  return [
    {
      code: `adb.${code}`,
      severity: 'error',
      field,
      summary: 'is a password that the service refuses',
      found: `${broken.join(', ')} (secret, not shown)`,
      ...texts,
    },
  ];
}
