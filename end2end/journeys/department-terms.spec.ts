// What a department has chosen for its customers: over the firm's terms, beneath a customer's own.
import { axe, expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, edit, enter, field, section, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';

const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();

/** A firm with two departments, the first before the second, to both of which its customer belongs. */
function withDepartments(sql: (text: string) => any[]) {
  const firm = ownFirm(sql);
  const [oslo, bergen] = [randomUUID(), randomUUID()];
  sql(`insert into department (tenant_id, id, name, position) select tenant_id, d.id::uuid, d.name, d.position
      from customer c, (values ('${oslo}', 'Oslo', 1), ('${bergen}', 'Bergen', 2)) as d (id, name, position) where c.id = '${firm.customer.id}';
    update customer set departments = array['${bergen}', '${oslo}']::uuid[] where id = '${firm.customer.id}'`);
  return { ...firm, oslo, bergen };
}

test.describe('terms of a department', { tag: '@nojs' }, () => {
  test('its customers follow them until they have their own, and follow them again by one click', async ({ page, sql }) => {
    const firm = withDepartments(sql);
    await enter(page, firm.administrator, '/settings/departments');
    await page.getByRole('link', { name: 'Vilkår for Oslo' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vilkår for Oslo');
    await expect(page.getByRole('main')).toContainText('Til avdelingen hører 1 kunde.');
    await expect(field(page, 'payment_days')).toContainText('14 dager · standard');
    await expect(field(page, 'payment_days')).toContainText('Følges av 1 kunde.');
    await axe(page);
    await (await edit(page, 'payment_days')).fill('400');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('Skriv et antall hele dager fra 0 til 365');
    await page.locator('#input-payment_days').fill('20 dager');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('20 dager avdelingens egen');
    await (await edit(page, 'expenses_billed')).selectOption({ label: 'Nei' });
    await save(page, 'expenses_billed');
    await expect(field(page, 'expenses_billed')).toContainText('Nei avdelingens egen');

    // On the card it is the department's, until the customer has its own.
    await visit(page, cardOf(firm.customer));
    const value = (key: string) => field(page, key).locator('.field-value');
    const digest = section(page, 'invoice_pay').locator('.digest');
    await expect(value('payment_days')).toContainText('20 dager · avdelingens (Oslo)');
    await expect(value('expenses_billed')).toContainText('Nei · avdelingens (Oslo)');
    await expect(value('markup_factor')).toContainText('1,85 · firmaets');
    await expect(digest).toHaveText('avdelingens (Oslo) · 20 dager · faktor 1,85');
    const days = await edit(page, 'payment_days');
    await expect(days).toHaveAttribute('placeholder', 'Avdelingens: 20 dager');
    await days.fill('45');
    await save(page, 'payment_days');
    await expect(value('payment_days')).toContainText('45 dager egen');
    await visit(page, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(page.getByRole('main')).toContainText('kundens eget, i stedet for avdelingens 20 dager');
    await visit(page, '/settings/departments');
    await page.getByRole('link', { name: 'Vilkår for Oslo' }).click();
    await expect(field(page, 'payment_days')).toContainText('Følges av 0 kunder, 1 har sitt eget.');
    await visit(page, '/settings');
    await expect(field(page, 'expenses_billed')).toContainText('Følges av 0 kunder. 1 følger avdelingen sin.');

    await visit(page, cardOf(firm.customer));
    await field(page, 'payment_days').getByRole('button', { name: 'Bruk avdelingens: 20 dager' }).click();
    await expect(value('payment_days')).toContainText('20 dager · avdelingens (Oslo)');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(/Betalingsfrist: 45 dager\s*ble til\s*følger avdelingen/);
    await visit(page, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(page.getByRole('main')).toContainText('avdelingens (Oslo), i stedet for standarden 14 dager');
  });

  test('the first department in the order that has chosen counts, and each page says whose a value is and goes back', async ({ page, sql }) => {
    const firm = withDepartments(sql);
    const [terms, other] = [firm.bergen, firm.oslo].map(id => `/settings/departments/${id}/terms`);
    await enter(page, firm.administrator, '/settings');
    await (await edit(page, 'payment_days')).fill('30');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('30 dager valgt av firmaet');
    await visit(page, terms);
    await expect(field(page, 'payment_days')).toContainText('30 dager · firmaets');
    await expect(field(page, 'markup_factor')).toContainText('1,85 · standard');
    const days = await edit(page, 'payment_days');
    await expect(days).toHaveAttribute('placeholder', 'Firmaets: 30 dager');
    await days.fill('21');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('21 dager avdelingens egen');
    await visit(page, cardOf(firm.customer));
    await expect(field(page, 'payment_days')).toContainText('21 dager · avdelingens (Bergen)');

    // The department before it chooses too.
    await visit(page, other);
    await (await edit(page, 'payment_days')).fill('10');
    await save(page, 'payment_days');
    await expect(field(page, 'payment_days')).toContainText('10 dager avdelingens egen');
    await visit(page, terms);
    await expect(field(page, 'payment_days')).toContainText('Følges av 0 kunder. 1 følger en annen avdeling.');
    await visit(page, cardOf(firm.customer));
    await expect(field(page, 'payment_days')).toContainText('10 dager · avdelingens (Oslo)');

    // Taken back where it is told, and by one click.
    await visit(page, other);
    await field(page, 'payment_days').getByRole('button', { name: 'Bruk firmaets: 30 dager' }).click();
    await expect(field(page, 'payment_days')).toContainText('30 dager · firmaets');
    await (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' }).click();
    await expect(field(page, 'payment_days')).toContainText('10 dager avdelingens egen');
    await visit(page, '/settings/log?area=departments');
    await expect(page.locator('.log-row').first()).toContainText('Vilkår for Oslo');
    await expect(page.locator('.log-row').first()).toContainText(/Betalingsfrist/);
    await expect(page.locator('.log-row').first().locator('.setting-log-area')).toHaveAttribute('href', other);
  });

  test('who is no administrator reads them, and is told whom to ask', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = withDepartments(sql);
    await enter(page, firm.consultant, '/settings/departments');
    await page.getByRole('link', { name: 'Vilkår for Bergen' }).click();
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    await expect(field(page, 'markup_factor')).toContainText('1,85 · standard');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
  });
});
