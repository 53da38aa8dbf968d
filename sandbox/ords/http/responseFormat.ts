import type { IncomingHttpHeaders } from 'node:http';
import type { GatewaySettings } from '../settings';
import type { Problem } from './problem';

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

export interface RenderedProblem {
  readonly contentType: string;
  readonly body: string;
}

/** A problem as JSON with 4 blanks of indentation, or as a page for browsers (facts/ords.md 10). */
export function renderProblem(
  problem: Problem,
  method: string,
  headers: IncomingHttpHeaders,
  setting: GatewaySettings['errorResponseFormat'],
): RenderedProblem {
  const html = setting === 'html' || (setting === 'auto' && prefersHtml(method, headers));
  return html
    ? { contentType: 'text/html', body: page(problem) }
    : { contentType: 'application/problem+json', body: `${JSON.stringify(problem.body, null, 4)}` };
}

/** GUIDE 2.18. Where its rules name nothing that the request has: JSON (unsure). */
export function prefersHtml(method: string, headers: IncomingHttpHeaders): boolean {
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (headers.origin !== undefined && method === 'POST' && FORM_TYPES.includes(contentType)) return true;
  const html = quality(headers.accept, 'text/html');
  const json = Math.max(
    quality(headers.accept, 'application/json'),
    quality(headers.accept, 'application/problem+json'),
  );
  return html > json;
}

/** The weight that an Accept header gives a type by name; ranges such as `*` + `/*` name none. */
function quality(accept: string | undefined, type: string): number {
  for (const entry of (accept ?? '').split(',')) {
    const [name, ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    if (name !== type) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
  }
  return 0;
}

/** ORDS's own page is elaborate and no source shows it whole; this one says the same. */
function page({ status, reason, body }: Problem): string {
  const detail = Object.entries(body)
    .filter(([name]) => name !== 'code')
    .map(([name, text]) => `<dt>${escape(name)}</dt><dd>${escape(text)}</dd>`)
    .join('');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escape(reason)}</title></head><body><h1>${status} ${escape(reason)}</h1><dl>${detail}</dl></body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
