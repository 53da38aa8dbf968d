import type { ApiSides, Reading } from '../facts';
import { html, type Html } from './escape';

interface Gap {
  readonly what: string;
  readonly reading: Exclude<Reading<unknown>, { state: 'read' }>;
}

/** What is not known of an API, and why. */
export function gaps({ manifest, identityProvider, ords }: ApiSides): Gap[] {
  const schema = ords.state === 'read' ? ords.value.schemas[manifest.ords.schema] : undefined;
  const readings: readonly (readonly [string, Reading<unknown> | undefined])[] = [
    ['Discovery document', identityProvider.discovery],
    ['JWKS', identityProvider.jwks],
    ['API in the identity provider', identityProvider.api],
    ['Clients and grants', identityProvider.clients],
    ['ORDS catalogue', ords],
    ['OAuth clients of ORDS', schema?.legacyClients],
    ['Uses of OAUTH and OAUTH_ADMIN', schema?.legacyPackageUses],
  ];
  return readings.flatMap(([what, reading]) =>
    reading === undefined || reading.state === 'read' ? [] : [{ what, reading }],
  );
}

/** Whether something that had to be read could not be. */
export function hasFailure(api: ApiSides): boolean {
  return gaps(api).some(({ reading }) => reading.state === 'failed');
}

export function unreadList(api: ApiSides): Html | undefined {
  const found = gaps(api);
  if (found.length === 0) return undefined;
  return html`<h3>What was not read</h3>
    <ul class="unread">
      ${found.map(({ what, reading }) =>
        reading.state === 'failed'
          ? html`<li class="failed">
              <b>${what}</b>: ${reading.failure.message} <code class="code">${reading.failure.code}</code>
              <span class="next">${reading.failure.remedy}</span>
            </li>`
          : html`<li><b>${what}</b>: not looked at, ${reading.reason}</li>`,
      )}
    </ul>`;
}
