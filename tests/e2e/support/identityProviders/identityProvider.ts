import type { ApiOutputs, ApiValues } from '../stack';

export type ProviderKind = 'auth0' | 'oci-iam';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What somebody does behind Pulumi's back, and the resource that must show it. */
export interface Damage {
  readonly resource: string;
  readonly what: string;
  readonly act: () => Promise<unknown>;
}

/** Names of the resources that a ProtectedApi `orders` has on this side; one may stand for several things. */
export interface ProviderResources {
  /** Where the lifetime of tokens stands. */
  readonly api: string;
  readonly scopes: string;
  /** Where the scopes of a client stand. */
  grant(client: string): string;
  /** All of a client. */
  client(client: string): readonly string[];
}

/** Settings that cannot work, and how the program is told. */
export interface BadSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly field: string;
}

export interface WithdrawnRight {
  /** What the error of an `up` must say. */
  readonly named: readonly string[];
  /** Variables of an `up` that lacks it, where it is not taken from everybody. */
  readonly environment: Readonly<Record<string, string>>;
  giveBack(): Promise<unknown>;
}

/** An identity provider of a running sandbox, as far as the tests differ that run for each of them. */
export interface IdentityProviderUnderTest {
  readonly kind: ProviderKind;
  /** The first part of its control actions: `<part>/refuse`. */
  readonly controlPart: string;
  /** What the type tokens of its resources begin with. */
  readonly resourceTypes: string;
  readonly resources: ProviderResources;
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Stands in the command line of its resource plugin. */
  readonly plugin: string;
  /** Requests that change something, as its holds name them: a regular expression. */
  readonly writes: string;
  /** What a ProtectedApi needs besides what all of them have. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** An audience as this provider's users write it. */
  audience(name: string): string;
  /** A token of a client for scopes that it was granted. */
  token(client: ClientCredentials, audience: string, scopes: readonly string[]): Promise<string>;
  /** Every object that the sandbox did not come with, in a line each, without ids; sorted. */
  objects(): Promise<string[]>;
  /** `objects()` of a ProtectedApi `orders` with these values and of nothing else, worked out from the values alone. */
  objectsOf(values: ApiValues): string[];
  /** Whether a request, as the statistics name it, changes nothing. */
  isRead(request: string): boolean;
  /** Each property, as far as one can be changed without the next. */
  propertyDamages(orders: ApiOutputs): readonly Damage[];
  /** Whole objects that are gone. */
  objectDamages(orders: ApiOutputs): readonly Damage[];
  /** Requests in their order while the audience of an API was changed: nothing goes before what takes its place is there. */
  expectSafeReplacement(requests: readonly string[]): void;
  /** Two that are refused before anything is called. */
  readonly badSettings: readonly [BadSettings, BadSettings];
  /** Makes the keys unreadable; returns the code of the finding that says so. */
  hideKeys(): Promise<string>;
  showKeys(): Promise<unknown>;
  /** Makes the keys unreadable as it happens with this provider; returns the code of the finding that says so. */
  closeKeys(): Promise<string>;
  /** Variables with a key for the provider's own interface that it does not accept, and what is said of it. */
  readonly wrongKey: { readonly environment: Readonly<Record<string, string>>; readonly code: string };
  /** Lets everybody read the keys, as its users do by hand where a stack does not. */
  openKeys(): Promise<unknown>;
  /** Takes a right that an `up` needs from whom it acts for. */
  withdrawRight(): Promise<WithdrawnRight>;
  close(): Promise<void>;
}
