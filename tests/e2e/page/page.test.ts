import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { chromiumPath, whyNoBrowser } from '../../support/find-chromium.ts';
import { component, type Platform, startPlatform } from '../../integration/platform/start-platform.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(`GET / in a browser${whyNoBrowser}`, () => {
  const database = useTestDatabase();
  let browser: Browser;
  let platform: Platform;

  beforeAll(async () => {
    const components = Array.from({ length: 10 }, (_, index) =>
      component(`component-with-a-long-name-${index}`, undefined, {
        description: '<b>bold</b>',
        models: ['AModelWithAnExceedinglyLongNameThatHasToBreak'],
      }),
    );
    platform = await startPlatform(database.url, components);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await platform.app.close();
  });

  it.each([1280, 320])('fits a window of %i pixels and breaks no security policy', async (width) => {
    const page = await browser.newPage({
      viewport: { width, height: 700 },
      extraHTTPHeaders: platform.credentials,
    });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('requestfailed', (request) => complaints.push(request.url()));
    await page.goto(await platform.app.getUrl());
    expect(await page.locator('section').count()).toBe(10);
    expect(await page.locator('b').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('follows the dark scheme and leads to the API documentation', async () => {
    const page = await browser.newPage({ colorScheme: 'dark', extraHTTPHeaders: platform.credentials });
    await page.goto(await platform.app.getUrl());
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)');
    await page.getByRole('link', { name: 'API documentation' }).click();
    await page.locator('.swagger-ui .info').waitFor();
    expect(await page.locator('.swagger-ui .title').first().textContent()).toContain('Tessera');
    await page.close();
  });
});
