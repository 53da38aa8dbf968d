import type { ApiOutputs, ApiValues } from '../stack';

export type ProviderKind = 'auth0' | 'oci-iam' | 'entra';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What somebody does behind Pulumi's back, and the resource that must show it. */
export interface Damage {
  readonly resource: string;
  readonly what: string;
  /** The property of it that must show; absent where the whole resource does. */
  readonly property?: string;
  readonly act: () => Promise<unknown>;
}

/** Names of the resources that a ProtectedApi `orders` has on this side; one may stand for several things. */
export interface ProviderResources {
  /** What stands for the API: with another one its tokens are another API's. */
  readonly api: string;
  readonly scopes: string;
  /** Where it stands that a client has a scope. */
  grant(client: string, scope: string): readonly string[];
  /** All of a client with this scope. */
  client(client: string, scope: string): readonly string[];
  /** On the ORDS side, where a scope needs a role there. */
  ordsRole(scope: string): readonly string[];
}

/** Settings other than those of all tests, and the resources of `orders` that they change. */
export interface OtherSettings {
  readonly what: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly resources: readonly string[];
}

/** Values that cannot work, and how the program is told. */
export interface BadValues {
  readonly edit: (values: ApiValues) => void;
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
  readonly otherSettings: OtherSettings;
  /** Clients of the life of a stack beside those of all tests, where they bring objects of their own. */
  readonly moreClients?: NonNullable<ApiValues['clients']>;
  /** An audience as this provider's users write it; undefined: the provider issues it with the API. */
  audience(name: string): string | undefined;
  /** The audience of a ProtectedApi `orders` with these values: what its ORDS side has to trust. */
  audienceInEffect(values: ApiValues): Promise<string>;
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
  /** Requests in their order while an API got another audience: nothing goes before what takes its place is there. */
  expectSafeReplacement(requests: readonly string[]): void;
  /** Two groups that are refused before anything is called, each by one `up`. */
  readonly badValues: readonly [readonly BadValues[], readonly BadValues[]];
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
