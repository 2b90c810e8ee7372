// What it takes to invoice a customer: its own, the firm's, and what is lacking.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, edit, enter, field, openCard, pick, section, visit } from './steps';
import type { Page } from '@playwright/test';

const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();

test('an electronic invoice says what it lacks, each with the way to where it is mended', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set organisation_number = null, email = null, invoice_email = null, invoice_type = null, ehf_reference = null, reference_person = null,
    visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø',
    postal_same_as = 'visiting', invoice_same_as = 'visiting' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const body = bodyOf(page, 'invoice_information');
  await expect(body.locator('.not-ready')).toContainText('Før neste faktura mangler:');
  await expect(body.locator('.not-ready li')).toHaveText(['en e-postadresse for fakturaer']);
  await expect(section(page, 'invoice_information').locator('.digest')).toHaveText('E-post med vedlegg · mangler 1');
  await (await edit(page, 'invoice_type')).selectOption({ label: 'E-faktura (EHF, Peppol)' });
  await save(page, 'invoice_type');
  await expect(body.locator('.not-ready li')).toHaveText([
    'organisasjonsnummer eller GLN til mottakeren Regel PEPPOL-EN16931-R010',
    'mottakerens referanse Regel PEPPOL-EN16931-R003',
  ]);
  await body.getByRole('link', { name: 'mottakerens referanse' }).click();
  await page.locator('#input-ehf_reference').fill('Ordrekontoret');
  await save(page, 'ehf_reference');
  await expect(body.locator('.not-ready li')).toHaveCount(1);
  await (await edit(page, 'gln')).fill('7070000000007');
  await save(page, 'gln');
  await expect(field(page, 'gln')).toContainText('Et GLN har 13 sifre, og det siste må stemme.');
  await page.locator('#input-gln').fill('70 7000 0000006');
  await save(page, 'gln');
  await expect(field(page, 'gln')).toContainText('7070000000006');
  await expect(body.locator('.ready')).toHaveText('Klar til å faktureres');
  await expect(section(page, 'invoice_information').locator('.digest')).toHaveText('E-faktura (EHF, Peppol) · klar');
});

test('copies go to several addresses, and what is no address is told where it stands', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'invoice_copy_emails')).fill('kari@a.example; per@');
  await save(page, 'invoice_copy_emails');
  await expect(field(page, 'invoice_copy_emails').locator('.field-error')).toBeVisible();
  await expect(page.locator('#input-invoice_copy_emails')).toHaveValue('kari@a.example; per@');
  await page.locator('#input-invoice_copy_emails').fill('kari@a.example; per@b.example');
  await save(page, 'invoice_copy_emails');
  await expect(field(page, 'invoice_copy_emails')).toContainText('kari@a.example, per@b.example');
  await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('Fakturakopi til');
});

test('credit, follow-up, distances and order information are edited in place, logged and told in the folded header', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  const values: [string, string, string][] = [
    ['credit_rating', 'AA', 'AA'],
    ['credit_limit', '2 500 000', '2 500 000,00 kr'],
    ['credit_recommended', '1 000 000', '1 000 000,00 kr'],
    ['default_distance', '24', '24 km'],
    ['maximum_distance', '80 km', '80 km'],
    ['order_information', 'Oppmøte i porten kl. 7.', 'Oppmøte i porten kl. 7.'],
    ['ehf_name', 'Bjørk AS, avdeling nord', 'Bjørk AS, avdeling nord'],
  ];
  for (const [key, typed, shown] of values) {
    await (await edit(page, key)).fill(typed);
    await save(page, key);
    await expect(field(page, key)).toContainText(shown);
  }
  await expect(field(page, 'order_information')).toContainText('Står på ordren, ikke på fakturaen.');
  await (await edit(page, 'credit_limit')).fill('-5');
  await save(page, 'credit_limit');
  await expect(field(page, 'credit_limit')).toContainText('Skriv et beløp fra 0 til 1 000 000 000');
  await page.locator('#input-credit_limit').fill('2500000');
  await save(page, 'credit_limit');
  await expect(section(page, 'credit').locator('.digest')).toHaveText('AA · grense 2 500 000,00 kr · Purring, så inkasso');
  await (await edit(page, 'maximum_distance')).fill('6000');
  await save(page, 'maximum_distance');
  await expect(field(page, 'maximum_distance')).toContainText('Skriv hele kilometer fra 0 til 5000');
  await visit(page, cardOf(customer));
  for (const [key, , shown] of values) await expect(field(page, key)).toContainText(shown);
});

