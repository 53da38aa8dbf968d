import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { renderReport } from '../../../../components/diagnose/report/page';
import { CHROMIUM, launch, show } from './chromium';
import { mixed } from './examples';

/** Contrast of every text with the nearest background behind it; run in the page, so it is text. */
const LOW_CONTRASTS = `(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    if (element.closest('svg') !== null) {
      const box = element.closest('g').querySelector(element.classList.contains('sign') ? '.disc' : '.box');
      return rgb(getComputedStyle(box).fill);
    }
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let measured = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.closest('title, desc') !== null || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const colour = light(rgb(element.closest('svg') !== null ? style.fill : style.color));
    const ground = light(behind(element));
    const ratio = (Math.max(colour, ground) + 0.05) / (Math.min(colour, ground) + 0.05);
    measured++;
    if (ratio < 4.5) low.push(node.data.trim() + ' ' + ratio.toFixed(2));
  }
  return { measured, low };
})()`;

// A machine without Chromium skips them, unless CHROMIUM says that there must be one.
const inChromium = CHROMIUM === undefined ? it.skip : it;
const where = CHROMIUM === undefined ? 'skipped: no Chromium on this machine' : 'in Chromium';

describe(`the report as a page (${where})`, () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'report-'));

  beforeAll(async () => {
    if (CHROMIUM !== undefined) browser = await launch();
  });
  afterAll(async () => {
    if (CHROMIUM !== undefined) await browser.close();
    if (process.env['KEEP_SCREENSHOTS'] === undefined) rmSync(folder, { recursive: true });
    else process.stderr.write(`screenshots: ${folder}\n`);
  });

  const looks = [1280, 760, 400].flatMap((width) =>
    (['light', 'dark'] as const).map((theme) => ({ width, theme })),
  );

  for (const { width, theme } of looks)
    inChromium(
      `at ${String(width)} px, ${theme}: says nothing in the console, loads nothing, is readable, does not scroll sideways`,
      async () => {
        const { page, said, requests } = await show(browser, renderReport(mixed()), width, theme);
        const shot = join(folder, `${String(width)}-${theme}.png`);
        await page.screenshot({ path: shot as `${string}.png`, fullPage: true });
        expect(statSync(shot).size).toBeGreaterThan(20_000);
        expect(said).toEqual([]);
        expect(requests).toEqual([]);
        const contrasts = (await page.evaluate(LOW_CONTRASTS)) as { measured: number; low: string[] };
        expect(contrasts.measured).toBeGreaterThan(100);
        expect(contrasts.low).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.close();
      },
    );

  inChromium('has every finding in the DOM, with its code, both values and the next step', async () => {
    const input = mixed();
    const { page } = await show(browser, renderReport(input), 1280, 'light');
    const items = (await page.evaluate(
      `[...document.querySelectorAll('.finding')].map((item) => item.textContent.replace(/\\s+/g, ' '))`,
    )) as string[];
    expect(items).toHaveLength(input.findings.length);
    for (const finding of input.findings) {
      const item = items.find((text) => text.includes(finding.code));
      for (const part of [finding.summary, finding.field, finding.expected, finding.found, finding.remedy])
        expect(item).toContain((part ?? '').replace(/\s+/g, ' '));
    }
    await page.close();
  });

  inChromium('runs no script and makes no element from a name, whatever the name is', async () => {
    const input = mixed();
    const evil = `"><script>document.title='run'</script><img src=http://evil.invalid/x onerror="document.title='run'">`;
    const [api] = input.apis;
    const html = renderReport({
      ...input,
      apis: [{ ...api!, manifest: { ...api!.manifest, api: evil } }],
      findings: input.findings.map((finding) => ({ ...finding, summary: evil, remedy: evil, found: evil })),
    });
    const { page, said, requests } = await show(browser, html, 1280, 'light');
    expect(await page.title()).not.toBe('run');
    expect(await page.evaluate(`document.querySelectorAll('script, img').length`)).toBe(0);
    expect({ said, requests }).toEqual({ said: [], requests: [] });
    await page.close();
  });

  inChromium('loads nothing even if something had got into it: its policy refuses', async () => {
    const html = renderReport(mixed()).replace('</main>', '<img src="http://evil.invalid/x"></main>');
    const { page, said, requests } = await show(browser, html, 1280, 'light');
    expect(requests).toEqual([]);
    expect(said.join()).toContain('Content Security Policy');
    await page.close();
  });

  inChromium('shows one picture of the chain at a time, with a title and a description', async () => {
    for (const [width, shown] of [
      [1280, 'wide'],
      [400, 'narrow'],
    ] as const) {
      const { page } = await show(browser, renderReport(mixed()), width, 'light');
      const visible = (await page.evaluate(
        `[...document.querySelectorAll('#api-1 svg')].filter((svg) => svg.getClientRects().length > 0).map((svg) => svg.getAttribute('class'))`,
      )) as string[];
      expect(visible).toEqual([shown]);
      const tree = JSON.stringify(await page.accessibility.snapshot());
      expect(tree).toContain('The chain of orders, from client to module');
      expect(tree).toContain('JWT profile: broken');
      await page.close();
    }
  });
});
