import { test, expect } from '../../fixtures';
test('only without js', async ({ page }) => { await page.goto('/steady'); await expect(page.locator('noscript')).toBeVisible(); });