test("how invoices and orders are sent and followed up is the firm's until a customer has its own", { tag: ['@nojs', '@desk'] }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  await enter(page, firm.administrator, '/settings');
  await (await edit(page, 'invoice_type')).selectOption({ label: 'På papir' });
  await save(page, 'invoice_type');
  await expect(field(page, 'invoice_type')).toContainText('På papir valgt av firmaet');
  await (await edit(page, 'order_follow_up')).selectOption({ label: 'Hver uke' });
  await save(page, 'order_follow_up');
  await expect(field(page, 'order_follow_up')).toContainText('Følges av 1 kunde.');
  await visit(page, cardOf(firm.customer));
  await expect(field(page, 'invoice_type')).toContainText('På papir · firmaets');
  await expect(field(page, 'order_follow_up')).toContainText('Hver uke · firmaets');
  for (const [key, label] of [['invoice_follow_up', 'Bare purring'], ['order_follow_up', 'Ingen oppfølging'], ['project_invoicing', 'Ja'], ['mileage_billed', 'Nei'], ['invoice_interval', 'Hver uke']]) {
    await (await edit(page, key)).selectOption({ label });
    await save(page, key);
    await expect(field(page, key)).toContainText(`${label} egen`);
  }
  await field(page, 'order_follow_up').getByRole('button', { name: 'Bruk firmaets: Hver uke' }).click();
  await expect(field(page, 'order_follow_up')).toContainText('Hver uke · firmaets');
});

test("an invoice template is one of the firm's list", { tag: ['@nojs', '@desk'] }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  await enter(page, firm.administrator, '/lists/invoice_template');
  await page.getByRole('main').getByLabel('Ny verdi').fill('Bemanning, samlet');
  await page.getByRole('main').getByRole('button', { name: 'Legg til' }).click();
  await expect(page.locator('.list-item')).toContainText('Bemanning, samlet');
  await visit(page, cardOf(firm.customer));
  await (await edit(page, 'invoice_template')).selectOption({ label: 'Bemanning, samlet' });
  await save(page, 'invoice_template');
  await expect(field(page, 'invoice_template')).toContainText('Bemanning, samlet');
});

test('the agreement on assignments, what is required of people and the process are chosen from lists', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  sql(`update customer set assignment_agreement = null, requirements = '{}', company_processes = '{}' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await (await edit(page, 'assignment_agreement')).selectOption({ label: 'Rammeavtale 2026' });
  await save(page, 'assignment_agreement');
  await expect(field(page, 'assignment_agreement')).toContainText('Rammeavtale 2026');
  for (const [key, choices] of [['requirements', ['Truckførerbevis', 'HMS-kort']], ['company_processes', ['Oppstart']]] as [string, string[]][]) {
    await page.locator(`#field-${key} [data-edit]`).click();
    for (const choice of choices) await field(page, key).getByLabel(choice, { exact: true }).check();
    await save(page, key);
    for (const choice of choices) await expect(field(page, key).locator('.value-tags')).toContainText(choice);
  }
  await expect(section(page, 'order').locator('.digest')).toContainText('Rammeavtale 2026 · ');
  await expect(section(page, 'process').locator('.digest')).toHaveText('Oppstart');
  await visit(page, '/customers/new');
  for (const group of ['#group-order', '#group-other']) {
    if ((await page.locator(group).getAttribute('open')) === null) await page.locator(`${group} > summary`).click();
  }
  await expect(page.locator('#group-order').getByLabel('Truckførerbevis')).toBeVisible();
  await expect(page.locator('#group-other h2')).toHaveText('Annet');
  await expect(page.locator('#group-other #input-personnel_consultant')).toBeVisible();
});

test('the reference person is a contact of the customer, who says so, and is emptied when they end', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`insert into contact (tenant_id, id, customer_id, first_name, last_name) select tenant_id, gen_random_uuid(), id, 'Rita', 'Refheim' from customer where id = '${customer.id}'`);
  sql(`update customer set invoice_type = 'ehf', ehf_reference = null, reference_person = null where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const body = bodyOf(page, 'invoice_information');
  await expect(body.locator('.not-ready')).toContainText('mottakerens referanse');
  await (await edit(page, 'reference_person')).selectOption({ label: 'Rita Refheim' });
  await save(page, 'reference_person');
  await expect(field(page, 'reference_person').getByRole('link', { name: 'Rita Refheim' })).toBeVisible();
  await expect(body).not.toContainText('mottakerens referanse');
  await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('Rita Refheim');
  await visit(page, `/customers?scope=firm&filter=name.is:${encodeURIComponent(customer.name)};reference_person.has:refheim&columns=name,reference_person`);
  await expect(page.getByRole('main')).toContainText('Rita Refheim');
  await visit(page, `${cardOf(customer)}#field-reference_person`);
  await field(page, 'reference_person').getByRole('link', { name: 'Rita Refheim' }).click();
  await expect(page.locator('.contact-head')).toContainText(`Referanseperson på fakturaer til ${customer.name}`);
  await pick(page.locator('.contact-head details.menu'), 'Avslutt');
  await expect(page.locator('.contact-head')).not.toContainText('Referanseperson');
  expect(sql(`select reference_person from customer where id = '${customer.id}'`)).toEqual([{ reference_person: null }]);
  await visit(page, cardOf(customer));
  await expect(body.locator('.not-ready')).toContainText('mottakerens referanse');
});
