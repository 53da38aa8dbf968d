import { clearInterval, setInterval } from 'node:timers';

/** How often a line is written where nobody sees a line change (CI, a file). Milliseconds. */
const plainInterval = 20_000;
/** How often the line changes on a terminal. Milliseconds. */
const terminalInterval = 500;

/** @typedef {{ text: (line: string) => void, seconds: () => number, stop: () => void }} Progress */

/** `8 s`, `3 min 20 s`.
 * @param {number} seconds @returns {string} */
export function elapsed(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Shows that something long goes on: one line that changes on a terminal, a new line every 20 s elsewhere.
 * The last text is followed by the elapsed time.
 * @param {{ stream?: NodeJS.WriteStream, log?: (line: string) => void }} [options] `log` takes the plain lines
 *   (default: the stream, standard error). @returns {Progress} */
export function startProgress({ stream = process.stderr, log } = {}) {
  const start = Date.now();
  const terminal = stream.isTTY === true;
  let line = '';
  const seconds = () => (Date.now() - start) / 1000;
  const draw = () => {
    if (line === '') return;
    const full = `${line} (${elapsed(seconds())})`;
    if (terminal) stream.write(`\r\u001b[K${full.slice(0, (stream.columns ?? 80) - 1)}`);
    else if (log) log(full);
    else stream.write(`${full}\n`);
  };
  const timer = setInterval(draw, terminal ? terminalInterval : plainInterval);
  timer.unref();
  return {
    text: (next) => {
      line = next;
    },
    seconds,
    stop: () => {
      clearInterval(timer);
      if (terminal && line !== '') stream.write('\r\u001b[K');
    },
  };
}
