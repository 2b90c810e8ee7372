import type { Page } from '@playwright/test';
import { test, expect, axe } from '../fixtures';
import { ownFirm } from './firm';
import { enter, visit } from './steps';

const row = (page: Page, advice: string) => page.locator(`.advice-row[data-advice=${advice}]`);

test.describe('what is new and what would help', { tag: '@nojs' }, () => {
  test('news are marked in the settings until they are read', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/settings');
    const way = page.locator('main').getByRole('link', { name: 'Nytt og råd' });
    await expect(way.locator('.ds-tag')).toHaveText('Nytt');
    await way.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nytt og råd');
    const news = page.getByRole('region', { name: 'Nytt i systemet' });
    await expect(news.getByRole('article').first()).toContainText('Nytt');
    await expect(news.getByRole('article').first()).toContainText(/\d+\. \S+ 20\d\d/);
    await axe(page);
    await visit(page, '/settings');
    await expect(way.locator('.ds-tag')).toHaveCount(0);
    await visit(page, '/settings/advice');
    await expect(news.locator('.ds-tag')).toHaveCount(0);
    // Another reader has not read them.
    await enter(page, firm.administrator, '/settings');
    await expect(way.locator('.ds-tag')).toHaveText('Nytt');
  });

  test('advice is given by the customers, leads to where it is mended, and can be put aside', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/advice');
    const advice = row(page, 'invoice_email');
    await expect(advice.getByRole('heading')).toHaveText('Aktive kunder som får faktura på e-post, men ikke har en adresse for den 1');
    await advice.getByRole('link', { name: 'Vis kundene uten' }).click();
    await expect(page).toHaveURL(/filter=invoice_email\.empty/);
    await expect(page.locator('main')).toContainText('Bjørk AS');
    await visit(page, '/settings/advice');
    await advice.getByRole('link', { name: 'Velg hva som må fylles ut' }).click();
    await expect(page).toHaveURL(/\/settings\/fields$/);
    await visit(page, '/settings/advice');
    await advice.getByRole('button', { name: 'Ikke for oss' }).click();
    const aside = page.locator('.advice-dismissed');
    await expect(aside.locator('summary')).toHaveText(/Ikke for oss\s+1/);
    await expect(page.locator('.advice-list').first().locator('[data-advice=invoice_email]')).toHaveCount(0);
    // It stays put aside, for all of the firm.
    await enter(page, firm.consultant, '/settings/advice');
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
    await aside.locator('summary').click();
    await expect(advice).toBeVisible();
    await enter(page, firm.administrator, '/settings/advice');
    await aside.locator('summary').click();
    await advice.getByRole('button', { name: 'Vis igjen' }).click();
    await expect(aside).toHaveCount(0);
    await expect(advice.getByRole('button', { name: 'Ikke for oss' })).toBeVisible();
    // Mended, it is gone.
    sql(`update customer set invoice_email = 'faktura@bjork.example' where id = '${firm.customer.id}'`);
    await visit(page, '/settings/advice');
    await expect(advice).toHaveCount(0);
  });

  test('routes that start nowhere are told until they start somewhere', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/advice');
    await row(page, 'start_address').getByRole('link', { name: 'Skriv adressen' }).click();
    await page.locator('#input-start_address').fill('Storgata 1, 8006 Bodø');
    await page.locator('#field-start_address').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#field-start_address')).toContainText('Storgata 1');
    await visit(page, '/settings/advice');
    await expect(row(page, 'start_address')).toHaveCount(0);
  });
});
