// Dialog: what is written to a customer and said with it, from the card and in its tab.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, enter, openCard, section, visit } from './steps';

/** A contact of a customer, with an address that no other test writes to. */
function reachable(sql: (text: string) => { id: string }[], customer: { id: string }, email: string) {
  const [contact] = sql(`select id from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set email = '${email}' where id = '${contact.id}'`);
  return contact;
}

test('an e-mail is written from the card, goes out, and stands there with how far it is', { tag: '@nojs' }, async ({ page, user, customer, sql, mails }) => {
  const email = `kontakt.${customer.number}@kunde.example`;
  sql(`delete from dialog where customer_id = '${customer.id}'`);
  reachable(sql, customer, email);
  await openCard(page, sql, user, customer);
  await section(page, 'dialog').getByRole('link', { name: 'Skriv e-post' }).click();
  await page.getByLabel('Emne').fill('Timelister for uke 48');
  await page.locator('#write-body').fill('Hei!\nKan du godkjenne timene?');
  await page.locator('#write').getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('#write-to-e, #write-other-e').first(), 'to nobody').toBeVisible();
  await expect(page.getByLabel('Emne'), 'what was typed stays').toHaveValue('Timelister for uke 48');
  await axe(page);
  await page.locator('.dialog-to', { hasText: email }).locator('input').check();
  await page.locator('#write').getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('[data-region="dialog-tab"] .comment').first()).toContainText('Timelister for uke 48');
  const [mail] = await mails(email);
  expect(mail.text).toContain('Kan du godkjenne timene?');
  expect(mail.heads['reply-to'], 'answers come to who wrote').toContain(user.email);
  await expect(async () => {
    await visit(page, `${cardOf(customer)}/dialog`);
    await expect(page.locator('[data-region="dialog-tab"] .comment').first()).toContainText('sendt', { timeout: 1000 });
  }).toPass();
  await visit(page, cardOf(customer));
  await expect(bodyOf(page, 'dialog')).toContainText('Timelister for uke 48');
  await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(user.name);
});

test('a call is registered by hand, found by what it is and what was said, and deleted', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  sql(`delete from dialog where customer_id = '${customer.id}'`);
  await enter(page, user, `${cardOf(customer)}/dialog?write=note`);
  await page.getByLabel('Type', { exact: true }).first().selectOption({ label: 'Samtale' });
  await page.locator('#write-body').fill('Ringte om oppdraget i Bodø.');
  await page.locator('#write button[type=submit]').click();
  const rows = page.locator('[data-region="dialog-tab"] .comment');
  await expect(rows).toHaveCount(1);
  await visit(page, `${cardOf(customer)}/dialog?kind=call&words=oppdraget`);
  await expect(rows).toHaveText([/Ringte om oppdraget/]);
  await visit(page, `${cardOf(customer)}/dialog?kind=letter`);
  await expect(page.locator('[data-region="dialog-tab"]')).toContainText('Ingenting passer med filteret.');
  await visit(page, `${cardOf(customer)}/dialog`);
  await rows.getByRole('button', { name: 'Slett' }).click();
  await expect(rows).toHaveCount(0);
});

test('an e-mail address on the card and of a contact opens a message', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  const email = `adresse.${customer.number}@kunde.example`;
  const contact = reachable(sql, customer, email);
  await enter(page, user, `${cardOf(customer)}/contacts/${contact.id}`);
  await page.getByRole('link', { name: email }).first().click();
  await expect(page.locator('#write')).toBeVisible();
  await expect(page.locator('.dialog-to', { hasText: email }).locator('input')).toBeChecked();
});
