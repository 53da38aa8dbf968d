import { expectationOf, type BrokenConfiguration, type Seen } from './configuration';
import { doctorOf, driftOf, sidesOf, tokenOf } from './doctor';
import { Place } from './place';
import type { Workbench } from './workbench';

/** Makes a configuration, sees that it works, breaks it, sees that it is broken, and asks doctor. */
export async function checkBroken(bench: Workbench, configuration: BrokenConfiguration): Promise<void> {
  const { seen, finding, cause, namedBy, tokenOf: given } = expectationOf(bench.provider.kind, configuration);
  const place = await Place.make(bench, configuration.shape);
  const earlier = await healthyToken(place);
  expect(await bench.call(place.url(), earlier)).toMatchObject({ status: 200 });

  await configuration.break?.(place);
  const url = place.url(configuration.path, configuration.alias?.(place));
  const token = (await tokenOf(place, given, earlier)) ?? '';
  await expectSeen(seen, place, url, token);

  const manifest = configuration.declare?.(place.manifest(), place) ?? place.manifest();
  const apis = await sidesOf(place, manifest, ...(configuration.beside?.(place) ?? []));
  const { findings } =
    namedBy === 'drift' ? { findings: driftOf(apis) } : await doctorOf(place, apis[0], token, url);
  // Compared as lists, so that a failure shows what else was found.
  expect(findings.map(({ code }) => code)).toEqual([finding, ...findings.slice(1).map(({ code }) => code)]);
  if (cause) expect(findings.map(({ code }) => code)).toContain(cause);
  for (const finding of findings) {
    expect(finding.remedy).not.toBe('');
    if (token.length > 20) expect(JSON.stringify(finding)).not.toContain(token.split('.').at(-1) || token);
  }
}

async function healthyToken(place: Place): Promise<string | undefined> {
  // Tokens of machines carry no roles but in Entra: elsewhere they come from an identity provider that puts them in, or of people.
  const isMachine = place.client.redirectUris === undefined && place.bench.provider.kind !== 'entra';
  return place.shape.authorisation.mode === 'role' && isMachine ? place.mint() : place.request();
}

async function expectSeen(seen: Seen, place: Place, url: string, token: string): Promise<void> {
  const { bench } = place;
  if (seen === 'no token') expect(await place.request()).toBeUndefined();
  else if (seen === 'open') expect(await bench.call(url)).toMatchObject({ status: 200 });
  else if (seen === 'works') {
    expect(await bench.call(url, token)).toMatchObject({ status: 200 });
    expect(await bench.call(url)).toMatchObject({ status: 401 });
  } else expect(await bench.call(url, token)).toMatchObject({ status: seen });
}
