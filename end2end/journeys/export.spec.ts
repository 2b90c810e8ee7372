// Customers taken along as files, and the templates to bring them in.
import { readFileSync } from 'node:fs';
import { axe, expect, test } from '../fixtures';
import { enter } from './steps';
import type { Download, Page } from '@playwright/test';

const download = async (page: Page, click: () => Promise<void>): Promise<Download> => {
  const waiting = page.waitForEvent('download');
  await click();
  return waiting;
};

const bytes = async (file: Download) => readFileSync(await file.path());

test('the list goes along as Excel or CSV, and its page says what is in the file', async ({ page, user, customer, sql }) => {
  sql(`update customer set name = '000 Eksportprøve ${customer.number}' where id = '${customer.id}'`);
  const address = `/customers?scope=firm&filter=name.has:eksportprøve ${customer.number}`;
  await enter(page, user, address);
  await page.locator('#export-menu > summary').click();
  const panel = page.locator('#export-menu .menu-panel');
  await axe(page);
  const csv = await download(page, () => panel.getByRole('link', { name: 'CSV' }).first().click());
  expect(csv.suggestedFilename()).toMatch(/^kunder-\d{4}-\d\d-\d\d\.csv$/);
  const text = (await bytes(csv)).toString('utf8');
  expect(text).toMatch(/^\ufeffKundenummer;Navn;/);
  expect(text).toContain(`;000 Eksportprøve ${customer.number};`);
  expect(text.trim().split('\r\n')).toHaveLength(2);

  // A link that was followed closes its menu.
  await page.locator('#export-menu > summary').click();
  const excel = await download(page, () => panel.getByRole('link', { name: 'Excel' }).last().click());
  expect(excel.suggestedFilename()).toMatch(/\.xlsx$/);
  const packed = await bytes(excel);
  expect(packed.subarray(0, 2).toString()).toBe('PK');
  expect(packed.includes('xl/worksheets/sheet1.xml')).toBe(true);

  await page.locator('#export-menu > summary').click();
  await panel.getByRole('link', { name: 'Mer om eksport' }).click();
  await expect(page.getByRole('heading', { name: 'Eksporter kunder' })).toBeVisible();
  await expect(page.locator('.export-what')).toHaveText(/^1 kunde Firmaets kunder · .* · 1 filter$/);
  await axe(page);
  await page.getByLabel('CSV').check();
  const all = await download(page, () => page.getByRole('button', { name: 'Last ned' }).click());
  expect((await bytes(all)).toString('utf8')).toContain(customer.id);
  await page.getByRole('link', { name: 'Tilbake til listen' }).click();
  await expect(page.locator('tbody .row-link')).toHaveText([`000 Eksportprøve ${customer.number}`]);
});
