// The pay matrix, and the lines that stand on each invoice of a customer.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, pick, section, visit } from './steps';
import type { Page } from '@playwright/test';

type Sql = (text: string) => any[];
const form = (page: Page, of: string) => page.locator(`#${of}-form`);
const save = (page: Page, of: string) => form(page, of).getByRole('button', { name: 'Lagre' }).click();

/** Roles and kinds of rate, as a firm starts with them. */
const lists = (sql: Sql, customer: string) =>
  sql(`insert into list_item (tenant_id, id, kind, nb, sv, en, position) select c.tenant_id, gen_random_uuid(), k.kind, k.name, k.name, k.name, k.place
    from customer c, (values ('role', 'Sveiser', 1), ('role', 'Elektriker', 2), ('rate_kind', 'Ordinær', 1), ('rate_kind', 'Overtid 50 %', 2)) as k (kind, name, place) where c.id = '${customer}'`);

/** Adds a rate by its form. */
async function add(page: Page, role: string, kind: string, pay: string, charge: string, from: string) {
  await bodyOf(page, 'pay_matrix').getByRole('link', { name: 'Ny sats' }).click();
  const of = form(page, 'pay_rate');
  await of.getByLabel('Rolle').selectOption({ label: role });
  await of.getByLabel('Slag').selectOption({ label: kind });
  await of.getByLabel('Lønn per time').fill(pay);
  await of.getByLabel('Pris per time').fill(charge);
  await of.getByLabel('Fra').fill(from);
  await save(page, 'pay_rate');
}

test.describe('pay matrix', { tag: '@nojs' }, () => {
  test('rates stand by role and kind with their margin, at the day that I choose', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    lists(sql, firm.customer.id);
    await enter(page, firm.consultant, cardOf(firm.customer));
    const body = bodyOf(page, 'pay_matrix');
    const digest = section(page, 'pay_matrix').locator('.digest');
    await expect(digest).toHaveText('ingen');
    await expect(body.locator('.empty')).toContainText('Ingen satser er avtalt ennå.');
    await add(page, 'Sveiser', 'Ikke valgt', 'mye', '', '1.1.2025');
    await expect(form(page, 'pay_rate').locator('.field-error')).toHaveCount(3);
    await expect(form(page, 'pay_rate').getByLabel('Lønn per time'), 'it stays typed').toHaveValue('mye');
    await visit(page, cardOf(firm.customer));
    await add(page, 'Sveiser', 'Ordinær', '245', '453,25', '1.1.2025');
    await expect(digest).toHaveText('1 rolle · 1 sats');
    await add(page, 'Sveiser', 'Overtid 50 %', '367,50', '679,88', '1.1.2025');
    await add(page, 'Alle roller', 'Ordinær', '400', '300', '1.1.2025');
    await expect(digest).toHaveText('2 roller · 3 satser');
    const row = (name: string) => body.locator('.matrix tbody tr', { has: page.getByRole('rowheader', { name }) });
    await expect(body.locator('.matrix thead th')).toHaveText(['Rolle', 'Ordinær', 'Overtid 50 %']);
    await expect(row('Sveiser').locator('td').first()).toContainText('245,00 → 453,25');
    await expect(row('Sveiser').locator('td').first()).toContainText('45,9 %');
    await expect(row('Alle roller').locator('td').first()).toContainText('−33,3 %');
    // The table scrolls by itself: the page is as wide as the screen.
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    await add(page, 'Sveiser', 'Ordinær', '260', '480', '1.1.2026');
    await expect(form(page, 'pay_rate')).toContainText('Overlapper med raden fra 1.1.2025.');
    await visit(page, cardOf(firm.customer));
    await row('Sveiser').locator('td').first().getByRole('link').click();
    await form(page, 'pay_rate').getByLabel('Til').fill('31.12.2025');
    await save(page, 'pay_rate');
    await expect(row('Sveiser').locator('td').first()).toHaveText('');
    await add(page, 'Sveiser', 'Ordinær', '260', '480', '1.1.2026');
    await expect(row('Sveiser').locator('td').first()).toContainText('260,00 → 480,00');
    await body.getByLabel('Satser per').fill('30.6.2025');
    await body.getByRole('button', { name: 'Vis' }).click();
    await expect(row('Sveiser').locator('td').first()).toContainText('245,00 → 453,25');
    await visit(page, cardOf(firm.customer));
    await body.locator('summary', { hasText: 'Alle satser med perioder (4)' }).click();
    const old = body.locator('.agreed-row', { hasText: '1.1.2025–31.12.2025' });
    await expect(old).toContainText('utløpt');
    await pick(old.locator('details.menu'), 'Fjern');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('Kari Vik fjernet satsen for Sveiser, Ordinær');
  });
});

test.describe('fixed invoice lines', { tag: '@nojs' }, () => {
  test('lines are added, moved, changed and removed, and their sum stands with and without tax', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, cardOf(firm.customer));
    const body = bodyOf(page, 'invoice_lines');
    const digest = section(page, 'invoice_lines').locator('.digest');
    const rows = body.locator('.agreed-row');
    const of = form(page, 'invoice_line');
    await expect(digest).toHaveText('ingen');
    await body.getByRole('link', { name: 'Ny linje' }).click();
    await of.getByLabel('Antall').fill('0');
    await of.getByLabel('Pris').fill('mye');
    await save(page, 'invoice_line');
    await expect(of.locator('.field-error')).toHaveCount(3);
    await expect(of.getByLabel('Pris'), 'it stays typed').toHaveValue('mye');
    await of.getByLabel('Tekst').fill('Miljøgebyr');
    await of.getByLabel('Artikkel').fill('900');
    await of.getByLabel('Antall').fill('1');
    await of.getByLabel('Pris').fill('45');
    await save(page, 'invoice_line');
    await expect(rows).toHaveText([/Miljøgebyr900 · 1 × 45,00 · 25\s% mva\.45,00/]);
    await expect(digest).toHaveText('1 linje · 45,00 NOK');
    await body.getByRole('link', { name: 'Ny linje' }).click();
    await of.getByLabel('Tekst').fill('Matpakke');
    await of.getByLabel('Antall').fill('2,5');
    await of.getByLabel('Pris').fill('120,50');
    await of.getByLabel('Mva.').selectOption('food');
    await save(page, 'invoice_line');
    await expect(rows).toHaveCount(2);
    await expect(body.locator('.agreed-sums')).toHaveText(/Sum uten mva\.346,25\sNOK25\s% mva\.11,25\sNOK15\s% mva\.45,19\sNOKSum med mva\.402,69\sNOK/);
    await pick(rows.first().locator('details.menu'), 'Flytt ned');
    await expect(rows.first()).toContainText('Matpakke');
    await pick(rows.nth(1).locator('details.menu'), 'Endre');
    await of.getByLabel('Antall').fill('-1');
    await save(page, 'invoice_line');
    await expect(rows.nth(1)).toContainText('−1 × 45,00');
    await expect(digest).toHaveText('2 linjer · 256,25 NOK');
    await pick(rows.first().locator('details.menu'), 'Fjern');
    await expect(rows).toHaveCount(1);
    const log = bodyOf(page, 'log').locator('.log-row');
    await expect(log.first()).toContainText('Kari Vik fjernet fakturalinjen Matpakke');
    await expect(log.nth(1)).toContainText(/Antall: 1\s*ble til\s*−1/);
    await log.first().getByRole('button', { name: 'Ta tilbake' }).click();
    await expect(rows).toHaveCount(2);
  });
});
