// When a page can be used: when the wasm sets data-ready on <html>; and when it is first seen. In ms since the navigation.
import { chromium } from '@playwright/test';
import { launch } from '../chromium.mjs';

/** Cold is the first page of an empty profile, warm the same page once more. */
export async function usable(address, path, cookie, rounds) {
  // As if from https: browsers take the session's __Host- cookie only so, and send it to their own machine.
  const url = address.replace('http:', 'https:');
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true, sameSite: 'Lax' };
  });
  const times = { cold: [], warm: [], seen: { cold: [], warm: [] } };
  const browser = await chromium.launch(launch);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies(cookies);
      await context.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.documentElement?.hasAttribute('data-ready')) return;
          observer.disconnect();
          globalThis.usableAt = performance.now();
        }).observe(document, { attributes: true, childList: true, subtree: true });
      });
      const page = await context.newPage();
      for (const kind of ['cold', 'warm']) {
        await page.goto(address + path);
        times[kind].push(await (await page.waitForFunction(() => globalThis.usableAt)).jsonValue());
        const seen = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
        times.seen[kind].push(await seen.jsonValue());
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return times;
}
