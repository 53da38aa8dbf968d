import type { Problem } from '../problem';
import { checkIdentifier, quote } from './text';

interface Clients {
  readonly clients: Readonly<Record<string, { readonly redirectUris?: readonly string[] }>>;
}

/** Hosts to which a browser's answer does not leave the machine (RFC 8252 7.3). */
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Where people are sent back to with the authorization code. Identity providers compare byte for byte, so that what a browser
 * or a client would write otherwise matches nothing.
 */
export function checkRedirectUris({ clients }: Clients): Problem[] {
  return Object.entries(clients).flatMap(([client, { redirectUris }]) => {
    if (redirectUris === undefined) return [];
    const field = `clients[${JSON.stringify(client)}].redirectUris`;
    if (redirectUris.length === 0) return [none(field)];
    return redirectUris.flatMap((uri, index) => [
      ...checkRedirectUri(uri, field),
      ...(redirectUris.indexOf(uri) < index ? [twice(uri, field)] : []),
    ]);
  });
}

function checkRedirectUri(uri: string, field: string): Problem[] {
  const malformed = checkIdentifier(uri, { code: 'trust.redirect_uri', field });
  if (malformed.length > 0) return malformed;
  const problem = (name: string, summary: string, expected: string, remedy: string): Problem => ({
    code: `trust.redirect_uri.${name}`,
    severity: 'error',
    field,
    summary,
    found: quote(uri),
    expected,
    remedy,
  });
  const example = '"https://app.example.com/callback"';
  if (!URL.canParse(uri) || !/^[a-z][a-z0-9+.-]*:/i.test(uri))
    return [problem('not_absolute', 'is not an absolute URL', example, 'write it with scheme and host')];
  const { protocol, hostname, username, password } = new URL(uri);
  if (protocol !== 'https:' && protocol !== 'http:')
    return [
      problem(
        'scheme',
        'has a scheme that a confidential client, which has a server, does not answer under',
        example,
        'write an https URL of the application',
      ),
    ];
  return [
    ...(uri.includes('#')
      ? [
          problem(
            'fragment',
            'has a fragment, which RFC 6749 3.1.2 forbids',
            quote(uri.slice(0, uri.indexOf('#'))),
            'remove what begins with #',
          ),
        ]
      : []),
    ...(uri.includes('*')
      ? [
          problem(
            'wildcard',
            'has a wildcard: whoever controls one of the addresses it stands for gets codes',
            'one address each',
            'list every address on its own',
          ),
        ]
      : []),
    ...(username !== '' || password !== ''
      ? [
          {
            ...problem('user_info', 'carries a user name or a password', example, 'remove them'),
            // A password in it is not to be shown.
            found: '(not shown)',
          },
        ]
      : []),
    ...(protocol === 'http:' && !THIS_MACHINE.includes(hostname)
      ? [
          problem(
            'not_https',
            'is not https: the authorization code would cross the network in the clear',
            quote(uri.replace(/^http:/i, 'https:')),
            'write https, or http with localhost; accept: ["trust.redirect_uri.not_https"] keeps it',
          ),
        ]
      : []),
  ];
}

function none(field: string): Problem {
  return {
    code: 'trust.redirect_uri.none',
    severity: 'error',
    field,
    summary: 'names no redirect URI, so nobody could sign in',
    expected: 'at least one redirect URI, or no redirectUris for a machine',
    remedy: `add one to ${field}, or remove it`,
  };
}

function twice(uri: string, field: string): Problem {
  return {
    code: 'trust.redirect_uri.twice',
    severity: 'error',
    field,
    summary: 'names a redirect URI twice',
    found: quote(uri),
    expected: 'each once',
    remedy: 'remove one of the two',
  };
}
