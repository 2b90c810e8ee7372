// The people whom the firm hires out: their list and pages, and the section of a customer's card.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, onPhone, pick, press, section, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';

type Sql = (text: string) => any[];
/** An employee of the customer's firm. */
function employee(sql: Sql, customer: string, number: number, first: string, last: string) {
  const id = randomUUID();
  sql(`insert into employee (tenant_id, id, number, first_name, last_name, profession)
    select tenant_id, '${id}', ${number}, '${first}', '${last}', 'Sveiser' from customer where id = '${customer}'`);
  return id;
}
const row = (page: Page, name: string) => bodyOf(page, 'employees').locator('.list-item', { hasText: name });

test.describe('employees', { tag: '@nojs' }, () => {
  test('one is added, found, changed, ended and brought back', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/employees');
    await expect(page.locator('.empty')).toContainText('Ingen ansatte er lagt til ennå.');
    await page.getByRole('link', { name: 'Ny ansatt' }).click();
    await page.getByLabel('Fornavn').fill('Åse');
    await page.getByLabel('Mobil').fill('12');
    await page.getByRole('button', { name: 'Legg til den ansatte' }).click();
    await expect(page.locator('#employee-last_name-e')).toContainText('Må fylles ut');
    await expect(page.locator('#employee-mobile-e')).toContainText('Skriv et telefonnummer');
    await expect(page.getByLabel('Fornavn')).toHaveValue('Åse');
    await page.getByLabel('Etternavn').fill('Bø');
    await page.getByLabel('Mobil').fill('912 34 567');
    await page.getByLabel('Yrke').fill('Sveiser');
    await page.getByRole('button', { name: 'Legg til den ansatte' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Åse Bø');
    await expect(page.locator('main')).toContainText('1001');

    await visit(page, '/employees?query=91234567');
    await page.getByRole('link', { name: 'Bø, Åse' }).click();
    await pick(page.locator('.contact-head details.menu'), 'Endre');
    await page.getByLabel('Yrke').fill('Rørlegger');
    await page.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('.contact-head')).toContainText('Rørlegger');
    await pick(page.locator('.contact-head details.menu'), 'Har sluttet');
    await expect(page.locator('.contact-head .ds-tag')).toHaveText('har sluttet');
    await visit(page, '/employees?query=bo');
    await expect(page.locator('.empty')).toContainText('Ingen ansatte passer til «bo».');
    await visit(page, '/employees?query=bo&ended=1');
    await page.getByRole('link', { name: 'Bø, Åse' }).click();
    await pick(page.locator('.contact-head details.menu'), 'Er tilbake');
    await expect(page.locator('.contact-head .ds-tag')).toHaveCount(0);
  });

  test('one is put at a customer, told in the folded header, ended, removed, and logged', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    const eva = employee(sql, firm.customer.id, 1001, 'Eva', 'Berg');
    employee(sql, firm.customer.id, 1002, 'Eva', 'Bergan');
    await enter(page, firm.consultant, `${cardOf(firm.customer)}?add=employee#new-employee`);
    // Several fit: one is picked beneath the line.
    await page.getByLabel('Ansatt', { exact: true }).fill('Berg');
    await page.getByLabel('Som', { exact: true }).fill('Fagarbeider');
    await page.getByLabel('Fra og med (tomt er i dag)').fill('1.2.2026');
    await page.locator('#new-employee').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#placement-employee-e')).toContainText('Flere passer.');
    await expect(page.getByLabel('Som', { exact: true })).toHaveValue('Fagarbeider');
    await page.locator('#new-employee').getByLabel('Eva Berg · 1001').check();
    await page.locator('#new-employee').getByRole('button', { name: 'Lagre' }).click();
    await expect(row(page, 'Eva Berg')).toContainText('Fagarbeider · fra 1.2.2026');
    await expect(section(page, 'employees').locator('.digest')).toHaveText('1 ansatt nå');

    // Not twice at the same time.
    await visit(page, '/employees');
    await visit(page, `${cardOf(firm.customer)}?add=employee#new-employee`);
    await page.getByLabel('Ansatt', { exact: true }).fill('1001');
    await page.locator('#new-employee').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#placement-employee-e')).toContainText('Den ansatte er hos kunden på noen av disse dagene allerede.');

    // Their own page leads back.
    await visit(page, `/employees/${eva}`);
    await expect(page.locator('main')).toContainText('Fagarbeider · fra 1.2.2026');
    await page.getByRole('link', { name: 'Bjørk AS' }).click();

    await pick(row(page, 'Eva Berg').locator('details.menu'), 'Endre');
    await row(page, 'Eva Berg').getByLabel('Til og med').fill('1.1.2026');
    await row(page, 'Eva Berg').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#placement-ends_on-e')).toContainText('Den siste dagen kan ikke være før den første.');
    await row(page, 'Eva Berg').getByLabel('Til og med').fill('3.2.2026');
    await row(page, 'Eva Berg').getByRole('button', { name: 'Lagre' }).click();
    await expect(section(page, 'employees').locator('.digest')).toHaveText('1 tidligere');
    await bodyOf(page, 'employees').locator('summary', { hasText: 'Tidligere (1)' }).click();
    await pick(row(page, 'Eva Berg').locator('details.menu'), 'Fjern fra kunden');
    await expect(section(page, 'employees').locator('.digest')).toHaveText('ingen');
    await visit(page, `${cardOf(firm.customer)}/log?log=customer_employee`);
    await expect(page.locator('.log-row').first()).toContainText('fjernet den ansatte Eva Berg');
    await press(page, page.locator('.log-row').first().getByRole('button', { name: 'Ta tilbake' }));
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'employees').locator('.digest')).toHaveText('1 tidligere');
  });

  test('who only reads sees them and changes none', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    const eva = employee(sql, firm.customer.id, 1001, 'Eva', 'Berg');
    sql(`update app_user set role = 'read_only' where email = '${firm.consultant.email}'`);
    await enter(page, firm.consultant, '/employees');
    await expect(page.getByRole('link', { name: 'Ny ansatt' })).toHaveCount(0);
    await visit(page, `/employees/${eva}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Eva Berg');
    await expect(page.locator('main form')).toHaveCount(0);
    await visit(page, cardOf(firm.customer));
    await expect(bodyOf(page, 'employees').locator('form')).toHaveCount(0);
  });
});

test('employees are offered while one types, and the navigation leads to them', { tag: '@desk' }, async ({ page, sql }) => {
  test.skip(!withScript(), 'needs a script');
  const firm = ownFirm(sql);
  employee(sql, firm.customer.id, 1001, 'Eva', 'Berg');
  await enter(page, firm.consultant, `${cardOf(firm.customer)}?add=employee#new-employee`);
  await page.getByLabel('Ansatt', { exact: true }).pressSequentially('ber');
  await expect(page.locator('#placement-employee-list option')).toHaveAttribute('value', 'Eva Berg (1001)');
  await page.getByLabel('Ansatt', { exact: true }).fill('Eva Berg (1001)');
  await page.locator('#new-employee').getByRole('button', { name: 'Lagre' }).click();
  await expect(row(page, 'Eva Berg')).toBeVisible();
  if (onPhone()) await page.locator('.nav-menu > summary').click();
  await page.locator('.nav-link:visible', { hasText: 'Ansatte' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ansatte');
});
