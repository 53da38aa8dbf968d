/** Counters since the start. */
export interface GatewayStatistics {
  requests: number;
  byStatus: Record<number, number>;
  /** By reason, e.g. `expired`; see TokenRefusal and AuthorisationRefusal. */
  refusals: Record<string, number>;
  /** Requests sent to JWK URLs. */
  readonly jwksFetches: number;
}

export function count(counters: Record<string | number, number>, key: string | number): void {
  counters[key] = (counters[key] ?? 0) + 1;
}
