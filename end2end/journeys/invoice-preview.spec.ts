// The next invoice of a customer, as it would be sent today: head, standing content, and why each value stands there.
import { axe, expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, enter, onPhone, visit } from './steps';
import type { Page } from '@playwright/test';

const row = (page: Page, part: string, label: string) =>
  page.locator(`[data-part="${part}"] .field-row`).filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) });
const dayIn = (days: number) => {
  const [year, month, day] = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Oslo' }).split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return `${at.getUTCDate()}.${at.getUTCMonth() + 1}.${at.getUTCFullYear()}`;
};
const whole = `visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø', visiting_country = 'NO', country = 'NO',
  postal_same_as = 'own', postal_street = 'Postboks 12', postal_postal_code = '8001', postal_place = 'Bodø', postal_country = 'NO', invoice_same_as = 'postal',
  email = 'post@bjork.example', organisation_number = '988077917'`;

test.describe('the next invoice', { tag: ['@desk', '@nojs'] }, () => {
  test('its head comes from the card, each value with why it stands there, and a separate invoice address stands on it', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`update customer set ${whole}, order_information = 'Oppmøte i porten kl. 7.' where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, `/customers/${firm.customer.id}`);
    await bodyOf(page, 'invoice_information').getByRole('link', { name: 'Slik blir neste faktura' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Neste faktura');
    await expect(page.getByRole('main')).toContainText('kan alltid endres på prosjektet eller på selve fakturaen');
    await expect(page.locator('.ready')).toHaveText('Klar til å faktureres');
    await expect(row(page, 'receiver', 'Adresse')).toContainText('Postboks 12');
    await axe(page);
    await expect(row(page, 'receiver', 'Adresse')).toContainText('postadresse: ingen egen fakturaadresse er valgt');
    await expect(row(page, 'sending', 'Sendes til')).toContainText('post@bjork.example');
    await expect(row(page, 'payment', 'Betalingsfrist')).toContainText('14 dager');
    await expect(row(page, 'payment', 'Betalingsfrist')).toContainText('standard, ingen har valgt noe annet');
    await expect(row(page, 'payment', 'Forfall, sendt i dag')).toContainText(dayIn(14));
    await expect(row(page, 'payment', 'Mva.')).toContainText('Med mva. (S)');
    await expect(page.getByRole('main')).toContainText('aldri på fakturaen');
    await expect(page.getByRole('main')).not.toContainText('Oppmøte i porten');

    // A term, and a separate address: both by what the card says.
    sql(`begin; insert into list_item (tenant_id, kind, nb, sv, en, term_kind, term_days) select tenant_id, 'payment_term', '30 dager netto', '30 dagar netto', '30 days net', 'net', 30 from customer where id = '${firm.customer.id}';
      update customer c set invoice_same_as = 'own', invoice_street = 'Regnskapsveien 3', invoice_postal_code = '8003', invoice_place = 'Bodø', invoice_country = 'NO', invoice_email = 'faktura@bjork.example',
        payment_term = (select i.id from list_item i where i.tenant_id = c.tenant_id and i.kind = 'payment_term' and i.nb = '30 dager netto') where c.id = '${firm.customer.id}'; commit`);
    await visit(page, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(row(page, 'receiver', 'Adresse')).toContainText('Regnskapsveien 3');
    await expect(row(page, 'receiver', 'Adresse')).toContainText('kundens egen fakturaadresse');
    await expect(row(page, 'receiver', 'Adresse')).not.toContainText('Postboks');
    await expect(row(page, 'sending', 'Sendes til')).toContainText('faktura@bjork.example');
    await expect(row(page, 'payment', 'Betalingsbetingelse')).toContainText('30 dager netto');
    await expect(row(page, 'payment', 'Betalingsfrist')).toContainText('fra betalingsbetingelsen');
    await expect(row(page, 'payment', 'Forfall, sendt i dag')).toContainText(dayIn(30));
    // The customer's own days count before the term, and say what they stand instead of.
    await row(page, 'payment', 'Betalingsfrist').getByRole('link').click();
    await page.locator('#input-payment_days').fill('45');
    await page.locator('#field-payment_days').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#field-payment_days')).toContainText('45 dager');
    await visit(page, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(row(page, 'payment', 'Betalingsfrist')).toContainText('kundens eget, i stedet for betalingsbetingelsens 30 dager');
    await expect(row(page, 'payment', 'Forfall, sendt i dag')).toContainText(dayIn(45));
  });

  test('fixed lines stand with VAT of each rate, an electronic invoice says where it goes and what it lacks, and abroad why there is no VAT', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`begin; update customer set ${whole}, invoice_type = 'ehf' where id = '${firm.customer.id}';
      insert into invoice_line (tenant_id, customer_id, place, article, text, quantity, unit_price, vat_code)
        select tenant_id, id, place, article, text, quantity, unit_price, code from customer, (values (1, '9001', 'Miljøgebyr', 1000, 10001, 'standard'), (2, '', 'Lunsj', 2000, 5000, 'food')) as l (place, article, text, quantity, unit_price, code)
        where customer.id = '${firm.customer.id}'; commit`);
    await enter(page, firm.administrator, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(row(page, 'sending', 'Elektronisk adresse')).toContainText('0192:988077917');
    await expect(page.locator('.not-ready li')).toHaveText(['mottakerens referanse Regel PEPPOL-EN16931-R003']);
    const line = page.locator('.preview-lines tbody tr');
    await expect(line).toHaveCount(2);
    await expect(line.nth(0)).toContainText('9001');
    await expect(line.nth(0)).toContainText(/25\s%/);
    await expect(line.nth(1)).toContainText('100,00');
    const sums = page.locator('.preview-sums');
    await expect(sums).toContainText(/25\s% mva\. av 100,01\sNOK/);
    await expect(sums).toContainText(/15\s% mva\. av 100,00\sNOK/);
    await expect(sums).toContainText(/Sum med mva\.\s*240,01\sNOK/);
    await page.locator('.not-ready').getByRole('link').click();
    await page.locator('#input-ehf_reference').fill('Ordrekontoret');
    await page.locator('#field-ehf_reference').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#field-ehf_reference')).toContainText('Ordrekontoret');
    sql(`update customer set country = 'DE' where id = '${firm.customer.id}'`);
    await visit(page, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(row(page, 'receiver', 'Deres referanse')).toContainText('Ordrekontoret');
    await expect(row(page, 'payment', 'Mva.')).toContainText('Fritatt, salg til utlandet (G)');
    await expect(row(page, 'payment', 'Må stå på fakturaen')).toContainText('merverdiavgiftsloven § 6-22');
    await expect(sums).toContainText(/Sum med mva\.\s*200,01\sNOK/);
    await expect(sums).not.toContainText('25');
  });

  test('what is kept from a role is not told, and the sheet prints without what is only for the screen', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`begin; update customer set ${whole}, invoice_email = 'faktura@bjork.example' where id = '${firm.customer.id}';
      insert into field_right (tenant_id, id, entity, field, consultant) select tenant_id, gen_random_uuid(), 'customer', field, 'none' from customer, unnest(array['invoice_email', 'payment_days', 'postal_street']) as field where customer.id = '${firm.customer.id}'; commit`);
    await enter(page, firm.consultant, `/customers/${firm.customer.id}/invoice-preview`);
    await expect(row(page, 'sending', 'Fakturatype')).toContainText('E-post med vedlegg');
    await expect(page.getByRole('main')).toContainText('skjult for rollen din');
    for (const gone of ['faktura@bjork.example', 'post@bjork.example', 'Postboks 12', '14 dager', 'Forfall', 'Klar til å faktureres', 'mangler']) {
      await expect(page.getByRole('main')).not.toContainText(gone);
    }
    await expect(row(page, 'payment', 'Valuta')).toContainText('NOK');
    if (!onPhone()) {
      await page.emulateMedia({ media: 'print' });
      await expect(page.locator('.topbar')).toBeHidden();
      await expect(page.locator('.preview-whence').first()).toBeHidden();
      await expect(row(page, 'payment', 'Valuta')).toBeVisible();
    }
  });
});
