/** Character set ids on the wire. */
export const Charset = { AL32UTF8: 873, AL16UTF16: 2000 } as const;
