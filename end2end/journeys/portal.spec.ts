// The customers' portal: a contact is invited from the card, comes in, sends and sees, and the firm answers.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, enter, openAll, section, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import type { Customer } from '../state';

type Sql = (text: string) => any[];

/** A contact of the customer who was never invited, with an address that no other test uses. */
function contactOf(sql: Sql, customer: Customer) {
  const email = `jonas.${customer.number}@portal.example`;
  const [contact] = sql(`select id from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set first_name = 'Jonas', last_name = 'Aas', email = '${email}' where id = '${contact.id}'; delete from portal_access where contact_id = '${contact.id}'; delete from portal_account where contact_id = '${contact.id}'; delete from enquiry where customer_id = '${customer.id}'`);
  return { email, address: `${cardOf(customer)}/contacts/${contact.id}`, id: contact.id as string };
}

const rights = (page: Page) => page.locator('[data-region="portal-access"]');

async function save(page: Page, button: string) {
  const form = page.getByRole('button', { name: button });
  if (withScript()) await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), form.click()]);
  else await form.click();
}

test('a contact is invited, comes in by the link, sends an enquiry and reads the answer', { tag: '@nojs' }, async ({ page, user, customer, sql, another, mails, problems }) => {
  problems.allow(/status of 422/);
  const jonas = contactOf(sql, customer);
  sql(`update customer set responsible = '${user.id}', is_supplier = false where id = '${customer.id}'`);
  await enter(page, user, jonas.address);
  await rights(page).getByLabel('Registrere forespørsel eller tilbud').check();
  await save(page, 'Lagre rettigheter');
  await expect(rights(page).locator('.digest')).toHaveText('1 av 6');
  await axe(page, ['[data-region="portal-access"]']);
  await rights(page).getByRole('button', { name: 'Inviter til portalen' }).click();
  await expect(rights(page)).toContainText('Kan logge inn');
  const [mail] = await mails(jonas.email);
  expect(mail.text).toContain('Hei Jonas');
  const link = /\/portal\/link\/\w+/.exec(mail.text)![0];

  const customers = await another();
  await customers.goto(link);
  await axe(customers);
  await customers.getByLabel('Velg et passord').fill('Sveis-og-montasje-1');
  await customers.getByRole('button', { name: 'Gå inn' }).click();
  await expect(customers.getByRole('heading', { level: 1 })).toHaveText('Hei, Jonas');
  await axe(customers);
  await customers.getByRole('link', { name: 'Ny forespørsel' }).click();
  await customers.getByLabel('Kort sagt').fill('To platearbeidere');
  await customers.getByLabel('Fortell mer').fill('Til verkstedet, dagtid.');
  await customers.getByLabel('Hvor mange').fill('mange');
  await customers.getByRole('button', { name: 'Send forespørselen' }).click();
  await expect(customers.locator('#places-e')).toContainText('Skriv et helt tall fra 1 til 999.');
  await expect(customers.getByLabel('Fortell mer'), 'what was typed stays').toHaveValue('Til verkstedet, dagtid.');
  await axe(customers);
  await customers.getByLabel('Hvor mange').fill('2');
  await customers.getByLabel('Vedlegg').setInputFiles({ name: 'tegning.txt', mimeType: 'text/plain', buffer: Buffer.from('Tegning') });
  await customers.getByRole('button', { name: 'Send forespørselen' }).click();
  await expect(customers.getByRole('status')).toContainText('Forespørselen er sendt');
  await axe(customers);
  await customers.reload();
  await expect(customers.locator('.portal-head')).toContainText('Ny');

  await page.goto('/notices');
  await page.getByRole('link', { name: /Jonas Aas hos .* sendte en forespørsel/ }).first().click();
  openAll(sql, user);
  await visit(page, cardOf(customer));
  await expect(page.getByRole('link', { name: '1/6 rettigheter i portalen: Jonas Aas' })).toHaveText('1/6');
  const enquiry = bodyOf(page, 'enquiries').locator('.enquiry');
  await expect(enquiry).toContainText('To platearbeidere');
  await expect(enquiry.getByRole('link', { name: 'tegning' })).toBeVisible();
  await axe(page, ['.enquiry']);
  await enquiry.getByLabel('Status').selectOption({ label: 'Besvart' });
  await enquiry.getByLabel('Svar til kunden').fill('Vi har to ledige fra mandag.');
  await enquiry.getByRole('button', { name: 'Lagre' }).click();
  await expect(section(page, 'enquiries').locator('.digest')).toHaveText('1 i alt');
  await customers.goto('/portal');
  await expect(customers.getByText('Svar til deg')).toBeVisible();
  await customers.getByRole('link', { name: /To platearbeidere/ }).click();
  await expect(customers.getByText('Vi har to ledige fra mandag.')).toBeVisible();
});

