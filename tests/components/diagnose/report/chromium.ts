import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** Where Debian puts it, unless the environment names another one. */
export const CHROMIUM =
  process.env['CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

export function launch(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: CHROMIUM ?? 'chromium',
    // A container has no namespace for the sandbox of Chromium; the pages shown here are the test's own.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

export interface Watched {
  readonly page: Page;
  /** What the page said in the console, and errors of the page. */
  readonly said: string[];
  /** Every request but the one for the page itself. */
  readonly requests: string[];
}

/** Shows the HTML at an address of its own, as a file or a server would; every other request is counted and refused. */
export async function show(
  browser: Browser,
  html: string,
  width: number,
  theme: 'light' | 'dark',
): Promise<Watched> {
  const page = await browser.newPage();
  const said: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url() === 'http://report.invalid/') {
      void request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
      return;
    }
    if (!request.url().startsWith('data:')) requests.push(request.url());
    void request.abort();
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await page.goto('http://report.invalid/', { waitUntil: 'networkidle0' });
  return { page, said, requests };
}
