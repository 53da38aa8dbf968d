import { randomUUID } from 'node:crypto';

import pc from 'picocolors';

import { visible } from '../visible';

import type { Masker } from './masker';
import type { Sink, Surroundings } from './surroundings';

export type Colours = ReturnType<typeof pc.createColors>;

/** Where a command writes: masked, with nothing in it that a terminal obeys but the colours of its own. */
export interface Console {
  /** Results. Ends with a line feed. */
  out(text: string): void;
  /** Errors, notes and progress. */
  err(text: string): void;
  /** Overwrites its last progress line; nothing where nobody watches. An empty text removes the line. */
  progress(text: string): void;
  readonly colours: Colours;
  readonly errColours: Colours;
  /** Characters in a line of results. */
  readonly width: number;
}

/** Without a terminal, lines are kept as short as on one of the usual width. */
const USUAL_WIDTH = 80;
const WIDEST = 120;

export function createConsole({ stdout, stderr, env }: Surroundings, masker: Masker): Console {
  let progressing = false;
  const clear = (): void => {
    if (progressing) stderr.write('\r\u001b[K');
    progressing = false;
  };
  const line = (sink: Sink, text: string): void => {
    clear();
    sink.write(`${shown(masker.mask(text)).replace(/\n+$/, '')}\n`);
  };
  return {
    out: (text) => line(stdout, text),
    err: (text) => line(stderr, text),
    progress: (text) => {
      if (!stderr.isTerminal) return;
      clear();
      if (text === '') return;
      stderr.write(shown(masker.mask(text)).slice(0, (stderr.columns ?? USUAL_WIDTH) - 1));
      progressing = true;
    },
    colours: marked(pc.createColors(wantsColours(stdout, env))),
    errColours: marked(pc.createColors(wantsColours(stderr, env))),
    width: Math.min(WIDEST, Math.max(40, stdout.columns ?? USUAL_WIDTH)),
  };
}

/** Stands for the escape character of our own colours until the text is written: no name can contain it. */
const MARK = `<${randomUUID()}>`;

function marked(colours: Colours): Colours {
  const formatters = Object.entries(colours).map(([name, format]) => {
    if (typeof format !== 'function') return [name, format] as const;
    const [open = '', close = ''] = (format as (text: string) => string)('\0')
      .replaceAll('\u001b', MARK)
      .split('\0');
    return [name, (text: string) => `${open}${text}${close}`] as const;
  });
  return Object.fromEntries(formatters) as unknown as Colours;
}

function shown(text: string): string {
  return visible(text).replaceAll(MARK, '\u001b');
}

// https://no-color.org: set and not empty.
function wantsColours(sink: Sink, env: Surroundings['env']): boolean {
  return sink.isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