test('documents are shared and no more, messages and other details reach the firm, and a shut door is shut', { tag: '@desk' }, async ({ page, user, customer, sql, another, mails }) => {
  const jonas = contactOf(sql, customer);
  sql(`update customer set responsible = '${user.id}', is_supplier = false, phone = '+4775500100' where id = '${customer.id}'; delete from document where customer_id = '${customer.id}'`);
  await enter(page, user, jonas.address);
  await rights(page).getByRole('button', { name: 'Inviter til portalen' }).click();
  const [mail] = await mails(jonas.email);
  const customers = await another();
  await customers.goto(/\/portal\/link\/\w+/.exec(mail.text)![0]);
  await customers.getByRole('button', { name: 'Gå inn' }).click();
  await expect(customers.getByRole('link', { name: 'Ny forespørsel' }), 'without the right nothing hints at it').toHaveCount(0);

  await page.goto(`${cardOf(customer)}/documents`);
  await page.locator('#document-file').setInputFiles({ name: 'Rammeavtale.txt', mimeType: 'text/plain', buffer: Buffer.from('Avtalt.') });
  await page.getByRole('link', { name: 'Rammeavtale', exact: true }).click();
  const sharing = page.locator('[data-region="document-sharing"]');
  await sharing.getByLabel('Jonas Aas').check();
  await sharing.getByRole('button', { name: 'Lagre deling' }).click();
  await expect(sharing).toContainText('delt');
  await axe(page, ['[data-region="document-sharing"]']);
  await customers.getByRole('link', { name: /Dokumenter/ }).first().click();
  await customers.getByRole('link', { name: /Rammeavtale/ }).click();
  await expect(customers.locator('body')).toContainText('Avtalt.');
  await sharing.getByLabel('Jonas Aas').uncheck();
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('document-share')), sharing.getByRole('button', { name: 'Lagre deling' }).click()]);
  await customers.goto('/portal/documents');
  await expect(customers.getByText('Ingen dokumenter er delt med deg ennå.')).toBeVisible();

  await customers.goto('/portal/messages');
  await customers.getByLabel(/Melding til/).fill('Kan dere ringe meg?');
  await customers.getByRole('button', { name: 'Send' }).click();
  await expect(customers.locator('.portal-message')).toContainText('Kan dere ringe meg?');
  await axe(customers);
  await customers.goto('/portal/details');
  await axe(customers);
  await customers.locator('#phone').fill('75 50 01 99');
  await customers.getByRole('button', { name: 'Foreslå endringer' }).click();
  await expect(customers.getByRole('status')).toContainText('har fått forslagene');
  await expect(customers.locator('.portal-proposed')).toContainText('75 50 01 99');
  await page.goto(`${cardOf(customer)}/dialog`);
  await expect(page.locator('main')).toContainText('Kan dere ringe meg?');
  openAll(sql, user);
  await visit(page, cardOf(customer));
  await expect(page.locator('main')).toContainText('75 50 01 99');

  await page.goto(jonas.address);
  await page.getByRole('link', { name: 'Se portalen som Jonas Aas' }).click();
  await expect(page.getByRole('note')).toContainText('Ingenting kan endres herfra');
  await axe(page);
  await page.getByRole('link', { name: 'Tilbake til kontakten' }).click();
  await rights(page).getByRole('button', { name: 'Steng innlogging' }).click();
  await expect(rights(page)).toContainText('Ingen innlogging');
  await customers.goto('/portal');
  await expect(customers).toHaveURL(/\/portal\/sign-in/);
  await customers.getByLabel('E-postadresse').fill(jonas.email);
  await customers.getByRole('button', { name: 'Send meg en lenke' }).click();
  await expect(customers.getByRole('status'), 'nothing says whether there is such an account').toContainText('Sjekk e-posten din');
});

test('an administrator decides what the portal is and sees the mail before it goes', { tag: '@desk' }, async ({ page, sql, user }) => {
  const [firm] = sql(`select tenant_id from app_user where id = '${user.id}'`);
  const [administrator] = sql(`select email from app_user where tenant_id = '${firm.tenant_id}' and role = 'administrator' and active limit 1`);
  const [before] = sql(`select count(*)::int as n from firm_portal where tenant_id = '${firm.tenant_id}'`);
  expect(before.n, 'as the product has it').toBe(0);
  try {
    await enter(page, administrator, '/settings/portal');
    await axe(page);
    await page.locator('#body_nb').fill('Hei {first_name}, velkommen.');
    await page.getByRole('button', { name: 'Lagre kundeportalen' }).click();
    await expect(page.locator('#body_nb-e')).toContainText('Teksten mangler {link}');
    await page.locator('#body_nb').fill('Hei {first_name}, velkommen: {link}');
    await page.getByRole('button', { name: 'Lagre kundeportalen' }).click();
    await expect(page.locator('.portal-preview').first()).toContainText('Hei Jonas, velkommen: https://');
    await page.goto('/settings/log');
    await expect(page.locator('main')).toContainText('Kundeportal');
  } finally {
    sql(`delete from firm_portal where tenant_id = '${firm.tenant_id}'`);
  }
});
