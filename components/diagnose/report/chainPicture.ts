import { count, html, type Html } from './escape';
import { stations, type State, type Station } from './stations';
import type { ApiSides } from '../facts';
import type { Finding } from '../finding';

/** Said besides the colour: in the picture, to a reader who cannot tell colours apart, and by a screen reader. */
export const STATES: Readonly<Record<State, { readonly sign: string; readonly words: string }>> = {
  error: { sign: '✕', words: 'broken' },
  warning: { sign: '!', words: 'warning' },
  info: { sign: 'i', words: 'worth knowing' },
  ok: { sign: '✓', words: 'agrees' },
  unknown: { sign: '?', words: 'not read' },
};

interface Layout {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
  /** For the detail in a box, in units of the picture. */
  readonly room: number;
  readonly position: (index: number) => { readonly x: number; readonly y: number };
  /** From the box before to this one. */
  readonly arrow: (index: number) => string;
}

const WIDE: Layout = {
  name: 'wide',
  width: 1064,
  height: 96,
  box: { width: 136, height: 92 },
  room: 116,
  position: (index) => ({ x: 2 + index * 154, y: 2 }),
  arrow: (index) => `M${String(index * 154 - 13)} 48h11.5m-4.5 -4.5l4.5 4.5l-4.5 4.5`,
};

const NARROW: Layout = {
  name: 'narrow',
  width: 344,
  height: 498,
  box: { width: 340, height: 54 },
  room: 276,
  position: (index) => ({ x: 2, y: 2 + index * 73 }),
  arrow: (index) => `M29 ${String(index * 73 - 15.5)}v13m-5 -5l5 5l5 -5`,
};

/** The chain from client to module, twice: side by side for a wide page, one below the other for a narrow one. */
export function chainPicture(api: ApiSides, findings: readonly Finding[], id: string): Html {
  const chain = stations(api, findings);
  return html`<figure class="chain">
    ${[WIDE, NARROW].map((layout) => picture(chain, layout, `${id}-${layout.name}`, api.manifest.api))}
    <figcaption>
      A call passes the chain from the client to the module.
      ${(['ok', 'warning', 'error', 'unknown'] as const).map(
        (state) =>
          html`<span class="key ${state}"
            ><b aria-hidden="true">${STATES[state].sign}</b> ${STATES[state].words}</span
          > `,
      )}
    </figcaption>
  </figure>`;
}

function picture(chain: readonly Station[], layout: Layout, id: string, api: string): Html {
  const title = `The chain of ${api}, from client to module`;
  const description = chain.map((station) => `${station.label}: ${spoken(station)}`).join('. ');
  return html`<svg
    class="${layout.name}"
    viewBox="0 0 ${layout.width} ${layout.height}"
    role="img"
    aria-labelledby="${id}-title ${id}-text"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-text">${description}</desc>
    ${chain.map((station, index) => box(station, index, layout))}
  </svg>`;
}

function box(station: Station, index: number, layout: Layout): Html {
  const { x, y } = layout.position(index);
  const { width, height } = layout.box;
  const wide = layout.name === 'wide';
  const [signX, signY] = wide ? [x + 21, y + 22] : [x + 27, y + height / 2];
  const textX = wide ? x + 10 : x + 52;
  const [labelY, detailY] = wide ? [y + 56, y + 76] : [y + 23, y + 42];
  return html`<g class="station ${station.state}"
    ><title>${station.label}: ${spoken(station)}; ${station.detail}</title>
    ${index > 0 && html`<path class="arrow" d="${layout.arrow(index)}" />`}
    <rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="10" />
    <circle class="disc" cx="${signX}" cy="${signY}" r="11" /><text class="sign" x="${signX}" y="${signY}"
      >${STATES[station.state].sign}</text
    >
    <text class="amount" x="${x + width - 10}" y="${wide ? signY : labelY}">${amount(station)}</text>
    <text class="label" x="${textX}" y="${labelY}">${station.label}</text>
    <text class="detail" x="${textX}" y="${detailY}">${shortened(station.detail, layout.room)}</text></g
  >`;
}

function amount({ findings }: Station): string {
  return findings.length === 0 ? '' : count(findings.length, 'finding');
}

function spoken(station: Station): string {
  const { words } = STATES[station.state];
  return station.findings.length === 0 ? words : `${words}, ${amount(station)}`;
}

/** SVG cuts no text, and the font is the reader's: widths are those of a wide one at 12 units. */
function shortened(text: string, room: number): string {
  let width = 0;
  const characters = Array.from(text);
  const fitting = characters.findIndex((character) => {
    width += /[\p{Lu}mw@%_]/u.test(character) ? 9 : /[\x20-\x7e]/.test(character) ? 6.7 : 12;
    return width > room;
  });
  return fitting === -1 ? text : `${characters.slice(0, Math.max(0, fitting - 1)).join('')}…`;
}
