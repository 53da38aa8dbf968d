import { InvalidArgumentError } from 'commander';

/** Seconds between two looks where none are given. */
export const DEFAULT_WATCH = 30;
export const DEFAULT_TIMEOUT = 10;
export const DEFAULT_PARALLEL = 4;
const LONGEST_WATCH = 86_400;
const LONGEST_TIMEOUT = 600;
const MOST_PARALLEL = 64;

function wholeNumber(text: string, least: number, most: number, noun: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new InvalidArgumentError(`It is a number of ${noun} from ${least} to ${most}.`);
  return value;
}

export const watchSeconds = (text: string): number => wholeNumber(text, 1, LONGEST_WATCH, 'seconds');
export const timeoutSeconds = (text: string): number => wholeNumber(text, 1, LONGEST_TIMEOUT, 'seconds');
export const parallelRequests = (text: string): number => wholeNumber(text, 1, MOST_PARALLEL, 'requests');

/** `orders=list?limit=1`, given again for each module. */
export function modulePath(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, module, path] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (module === undefined || path === undefined)
    throw new InvalidArgumentError('It is a module and its path, like orders=list?limit=1.');
  return { ...others, [module]: path };
}

export const repeated = (text: string, others: readonly string[] = []): string[] => [...others, text];
