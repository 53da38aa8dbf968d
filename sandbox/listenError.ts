import { SandboxError } from './errors';

/** For `.catch(...)` on a start: says which port is taken and how to choose another. */
export function listenError(what: string, option: string, port: number): (error: unknown) => never {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new SandboxError(
        'sandbox.port.taken',
        `port ${port} for ${what} is taken by another process`,
        `stop that process, or choose another port: ords-sandbox start ${option} <port> (0 = any free one)`,
        { cause: error },
      );
    throw error;
  };
}
