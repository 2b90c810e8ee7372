import { test, expect, signIn, axe, shift } from '../fixtures';

test('signs in @nojs', async ({ page, user, customer, problems }) => {
  await signIn(page, user.email);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kunder');
  await axe(page);
  console.log(user.email, customer.number);
});
test.describe('block', () => {
  test('it\'s "here"', async ({ page, user, sql }) => {
    await signIn(page, user.email);
    await page.goto('/steady');
    expect(await shift(page)).toBe(0);
    expect(sql('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
test('fails: console error', async ({ page }) => { await page.goto('/console'); await expect(page.locator('html')).toHaveAttribute('data-done'); });
test('fails: warning', async ({ page }) => { await page.goto('/warning'); await expect(page.locator('html')).toHaveAttribute('data-done'); });
test('fails: page error', async ({ page }) => { await page.goto('/throws'); await expect(page.locator('h1')).toBeVisible(); });
test('fails: status 500', async ({ page }) => { await page.goto('/500'); });
test('fails: csp @nojs', async ({ page }) => { await page.goto('/csp'); await expect(page.locator('h1')).toBeVisible(); });
test('fails: shift', async ({ page }) => { await page.goto('/jump'); await expect(page.locator('html')).toHaveAttribute('data-done'); expect(await shift(page)).toBe(0); });
test('fails: shift without js @nojs', async ({ page }) => { await page.goto('/steady'); expect(await shift(page)).toBe(0); expect(1).toBe(2); });
test('fails: axe @nojs', async ({ page }) => { await page.goto('/bad'); await axe(page); });
test('404 allowed @nojs', async ({ page, problems }) => { problems.allow(/status of 404/); await page.goto('/nowhere'); });
test('leaves', async ({ page }) => { await page.goto('/slow'); await page.goto('/steady'); });
