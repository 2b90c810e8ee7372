import { defineConfig, devices } from '@playwright/test';
import { launch } from './chromium.mjs';

const desk = { viewport: { width: 1440, height: 900 } };
const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent: devices['Pixel 7'].userAgent,
};
// With JavaScript: all but journeys/no-js/. Without: that folder, and what is tagged @nojs elsewhere.
// The server sends a phone the same pages as a desk. What is tagged @desk asks for nothing that is
// otherwise there, so a phone leaves it out; without scripts it takes a choice, tagged @phone.
const withScript = { testIgnore: '**/no-js/**' };
const phoneWithScript = { ...withScript, grepInvert: /@desk/ };
const withoutScript = { grep: /journeys\/no-js\/|@nojs/ };
const phoneWithoutScript = { grep: /journeys\/no-js\/|@phone/, grepInvert: /@desk/ };

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // What passes only the second time is named at the end, so that it is mended: it hides no fault, and one
  // stumble of a busy machine doesn't throw away an hour.
  retries: 1,
  // What is there at once takes no longer for it; a machine with other work isn't wrong.
  timeout: 120_000,
  forbidOnly: !!process.env.CI,
  reporter: [['line'], ['json', { outputFile: '../target/dev/playwright.json' }]],
  expect: { timeout: 20_000 },
  use: {
    launchOptions: launch,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desk', use: desk, ...withScript },
    { name: 'phone', use: phone, ...phoneWithScript },
    { name: 'desk-no-js', use: { ...desk, javaScriptEnabled: false }, ...withoutScript },
    { name: 'phone-no-js', use: { ...phone, javaScriptEnabled: false }, ...phoneWithoutScript },
  ],
});
