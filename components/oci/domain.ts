import type { OciCredentials } from './credentials';
import type { Patience } from './repeats';
import type { SignedCall } from './signature';

/** A call of the domain's REST interface. */
export interface DomainCall {
  readonly method?: SignedCall['method'];
  /** Below the domain's origin, with a slash: `/admin/v1/Apps/…`. */
  readonly path: string;
  readonly body?: object;
  /** In errors, behind "cannot": `read the app "orders"`. */
  readonly purpose: string;
  /** Default `once` for POST, `repeatable` for the others. */
  readonly patience?: Patience;
  /** Statuses besides 2xx that are no error to the caller. */
  readonly expect?: readonly number[];
}

export interface DomainAnswer {
  readonly status: number;
  /** Empty where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** An identity domain as this library needs it; never rejects but with an OrdsError. */
export interface Domain {
  readonly origin: string;
  call(call: DomainCall): Promise<DomainAnswer>;
  close(): Promise<void>;
}

export type OpenDomain = (origin: string, credentials: OciCredentials) => Promise<Domain>;

/** Opens the domain for one piece of work. */
export async function withDomain<T>(
  open: OpenDomain,
  place: { readonly domainUrl: string; readonly credentials?: OciCredentials | undefined },
  work: (domain: Domain) => Promise<T>,
): Promise<T> {
  const domain = await open(place.domainUrl, place.credentials ?? {});
  try {
    return await work(domain);
  } finally {
    await domain.close();
  }
}
