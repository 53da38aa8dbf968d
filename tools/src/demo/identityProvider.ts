import type { Http } from './http';
import type { Narrator } from './narrator';

/** Where the two systems are, as `ords-sandbox env` says it. */
export type Environment = Readonly<Record<string, string>>;

/** A client as the stack's output `clients` shows it. */
export interface DemoClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the demo's stacks export. */
export interface DemoOutputs {
  readonly audience: string;
  readonly clients: Readonly<Record<'backend' | 'auditor', DemoClient>>;
  readonly endpoints: Readonly<Record<'orders' | 'audit', string>>;
  /** Of a stack that makes its own schema. */
  readonly schemaConnection?: DemoConnection;
}

/** How to log on as the owner of the demo's schema. */
export interface DemoConnection {
  readonly connectString: string;
  readonly user: string;
  readonly password: string;
}

/** The stack whose life a demo tells. */
export interface DemoProject {
  /** Of the Pulumi project, from the repository's root. */
  readonly directory: string;
  readonly stack: string;
  /** Where its values are. */
  readonly values: string;
}

/** One kind of identity provider: which stack is shown, and who may look at the provider's side. */
export interface DemoIdentityProvider {
  /** As a sentence calls it: `Auth0`. */
  readonly name: string;
  /** What the sandbox starts: `an Auth0 tenant, an Oracle database, ORDS`. */
  readonly parts: string;
  readonly project: DemoProject;
  /** What somebody does in the console: `a scope changes`. */
  readonly damage: string;
  /** What a destroyed stack leaves: `no API, client or grant`. */
  readonly nothing: string;
  /** Why a destroy takes its time; absent where it does not. */
  readonly slowDestroy?: string;
  /** Where it listens. */
  address(environment: Environment): string;
  operator(http: Http, environment: Environment): Promise<Operator>;
  database(environment: Environment, outputs: DemoOutputs): DemoConnection;
  /** Checks that nothing of the stack is left in the database, and that its endpoint does not answer. */
  afterDestroy(end: DemoEnd): Promise<void>;
}

export interface DemoEnd {
  readonly narrator: Narrator;
  readonly http: Http;
  readonly environment: Environment;
  /** As they were before. */
  readonly outputs: DemoOutputs;
}

/** The operator's view of the identity provider, and a client's. */
export interface Operator {
  /** A token for the demo's API with these scopes, as the client gets it. */
  token(client: DemoClient, audience: string, scopes: readonly string[]): Promise<string>;
  /** A real token of the same issuer for another API. */
  foreignToken(): Promise<string>;
  /** What somebody does in the console, and what a preview then shows of it. */
  changeBehindPulumi(outputs: DemoOutputs, scope: string): Promise<{ what: string; shown: RegExp }>;
  /** Names of what a destroyed stack should not have left. */
  leftovers(): Promise<string[]>;
}
