// What the firm has chosen for all its cards, and what a customer has of its own.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, edit, enter, field, pick, section, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();

test.describe("the firm's settings", { tag: '@nojs' }, () => {
  test('nicknames go from card, register, registration and search when they are turned off, and come back', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/customers?scope=firm');
    if (await page.locator('.nav-menu summary').isVisible()) await page.locator('.nav-menu summary').click();
    await page.getByRole('link', { name: 'Innstillinger', exact: true }).locator('visible=true').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Firmaets innstillinger');
    const box = page.getByRole('checkbox', { name: 'Bruk kallenavn' });
    await expect(page.locator('.setting-toggle').first()).toContainText('1 av 1 kunder har et kallenavn');
    const places = async (shown: number) => {
      for (const path of ['/customers?scope=firm', '/search?query=bj%C3%B8rk', cardOf(firm.customer)]) {
        await visit(page, path);
        await expect(page.getByRole('main')).toContainText('Bjørk AS');
        await expect(page.getByText('«Gamle Bjørk»')).toHaveCount(shown);
      }
      await expect(field(page, 'nickname')).toHaveCount(shown);
      await visit(page, '/customers/new');
      await expect(page.locator('#input-nickname')).toHaveCount(shown);
      await visit(page, '/settings');
    };
    await places(1);
    await box.click();
    await expect(box).toHaveAttribute('aria-checked', 'false');
    await places(0);
    await box.click();
    await expect(box).toHaveAttribute('aria-checked', 'true');
    await places(1);
    await box.click();
    await expect(box).toHaveAttribute('aria-checked', 'false');
    // What was just done is taken back where it is told.
    await (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' }).click();
    await expect(box).toHaveAttribute('aria-checked', 'true');
    await expect(page.locator('.settings-foot')).toContainText('av Astrid Sjef');
  });

  test('a separate invoice address goes from card and registration when it is turned off, and comes back', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    const box = page.getByRole('checkbox', { name: 'Bruk egen fakturaadresse' });
    for (const shown of [1, 0, 1]) {
      await visit(page, cardOf(firm.customer));
      await expect(page.locator('#address-invoice')).toHaveCount(shown);
      await expect(page.locator('#address-delivery')).toHaveCount(1);
      await visit(page, '/customers/new');
      await expect(page.locator('#input-invoice_street')).toHaveCount(shown);
      await expect(page.locator('#input-delivery_street')).toHaveCount(1);
      await visit(page, '/settings');
      await box.click();
      await expect(box).toHaveAttribute('aria-checked', shown ? 'false' : 'true');
    }
  });

  test("a customer follows the firm's terms until it has its own, and follows them again by one click", async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await expect(field(page, 'payment_days')).toContainText('14 dager · standard');
    await (await edit(page, 'payment_days')).fill('400');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('Skriv et antall hele dager fra 0 til 365');
    await page.locator('#input-payment_days').fill('20 dager');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('20 dager valgt av firmaet');
    await expect(field(page, 'payment_days')).toContainText('Følges av 1 kunde.');

    await visit(page, cardOf(firm.customer));
    const [value, digest] = [(key: string) => field(page, key).locator('.field-value'), section(page, 'invoice_pay').locator('.digest')];
    await expect(value('payment_days')).toContainText('20 dager · firmaets');
    await expect(digest).toHaveText('firmaets · 20 dager · faktor 1,85');
    const days = await edit(page, 'payment_days');
    await expect(days).toHaveAttribute('placeholder', 'Firmaets: 20 dager');
    await days.fill('45');
    await save(page, 'payment_days');
    await expect(value('payment_days')).toContainText('45 dager egen');
    await (await edit(page, 'markup_factor')).fill('1.9');
    await save(page, 'markup_factor');
    await expect(value('markup_factor')).toContainText('1,90 egen');
    await expect(digest).toHaveText('2 egne · 45 dager · faktor 1,90');
    await (await edit(page, 'expenses_billed')).selectOption({ label: 'Nei' });
    await save(page, 'expenses_billed');
    await expect(value('expenses_billed')).toContainText('Nei egen');
    await visit(page, '/settings');
    await expect(field(page, 'payment_days')).toContainText('Følges av 0 kunder, 1 har sitt eget.');

    await visit(page, cardOf(firm.customer));
    await field(page, 'payment_days').getByRole('button', { name: 'Bruk firmaets: 20 dager' }).click();
    await expect(value('payment_days')).toContainText('20 dager · firmaets');
    await expect(digest).toHaveText('2 egne · 20 dager · faktor 1,90');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(/Betalingsfrist: 45 dager\s*ble til\s*følger firmaet/);
    await visit(page, '/customers/new');
    await expect(page.locator('#group-invoice_pay #input-payment_days')).toHaveAttribute('placeholder', 'Firmaets: 20 dager');
  });

  test("payment terms are added, named, changed, merged and retired, and days of credit follow them", async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Betalingsbetingelser' }).click();
    await expect(page.locator('.list-section, .lists-section').first()).toContainText('Betalingsbetingelser');
    const add = async (name: string, kind: string, days: string) => {
      await page.getByLabel('Ny verdi').fill(name);
      await page.getByLabel('Regnes').selectOption({ label: kind });
      await page.getByLabel('Antall dager').fill(days);
      await page.getByRole('button', { name: 'Legg til' }).click();
    };
    const item = (name: string) => page.locator('.list-item', { hasText: name });
    await add('Netto 45', 'Dager fra fakturadato', '400');
    await expect(page.locator('#list-term-days-e')).toContainText('Skriv et antall hele dager fra 0 til 365');
    await expect(page.getByLabel('Ny verdi')).toHaveValue('Netto 45');
    await add('Netto 45', 'Dager fra fakturadato', '45');
    await expect(item('Netto 45')).toContainText('45 dager');
    await add('Fri måned', 'Dager fra månedens slutt', '30');
    await expect(item('Fri måned')).toContainText('30 dager fra månedens slutt');
    await add('45 netto', 'Dager fra fakturadato', '45');

    await visit(page, cardOf(firm.customer));
    await (await edit(page, 'payment_term')).selectOption({ label: '45 netto' });
    await save(page, 'payment_term');
    await expect(field(page, 'payment_days')).toContainText('45 dager · fra betalingsbetingelsen');
    await expect(section(page, 'invoice_pay').locator('.digest')).toContainText('45 dager');

    await visit(page, '/lists/payment_term');
    await pick(item('45 netto').locator('details.menu'), 'Slå sammen med …');
    await page.getByLabel('Slå «45 netto» sammen med').selectOption({ label: 'Netto 45' });
    await page.getByRole('button', { name: 'Slå sammen' }).click();
    await expect(item('45 netto')).toContainText('slått sammen med Netto 45');
    await pick(item('Netto 45').first().locator('details.menu'), 'Gi nytt navn');
    await page.getByLabel('Svensk').fill('45 dagar netto');
    await page.getByLabel('Antall dager').fill('40');
    await page.getByRole('button', { name: 'Lagre' }).click();
    await expect(item('Netto 45').first()).toContainText('40 dager');
    await pick(item('Netto 45').first().locator('details.menu'), 'Slutt å bruke');

    await visit(page, cardOf(firm.customer));
    await expect(field(page, 'payment_term')).toContainText('Netto 45');
    await expect(field(page, 'payment_days')).toContainText('40 dager · fra betalingsbetingelsen');
    await (await edit(page, 'payment_days')).fill('10');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('10 dager egen');
    await field(page, 'payment_days').getByRole('button', { name: 'Bruk betalingsbetingelsens: 40 dager' }).click();
    await expect(field(page, 'payment_days')).toContainText('40 dager · fra betalingsbetingelsen');
  });

  test('routes to customers start where our firm says, and nowhere before it has', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`update customer set visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø' where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, cardOf(firm.customer));
    await expect(page.locator('.routes a')).toHaveCount(0);
    await visit(page, '/settings');
    await (await edit(page, 'start_address')).fill('Storgata 38, 8006 Bodø');
    await save(page, 'start_address');
    await expect(field(page, 'start_address')).toContainText('Storgata 38, 8006 Bodø');
    await visit(page, cardOf(firm.customer));
    await expect(page.locator('.routes a').first()).toHaveAttribute('href', /origin=Storgata%2038%2C%208006%20Bod%C3%B8&/);
  });

  test('who is no administrator reads them, and is told whom to ask', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/settings');
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    await expect(field(page, 'markup_factor')).toContainText('1,85 · standard');
    await expect(page.getByRole('checkbox', { name: 'Bruk kallenavn' })).toHaveAttribute('aria-disabled', 'true');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
    await page.getByRole('link', { name: 'Bransjer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lister');
  });
});
