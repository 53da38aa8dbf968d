import fc from 'fast-check';
import type { Browser, Page } from 'puppeteer-core';

import { poolTrust } from '../../../components/pool';
import { renderPoolXml } from '../../../components/pool/poolXml';
import { CHROMIUM, launch } from '../diagnose/report/chromium';
import { goodOptions, hostileSettings } from './arbitraries';
import { hasJavaCompiler, printed, readByJava } from './propertiesReader';

type Entries = readonly (readonly [string, string])[];
const entriesOf = (settings: readonly { name: string; value: string }[]): Entries =>
  settings.map(({ name, value }) => [name, value] as const);

/** Run in the page, so it is text. */
const READ = `(text) => {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const error = document.querySelector('parsererror');
  if (error !== null) throw new Error(error.textContent);
  return [document.doctype.systemId, document.documentElement.tagName,
    [...document.documentElement.children].map((entry) => [entry.getAttribute('key'), entry.textContent])];
}`;

(CHROMIUM === undefined ? describe.skip : describe)('a browser reads pool.xml', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  const read = (xml: string) => page.evaluate(`(${READ})(${JSON.stringify(xml)})`);
  const document = (entries: Entries) => ['http://java.sun.com/dtd/properties.dtd', 'properties', entries];

  test('the settings come back', async () => {
    await fc.assert(
      fc.asyncProperty(goodOptions, async (options) => {
        const { xml, settings } = poolTrust(options);
        expect(await read(xml)).toEqual(document(entriesOf(settings)));
      }),
    );
  });

  test('so do values that no rule lets through', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSettings, async (settings) => {
        expect(await read(renderPoolXml(settings))).toEqual(document(entriesOf(settings)));
      }),
    );
  });
});

(hasJavaCompiler ? test : test.skip)("java's Properties read pool.xml", () => {
  const samples = [
    ...fc.sample(hostileSettings, 100).map((settings) => ({ settings, xml: renderPoolXml(settings) })),
    ...fc.sample(goodOptions, 100).map((options) => poolTrust(options)),
  ];
  expect(readByJava(samples.map(({ xml }) => xml))).toBe(
    samples.map(({ settings }) => printed(entriesOf(settings))).join(''),
  );
});
