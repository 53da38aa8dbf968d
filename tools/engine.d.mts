// The types of engine.mjs for TypeScript; what they mean stands there.
export interface Engine {
  directory: string;
  root?: string;
  pulumi: string;
  version: string;
  source: 'path' | 'cache' | 'built';
}

export declare class EngineMissingError extends Error {
  constructor(reasons: string[], go: string);
  readonly code: 'engine.missing';
}

export declare function ensureEngine(options?: {
  log?: (line: string) => void;
  env?: Record<string, string | undefined>;
  module?: string;
}): Promise<Engine>;
