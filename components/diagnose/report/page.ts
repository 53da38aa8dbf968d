import type { ApiSides } from '../facts';
import type { Finding } from '../finding';
import { chainPicture, STATES } from './chainPicture';
import { comparison } from './comparison';
import { count, html, type Html } from './escape';
import { findingsList } from './findingsList';
import { scopeMatrix } from './scopeMatrix';
import { worst, type State } from './stations';
import { STYLE } from './style';
import { hasFailure, unreadList } from './unread';

export interface ReportInput {
  readonly apis: readonly ApiSides[];
  readonly findings: readonly Finding[];
  readonly generatedAt: Date;
}

/**
 * One self-contained HTML page: for each API the chain from client to module, what is compared, what differs, and what could
 * not be read. It loads nothing, runs nothing, and shows no secret, because its input has none. Findings that name an API
 * stand under it, the others at the end.
 */
export function renderReport({ apis, findings, generatedAt }: ReportInput): string {
  const names = new Set(apis.map((api) => api.manifest.api));
  const rest = findings.filter(({ subject }) => subject.api === undefined || !names.has(subject.api));
  const sections = apis.map((api, index) => ({
    api,
    id: `api-${String(index + 1)}`,
    own: findings.filter(({ subject }) => subject.api === api.manifest.api),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${headline(apis, findings)} · pulumi-ords</title>
        <link rel="icon" href="data:," />
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header class="top">
          <p class="product">pulumi-ords report</p>
          <h1>${headline(apis, findings)}</h1>
          ${totals(findings)}
          <p class="when">${count(apis.length, 'API')} looked at on ${time(generatedAt)}</p>
        </header>
        ${
          sections.length > 1 &&
          html`<nav aria-label="APIs">
            <ul>
              ${sections.map(
                ({ api, id, own }) =>
                  html`<li><a href="#${id}">${badge(stateOf(api, own))} ${api.manifest.api}</a></li>`,
              )}
            </ul>
          </nav>`
        }
        <main>
          ${sections.map(({ api, id, own }) => section(api, own, id))}
          ${
            rest.length > 0 &&
            html`<section aria-labelledby="rest">
              <h2 id="rest">Beyond one API</h2>
              ${findingsList(rest, '')}
            </section>`
          }
        </main>
        <footer>
          Nothing on this page was loaded from anywhere, and it holds neither a secret nor a token.
        </footer>
      </body>
    </html> `.text;
}

function section(api: ApiSides, own: readonly Finding[], id: string): Html {
  const { manifest, ords } = api;
  const version = ords.state === 'read' ? ords.value.version : undefined;
  return html`<section id="${id}" aria-labelledby="${id}-name">
    <h2 id="${id}-name">${manifest.api} ${badge(stateOf(api, own))}</h2>
    <p class="place">
      <span>schema <code>${manifest.ords.schema}</code></span>
      <span>at <code>${manifest.ords.baseUrl}</code></span>
      <span>database <code>${manifest.ords.connectString}</code> as <code>${manifest.ords.user}</code></span>
      ${version !== undefined && html`<span>ORDS <code>${version}</code></span>`}
    </p>
    ${chainPicture(api, own, id)}
    <h3>Findings</h3>
    ${findingsList(own, hasFailure(api) ? 'Nothing differs in what could be read.' : 'Both sides agree.')}
    ${unreadList(api)}
    <h3>Side by side</h3>
    ${comparison(api)} ${scopeMatrix(api)}
  </section>`;
}

function headline(apis: readonly ApiSides[], findings: readonly Finding[]): string {
  const severity = worst(findings);
  if (severity === 'error') return 'The two sides have come apart';
  if (apis.some(hasFailure)) return 'One side could not be read';
  if (severity === 'warning') return 'The two sides agree, with warnings';
  return apis.length === 0 ? 'No API was looked at' : 'The two sides agree';
}

function totals(findings: readonly Finding[]): Html {
  return html`<ul class="totals">
    ${(['error', 'warning', 'info'] as const).map((severity) => {
      const amount = findings.filter((finding) => finding.severity === severity).length;
      return html`<li class="${amount === 0 ? 'none' : severity}">
        <b>${amount}</b> ${amount === 1 || severity === 'info' ? severity : `${severity}s`}
      </li>`;
    })}
  </ul>`;
}

function stateOf(api: ApiSides, own: readonly Finding[]): State {
  return worst(own) ?? (hasFailure(api) ? 'unknown' : 'ok');
}

function badge(state: State): Html {
  return html`<span class="badge ${state}"
    ><b aria-hidden="true">${STATES[state].sign}</b> ${STATES[state].words}</span
  >`;
}

function time(date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC</time>`;
}
