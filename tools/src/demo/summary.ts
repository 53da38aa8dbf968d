/** ` +  auth0:index:Client orders-backend created (0.4s)`: what was done to one resource, and how long it took. */
const DONE =
  /^ *(?:\+\+|--|\+-|[+~-]) +(\S+) (\S+) (created|updated|deleted|replaced)(?: replacement| original)?(?: \(.*)?$/;
const COUNT = /^ +[+~-]{1,2} ?\d+ (?:created|updated|deleted|replaced|to )|^ +\d+ unchanged/;

/** The lines of `pulumi up` or `destroy` that say what was done: one a resource, then the counts. */
export function summarise(output: string): string {
  const lines = output.split('\n');
  const done = lines.flatMap((line) => {
    const [, type = '', name = '', what = ''] = DONE.exec(line) ?? [];
    return type === '' || type.startsWith('pulumi:pulumi:') ? [] : [`${what} ${shortType(type)} ${name}`];
  });
  return [
    ...new Set(done),
    lines
      .filter((line) => COUNT.test(line))
      .map((line) => line.trim())
      .join(', '),
  ].join('\n');
}

/** `pulumi-nodejs:dynamic/ords:JwtProfile` as `ords JwtProfile`, `auth0:index/client:Client` as `auth0 Client`. */
function shortType(type: string): string {
  const [pkg = '', module = '', kind = ''] = type.split(':');
  return `${pkg === 'pulumi-nodejs' ? (module.split('/').at(-1) ?? '') : pkg} ${kind}`;
}

const HEADER = /^ *(?:[+~-]{1,2} )?\S+:\S+: \((\w+)/;
const CHANGES = new Set(['create', 'update', 'delete', 'replace']);
const NAME = /\[urn=.*::(.+)\]$/;
const BOOKKEEPING = /^ *\[(?:id|urn|provider)=/;

/** The part of `pulumi preview --diff` that shows changes, with the resource's name: those that stay the same are left out. */
export function changesOnly(output: string): string {
  const kept: string[] = [];
  let showing = false;
  for (const line of output.split('\n')) {
    const step = HEADER.exec(line)?.[1];
    if (step !== undefined) showing = CHANGES.has(step);
    else if (/^(?:Outputs|Resources|Duration):?/.test(line)) showing = false;
    if (COUNT.test(line)) kept.push(line.trim());
    if (!showing) continue;
    const name = NAME.exec(line)?.[1];
    if (name !== undefined) kept.push(`${kept.pop() ?? ''} ${name}`);
    else if (!BOOKKEEPING.test(line)) kept.push(line);
  }
  return kept.join('\n');
}
