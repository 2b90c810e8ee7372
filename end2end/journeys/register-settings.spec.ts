// The columns of the register that the firm has chosen, and the criteria by which it searches for customers.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { enter, onPhone, press, toast, visit, withScript } from './steps';

test.describe("the firm's columns and criteria", { tag: '@nojs' }, () => {
  test("the firm's columns count for all who have none of their own", async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Kundeliste og søk' }).click();
    const columns = page.locator('[data-region="firm-columns"]');
    await columns.locator('#columns-nickname').check();
    await columns.locator('#columns-status').uncheck();
    await press(page, columns.getByRole('button', { name: 'Lagre kolonnene' }));
    await expect(columns.locator('#columns-nickname')).toBeChecked();
    await press(page, columns.getByRole('button', { name: 'Flytt Kallenavn mot venstre' }));
    await expect(columns.locator('#columns-nickname')).toBeChecked();
    const heads = () => page.locator('thead th:not(.cell-choose)').allTextContents().then((all) => all.map((text) => text.trim()));

    await enter(page, firm.consultant, '/customers?scope=firm');
    if (!onPhone()) expect((await heads()).join()).toMatch(/^Nr\.,Navn,Sted,Ansvarlig,Kallenavn,Endret/);
    await visit(page, '/customers?scope=firm&choose=1');
    await expect(page.locator('#panel')).toContainText('Nå ser du firmaets.');
    await page.locator('#panel #column-status').check();
    await page.getByRole('button', { name: 'Bruk kolonnene' }).click();
    await expect(page.locator('#choose-columns')).toHaveAttribute('title', 'Dine egne');
    await visit(page, '/customers?scope=firm&choose=1');
    await expect(page.locator('#panel')).toContainText('Firmaets er Nr., Navn');
    await page.getByRole('button', { name: 'Tilbake til firmaets' }).click();
    await expect(page.locator('#choose-columns')).toHaveAttribute('title', 'Firmaets');
    await visit(page, '/customers?scope=firm&choose=1');
    await expect(page.locator('#panel #column-status')).not.toBeChecked();
    await visit(page, '/settings/register');
    await expect(page.locator('main .banner')).toContainText('Spør Astrid Sjef.');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
  });

  test('columns and criteria are in the log of settings in words, and taken back where it is told and from the log', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    const saved = () => page.waitForResponse((answer) => answer.request().method() === 'POST');
    const back = () => (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' });
    await enter(page, firm.administrator, '/settings/register');
    const columns = page.locator('[data-region="firm-columns"]');
    await columns.locator('#columns-nickname').check();
    await columns.locator('#columns-status').uncheck();
    await Promise.all([saved(), columns.getByRole('button', { name: 'Lagre kolonnene' }).click()]);
    await expect(back()).toBeVisible();
    await Promise.all([saved(), columns.getByRole('button', { name: 'Flytt Kallenavn mot venstre' }).click()]);
    const order = () => columns.locator('input[type=checkbox]').evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value).join());
    await expect.poll(order).toContain('responsible,nickname,changed');
    await Promise.all([saved(), back().click()]);
    await expect.poll(order).toContain('responsible,changed,nickname');
    const criteria = page.locator('[data-region="firm-criteria"]');
    await criteria.locator('#criteria-county').check();
    await criteria.locator('#criteria-source').uncheck();
    await Promise.all([saved(), criteria.getByRole('button', { name: 'Lagre kriteriene' }).click()]);
    await expect(criteria.locator('#criteria-county')).toBeChecked();
    await expect(back()).toBeVisible();

    await visit(page, '/settings/log?area=register');
    const rows = page.locator('.log-row');
    await expect(rows).toHaveCount(4);
    await expect(rows.nth(0)).toContainText('Astrid Sjef endret søk på kriterier');
    await expect(rows.nth(0)).toContainText('Kom til: Fylke');
    await expect(rows.nth(0)).toContainText('Gikk ut: Kilde');
    await expect(rows.nth(2)).toContainText(/Flyttet: (Kallenavn|Endret) til plass/);
    await expect(rows.nth(2)).toContainText('Tatt tilbake');
    await expect(rows.nth(3)).toContainText('Astrid Sjef endret kundelisten');
    await expect(rows.nth(3)).toContainText('Kom til: Kallenavn');
    await expect(rows.nth(3)).toContainText('Gikk ut: Status');
    await rows.nth(0).hover();
    await Promise.all([saved(), rows.nth(0).getByRole('button', { name: /Ta tilbake/ }).click()]);
    await expect(rows).toHaveCount(5);
    await visit(page, '/settings/register');
    await expect(criteria.locator('#criteria-county')).not.toBeChecked();
    await expect(criteria.locator('#criteria-source')).toBeChecked();
    await visit(page, '/settings/log?area=firm');
    await expect(page.getByRole('main')).toContainText('Ingen endringer passer til dette.');
  });

  test('customers are searched for by the criteria that the firm has chosen', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`begin; insert into list_item (tenant_id, kind, nb, sv, en) select tenant_id, 'level', 'Gull', 'Guld', 'Gold' from customer where id = '${firm.customer.id}';
      update customer c set level = (select i.id from list_item i where i.tenant_id = c.tenant_id and i.kind = 'level') where c.id = '${firm.customer.id}'; commit`);
    await enter(page, firm.administrator, '/search');
    await page.getByRole('main').getByRole('link', { name: 'Søk kunder på kriterier' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Søk kunder');
    await expect(page.getByRole('heading', { name: 'Fylke' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Velg hvilke kriterier dere søker på' }).click();
    const criteria = page.locator('[data-region="firm-criteria"]');
    await criteria.locator('#criteria-county').check();
    await criteria.locator('#criteria-source').uncheck();
    await press(page, criteria.getByRole('button', { name: 'Lagre kriteriene' }));
    await expect(criteria.locator('#criteria-county')).toBeChecked();

    await enter(page, firm.consultant, '/customers/search');
    await expect(page.getByRole('heading', { name: 'Kilde' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Fylke' })).toBeVisible();
    await page.locator('summary', { hasText: 'Kundenivå' }).click();
    await page.getByLabel('Gull').check();
    await page.getByLabel('Navnet inneholder').fill('bjørk');
    await page.getByRole('button', { name: 'Finn kunder' }).click();
    await expect(page).toHaveURL(/filter=name\.has:bj.*level\.any:/);
    await expect(page.getByRole('main')).toContainText('Bjørk AS');
    await visit(page, '/customers/search');
    await page.getByLabel('Navnet inneholder').fill('finnes ikke');
    await page.getByRole('button', { name: 'Finn kunder' }).click();
    await expect(page.getByRole('main')).not.toContainText('Bjørk AS');
  });
});
