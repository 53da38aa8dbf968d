import { parts, type Part } from '../parts';
import type { ApiSides, Reading } from '../facts';
import { html, type Html } from './escape';

type Gap = Part & { readonly reading: Exclude<Reading<unknown>, { state: 'read' }> };

/** What is not known of an API, and why. */
export function gaps(api: ApiSides): Gap[] {
  return parts(api).filter((part): part is Gap => part.reading.state !== 'read');
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
      ${found.map(({ side, what, reading }) =>
        reading.state === 'failed'
          ? html`<li class="failed">
              <b>${side}, ${what}</b>: ${reading.failure.message}
              <code class="code">${reading.failure.code}</code>
              <span class="next">${reading.failure.remedy}</span>
            </li>`
          : html`<li><b>${side}, ${what}</b>: not looked at, ${reading.reason}</li>`,
      )}
    </ul>`;
}
