// What was changed in the settings, by whom; finding a setting; and who may see and change which fields.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, enter, field, onPhone, toast, visit, withScript } from './steps';

test.describe('the log of settings', { tag: '@nojs' }, () => {
  test('a change of a list is undone where it is told, and one of a module from the log', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/lists/level');
    await page.getByLabel('Ny verdi').fill('Gull');
    await page.getByRole('button', { name: 'Legg til' }).click();
    const item = page.locator('.list-item', { hasText: 'Gull' });
    await expect(item).toBeVisible();
    await (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' }).click();
    await expect(item).toContainText('brukes ikke lenger');

    await visit(page, '/settings/modules');
    const staffing = page.getByRole('region', { name: 'Bemanning og oppdrag' });
    await staffing.getByRole('checkbox', { name: 'I bruk' }).uncheck();
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), staffing.getByRole('button', { name: /Lagre/ }).click()]);
    await expect(page.getByRole('region', { name: 'Bemanning og oppdrag' }).getByRole('checkbox', { name: 'I bruk' })).not.toBeChecked();

    await visit(page, '/settings/log');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Endringer i innstillingene');
    const rows = page.locator('.log-row');
    await expect(rows.first()).toContainText('Astrid Sjef endret Bemanning og oppdrag Moduler');
    await expect(rows.filter({ hasText: 'la til Gull (Kundenivåer)' })).toContainText('Tatt tilbake');
    await page.locator('#log-area').selectOption({ label: 'Moduler' });
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await expect(rows).toHaveCount(1);
    await rows.first().hover();
    await rows.first().getByRole('button', { name: /Ta tilbake/ }).click();
    await expect(rows.filter({ hasText: 'tok tilbake en endring' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'Tatt tilbake' }).first()).toBeVisible();
    await visit(page, '/settings/modules');
    await expect(page.getByRole('region', { name: 'Bemanning og oppdrag' }).getByRole('checkbox', { name: 'I bruk' })).toBeChecked();
  });

  test('a setting is found by its name in each language, and leads to where it stands', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    const find = page.getByRole('searchbox', { name: 'Søk i innstillingene' });
    for (const word of ['tariffavtaler', 'kollektivavtal', 'collective agreements']) {
      await find.fill(word);
      await find.press('Enter');
      await expect(page.locator('[data-region="settings-found"] .result').first()).toContainText('Tariffavtaler');
    }
    await find.fill('finnes ikke dette');
    await find.press('Enter');
    await expect(page.getByRole('main')).toContainText('Ingen innstilling passer til');
    await find.fill('distrikter');
    await find.press('Enter');
    await page.locator('[data-region="settings-found"] .result', { hasText: 'Distrikter' }).first().click();
    await expect(page).toHaveURL(/\/lists\/district$/);
    // The field is above each page of the settings.
    await expect(page.getByRole('searchbox', { name: 'Søk i innstillingene' })).toBeVisible();
  });
});

test.describe('rights to fields', { tag: '@nojs' }, () => {
  test('a field is kept from consultants, another may only be seen, and both are given again', async ({ page, sql, browser, baseURL }) => {
    const firm = ownFirm(sql);
    sql(`update customer set phone = '+4775500120', email = 'post@bjork.example' where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, '/settings/rights');
    const right = (key: string) => page.locator(`#right-customer-${key}-consultant`);
    const choose = async (key: string, access: string) => {
      const group = page.locator('.rules-section', { has: right(key) });
      if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
      await right(key).selectOption({ label: access });
    };
    await expect(page.locator('#right-customer-name-consultant')).toHaveCount(0);
    await choose('phone', 'Ikke se');
    await choose('email', 'Bare se');
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.getByRole('button', { name: 'Lagre rettighetene' }).click()]);
    await expect(right('phone')).toHaveValue('none');
    await expect(right('email')).toHaveValue('see');

    const context = await browser.newContext({ baseURL, javaScriptEnabled: withScript(), locale: 'nb' });
    const other = await context.newPage();
    await enter(other, firm.consultant, cardOf(firm.customer));
    await expect(field(other, 'email')).toContainText('post@bjork.example');
    await expect(field(other, 'phone')).toHaveCount(0);
    await expect(field(other, 'email').locator('[data-edit]')).toHaveCount(0);
    await expect(field(other, 'fax').locator('[data-edit]')).toHaveCount(1);
    await expect(other.getByRole('main')).not.toContainText('75 50 01 20');
    await visit(other, '/search?query=75500120');
    await expect(other.getByRole('main')).toContainText('Ingenting passer til');
    await visit(other, '/customers?scope=firm&filter=phone.has:75500120');
    await expect(other.getByRole('main')).not.toContainText('Bjørk AS');
    await visit(other, '/customers/new');
    await expect(other.locator('#input-name')).toBeVisible();
    await expect(other.locator('#input-phone, #input-email')).toHaveCount(0);
    await visit(other, '/settings/rights');
    await expect(other.getByRole('main')).toContainText('Bare administratorer kan endre dette. Spør Astrid Sjef.');

    await choose('phone', 'Se og endre');
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.getByRole('button', { name: 'Lagre rettighetene' }).click()]);
    await expect(right('phone')).toHaveValue('change');
    await visit(other, cardOf(firm.customer));
    await expect(field(other, 'phone')).toContainText('75 50 01 20');
    await context.close();
  });
});

test('a setting is found by Ctrl+K @desk', async ({ page, sql }) => {
  test.skip(onPhone(), 'there is no Ctrl on a phone');
  const firm = ownFirm(sql);
  await enter(page, firm.administrator, '/customers');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tariffavtaler');
  await page.getByRole('option', { name: /Tariffavtaler/ }).first().click();
  await expect(page).toHaveURL(/\/settings\/agreements$/);
});
