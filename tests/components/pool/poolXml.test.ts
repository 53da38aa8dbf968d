import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import type { Browser, Page } from 'puppeteer-core';

import { poolTrust } from '../../../components/pool';
import { renderPoolXml } from '../../../components/pool/poolXml';
import { CHROMIUM, launch } from '../diagnose/report/chromium';
import { goodOptions, hostileSettings } from './arbitraries';

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

/** ORDS is a Java program: this is the reader that its settings are meant for. One start of Java reads all files. */
const PROGRAM = `
import java.io.*; import java.nio.file.*; import java.util.*;
class ReadProperties {
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    for (int index = 0; index < Integer.parseInt(arguments[1]); index++) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(Path.of(arguments[0], index + ".xml"))) { properties.loadFromXML(in); }
      for (String key : new TreeSet<>(properties.stringPropertyNames()))
        out.print(key + "\\0" + properties.getProperty(key) + "\\0");
      out.print("\\0");
    }
    out.flush();
  }
}`;
const hasJavaCompiler = spawnSync('javac', ['-version']).status === 0;

(hasJavaCompiler ? test : test.skip)("java's Properties read pool.xml", () => {
  const folder = mkdtempSync(join(tmpdir(), 'pool-xml-'));
  try {
    const samples = [
      ...fc.sample(hostileSettings, 100).map((settings) => ({ settings, xml: renderPoolXml(settings) })),
      ...fc.sample(goodOptions, 100).map((options) => poolTrust(options)),
    ];
    samples.forEach(({ xml }, index) => writeFileSync(join(folder, `${index}.xml`), xml));
    const program = join(folder, 'ReadProperties.java');
    writeFileSync(program, PROGRAM);
    const printed = execFileSync('java', [program, folder, String(samples.length)], { encoding: 'utf8' });
    const byName = ([left]: readonly [string, string], [right]: readonly [string, string]) =>
      left < right ? -1 : 1;
    expect(printed).toBe(
      samples
        .map(({ settings }) => [...entriesOf(settings)].sort(byName))
        .map((entries) => `${entries.map(([name, value]) => `${name}\0${value}\0`).join('')}\0`)
        .join(''),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
