// Factors that a customer has agreed on, by role and time, which count before the firm's.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, pick, section, visit } from './steps';
import type { Page } from '@playwright/test';

const form = (page: Page) => page.locator('#factor_agreement-form');
const rows = (page: Page) => bodyOf(page, 'factor_agreement').locator('.agreed-row');

test('a factor is added for a role, changed, ended and removed, and it says which one counts', { tag: '@nojs' }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  sql(`insert into list_item (tenant_id, id, kind, nb, sv, en) select tenant_id, gen_random_uuid(), 'role', 'Sveiser', 'Svetsare', 'Welder' from customer where id = '${firm.customer.id}'`);
  await enter(page, firm.consultant, cardOf(firm.customer));
  const body = bodyOf(page, 'factor_agreement');
  const digest = section(page, 'factor_agreement').locator('.digest');
  await expect(digest).toHaveText('firmaets 1,85');
  await expect(body.locator('.empty')).toContainText('Kunden har ingen egne faktorer.');
  await expect(body.locator('.agreed-rest')).toContainText('Alle roller1,85 · firmaets');

  await body.getByRole('link', { name: 'Ny faktor' }).click();
  await form(page).getByLabel('Faktor').fill('0,5');
  await form(page).getByLabel('Til').fill('1.1.2020');
  await form(page).getByRole('button', { name: 'Lagre' }).click();
  await expect(form(page)).toContainText('Skriv en faktor fra 1 til 10');
  await expect(form(page)).toContainText('Slutter før den begynner.');
  await expect(form(page).getByLabel('Til'), 'it stays typed').toHaveValue('1.1.2020');
  await form(page).getByLabel('Faktor').fill('1.8');
  await form(page).getByLabel('Fra').fill('1.1.2026');
  await form(page).getByLabel('Til').fill('');
  await form(page).getByRole('button', { name: 'Lagre' }).click();
  await expect(rows(page)).toHaveText([/Alle rollerfra 1\.1\.20261,80/]);
  await expect(digest).toHaveText('1,80 for alle roller');

  await body.getByRole('link', { name: 'Ny faktor' }).click();
  await form(page).getByLabel('Rolle').selectOption({ label: 'Sveiser' });
  await form(page).getByLabel('Faktor').fill('1,95');
  await form(page).getByLabel('Fra').fill('2026-03-01');
  await form(page).getByRole('button', { name: 'Lagre' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(digest).toHaveText('1,80 for alle roller · 1 rolle har sin egen');
  await expect(body.locator('.agreed-rest')).toContainText('Andre roller1,80 · kundens, for alle roller');

  await body.getByRole('link', { name: 'Ny faktor' }).click();
  await form(page).getByLabel('Rolle').selectOption({ label: 'Sveiser' });
  await form(page).getByLabel('Faktor').fill('2');
  await form(page).getByLabel('Fra').fill('1.1.2027');
  await form(page).getByRole('button', { name: 'Lagre' }).click();
  await expect(form(page)).toContainText('Overlapper med raden fra 1.3.2026. Avslutt den først, eller velg andre datoer.');
  await expect(form(page).getByLabel('Rolle').locator('option:checked')).toHaveText('Sveiser');

  await visit(page, cardOf(firm.customer));
  await pick(rows(page).nth(1).locator('details.menu'), 'Endre');
  await form(page).getByLabel('Til').fill('31.12.2026');
  await form(page).getByRole('button', { name: 'Lagre' }).click();
  await expect(rows(page).nth(1)).toContainText('1.3.2026–31.12.2026');
  await pick(rows(page).first().locator('details.menu'), 'Avslutt i dag');
  await expect(rows(page).first()).not.toContainText('fra 1.1.2026');
  await expect(rows(page).first()).toContainText('1.1.2026–');
  await pick(rows(page).nth(1).locator('details.menu'), 'Fjern');
  await expect(rows(page)).toHaveCount(1);
  const log = bodyOf(page, 'log').locator('.log-row');
  await expect(log.first()).toContainText('Kari Vik fjernet faktoren for Sveiser');
  await expect(log.nth(1)).toContainText('endret faktoren for alle roller');
  await expect(log.nth(1)).toContainText(/Til: tomt\s*ble til/);
  await log.first().getByRole('button', { name: 'Ta tilbake' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('who may not change customers sees factors and no way to change them', async ({ page, sql }) => {
  const firm = ownFirm(sql);
  sql(`insert into factor_agreement (tenant_id, customer_id, factor, valid_from, valid_to) select tenant_id, id, 1700, '2020-01-01', '2021-12-31' from customer where id = '${firm.customer.id}';
    insert into factor_agreement (tenant_id, customer_id, factor, valid_from) select tenant_id, id, 1900, '2022-01-01' from customer where id = '${firm.customer.id}';
    update app_user set role = 'read_only' where email = '${firm.consultant.email}'`);
  await enter(page, firm.consultant, cardOf(firm.customer));
  const body = bodyOf(page, 'factor_agreement');
  await expect(body).toContainText('1,90');
  await expect(body.getByRole('link', { name: 'Ny faktor' })).toHaveCount(0);
  await expect(body.locator('details.menu')).toHaveCount(0);
  await body.locator('summary', { hasText: 'Tidligere (1)' }).click();
  await expect(body.locator('.agreed-row', { hasText: '1,70' })).toContainText('utløpt');
});
