import type { HeldRights } from '../../database/rights/heldRights';

/** A procedure of an ORDS package that the user may call. Names as the dictionary writes them. */
export interface ProcedureFacts {
  readonly package: string;
  readonly procedure: string;
  readonly arguments: readonly string[];
}

/** What one connection shows of a database and its ORDS. */
export interface DatabaseFacts {
  /** As the dictionary writes it. */
  readonly user: string;
  /** `Oracle Database 19c Enterprise Edition 19.3.0.0.0`; undefined where it could not be read. */
  readonly release: string | undefined;
  /** ORDS.INSTALLED_VERSION; undefined where it could not be read. */
  readonly version: string | undefined;
  /** Of ORDS_METADATA.ORDS_VERSION; undefined where it could not be read. */
  readonly status: string | undefined;
  readonly held: HeldRights;
  /** DEFINER or CURRENT_USER, by package. */
  readonly authid: Readonly<Record<string, string>>;
  readonly procedures: readonly ProcedureFacts[];
  /** Undefined where it could not be read. */
  readonly securityAdminIsPublic: boolean | undefined;
}
