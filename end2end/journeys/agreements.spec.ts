// What a customer has agreed with the firm: working hours that its collective agreement says, and its own.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, edit, enter, field, pick, section, visit } from './steps';
import type { Page } from '@playwright/test';

const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();

test.describe('collective agreements', { tag: '@nojs' }, () => {
  test('one is kept with its hours, a customer follows it, has its own, and follows it again by one click', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await page.locator('a[href="/settings/agreements"]').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tariffavtaler');
    await expect(page.locator('.empty')).toContainText('Firmaet har ingen tariffavtaler ennå.');
    const form = page.locator('#agreement-new');
    await form.getByLabel('Navn på norsk').fill('Industriavtalen');
    await form.getByLabel('Timer per uke').fill('mange');
    await form.getByLabel('Mandag, fra').fill('7');
    await form.getByLabel('Mandag, til').fill('1500');
    await form.getByLabel('Mandag, pause').fill('480');
    await form.getByLabel('Fredag, fra').fill('fri');
    await page.getByRole('button', { name: 'Legg til avtalen' }).click();
    await expect(page.locator('#agreement-new-weekly-e')).toContainText('Skriv timer per uke fra 0 til 168');
    await expect(page.locator('#agreement-new-hours_monday-e')).toContainText('Pausen må være kortere enn arbeidsdagen.');
    await expect(form.getByLabel('Mandag, til'), 'it stays typed').toHaveValue('1500');
    await form.getByLabel('Timer per uke').fill('35,5');
    await form.getByLabel('Mandag, pause').fill('30');
    await page.getByRole('button', { name: 'Legg til avtalen' }).click();
    const row = page.locator('.list-item', { hasText: 'Industriavtalen' });
    await expect(row).toContainText('35,5 timer per uke · Mandag 07:00–15:00, pause 30 min · Tirsdag–torsdag 08:00–16:00, pause 30 min · ingen kunder ennå');
    await expect(row).toContainText('Dagene gir 30 timer, uken er satt til 35,5 timer.');

    await visit(page, cardOf(firm.customer));
    const value = (key: string) => field(page, key).locator('.field-value');
    const digest = section(page, 'working_hours').locator('.digest');
    await expect(digest).toHaveText('37,5 timer per uke');
    await expect(value('hours_monday')).toContainText('08:00–16:00, pause 30 min · standard');
    await (await edit(page, 'collective_agreement')).selectOption({ label: 'Industriavtalen' });
    await save(page, 'collective_agreement');
    await expect(value('hours_monday')).toContainText('07:00–15:00, pause 30 min · fra avtalen');
    await expect(value('hours_tuesday')).toContainText('08:00–16:00, pause 30 min · standard');
    await expect(digest).toHaveText('Industriavtalen · 35,5 timer per uke');
    await expect(bodyOf(page, 'working_hours').locator('.hours-sum')).toHaveText('30 timer');

    const monday = await edit(page, 'hours_monday');
    await expect(monday).toHaveAttribute('placeholder', 'Avtalens: 07:00–15:00, pause 30 min');
    await monday.fill('22-25');
    await save(page, 'hours_monday');
    await expect(field(page, 'hours_monday').locator('.field-error')).toContainText('Skriv når dagen begynner og slutter');
    await expect(page.locator('#input-hours_monday')).toHaveValue('22-25');
    await page.locator('#input-hours_monday').fill('2200-6.30 30');
    await save(page, 'hours_monday');
    await expect(value('hours_monday')).toContainText('22:00–06:30 til neste dag, pause 30 min egen');
    await (await edit(page, 'weekly_hours')).fill('30.5 t');
    await save(page, 'weekly_hours');
    await expect(value('weekly_hours')).toContainText('30,5 timer egen');
    await expect(digest).toHaveText('Industriavtalen · 30,5 timer per uke · 2 egne');
    await expect(bodyOf(page, 'working_hours')).not.toContainText('uken er satt til');

    await field(page, 'hours_monday').getByRole('button', { name: 'Bruk avtalens: 07:00–15:00, pause 30 min' }).click();
    await expect(value('hours_monday')).toContainText('07:00–15:00, pause 30 min · fra avtalen');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(/Mandag: 22:00–06:30 til neste dag, pause 30 min\s*ble til\s*følger avtalen/);
    await visit(page, '/settings/agreements');
    await expect(row).toContainText('1 kunde følger den');
    await pick(row.locator('details.menu'), 'Ta ut av bruk');
    await expect(row).toContainText('ute av bruk');
    await visit(page, cardOf(firm.customer));
    await expect(value('weekly_hours')).toContainText('30,5 timer egen');
    await expect(field(page, 'collective_agreement')).toContainText('Industriavtalen');
  });

  test('one is renamed and its hours changed, but not over what somebody else has changed', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`insert into list_item (tenant_id, id, kind, nb, sv, en, working_hours) select tenant_id, gen_random_uuid(), 'collective_agreement', 'Byggfag', 'Bygg', 'Construction', '{"weekly_hours": 3750}' from customer where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, '/settings/agreements');
    const row = page.locator('.list-item', { hasText: 'Byggfag' });
    await pick(row.locator('details.menu'), 'Endre navn og arbeidstid');
    const form = page.locator('.list-item form.form');
    await form.getByLabel('Timer per uke').fill('36');
    sql(`update list_item set sv = 'Byggnads' where nb = 'Byggfag'`);
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#agreement-change-nb-e')).toContainText('Dette er endret igjen etterpå');
    await expect(form.getByLabel('Timer per uke')).toHaveValue('36');
    await visit(page, '/settings/agreements');
    await pick(row.locator('details.menu'), 'Endre navn og arbeidstid');
    await form.getByLabel('Navn på norsk').fill('Byggfagsavtalen');
    await form.getByLabel('Lørdag, fra').fill('10');
    await form.getByLabel('Lørdag, til').fill('14');
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('.list-item', { hasText: 'Byggfagsavtalen' })).toContainText('Lørdag 10:00–14:00');
  });

  test('who is no administrator sees them, and is told whom to ask', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`insert into list_item (tenant_id, id, kind, nb, sv, en) select tenant_id, gen_random_uuid(), 'collective_agreement', 'Byggfag', 'Bygg', 'Construction' from customer where id = '${firm.customer.id}'`);
    await enter(page, firm.consultant, '/settings/agreements');
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    await expect(page.locator('.list-item')).toContainText('Byggfag');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
  });
});
