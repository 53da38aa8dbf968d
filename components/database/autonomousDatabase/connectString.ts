import { OrdsError } from '../../errors';
import { forProgram } from '../../problem';
import { quote } from '../../rules/text';
import type { DatabaseService } from './autonomousDatabaseArgs';

/** How a client must show itself: with a wallet's certificate, or not at all. */
export type TlsAuthentication = 'SERVER' | 'MUTUAL';

/** One of `connectionStrings[0].profiles` (facts/pulumi.md 7). */
export interface ConnectionProfile {
  readonly consumerGroup?: string;
  readonly displayName?: string;
  readonly syntaxFormat?: string;
  readonly tlsAuthentication?: string;
  readonly value: string;
}

interface Wanted {
  readonly tlsAuthentication: TlsAuthentication;
  readonly service: DatabaseService | undefined;
}

/**
 * The connect string of a service; without a `service` that of `tp`, and where there is none that of `low`.
 *
 * @throws OrdsError `adb.connect_string.missing`
 */
export function connectStringOf(
  profiles: readonly ConnectionProfile[],
  { tlsAuthentication, service }: Wanted,
): string {
  const offered = profiles.filter((profile) => profile.tlsAuthentication === tlsAuthentication);
  const services = service === undefined ? (['tp', 'low'] as const) : [service];
  const found = services.map((name) => bestOf(offered, name)).find((profile) => profile !== undefined);
  if (found !== undefined) return found.value;
  throw forProgram(
    new OrdsError(
      `the database offers no service ${services.join(' or ')} with TLS authentication ${tlsAuthentication}`,
      {
        code: 'adb.connect_string.missing',
        field: 'service',
        found:
          profiles.map((profile) => quote(`${profile.tlsAuthentication} ${nameOf(profile)}`)).join(', ') ||
          'nothing',
        expected: `${tlsAuthentication} ${services[0]}`,
        remedy:
          tlsAuthentication === 'SERVER'
            ? 'pulumi refresh; if it stays so: the database still requires mutual TLS (isMtlsConnectionRequired), see docs/autonomous-database.md'
            : 'choose a service that is there',
      },
    ),
  );
}

/** A descriptor before host:port/service, because it carries the name that TLS has to prove. */
function bestOf(profiles: readonly ConnectionProfile[], service: string): ConnectionProfile | undefined {
  const same = profiles.filter((profile) => nameOf(profile) === service);
  return same.find(({ syntaxFormat }) => syntaxFormat === 'LONG') ?? same[0];
}

/** [?] Whether `consumerGroup` says TP for a transaction service is not recorded; the name ends in it either way. */
function nameOf({ displayName, consumerGroup }: ConnectionProfile): string {
  const [, ending] = /_([a-z]+)$/i.exec(displayName ?? '') ?? [];
  return (ending ?? consumerGroup ?? '').toLowerCase();
}
