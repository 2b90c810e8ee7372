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
// The server sends a phone the same forms as a desk, so that without scripts a phone takes a choice
// of them only: those that look otherwise there, tagged @phone too.
const withScript = { testIgnore: '**/no-js/**' };
const withoutScript = { grep: /journeys\/no-js\/|@nojs/ };
const phoneWithoutScript = { grep: /journeys\/no-js\/|@phone/ };

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  forbidOnly: !!process.env.CI,
  reporter: [['line'], ['json', { outputFile: '../target/dev/playwright.json' }]],
  expect: { timeout: 10_000 },
  use: {
    launchOptions: launch,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desk', use: desk, ...withScript },
    { name: 'phone', use: phone, ...withScript },
    { name: 'desk-no-js', use: { ...desk, javaScriptEnabled: false }, ...withoutScript },
    { name: 'phone-no-js', use: { ...phone, javaScriptEnabled: false }, ...phoneWithoutScript },
  ],
});
