import type { Manifest } from '../../manifest';
import type { Obstacle } from './check';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Why nothing may be sent to a URL: tokens go below the API's own alias at the manifest's ORDS and nowhere else, and only over
 * TLS or to this machine.
 */
export function addressObstacle(url: string, { ords }: Manifest): Obstacle | undefined {
  const root = parsed(`${ords.baseUrl.replace(/\/+$/, '')}/${ords.schemaAlias}/`);
  if (root === undefined || root.search !== '' || root.hash !== '')
    return obstacle('the base URL of ORDS is not a URL', 'correct ords.baseUrl and run pulumi up');
  const target = parsed(url);
  if (target === undefined) return obstacle('the path does not make a URL', 'give another path');
  if (
    target.origin !== root.origin ||
    !target.pathname.startsWith(root.pathname) ||
    target.username !== '' ||
    target.password !== ''
  )
    return obstacle(
      `the URL is not below ${root.origin}${root.pathname}, the only place that gets a token`,
      'give a path below the schema alias',
    );
  return secureObstacle(target);
}

/** The same for the place that gets a client's secret. */
export function tokenUrlObstacle(tokenUrl: string | undefined): Obstacle | undefined {
  const url = tokenUrl === undefined ? undefined : parsed(tokenUrl);
  if (url === undefined)
    return obstacle(
      'the manifest does not say where tokens are issued',
      'run pulumi up with this version of pulumi-ords, then export the manifest again',
    );
  return secureObstacle(url);
}

/** Without query, user and fragment: fit for a report. */
export function shownUrl(url: string): string {
  const target = parsed(url);
  return target === undefined ? url : target.origin + target.pathname;
}

function secureObstacle(url: URL): Obstacle | undefined {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return undefined;
  return obstacle(
    `${url.origin} is not https: a token sent there could be read on the way`,
    'use the https URL',
  );
}

function obstacle(summary: string, remedy: string): Obstacle {
  return { outcome: 'inconclusive', summary, remedy };
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
