// Documents of a customer: uploaded, read, versioned, found, taken away and brought back.
import { axe, expect, test } from '../fixtures';
import { lineTo } from '../line';
import { bodyOf, cardOf, enter, openCard, section, toast, withScript } from './steps';
import type { Page } from '@playwright/test';

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const contract = (text: string) => file('Rammeavtale 2026.pdf', 'application/pdf', pdf(text));

/** Chooses files, and sends them where no script does that. */
async function upload(page: Page, input: string, form: string, chosen: ReturnType<typeof file>[]) {
  await page.locator(input).setInputFiles(chosen);
  if (!withScript()) await page.locator(form).getByRole('button', { name: 'Last opp' }).click();
}

test('several are uploaded on the card, found on the tab, and what is no document is refused', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`delete from document where customer_id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await section(page, 'documents').getByRole('link', { name: 'Last opp' }).click();
  await page.locator('#document-kind').selectOption({ label: 'Kontrakt' });
  await upload(page, '#document-file', '#new-document', [contract('a'), file('avtale.pdf', 'application/pdf', Buffer.from('<script>alert(1)</script>'))]);
  await expect(page.locator('#document-file-e')).toContainText('Fil nr. 2 er ikke av et slag som kan lastes opp');
  await expect(page.locator('#document-kind'), 'what was chosen stays').not.toHaveValue('');
  await axe(page, ['.document-upload']);
  await upload(page, '#document-file', '#new-document', [contract('a'), file('Møtenotat.txt', 'text/plain', Buffer.from('Avtalt på møtet.'))]);
  const rows = bodyOf(page, 'documents').locator('.document');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Rammeavtale 2026' })).toContainText('Kontrakt');
  await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(`${user.name} la til dokumentet`);
  await page.goto(`${cardOf(customer)}/documents?q=motenotat`);
  await expect(page.locator('[data-region="documents-tab"] .document'), 'found without Nordic letters').toHaveText([/Møtenotat/]);
  await page.locator('#document-query').fill('finnes ikke');
  await page.getByRole('button', { name: 'Vis', exact: true }).click();
  await expect(page.locator('[data-region="documents-tab"]')).toContainText('Ingen dokumenter passer.');
});

test('one is read and renamed, gets a version, goes back to the first, is deleted and brought back', { tag: '@nojs' }, async ({ page, user, customer, sql, request }) => {
  sql(`delete from document where customer_id = '${customer.id}'`);
  await enter(page, user, `${cardOf(customer)}/documents`);
  await upload(page, '#document-file', '#new-document', [file('notat.txt', 'text/plain', Buffer.from('Første utgave'))]);
  await page.getByRole('link', { name: 'notat', exact: true }).click();
  await expect(page.frameLocator('.document-frame').locator('body')).toContainText('Første utgave');
  await axe(page);
  await page.locator('[data-region="document-details"]').getByRole('link', { name: 'Endre' }).click();
  await page.locator('#document-name').fill('');
  await page.locator('#document-form').getByRole('button', { name: 'Lagre' }).click();
  await expect(page.locator('#document-name-e')).toBeVisible();
  await page.locator('#document-name').fill('Notat fra møtet');
  await page.locator('#document-form').getByRole('button', { name: 'Lagre' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notat fra møtet');
  await upload(page, '#version-file', '#new-version', [file('notat2.txt', 'text/plain', Buffer.from('Andre utgave'))]);
  const current = page.locator('[data-region="document-versions"] .document', { hasText: 'Gjelder' });
  await expect(current).toContainText('Versjon 2');
  await expect(page.frameLocator('.document-frame').locator('body')).toContainText('Andre utgave');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-version="1"]').getByRole('link', { name: 'Last ned Versjon 1' }).click()]);
  expect(download.suggestedFilename()).toBe('notat.txt');
  await page.getByRole('button', { name: 'La versjon 1 gjelde' }).click();
  await expect(current).toContainText('Versjon 1');
  const address = page.url().split('?')[0];
  const answer = await page.request.get(`${address}/file`);
  expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(await answer.text()).toBe('Første utgave');
  await page.locator('.contact-head .menu summary').click();
  await page.getByRole('button', { name: 'Slett' }).click();
  await expect(page.locator('[data-region="documents-tab"]')).toContainText('Ingen dokumenter ennå.');
  expect((await page.request.get(`${address}/file`)).status(), 'nobody has what is deleted').toBe(404);
  await page.getByRole('button', { name: 'Angre' }).first().click();
  await expect(page.locator('[data-region="documents-tab"] .document')).toContainText('Notat fra møtet');
  const stranger = await request.get(`${address}/file`, { maxRedirects: 0 });
  expect(stranger.status(), 'nobody who is not signed in').toBe(303);
});

test('large files say how far they are, a broken line says so and loses nothing, and several come at once @desk', async ({ page, user, customer, sql, problems, baseURL }) => {
  sql(`delete from document where customer_id = '${customer.id}'`);
  problems.allow(/net::ERR_/);
  const line = await lineTo(baseURL!);
  const large = (name: string) => file(name, 'application/pdf', Buffer.concat([pdf(name), Buffer.alloc(20_000_000, '%')]));
  await enter(page, user, `${line.address}${cardOf(customer)}/documents`);
  const bar = page.locator('#new-document progress');
  const rows = page.locator('[data-region="documents-tab"] .document');
  // Held, the bar stands somewhere between its ends.
  const underWay = async () => {
    await expect(bar).toHaveAttribute('value', /^[1-9]\d?$/);
    await expect(bar).toHaveAccessibleName(/^Sender [1-9]\d? %$/);
    await expect(page.locator('#new-document')).toContainText(/Sender [1-9]\d? %/);
  };
  line.hold();
  await page.locator('#document-file').setInputFiles([large('Tegning A.pdf'), large('Tegning B.pdf')]);
  await underWay();
  line.cut();
  await expect(toast(page)).toContainText('Filene kom ikke fram, og ingenting er lagret.');
  await expect(bar).toHaveCount(0);
  expect(await page.locator('#document-file').evaluate((input) => (input as HTMLInputElement).files?.length), 'they are still chosen').toBe(2);
  expect(sql(`select id from document where customer_id = '${customer.id}'`)).toEqual([]);

  line.mend();
  await page.locator('#new-document').getByRole('button', { name: 'Last opp' }).click();
  await underWay();
  line.release();
  await expect(rows).toHaveText([/Tegning [AB]/, /Tegning [AB]/]);
  await expect(bar).toHaveCount(0);
  await expect(toast(page)).toContainText('Lastet opp');
  line.close();
});
