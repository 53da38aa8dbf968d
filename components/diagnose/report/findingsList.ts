import { findingPage } from '../catalogue';
import type { Finding } from '../finding';
import { marked } from './difference';
import { html, type Html } from './escape';
import { STATES } from './chainPicture';
import { bySeverity } from './stations';

/** Each finding with both sides' values, the next step, and where its page is; the severest first. */
export function findingsList(findings: readonly Finding[], nothing: string): Html {
  if (findings.length === 0) return html`<p class="nothing">${nothing}</p>`;
  return html`<ol class="findings">
    ${bySeverity(findings).map(item)}
  </ol>`;
}

function item(finding: Finding): Html {
  const { severity, code, summary, field, expected, found, remedy } = finding;
  return html`<li class="finding ${severity}">
    <h4>
      <span class="badge ${severity}"><b aria-hidden="true">${STATES[severity].sign}</b> ${severity}</span>
      ${summary}
    </h4>
    <p class="about">
      <code class="code">${code}</code> ${subjectText(finding)} <span>field <code>${field}</code></span>
    </p>
    <dl class="values">
      ${
        expected !== undefined &&
        html`<div>
          <dt>expected</dt>
          <dd>
            ${found === undefined ? plain(expected) : marked(expected, sameKind(expected, found), 'own')}
          </dd>
        </div>`
      }
      ${
        found !== undefined &&
        html`<div>
          <dt>found</dt>
          <dd>${expected === undefined ? plain(found) : marked(found, sameKind(found, expected))}</dd>
        </div>`
      }
      <div class="next">
        <dt>next step</dt>
        <dd>${remedy.includes('\n') ? plain(remedy) : remedy}</dd>
      </div>
    </dl>
    <p class="page">explained in <code>${findingPage(code)}</code></p>
  </li>`;
}

function plain(text: string): Html {
  return html`<code>${text}</code>`;
}

/** Characters are compared between two single quoted texts that begin or end alike; other values stand for themselves. */
function sameKind(text: string, other: string): string {
  const quoted = (candidate: string): boolean => /^"[^"]*"$/.test(candidate);
  const close = text.slice(0, 4) === other.slice(0, 4) || text.slice(-4) === other.slice(-4);
  return quoted(text) && quoted(other) && close ? other : text;
}

function subjectText({ subject }: Finding): Html | undefined {
  const { kind, name, schema } = subject;
  if (kind === undefined && name === undefined && schema === undefined) return undefined;
  return html`<span
    >${kind}
    ${name !== undefined && html`<code>${name}</code>`}${
      schema !== undefined && kind !== 'schema' && html` in schema <code>${schema}</code>`
    }</span
  >`;
}
