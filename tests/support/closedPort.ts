/**
 * A port on which nobody listens. One that was free a moment ago will not do: another process may be given it before it is called.
 * Ports below 1024 are given to nobody who asks for any, and the service of this one is long gone.
 */
export const CLOSED_PORT = 2;
