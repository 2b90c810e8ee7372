// Writing to people from the card: to colleagues and by SMS, with templates, a signature and documents.
import type { Page } from '@playwright/test';
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, enter, openCard, section, visit, withScript } from './steps';

/** Sends what is being written, and waits for the answer. */
async function send(page: Page) {
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    page.locator('#write').getByRole('button', { name: 'Send', exact: true }).click(),
  ]);
}

const entries = (page: Page) => page.locator('[data-region="dialog-tab"] .comment');

test('a colleague is written to from Contact details, gets the way to the card with what counts, and it is kept as a comment', { tag: '@nojs' }, async ({ page, user, colleague, customer, sql, mails }) => {
  const email = `kollega.${customer.number}@firma.example`;
  sql(`delete from comment where customer_id = '${customer.id}'`);
  sql(`update customer set phone = '+4775500120', visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø' where id = '${customer.id}'`);
  sql(`update app_user set email = '${email}' where id = '${colleague.id}'`);
  await openCard(page, sql, user, customer);
  await section(page, 'contact_details').getByRole('link', { name: 'Send e-post …' }).click();
  await expect(page.getByLabel('Emne')).toHaveValue(customer.name);
  await page.getByLabel('Emne').fill('Ring dem i dag');
  await page.locator('#write-body').fill('De venter på svar om sveisere.');
  for (const box of await page.locator('.dialog-to input[name=to]:checked').all()) await box.uncheck();
  await page.getByLabel('Lagre også som kommentar').check();
  await send(page);
  await expect(page.locator('#write-to-e'), 'to nobody').toBeVisible();
  await expect(page.locator('#write-body'), 'what was typed stays').toHaveValue('De venter på svar om sveisere.');
  await expect(page.getByLabel('Lagre også som kommentar')).toBeChecked();
  await axe(page);
  await page.locator('.dialog-to', { hasText: colleague.name }).locator('input').check();
  await send(page);
  await expect(page.locator('#write')).toHaveCount(0);
  const [mail] = await mails(email);
  for (const part of ['De venter på svar om sveisere.', user.name, customer.name, '75 50 01 20', 'Verftsgata 14, 8006 Bodø', `/customers/${customer.id}`]) {
    expect(mail.text).toContain(part);
  }
  expect(mail.heads['reply-to']).toContain(user.email);
  // Nothing of it is dialog with the customer; its sender sees how far it is where the next is written.
  await visit(page, `${cardOf(customer)}/dialog?write=colleague`);
  await expect(page.locator('.dialog-sent li').first()).toContainText('Ring dem i dag');
  await expect(page.locator('[data-region="dialog-tab"]')).not.toContainText('Ring dem i dag');
  await visit(page, cardOf(customer));
  await expect(bodyOf(page, 'comments')).toContainText('De venter på svar om sveisere.');
});

