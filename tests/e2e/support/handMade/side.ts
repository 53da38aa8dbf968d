import { createHash } from 'node:crypto';

/** How ORDS authorises. */
export type Mode = 'scope' | 'role';

/** What stands on one side, by view or list: a digest of every byte of it. */
export type Digests = Readonly<Record<string, string>>;

export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The side of an identity provider as people make it with its own tools. */
export interface HandMadeSide {
  /** Of `pulumi-ords export`, which reads it. */
  readonly option: string;
  readonly audience: string;
  /** Objects that the first `up` imports. */
  readonly imported: number;
  /** Resource that shows what `takeScopes` did. */
  readonly damaged: string;
  make(): Promise<unknown>;
  /** Everything that is there, secrets included. */
  objects(): Promise<Digests>;
  /** Takes from the client what it may ask for. */
  takeScopes(): Promise<unknown>;
  close(): Promise<void>;
}
