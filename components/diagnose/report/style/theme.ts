import { css } from '../escape';

/** Light and dark. Text has a contrast of at least 4.5 to 1 in both (a test measures it); paper is always light. */
export const THEME = css`
  :root {
    color-scheme: light dark;
    --page: #f5f6f8;
    --card: #ffffff;
    --line: #dde1e7;
    --text: #1b2330;
    --soft: #566070;
    --well: #f1f3f6;
    --error: #b3261e;
    --error-soft: #fdeceb;
    --warning: #855300;
    --warning-soft: #fdf3dc;
    --info: #1f5fbf;
    --info-soft: #e8f0fd;
    --ok: #176b45;
    --ok-soft: #e5f5ec;
    --unknown: #5b6472;
    --unknown-soft: #eef0f3;
    --mark: #ffd9d5;
    --mark-text: #7d1510;
    --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
    --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace;
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --page: #11151b;
      --card: #191f27;
      --line: #2d3541;
      --text: #e5e9ef;
      --soft: #a2adbb;
      --well: #222a34;
      --error: #ff958c;
      --error-soft: #3b1e1e;
      --warning: #f1bd5b;
      --warning-soft: #362a13;
      --info: #8fbaff;
      --info-soft: #1a2b46;
      --ok: #6fd6a2;
      --ok-soft: #15312a;
      --unknown: #a9b3c0;
      --unknown-soft: #262d37;
      --mark: #6b2723;
      --mark-text: #ffe3e0;
    }
  }
`;
