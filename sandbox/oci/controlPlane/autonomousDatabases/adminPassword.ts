import { invalidParameter } from '../serviceError';

const MIN_LENGTH = 12;
const MAX_LENGTH = 30;

/** The rules of the API's documentation for `adminPassword`. Throws ServiceError, without the password. */
export function checkAdminPassword(password: string): void {
  const good =
    password.length >= MIN_LENGTH &&
    password.length <= MAX_LENGTH &&
    /[A-Z]/.test(password) &&
    /[a-z]/.test(password) &&
    /\d/.test(password) &&
    !password.includes('"') &&
    !/admin/i.test(password);
  if (good) return;
  throw invalidParameter(
    'The password must be between 12 and 30 characters long, and must contain at least 1 uppercase, 1 lowercase, and 1 numeric character. It cannot contain the double quote symbol (") or the username "admin", regardless of casing.',
  );
}
