import pc from 'picocolors';

import type { Masker } from './masker';
import type { Sink, Surroundings } from './surroundings';

export type Colours = ReturnType<typeof pc.createColors>;

/** Where a command writes: masked, with colours only on a terminal. */
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
    sink.write(`${masker.mask(text).replace(/\n+$/, '')}\n`);
  };
  return {
    out: (text) => line(stdout, text),
    err: (text) => line(stderr, text),
    progress: (text) => {
      if (!stderr.isTerminal) return;
      clear();
      if (text === '') return;
      stderr.write(masker.mask(text).slice(0, (stderr.columns ?? USUAL_WIDTH) - 1));
      progressing = true;
    },
    colours: pc.createColors(wantsColours(stdout, env)),
    errColours: pc.createColors(wantsColours(stderr, env)),
    width: Math.min(WIDEST, Math.max(40, stdout.columns ?? USUAL_WIDTH)),
  };
}

// https://no-color.org: set and not empty.
function wantsColours(sink: Sink, env: Surroundings['env']): boolean {
  return sink.isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
