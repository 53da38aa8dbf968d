import { css } from '../escape';

/** Narrow pages and paper. */
export const MEDIA = css`
  @media (max-width: 860px) {
    .chain svg.wide {
      display: none;
    }
    .chain svg.narrow {
      display: block;
    }
  }
  @media (max-width: 640px) {
    body {
      padding: 24px 12px 40px;
      font-size: 16px;
    }
    .top,
    nav,
    footer {
      padding: 0 6px;
    }
    h1 {
      font-size: 26px;
    }
    section {
      padding: 20px 16px 24px;
      border-radius: 12px;
    }
    .finding h4 {
      display: block;
    }
    .finding h4 .badge {
      margin-right: 6px;
    }
    .values div {
      display: block;
    }
    .values div,
    .page {
      padding: 0;
    }
    .values .next {
      padding: 9px 12px;
    }
    .stacks,
    .stacks tbody,
    .stacks tr,
    .stacks th,
    .stacks td,
    .stacks caption {
      display: block;
      width: auto;
    }
    .stacks thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .stacks tr {
      padding: 12px 0;
      border-top: 1px solid var(--line);
    }
    .stacks th,
    .stacks td {
      padding: 3px 0;
      border: 0;
    }
    .scopes th:first-child,
    .comparison th:first-child {
      width: auto;
    }
    .verdict {
      display: inline;
      margin-left: 6px;
    }
    .stacks td {
      display: grid;
      grid-template-columns: 116px 1fr;
      gap: 2px 8px;
    }
    .stacks td > .note {
      grid-column: 2;
    }
    .stacks td.none {
      display: none;
    }
    .stacks td::before {
      content: attr(data-label);
      color: var(--soft);
    }
  }
  @media print {
    :root {
      color-scheme: light;
      --page: #fff;
      --card: #fff;
      --well: #f4f5f7;
    }
    body {
      max-width: none;
      padding: 0;
      font-size: 10.5pt;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    nav {
      display: none;
    }
    section {
      padding: 16px 0;
      border: 0;
      border-top: 1px solid var(--line);
      border-radius: 0;
    }
    section + section {
      break-before: page;
    }
    .finding,
    tr,
    figure {
      break-inside: avoid;
    }
    h2,
    h3 {
      break-after: avoid;
    }
  }
`;