test('an SMS shows how long it is, goes out once, and stands there with what became of it', { tag: '@nojs' }, async ({ page, user, customer, sql, texts }) => {
  const [ola, kari] = ['01', '99'].map((end) => `+479${String(customer.number).slice(-5)}${end}`);
  sql(`delete from dialog where customer_id = '${customer.id}'`);
  sql(`update contact set mobile = null where customer_id = '${customer.id}'`);
  const [contact] = sql(`select id, first_name from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  await enter(page, user, `${cardOf(customer)}/dialog?write=sms&to=${contact.id}`);
  await expect(page.locator('#write'), 'who has no mobile number is told').toContainText(contact.first_name);
  await expect(page.locator('#write')).toContainText('Uten mobilnummer');
  sql(`update contact set mobile = '${ola}' where id = '${contact.id}'`);
  await visit(page, `${cardOf(customer)}/contacts/${contact.id}`);
  await page.getByRole('link', { name: 'SMS' }).first().click();
  await expect(page.locator('.dialog-to input[name=to]')).toBeChecked();
  await page.locator('#write-body').fill('Møt opp kl. 7 i Bodø. '.repeat(9));
  if (withScript()) await expect(page.locator('[data-sms-count]')).toHaveText('198 tegn, 2 SMS. Plass til 108 til.');
  await page.getByLabel('Andre mobilnumre').fill('12');
  await send(page);
  await expect(page.locator('#write-other-e')).toBeVisible();
  await expect(page.locator('[data-sms-count]'), 'counted on the server too').toContainText('2 SMS');
  await axe(page);
  await page.getByLabel('Andre mobilnumre').fill(kari);
  await send(page);
  await expect(entries(page).first()).toContainText('Møt opp kl. 7 i Bodø.');
  const [text] = await texts(ola, 1, true);
  expect(text.message).toContain('Møt opp kl. 7 i Bodø.');
  await expect(async () => {
    await visit(page, `${cardOf(customer)}/dialog`);
    await expect(entries(page).first()).toContainText('levert', { timeout: 1000 });
    await expect(entries(page).first(), 'and what was refused says why').toContainText('Invalid to number', { timeout: 1000 });
  }).toPass();
  await expect(entries(page).first().getByRole('button', { name: 'Send på nytt' })).toBeVisible();
  await texts(ola, 1);
});

test('a template is looked after and filled in without losing what was typed, and a signature stands below', { tag: ['@desk', '@nojs'] }, async ({ page, user, customer, sql, mails }) => {
  const email = `mal.${customer.number}@kunde.example`;
  const name = `Takk ${customer.number}`;
  sql(`delete from dialog where customer_id = '${customer.id}'`);
  const [contact] = sql(`select id, first_name from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set email = '${email}' where id = '${contact.id}'`);
  const [firm] = sql(`select t.name from tenant t join customer c on c.tenant_id = t.id where c.id = '${customer.id}'`);
  await enter(page, user, '/profile');
  await page.locator('#signature').fill(`${user.name}\nTlf. 75 50 01 20`);
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    page.locator('form[action="/api/staff/signature"]').getByRole('button', { name: 'Lagre' }).click(),
  ]);
  await visit(page, '/settings/templates');
  const adder = page.locator('[data-region="templates"] details.adder');
  await adder.locator('summary').click();
  await adder.getByLabel('Navn').fill(name);
  await adder.getByLabel('Emne').fill('Takk fra {firm}');
  await adder.getByLabel('Tekst').fill('Hei {navn}!');
  await adder.getByRole('button', { name: 'Lagre' }).click();
  await expect(adder.locator('#template-body-e'), 'an unknown field is told').toContainText('{first_name}');
  await expect(adder.getByLabel('Navn'), 'what was typed stays').toHaveValue(name);
  await axe(page);
  await adder.getByLabel('Tekst').fill('Hei {first_name}! Takk for sist hos {customer}.');
  await adder.getByRole('button', { name: 'Lagre' }).click();
  await expect(page.locator('.list-item', { hasText: name })).toContainText('Takk fra {firm}');
  await visit(page, `${cardOf(customer)}/dialog?write=email&to=${contact.id}`);
  await page.locator('#write-body').fill('Vi ringer i morgen.');
  await page.locator('#write-template').selectOption({ label: name });
  await page.getByRole('button', { name: 'Bruk malen' }).click();
  await expect(page.getByLabel('Emne')).toHaveValue(`Takk fra ${firm.name}`);
  await expect(page.locator('#write-body')).toHaveValue(`Hei ${contact.first_name}! Takk for sist hos ${customer.name}.\n\nVi ringer i morgen.`);
  await expect(page.locator('.dialog-to', { hasText: email }).locator('input')).toBeChecked();
  await expect(page.locator('#write')).toContainText('Tlf. 75 50 01 20');
  await axe(page);
  await send(page);
  const [mail] = await mails(email);
  expect(mail.heads.subject).toBe(`Takk fra ${firm.name}`);
  expect(mail.text).toContain('Vi ringer i morgen.');
  expect(mail.text.endsWith(`${user.name}\nTlf. 75 50 01 20`)).toBe(true);
  await expect(entries(page).first()).toContainText('Tlf. 75 50 01 20');
});

test('documents of the card go along with an e-mail, and stand in the dialog', { tag: ['@desk', '@nojs'] }, async ({ page, user, customer, sql, mails }) => {
  const email = `vedlegg.${customer.number}@kunde.example`;
  sql(`delete from dialog where customer_id = '${customer.id}'; delete from document where customer_id = '${customer.id}'`);
  await enter(page, user, `${cardOf(customer)}/documents`);
  await page.locator('#document-file').setInputFiles([{ name: 'Rammeavtale Bodø.txt', mimeType: 'text/plain', buffer: Buffer.from('Avtalt på møtet.') }]);
  if (!withScript()) await page.locator('#new-document').getByRole('button', { name: 'Last opp' }).click();
  await expect(page.locator('[data-region="documents-tab"] .document')).toHaveCount(1);
  await visit(page, `${cardOf(customer)}/dialog?write=email&other=${encodeURIComponent(email)}`);
  await page.locator('#write summary').click();
  await page.getByLabel(/^Rammeavtale Bodø/).check();
  await page.locator('#write-body').fill('Her er avtalen.');
  await send(page);
  await expect(page.locator('#write-subject-e')).toBeVisible();
  await expect(page.getByLabel(/^Rammeavtale Bodø/), 'what was chosen stays').toBeChecked();
  await axe(page);
  await page.getByLabel('Emne').fill('Avtalen');
  await send(page);
  const [mail] = await mails(email);
  expect(mail.heads['content-type']).toContain('multipart/mixed');
  expect(mail.parts![1].text).toBe('Avtalt på møtet.');
  const link = entries(page).first().getByRole('link', { name: 'Rammeavtale Bodø.txt' });
  const answer = await page.request.get(await link.getAttribute('href') ?? '');
  expect(await answer.text()).toBe('Avtalt på møtet.');
});

test('chosen customers are written to: looked at first, one entry for each, and told who can not be reached', { tag: ['@desk', '@nojs'] }, async ({ page, user, customer, sql, mails }) => {
  const mark = `Skriv ${customer.number}`;
  const [address, other] = ['en', 'to'].map((name) => `${name}.${customer.number}@kunde.example`);
  const [second, third] = sql(`select c.id, c.name from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status and s.meaning = 'active'
    where c.tenant_id = (select tenant_id from customer where id = '${customer.id}') and c.number between 10220 and 10299 order by c.number offset ${(customer.number % 25) * 2} limit 2`);
  for (const [one, email] of [[customer, address], [second, other], [third, '']] as const) {
    sql(`update customer set nickname = '${mark}', responsible = '${user.id}', reference_person = null where id = '${one.id}';
      update contact set email = null where customer_id = '${one.id}'`);
    if (email) sql(`update contact set email = '${email}' where id = (select id from contact where customer_id = '${one.id}' and ended_at is null order by id limit 1)`);
  }
  sql(`delete from dialog where customer_id = '${customer.id}'`);
  await enter(page, user, `/customers?filter=nickname.is:${encodeURIComponent(mark)}`);
  const boxes = page.locator('.register-list [name=customer]');
  await expect(boxes).toHaveCount(3);
  for (let at = 0; at < 3; at += 1) await boxes.nth(at).check();
  await page.locator('#chosen').getByRole('button', { name: 'Skriv til' }).click();
  await page.getByLabel('Tekst').fill('Hei {first_name}, vi holder stengt hos {navn}.');
  await page.getByRole('button', { name: 'Se hva som skjer' }).click();
  await expect(page.locator('#write-subject-e')).toBeVisible();
  await expect(page.locator('#write-body-e')).toContainText('{first_name}');
  await axe(page);
  await page.getByLabel('Emne').fill(`Stengt ${mark}`);
  await page.getByLabel('Tekst').fill('Hei {first_name}, vi holder stengt i romjulen.');
  await page.getByRole('button', { name: 'Se hva som skjer' }).click();
  await expect(page.locator('.job-counts')).toContainText('Får meldingen2');
  await expect(page.locator('.bulk-examples li')).toHaveText([third.name]);
  await expect(page.locator('.bulk')).toContainText('kan ikke angres');
  await page.getByRole('button', { name: 'Send til 2 kunder' }).click();
  await expect(async () => {
    if (!withScript()) await page.reload();
    await expect(page.locator('.job-by .ds-tag')).toHaveText('Ferdig', { timeout: 3000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.locator('.job-table tbody tr').filter({ hasText: third.name })).toContainText('Ingen kontaktperson kan nås slik.');
  await expect(page.getByRole('button', { name: 'Angre alt' })).toHaveCount(0);
  const [mail] = await mails(address);
  const [name] = sql(`select first_name from contact where email = '${address}'`);
  expect(mail.text).toContain(`Hei ${name.first_name}, vi holder stengt`);
  await mails(other);
  await visit(page, `${cardOf(customer)}/dialog`);
  await expect(entries(page)).toHaveCount(1);
});
