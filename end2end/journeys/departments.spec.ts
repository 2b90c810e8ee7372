// The firm's departments: looked after by an administrator, and a field of several values of customers.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, field, pick, section, visit } from './steps';
import type { Page } from '@playwright/test';

async function add(page: Page, name: string) {
  await page.getByLabel('Ny avdeling').fill(name);
  await page.getByRole('button', { name: 'Legg til' }).click();
  await expect(page.locator('.list-item', { hasText: name })).toBeVisible();
}
const row = (page: Page, name: string) => page.locator('.list-item', { hasText: name });

test.describe('departments', { tag: '@nojs' }, () => {
  test('one is added, chosen on a card, renamed, moved and retired, and stays where it is', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Avdelinger', exact: true }).click();
    await expect(page.locator('.empty')).toContainText('Firmaet har ingen avdelinger ennå.');
    await page.getByRole('button', { name: 'Legg til' }).click();
    await expect(page.locator('#department-new-name-e')).toContainText('Må fylles ut');
    await add(page, 'Bodø');
    await add(page, 'Narvik');
    await page.getByLabel('Ny avdeling').fill('NARVIK');
    await page.getByRole('button', { name: 'Legg til' }).click();
    await expect(page.locator('#department-new-name-e')).toContainText('Dette finnes allerede.');
    await expect(page.getByLabel('Ny avdeling')).toHaveValue('NARVIK');

    // On the card, of several values.
    await visit(page, `${cardOf(firm.customer)}?edit=departments#field-departments`);
    await field(page, 'departments').getByText('Bodø').click();
    await field(page, 'departments').getByText('Narvik').click();
    await field(page, 'departments').getByRole('button', { name: 'Lagre' }).click();
    await expect(bodyOf(page, 'departments').locator('.value-tags, .field-value').first()).toContainText('Narvik');
    await expect(section(page, 'departments')).toContainText('Tilknyttede avdelinger');

    // Renamed: the page tells what that touches, and the card shows it.
    await visit(page, '/settings/departments');
    await expect(row(page, 'Narvik')).toContainText('1 kunde');
    await pick(row(page, 'Narvik').locator('details.menu'), 'Gi nytt navn');
    await expect(page.locator('.list-item .form')).toContainText('Det nye navnet vises hos alle som hører til: 0 brukere · 1 kunde.');
    await page.locator('.list-item .form').getByLabel('Navn').fill('Ofoten');
    await page.locator('.list-item .form').getByRole('button', { name: 'Lagre' }).click();
    await expect(row(page, 'Ofoten')).toBeVisible();
    await pick(row(page, 'Ofoten').locator('details.menu'), 'Flytt opp');
    await expect(page.locator('.list-item').first()).toContainText('Ofoten');

    // Found in the register.
    const [ofoten] = sql(`select id from department where name = 'Ofoten' and tenant_id = (select tenant_id from customer where id = '${firm.customer.id}')`);
    await visit(page, `/customers?scope=firm&columns=name&columns=departments&filter=departments.any:${ofoten.id}`);
    await expect(page.locator('main')).toContainText('Bjørk AS');

    // Retired: it stays, and is not offered where it is not.
    await visit(page, '/settings/departments');
    await pick(row(page, 'Ofoten').locator('details.menu'), 'Slutt å bruke');
    await expect(row(page, 'Ofoten')).toContainText('brukes ikke lenger');
    await visit(page, `${cardOf(firm.customer)}?edit=notes`);
    await expect(bodyOf(page, 'departments')).toContainText('Ofoten');
    await visit(page, '/settings/departments');
    await pick(row(page, 'Ofoten').locator('details.menu'), 'Ta i bruk igjen');
    await expect(row(page, 'Ofoten')).not.toContainText('brukes ikke lenger');
  });

  test('who is no administrator sees them, and is told whom to ask', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`insert into department (tenant_id, name) select tenant_id, 'Bodø' from customer where id = '${firm.customer.id}'`);
    await enter(page, firm.consultant, '/settings/departments');
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    await expect(page.locator('.list-item')).toContainText('Bodø');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
  });
});
