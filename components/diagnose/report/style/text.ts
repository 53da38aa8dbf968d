import { css } from '../escape';

/** Page, headings, findings and lists. */
export const TEXT = css`
  * {
    box-sizing: border-box;
  }
  html {
    -webkit-text-size-adjust: 100%;
  }
  body {
    margin: 0 auto;
    max-width: 1128px;
    padding: 40px 32px 56px;
    background: var(--page);
    color: var(--text);
    font: 15px/1.55 var(--sans);
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 32px;
    line-height: 1.2;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  h2 {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    font-size: 22px;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  h3 {
    margin: 36px 0 12px;
    font-size: 16px;
    line-height: 1.4;
  }
  h4 {
    font-size: 15px;
    line-height: 1.5;
    font-weight: 600;
  }
  h1,
  h2,
  h4,
  code,
  dd,
  li,
  p {
    overflow-wrap: anywhere;
  }
  code {
    font: 13px/1.5 var(--mono);
    white-space: pre-wrap;
  }
  a {
    color: inherit;
  }
  .top {
    margin-bottom: 28px;
  }
  .product {
    margin-bottom: 6px;
    color: var(--soft);
    font-size: 13px;
    font-weight: 600;
  }
  .when {
    margin-top: 12px;
    color: var(--soft);
  }
  .totals {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 18px;
  }
  .totals li {
    padding: 5px 14px;
    border-radius: 8px;
    background: var(--unknown-soft);
    color: var(--unknown);
  }
  .totals b {
    margin-right: 2px;
    font-size: 17px;
  }
  .totals .error {
    background: var(--error-soft);
    color: var(--error);
  }
  .totals .warning {
    background: var(--warning-soft);
    color: var(--warning);
  }
  .totals .info {
    background: var(--info-soft);
    color: var(--info);
  }
  nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 24px;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 7px 14px 7px 8px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--card);
    text-decoration: none;
    font-weight: 600;
  }
  nav a:hover {
    border-color: var(--soft);
  }
  a:focus-visible {
    outline: 3px solid var(--info);
    outline-offset: 2px;
  }
  section {
    margin-bottom: 24px;
    padding: 28px 32px 32px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--card);
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 20px;
    margin-top: 6px;
    color: var(--soft);
    font-size: 14px;
  }
  .place code {
    color: var(--text);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 10px;
    border-radius: 7px;
    font-size: 13px;
    line-height: 1.7;
    font-weight: 600;
    letter-spacing: 0;
    white-space: nowrap;
  }
  .badge.error,
  .chip.error {
    background: var(--error-soft);
    color: var(--error);
  }
  .badge.warning,
  .chip.warning {
    background: var(--warning-soft);
    color: var(--warning);
  }
  .badge.info {
    background: var(--info-soft);
    color: var(--info);
  }
  .badge.ok,
  .chip.ok {
    background: var(--ok-soft);
    color: var(--ok);
  }
  .badge.unknown,
  .chip.unknown {
    background: var(--unknown-soft);
    color: var(--unknown);
  }
  .nothing {
    padding: 14px 18px;
    border-radius: 10px;
    background: var(--well);
  }
  h2 + .findings {
    margin-top: 16px;
  }
  .finding {
    padding: 18px 0;
    border-top: 1px solid var(--line);
  }
  .finding:last-child {
    padding-bottom: 4px;
  }
  .finding h4 {
    display: flex;
    align-items: baseline;
    gap: 12px;
  }
  .finding h4 .badge {
    flex: none;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-top: 6px;
    color: var(--soft);
    font-size: 14px;
  }
  .code {
    color: var(--soft);
  }
  .values {
    display: grid;
    gap: 4px;
    margin-top: 10px;
  }
  .values div {
    display: grid;
    grid-template-columns: 92px 1fr;
    gap: 12px;
    padding: 0 12px;
  }
  .values dt {
    color: var(--soft);
    font-size: 14px;
  }
  .values .next {
    margin-top: 4px;
    padding: 9px 12px;
    border-radius: 10px;
    background: var(--well);
  }
  .values .next dt {
    color: var(--text);
    font-weight: 600;
  }
  .page {
    margin-top: 8px;
    padding: 0 12px;
    color: var(--soft);
    font-size: 13px;
  }
  mark {
    border-radius: 3px;
    background: var(--mark);
    color: var(--mark-text);
    padding: 1px 0;
    box-shadow: 0 0 0 1px var(--mark);
  }
  .gap::after {
    content: '‸';
    padding: 1px 2px;
    font-weight: 700;
  }
  .note {
    color: var(--soft);
    font: 13px/1.5 var(--sans);
    font-weight: 400;
  }
  .absent {
    color: var(--soft);
  }
  ul.unread {
    display: grid;
    gap: 8px;
  }
  .unread li {
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--well);
  }
  .unread .failed b {
    color: var(--error);
  }
  .unread .next {
    display: block;
    white-space: pre-wrap;
  }
  footer {
    color: var(--soft);
    font-size: 13px;
  }
`;
