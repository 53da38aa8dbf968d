import { css } from '../escape';

/** The chain from client to module. */
export const PICTURE = css`
  .chain {
    margin-top: 24px;
  }
  .chain svg {
    display: block;
    width: 100%;
    height: auto;
    font-family: var(--sans);
  }
  .chain svg.narrow {
    display: none;
    max-width: 400px;
  }
  .chain figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin-top: 12px;
    color: var(--soft);
    font-size: 13px;
  }
  .key {
    white-space: nowrap;
  }
  .station {
    --ink: var(--unknown);
    --fill: var(--unknown-soft);
  }
  .station.ok,
  .key.ok {
    --ink: var(--ok);
    --fill: var(--ok-soft);
  }
  .station.error,
  .key.error {
    --ink: var(--error);
    --fill: var(--error-soft);
  }
  .station.warning,
  .key.warning {
    --ink: var(--warning);
    --fill: var(--warning-soft);
  }
  .station.info {
    --ink: var(--info);
    --fill: var(--info-soft);
  }
  .key b {
    color: var(--ink, var(--unknown));
  }
  .station .box {
    fill: var(--fill);
    stroke: var(--ink);
    stroke-width: 1.25;
  }
  .station.error .box {
    stroke-width: 2.5;
  }
  .station.unknown .box {
    stroke-dasharray: 5 4;
  }
  .station .arrow {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .station .disc {
    fill: var(--ink);
  }
  .station text {
    fill: var(--text);
    font-size: 12px;
  }
  .station .sign {
    fill: var(--card);
    font-size: 13px;
    font-weight: 700;
    text-anchor: middle;
    dominant-baseline: central;
  }
  .station .label {
    font-size: 12.5px;
    font-weight: 650;
  }
  .station .detail {
    fill: var(--soft);
  }
  .station .amount {
    fill: var(--ink);
    font-weight: 600;
    text-anchor: end;
  }
`;
