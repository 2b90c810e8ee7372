// One's own mailbox: connected in the profile, read by IMAP from a real server, its messages on cards.
import { axe, expect, test } from '../fixtures';
import { cardOf, enter, openCard, visit } from './steps';
import type { Page } from '@playwright/test';

/** Sends a form by its button and waits for what the server says. */
const press = (page: Page, name: string | RegExp, within = page.locator('#main')) =>
  Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), within.getByRole('button', { name }).first().click()]);

async function connect(page: Page, port: number, account: string, password: string) {
  const setting = page.locator('section[aria-labelledby="h-mailbox"]');
  await setting.getByLabel('E-postserver (IMAP)').fill('127.0.0.1');
  await setting.getByLabel('Port').fill(`${port}`);
  await setting.getByLabel('Brukernavn').fill(account);
  await setting.getByLabel('Passord til e-posten').fill(password);
  await press(page, 'Koble til', setting);
}

test('a mailbox is connected in the profile, says what is wrong, and is let go of', { tag: ['@desk', '@nojs'] }, async ({ page, user, state, sql }) => {
  await enter(page, user, '/profile');
  const setting = page.locator('section[aria-labelledby="h-mailbox"]');
  await connect(page, state.imap.port, `a.${user.email}`, 'feil');
  await expect(setting.locator('.field-error')).toHaveText('E-postserveren godtar ikke brukernavn og passord.');
  await expect(setting.getByLabel('Brukernavn'), 'what was typed stays').toHaveValue(`a.${user.email}`);
  await expect(setting.getByLabel('Passord til e-posten'), 'but for the password').toHaveValue('');
  await connect(page, 9, `a.${user.email}`, 'hemmelig');
  await expect(setting.locator('.field-error')).toHaveText(/svarer ikke/);
  await axe(page);
  await connect(page, state.imap.port, `a.${user.email}`, 'hemmelig');
  await expect(setting).toContainText(`a.${user.email}`);
  await expect(setting.getByRole('link', { name: 'Se e-posten' })).toBeVisible();
  await axe(page);
  await press(page, 'Koble fra', setting);
  await expect(setting.getByRole('button', { name: 'Koble til' })).toBeVisible();
  expect(sql(`select user_id from mailbox where user_id = '${user.id}'`)).toEqual([]);
});

test('an answer lands on its card by itself, and other e-mail is put there and taken off', { tag: '@nojs' }, async ({ page, user, customer, state, sql, mails, deliver }) => {
  const [account, email] = [`b.${customer.number}.${user.email}`, `svar.${customer.number}@kunde${customer.number}.example`];
  sql(`delete from dialog where customer_id = '${customer.id}'`);
  const [contact] = sql(`select id from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set email = '${email}' where id = '${contact.id}'`);
  await openCard(page, sql, user, customer, `/dialog?write=email&to=${contact.id}#write`);
  await page.getByLabel('Emne').fill('Tilbud på to sveisere');
  await page.locator('#write-body').fill('Hei, her er tilbudet.');
  await page.locator('#write').getByRole('button', { name: 'Send' }).click();
  const [sent] = await mails(email);
  deliver(account, `From: Ingrid <${email}>\nTo: ${account}\nSubject: SV: Tilbud\nMessage-ID: <svar.${customer.id}@x.example>\nIn-Reply-To: ${sent.heads['message-id']}\n\nJa takk, det passer.\n`);
  deliver(account, `From: Ingrid <${email}>\nTo: ${account}\nSubject: Adgangskort\nMessage-ID: <kort.${customer.id}@x.example>\nContent-Type: text/html\n\n<p>Kort hentes i <b>resepsjonen</b>.</p><script>document.title = 'x'</script><img src="https://spor.example/x.png">\n`);
  deliver(account, 'From: Mor <mor@familien.example>\nSubject: Middag\n\nKommer du?\n');

  await visit(page, '/profile');
  await connect(page, state.imap.port, account, 'hemmelig');
  await expect(async () => {
    await visit(page, `${cardOf(customer)}/dialog`);
    await expect(page.locator('[data-region="dialog-tab"] .comment', { hasText: 'Ja takk, det passer.' })).toHaveCount(1, { timeout: 1000 });
  }).toPass();
  await visit(page, `${cardOf(customer)}/dialog?direction=in&kind=email`);
  const rows = page.locator('[data-region="dialog-tab"] .comment');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Til oss');

  // What is not an answer is one's own, until one puts it there.
  await page.getByRole('link', { name: 'Hent fra e-postkassen' }).click();
  const mail = page.locator('.mail');
  await expect(mail).toHaveCount(1);
  await expect(mail).toContainText('Kort hentes i resepsjonen.');
  await page.getByRole('link', { name: 'Vis all', exact: true }).click();
  await expect(mail).toHaveCount(2);
  await expect(mail.filter({ hasText: 'Middag' }).getByRole('button')).toHaveCount(0);
  await axe(page);
  await press(page, 'Legg valgte på kortet');
  await expect(page.locator('.mailbox-choice')).toContainText('Velg minst én melding.');
  await press(page, `Legg på kortet til ${customer.name}`);
  await expect(mail).toHaveCount(1);
  await visit(page, `${cardOf(customer)}/dialog?words=resepsjonen`);
  await expect(rows).toHaveCount(1);
  await visit(page, '/mailbox?show=cards');
  await expect(mail).toHaveCount(2);
  await axe(page);
  await press(page, 'Ta av kortet', mail.filter({ hasText: 'Adgangskort' }));
  await expect(mail).toHaveCount(1);
  await visit(page, `${cardOf(customer)}/dialog?words=resepsjonen`);
  await expect(rows).toHaveCount(0);

  // Several at once, onto a card that one finds by its name.
  await visit(page, '/mailbox');
  await mail.filter({ hasText: 'Adgangskort' }).getByRole('checkbox').check();
  await mail.filter({ hasText: 'Middag' }).getByRole('checkbox').check();
  await page.getByLabel('Kunde', { exact: true }).fill(`${customer.name} (${customer.number})`);
  await press(page, 'Legg valgte på kortet');
  await expect(page.locator('.mailbox .empty')).toBeVisible();
  await visit(page, `${cardOf(customer)}/dialog?direction=in`);
  await expect(rows).toHaveCount(3);
});
