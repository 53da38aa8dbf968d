import { css } from '../escape';

/** What is compared, side by side. */
export const TABLES = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  table + table {
    margin-top: 28px;
  }
  caption {
    padding-bottom: 8px;
    color: var(--soft);
    text-align: left;
  }
  th,
  td {
    padding: 10px 16px 10px 0;
    border-top: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  thead th {
    border-top: 0;
    color: var(--soft);
    font-size: 13px;
    font-weight: 600;
  }
  tbody th {
    font-weight: 600;
  }
  .comparison {
    table-layout: fixed;
  }
  .scopes th:first-child,
  .comparison th:first-child {
    width: 17%;
  }
  .verdict {
    display: block;
    font-size: 13px;
    font-weight: 400;
    color: var(--soft);
  }
  .differs .verdict {
    color: var(--error);
    font-weight: 600;
  }
  .same .verdict {
    color: var(--ok);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
  }
  .chip {
    padding: 1px 9px;
    border-radius: 7px;
  }
  .words {
    font-size: 13px;
  }
  .chip {
    overflow-wrap: anywhere;
  }
  .chip.unknown .words {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .words:empty {
    display: none;
  }
`;
