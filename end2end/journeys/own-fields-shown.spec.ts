// What an own field is for, in the firm's words, and what of it customers see.
import { axe, expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, edit, enter, field, pick, press, visit } from './steps';

test('a field says what it is for where it is filled in, and the portal shows it where the firm wants that', { tag: '@nojs' }, async ({ page, sql, problems }) => {
  problems.allow(/status of 422/);
  const firm = ownFirm(sql);
  const [contact] = sql(`select id from contact where customer_id = '${firm.customer.id}'`);
  sql(`update contact set email = 'ola@bjork.example' where id = '${contact.id}'`);
  await enter(page, firm.administrator, '/settings/own-fields');
  const form = page.locator('#own-field-new');
  await form.getByLabel('Forklaring på norsk').fill('Hva vi er enige om: ramme eller enkeltavtale.');
  await form.getByLabel('Vises i kundeportalen').check();
  await form.getByRole('button', { name: 'Legg til feltet' }).click();
  await expect(form.locator('#own-new-nb-e')).toContainText('Må fylles ut');
  await expect(form.getByLabel('Forklaring på norsk'), 'nothing is lost').toHaveValue('Hva vi er enige om: ramme eller enkeltavtale.');
  await expect(form.getByLabel('Vises i kundeportalen')).toBeChecked();
  await axe(page);
  await form.getByLabel('Navn på norsk').fill('Avtaletype');
  await form.getByRole('button', { name: 'Legg til feltet' }).click();
  const row = (name: string) => page.locator('.list-item', { hasText: name });
  await expect(row('Avtaletype')).toContainText('vises i kundeportalen');
  await form.getByLabel('Navn på norsk').fill('Bare for oss');
  await form.getByRole('button', { name: 'Legg til feltet' }).click();
  await expect(row('Bare for oss')).toBeVisible();
  await expect(row('Bare for oss')).not.toContainText('portalen');
  const [{ key }, { key: hidden }] = ['Avtaletype', 'Bare for oss'].map((name) => sql(`select key from own_field where nb = '${name}' and tenant_id = (select tenant_id from customer where id = '${firm.customer.id}')`)[0]);

  await enter(page, firm.consultant, cardOf(firm.customer));
  await (await edit(page, key)).fill('Rammeavtale');
  await expect(field(page, key).locator('.field-told')).toHaveText('Hva vi er enige om: ramme eller enkeltavtale.');
  await axe(page, [`#field-${key}`]);
  await press(page, field(page, key).getByRole('button', { name: 'Lagre' }));
  await expect(field(page, key)).toContainText('Rammeavtale');
  await (await edit(page, hidden)).fill('Forhandler hardt');
  await press(page, field(page, hidden).getByRole('button', { name: 'Lagre' }));
  await expect(field(page, hidden)).toContainText('Forhandler hardt');

  const asContact = `${cardOf(firm.customer)}/contacts/${contact.id}`;
  await visit(page, asContact);
  await page.locator('[data-region="portal-access"]').getByRole('button', { name: 'Inviter til portalen' }).click();
  await expect(page.locator('[data-region="portal-access"]')).toContainText('Kan logge inn');
  await page.goto(`${asContact}/portal/details`);
  const company = page.locator('.portal-card', { has: page.locator('#h-company') });
  await expect(company.locator('.portal-facts')).toContainText('Avtaletype');
  await expect(company.locator('.portal-facts')).toContainText('Rammeavtale');
  await expect(page.getByRole('main')).not.toContainText('Forhandler hardt');
  await axe(page);

  // Not any more, once the firm says so.
  await enter(page, firm.administrator, '/settings/own-fields');
  await pick(row('Avtaletype').locator('details.menu'), 'Endre navn og plass');
  const open = page.locator('.list-item form');
  await expect(open.getByLabel('Forklaring på norsk')).toHaveValue('Hva vi er enige om: ramme eller enkeltavtale.');
  await open.getByLabel('Vises i kundeportalen').uncheck();
  await press(page, open.getByRole('button', { name: 'Lagre' }));
  await expect(row('Avtaletype')).not.toContainText('vises i kundeportalen');
  await page.goto(`${asContact}/portal/details`);
  await expect(page.getByRole('main')).not.toContainText('Rammeavtale');
});
