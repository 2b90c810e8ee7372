// A contract goes out for signing, is signed with an identity that the provider vouches for, and comes back with its evidence.
import { axe, expect, test } from '../fixtures';
import { cardOf, enter } from './steps';
import type { Page } from '@playwright/test';
import type { Customer, Person } from '../state';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
/** What a page without scripts shows, in a browser where axe can run. */
async function look(at: Page, another: () => Promise<Page>) {
  const seen = await another();
  await seen.goto(at.url());
  await axe(seen);
  await seen.context().close();
}
const signing = (page: Page) => page.locator('[data-region="document-signing"]');

/** Uploads a contract and sends it to a contact of the customer for signing; answers the contact's address. */
async function send(page: Page, user: Person, customer: Customer, sql: (text: string) => any[], name: string) {
  const email = `${name.toLowerCase()}.${customer.number}@signing.example`;
  const [contact] = sql(`select id from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set first_name = '${name}', last_name = 'Aas', email = '${email}' where id = '${contact.id}';
    update customer set responsible = '${user.id}', country = 'NO' where id = '${customer.id}'; delete from portal_account where contact_id = '${contact.id}'`);
  await enter(page, user, `${cardOf(customer)}/documents`);
  await page.locator('#document-file').setInputFiles({ name: 'Rammeavtale.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByRole('link', { name: 'Rammeavtale', exact: true }).click();
  await signing(page).getByRole('link', { name: 'Send til signering' }).click();
  await signing(page).getByLabel(`${name} Aas`).check();
  await signing(page).getByLabel('Frist i dager').fill('mange');
  await signing(page).getByLabel('Melding (valgfri)').fill('Se side 2.');
  await signing(page).getByRole('button', { name: 'Send til signering' }).click();
  await expect(signing(page).locator('#signing-days-e')).toContainText('fra 1 til 90');
  await expect(signing(page).getByLabel(`${name} Aas`), 'nothing is lost').toBeChecked();
  await axe(page, ['[data-region="document-signing"]']);
  await signing(page).getByLabel('Frist i dager').fill('7');
  await signing(page).getByRole('button', { name: 'Send til signering' }).click();
  await expect(signing(page)).toContainText('Til signering');
  return email;
}

test('a contract is sent, the contact signs it with BankID without a script, and it comes back with its evidence', async ({ page, user, customer, sql, another, mails }) => {
  const email = await send(page, user, customer, sql, 'Jonas');
  await axe(page, ['[data-region="document-signing"]']);
  const [mail] = await mails(email);
  expect(mail.heads.subject).toContain('Signer «Rammeavtale»');
  expect(mail.text).toContain('Se side 2.');

  const contact = await another({ javaScriptEnabled: false });
  await contact.goto(/\/sign\/\w+/.exec(mail.text)![0]);
  await expect(contact.getByRole('heading', { level: 1 })).toHaveText('Signer «Rammeavtale»');
  await look(contact, another);
  const file = await contact.request.get(await contact.getByRole('link', { name: 'Les dokumentet (PDF)' }).getAttribute('href').then(String));
  expect((await file.body()).equals(pdf), 'the very file').toBe(true);
  await contact.getByRole('button', { name: 'Signer med BankID' }).click();
  await contact.getByRole('button', { name: 'Avbryt' }).click();
  await expect(contact.getByRole('alert')).toContainText('Signeringen ble avbrutt');
  await contact.getByRole('button', { name: 'Signer med BankID' }).click();
  await expect(contact.locator('body'), 'by the means that are asked for').toContainText('urn:example:bankid');
  await contact.getByLabel('Navn').fill('Kari Nordmann');
  await contact.getByRole('button', { name: 'Legitimer' }).click();
  await expect(contact.getByRole('status')).toContainText('Takk, du har signert');
  await look(contact, another);

  await page.reload();
  await expect(signing(page)).toContainText('signerte som Kari Nordmann');
  await expect(signing(page), 'another than who was asked').toContainText('Navnet hos BankID er et annet enn kontaktens');
  await axe(page, ['[data-region="document-signing"]']);
  await signing(page).getByRole('link', { name: 'Signert fil med bevis' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rammeavtale (signert)');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Last ned', exact: true }).click()]);
  expect(download.suggestedFilename()).toBe('Rammeavtale (signert).zip');
  await page.goto(`${cardOf(customer)}/documents`);
  await expect(page.locator('.document', { hasText: 'signert av Jonas Aas' })).toBeVisible();
  await page.goto('/notices');
  await expect(page.locator('main')).toContainText(`Jonas Aas har signert et dokument hos ${customer.name}`);
});

test('a contact refuses and says why, and one is told when it is over', { tag: '@desk' }, async ({ page, user, customer, sql, another, mails, problems }) => {
  problems.allow(/status of (410|422)/);
  const email = await send(page, user, customer, sql, 'Eva');
  await signing(page).getByRole('button', { name: 'Send påminnelse' }).click();
  const [, reminder] = await mails(email, 2);
  expect(reminder.heads.subject).toContain('Påminnelse');
  const contact = await another({ javaScriptEnabled: false });
  await contact.goto(/\/sign\/\w+/.exec(reminder.text)![0]);
  await contact.getByText('Jeg vil ikke signere').click();
  await contact.getByRole('button', { name: 'Avslå' }).click();
  await expect(contact.locator('#reason-e')).toBeVisible();
  await contact.getByLabel('Hvorfor ikke?').fill('Feil beløp på side 2.');
  await contact.getByRole('button', { name: 'Avslå' }).click();
  await expect(contact.getByRole('status')).toContainText('Du har avslått å signere');
  await look(contact, another);
  await page.reload();
  await expect(signing(page)).toContainText('Feil beløp på side 2.');
  await expect(signing(page).getByRole('link', { name: 'Send til signering' }), 'it can be sent again').toBeVisible();
});
