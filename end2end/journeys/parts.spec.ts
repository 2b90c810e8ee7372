// What the firm uses: modules for some types of customers, countries with their VAT, and its customer numbers.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, edit, enter, field, section, visit } from './steps';

test.describe('parts of the product', { tag: '@nojs' }, () => {
  test('a module is off for prospects, and then for all: cards and registration have nothing of it, and keep what was there', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`update customer set order_information = 'Merk med prosjekt 12', invoice_email = 'faktura@bjork.example' where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Moduler', exact: true }).click();
    const invoicing = page.locator('#module-invoicing');
    await expect(invoicing).toContainText('Vises på 1 av 1 kort.');
    await invoicing.getByLabel('Prospekt').uncheck();
    await invoicing.getByRole('button', { name: 'Lagre Fakturering' }).click();
    await expect(invoicing.locator('input[name=read]')).toHaveValue('active,ordinary,temporary');
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'invoice_information')).toBeVisible();
    sql(`update customer set customer_type = 'prospect' where id = '${firm.customer.id}'`);
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'order')).toBeVisible();
    await expect(section(page, 'invoice_information')).toHaveCount(0);
    await expect(section(page, 'credit')).toHaveCount(0);

    // One that takes nobody is off instead, and says so.
    await visit(page, '/settings/modules');
    for (const type of ['Vanlig kunde', 'Midlertidig kunde']) await invoicing.getByLabel(type).uncheck();
    await invoicing.getByRole('button', { name: 'Lagre Fakturering' }).click();
    await expect(invoicing.getByRole('alert')).toContainText('Velg minst én kundetype');
    await invoicing.getByLabel('I bruk').uncheck();
    await invoicing.getByRole('button', { name: 'Lagre Fakturering' }).click();
    await expect(invoicing.getByRole('alert')).toHaveCount(0);
    await expect(invoicing.getByLabel('I bruk')).not.toBeChecked();
    await expect(invoicing).toContainText('Vises på 0 av 1 kort.');
    await visit(page, '/customers/new');
    await expect(page.locator('#input-invoice_email')).toHaveCount(0);
    expect(sql(`select invoice_email from customer where id = '${firm.customer.id}'`)).toEqual([{ invoice_email: 'faktura@bjork.example' }]);
  });

  test('countries are chosen, customers keep theirs, and each says how VAT is treated', async ({ page, another, sql }) => {
    const firm = ownFirm(sql);
    sql(`update customer set country = 'DK' where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Land', exact: true }).click();
    await expect(page.locator('.country-state')).toContainText('Firmaet har ikke valgt ennå');
    await page.getByRole('button', { name: 'Begynn med landene kundene har' }).click();
    await expect(page.locator('.country-row .list-item-name')).toHaveText(['Norge', 'Sverige', 'Danmark']);
    await page.locator('#country-new').selectOption({ label: 'Japan' });
    await page.getByRole('button', { name: 'Legg til land' }).click();
    await expect(page.locator('#country-JP')).toContainText('ingen kunder');
    await page.getByLabel('Mva. for bedrifter i Danmark').selectOption({ label: 'Omvendt avgiftsplikt (AE)' });
    await page.getByRole('button', { name: 'Lagre mva. Danmark' }).click();
    await expect(page.locator('#vat-DK option[value="reverse_charge"][selected]')).toHaveCount(1);
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'invoice_information').locator('.vat-line')).toContainText('Omvendt avgiftsplikt · AE · etter landet, Danmark');

    await visit(page, '/settings/countries');
    await page.getByRole('button', { name: 'Fjern Danmark' }).click();
    await expect(page.locator('.country-state')).toContainText('1 kunde er i et land som ikke kan velges lenger');
    await expect(page.getByRole('button', { name: 'Fjern Norge' })).toHaveCount(0);
    // The card keeps Denmark, and offers what the firm has.
    const other = await another();
    await enter(other, firm.consultant, cardOf(firm.customer));
    const country = await edit(other, 'country');
    await expect(country.locator('option')).toHaveText(['Norge', 'Sverige', 'Danmark', 'Japan']);
    await country.selectOption({ label: 'Sverige' });
    await field(other, 'country').getByRole('button', { name: 'Lagre' }).click();
    await expect(field(other, 'country')).toContainText('Sverige');
    await expect(section(other, 'invoice_information').locator('.vat-line')).toContainText('Fritatt, salg til utlandet · G');
    await visit(other, '/customers/new');
    await expect(other.locator('#input-country option')).toHaveText(['Norge', 'Sverige', 'Japan']);
  });

  test('customer numbers go on from where the firm says', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    const row = field(page, 'customer_number_from');
    await expect(row).toContainText('Neste kunde får nummer 10002');
    await (await edit(page, 'customer_number_from')).fill('0');
    await row.getByRole('button', { name: 'Lagre' }).click();
    await expect(row).toContainText('Skriv et tall fra 1 til');
    await page.locator('#input-customer_number_from').fill('70000');
    await row.getByRole('button', { name: 'Lagre' }).click();
    await expect(row).toContainText('Neste kunde får nummer 70000');
    await visit(page, '/customers/new');
    await page.locator('#input-name').fill('Fjord Maskin AS');
    await page.locator('#contact-first_name').fill('Eva');
    await page.locator('#contact-last_name').fill('Berg');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.locator('.card-header')).toContainText('70 000');
  });
});
