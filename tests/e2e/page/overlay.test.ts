import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { tryPort } from '../../../build/config/port/try-port.ts';
import { HotServer } from '../../../src/dev-runtime/hot-server.ts';
import { answerWhileEmpty } from '../../../src/dev-runtime/overlay/answer-while-empty.ts';
import { Overlay } from '../../../src/dev-runtime/overlay/overlay.ts';
import { overlayScriptPath } from '../../../src/dev-runtime/overlay/overlay-script.ts';
import { renderPage } from '../../../src/platform/page/render-page.ts';
import { chromiumPath, whyNoBrowser } from '../../support/find-chromium.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;
const links = { docs: '/docs', openapi: '/docs/json', live: '/health/live', ready: '/health/ready' };
const problem = {
  severity: 'error',
  title: 'SCHEMA.INVALID',
  place: 'src/components/crm/prisma/schema.prisma:2:6',
  text: 'error SCHEMA.INVALID: <b>Type</b> "Nonsense" is not known.\n  > 2 |   id Nonsense @id',
} as const;

/** What the helmet of the platform sends, as far as it matters to the overlay. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' https: 'unsafe-inline'; img-src 'self' data:";

inBrowser(`the overlay of the dev server${whyNoBrowser}`, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const server: HotServer = new HotServer(
    (request, response) => {
      answerWhileEmpty(request, response, 'The application is starting.');
    },
    (request, response) => overlay.answer(request, response),
  );
  const overlay = new Overlay(() => server.serving);
  const application = () => ({
    server: createServer((_request, response) => {
      response.setHeader('content-security-policy', policy);
      response.setHeader('content-type', 'text/html');
      response.end(
        renderPage({ name: 'tessera', version: '1.0.0', components: [], links }, overlayScriptPath),
      );
    }),
    takenOver: [],
    lacking: () => Promise.resolve(new Map()),
    stopping: () => undefined,
    close: () => Promise.resolve(),
  });
  let url: string;

  beforeAll(async () => {
    const free = await tryPort(0);
    const port = 'port' in free ? free.port : 0;
    await server.listen(port, '127.0.0.1');
    url = `http://127.0.0.1:${port}/`;
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    overlay.close();
    await server.stop(1000);
  });
  const panel = () => page.getByRole('status', { name: 'Problems' });

  it('stands in for an application that did not start, and makes room for it', async () => {
    overlay.show([problem]);
    await page.goto(url);
    await panel().getByText('Nothing is served until this is mended.').waitFor();
    complaints.length = 0; // The browser itself notes the 503.
    server.swap(application(), 1000);
    overlay.show([]);
    await page.getByRole('heading', { name: 'No component yet' }).waitFor();
    expect(await panel().count()).toBe(0);
  });

  it("shows problems in the author's file, and that they are gone, without a reload", async () => {
    await page.evaluate('globalThis.notReloaded = true');
    overlay.show([problem]);
    await panel()
      .getByRole('heading', { name: `${problem.place} · SCHEMA.INVALID` })
      .waitFor();
    expect(await panel().locator('pre').textContent()).toBe(problem.text);
    expect(await panel().textContent()).toContain('The last good application keeps serving.');
    if (process.env['SCREENSHOT']) await page.screenshot({ path: process.env['SCREENSHOT'] });
    overlay.show([problem, { ...problem, title: 'TYPES.INVALID' }]);
    await panel().getByRole('heading', { name: '2 problems' }).waitFor();
    overlay.show([]);
    await panel().waitFor({ state: 'detached' });
    expect(await page.evaluate('globalThis.notReloaded')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('can be put aside with the keyboard', async () => {
    overlay.show([problem]);
    await panel().getByRole('button', { name: 'Hide' }).press('Enter');
    await panel().locator('pre').waitFor({ state: 'hidden' });
    await panel().getByRole('button', { name: 'Show' }).press('Enter');
    await panel().locator('pre').waitFor({ state: 'visible' });
  });
});
