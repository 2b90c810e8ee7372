// A customer's folder in the firm's SharePoint: set up, made, filled, and said to be out of reach where it is.
import { axe, expect, test } from '../fixtures';
import { secret } from '../graph.mjs';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, mark, section, stayed, visit, withScript } from './steps';
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';

const firmWith = (sql: (text: string) => any[]) => ({ ...ownFirm(sql), site: `s-${randomUUID()}` });
const folder = (page: Page) => page.locator('[data-region="sharepoint-folder"]');

/** Writes where the firm's SharePoint is, and saves it. */
async function setUp(page: Page, site: string, password: string) {
  await page.locator('#sharepoint-is_on').check();
  await page.locator('#sharepoint-directory_id').fill(randomUUID());
  await page.locator('#sharepoint-client_id').fill(randomUUID());
  await page.locator('#sharepoint-secret').fill(password);
  await page.locator('#sharepoint-site').fill(`https://firma.sharepoint.com/sites/${site}`);
  await page.locator('#sharepoint-folder').fill('Kunder');
  await page.getByRole('button', { name: 'Lagre og prøv' }).click();
}

test("an administrator sets SharePoint up, and a consultant makes a customer's folder and puts a file there", { tag: '@nojs' }, async ({ page, another, sql }) => {
  const firm = firmWith(sql);
  await enter(page, firm.administrator, '/settings');
  await page.getByRole('link', { name: 'SharePoint', exact: true }).click();
  const tried = page.locator('[data-region="sharepoint-tried"]');
  await setUp(page, firm.site, 'feil');
  await expect(tried).toContainText('Hemmeligheten er feil');
  await axe(page);
  await setUp(page, firm.site, secret);
  await expect(tried).toContainText('Mappen «Kunder» er funnet, med 0 mapper i seg');
  await expect(page.locator('#sharepoint-secret'), 'it is never shown').toHaveValue('');

  const consultant = await another({ javaScriptEnabled: withScript() });
  await enter(consultant, firm.consultant, cardOf(firm.customer));
  const body = bodyOf(consultant, 'sharepoint');
  if (withScript()) await expect(body).toContainText('ingen mappe som heter «10001 Bjørk AS»');
  await body.getByRole('link', { name: withScript() ? 'Velg kundens mappe' : 'Åpne mappen' }).click();
  await consultant.getByRole('button', { name: 'Opprett mappen' }).click();
  await expect(folder(consultant)).toContainText('Mappen er tom.');
  await consultant.locator('#sharepoint-file').setInputFiles({ name: 'Møte #1 50 %.txt', mimeType: 'text/plain', buffer: Buffer.from('Avtalt på møtet.') });
  if (!withScript()) await consultant.locator('#new-files').getByRole('button', { name: 'Last opp' }).click();
  const row = folder(consultant).locator('.document');
  await expect(row).toHaveText(/Møte #1 50 %\.txt.*av Kari Dahl/);
  await axe(consultant);
  const [download] = await Promise.all([consultant.waitForEvent('download'), row.getByRole('link', { name: 'Last ned Møte #1 50 %.txt' }).click()]);
  expect(download.suggestedFilename()).toBe('Møte #1 50 %.txt');
  await expect(row.getByRole('link', { name: /i SharePoint$/ })).toHaveAttribute('href', /^https:\/\/firma\.sharepoint\.com\//);
  await visit(consultant, cardOf(firm.customer));
  if (withScript()) await expect(body.locator('.document')).toHaveText(/Møte #1 50 %\.txt/);
  await expect(bodyOf(consultant, 'log').locator('.log-row').first()).toContainText('valgte SharePoint-mappen');
});

test('the card works on while Microsoft does not answer, and another folder is chosen and taken back', { tag: '@desk' }, async ({ page, sql, state, request }) => {
  const firm = firmWith(sql);
  const of = `site=${firm.site}`;
  const paths = ['Kunder/10001 Bjørk AS/Avtaler/ramme.txt', 'Kunder/10001 Bjørk AS/tilbud.txt', 'Kunder/2025/Bjørk (gammel)/gammel.txt', 'Ledelsen/hemmelig.txt'];
  await request.post(`${state.graph}/fill?${of}`, { data: paths });
  await enter(page, firm.administrator, '/settings/sharepoint');
  await setUp(page, firm.site, secret);
  await expect(page.locator('[data-region="sharepoint-tried"]')).toContainText('med 2 mapper i seg');
  await request.post(`${state.graph}/break?${of}&broken=yes`);
  await visit(page, cardOf(firm.customer));
  const body = bodyOf(page, 'sharepoint');
  await expect(body).toContainText('SharePoint svarer ikke akkurat nå');
  await expect(section(page, 'general'), 'the card is there').toContainText('Bjørk AS');
  await axe(page, ['[data-section="sharepoint"]']);
  await request.post(`${state.graph}/break?${of}&broken=no`);
  await mark(page);
  await body.getByRole('link', { name: 'Prøv igjen' }).click();
  await expect(body.locator('.document')).toHaveText([/Avtaler.*1 element/, /tilbud\.txt/]);
  await expect(body.getByRole('link', { name: 'Avtaler', exact: true }), 'whoever tried again stands where it begins').toBeFocused();
  await expect(body.getByRole('status'), 'and is told in a line').toHaveText('2 elementer');
  // What is done elsewhere on the card leaves it there.
  await section(page, 'notes').locator('.fold').click();
  await expect(section(page, 'notes')).toHaveAttribute('data-open', 'false');
  await expect(body.locator('.document')).toHaveCount(2);
  expect(await stayed(page), 'and nothing was loaded anew').toBe(true);

  await body.getByRole('link', { name: 'Avtaler', exact: true }).click();
  await expect(folder(page).locator('.document')).toHaveText([/ramme\.txt/]);
  await folder(page).getByRole('link', { name: '10001 Bjørk AS' }).click();
  await folder(page).getByRole('link', { name: 'Velg en annen mappe' }).click();
  await expect(folder(page), 'only below the folder with all customers').not.toContainText('Ledelsen');
  await folder(page).getByLabel('Navnet på en mappe').fill('2025/bjørk (gammel)');
  await folder(page).getByRole('button', { name: 'Finn' }).click();
  await expect(folder(page).locator('.document')).toHaveText([/Bjørk \(gammel\)/]);
  await axe(page);
  await folder(page).getByRole('link', { name: 'Kunder', exact: true }).click();
  await folder(page).getByRole('link', { name: '2025', exact: true }).click();
  await folder(page).getByRole('button', { name: 'Velg Bjørk (gammel)' }).click();
  await expect(folder(page).locator('.document')).toHaveText([/gammel\.txt/]);
  await page.getByRole('button', { name: 'Angre' }).first().click();
  await expect(folder(page).locator('.document')).toHaveText([/Avtaler/, /tilbud\.txt/]);
});
