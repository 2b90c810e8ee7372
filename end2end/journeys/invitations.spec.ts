// Contacts are invited to a meeting: by a mail with a calendar in it, answered by a link or from that calendar.
import { axe, expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { enter, press, visit } from './steps';

const unfolded = (calendar: string) => calendar.replace(/\n[ \t]/g, '');

test('a contact is invited by e-mail, answers by the link and from their calendar, and learns what changes', async ({ page, another, sql, state, mails, deliver, problems }) => {
  problems.allow(/status of 410/);
  const firm = ownFirm(sql);
  const email = `gjest.${firm.customer.id}@kunde.example`;
  const [contact] = sql(`select id, first_name || ' ' || last_name as name from contact where customer_id = '${firm.customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set email = '${email}' where id = '${contact.id}'; update customer set country = 'NO' where id = '${firm.customer.id}'`);
  const [{ id, kind }] = sql('select gen_random_uuid() as id, gen_random_uuid() as kind');
  sql(`insert into list_item (tenant_id, id, kind, activity_kind, nb, sv, en)
      select c.tenant_id, '${kind}', 'activity_type', 'event', 'Møte', 'Möte', 'Meeting' from customer c where c.id = '${firm.customer.id}';
    insert into activity (tenant_id, id, customer_id, activity_type, kind, title, note, place, starts_on, starts_at, ends_at, responsible, contacts)
      select u.tenant_id, '${id}', '${firm.customer.id}', '${kind}', 'event', 'Oppstartsmøte', 'Pruter alltid', 'Brakka', '2999-01-02', '09:00', '10:00', u.id, array['${contact.id}'::uuid]
      from app_user u where u.email = '${firm.consultant.email}'`);
  const invited = page.locator('[data-region="activity-invited"]');
  await enter(page, firm.consultant, `/diary/${id}`);
  await expect(invited).toContainText('Ikke innkalt');
  await invited.getByText('Melding til dem (valgfri)').first().click();
  await invited.getByLabel('Melding til dem (valgfri)').fill('Ta med hjelm.');
  await axe(page);
  await press(page, invited.getByRole('button', { name: `Send innkalling til ${contact.name}` }));
  await expect(invited).toContainText('Venter på svar');
  await expect(invited.getByRole('button')).toHaveCount(0);

  const [mail] = await mails(email);
  expect(mail.heads.subject).toBe('Innkalling: Oppstartsmøte, onsdag 2.1.2999 09:00–10:00');
  expect(mail.text).toContain('Ta med hjelm.');
  const calendar = unfolded(mail.parts![1].text);
  expect(mail.parts![1].heads['content-type']).toMatch(/^text\/calendar;.*method=REQUEST/);
  expect(calendar).toContain(`UID:${id}@kundekort`);
  expect(calendar, 'what the firm notes for itself').not.toContain('Pruter');

  const guest = await another({ javaScriptEnabled: false });
  await guest.goto(/\/invited\/\w+/.exec(mail.text)![0]);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Oppstartsmøte');
  await guest.getByLabel(/Beskjed til/).fill('Kommer litt sent');
  await guest.getByRole('button', { name: 'Kanskje' }).click();
  await expect(guest.getByRole('status')).toContainText('Du har svart at du kanskje kommer.');
  const seen = await another();
  await seen.goto(guest.url());
  await axe(seen);

  await visit(page, '/notices');
  await expect(page.getByRole('main')).toContainText(`${contact.name} kommer kanskje: Oppstartsmøte, 2.1.2999 09:00–10:00`);
  await page.getByRole('link', { name: /kommer kanskje/ }).click();
  await expect(invited).toContainText('Kommer litt sent');

  // Another time: who is invited does not know before it is sent, and is asked anew.
  await page.getByRole('link', { name: 'Endre' }).click();
  await page.locator('#activity-form').getByLabel('Klokkeslett').fill('13');
  await page.locator('#activity-form').getByLabel('Slutt').fill('14');
  await press(page, page.locator('#activity-form').getByRole('button', { name: 'Lagre' }));
  await expect(invited).toContainText('Vet ikke at det er endret');
  await visit(page, '/diary?view=week&day=2999-01-02');
  await axe(page);
  await page.locator(`[data-entry^="${id}"]`).getByRole('link', { name: 'Innkalte vet ikke hvordan det er nå' }).click();
  await press(page, invited.getByRole('button', { name: `Send endringen til ${contact.name}` }));
  await expect(invited).toContainText('Venter på svar');
  await visit(page, '/diary?view=week&day=2999-01-02');
  await expect(page.locator(`[data-entry^="${id}"]`)).toContainText('Oppstartsmøte');
  await expect(page.locator(`[data-entry^="${id}"]`)).not.toContainText('vet ikke');
  await visit(page, `/diary/${id}`);
  const changed = (await mails(email, 2))[1];
  expect(changed.heads.subject).toBe('Endret: Oppstartsmøte, onsdag 2.1.2999 13:00–14:00');
  expect(unfolded(changed.parts![1].text)).toContain('SEQUENCE:1');

  // Their calendar answers to whoever sees to it, whose mailbox is read.
  const account = `kalender.${firm.customer.id}@x.example`;
  deliver(account, `From: <${email}>\nSubject: Godtatt: Oppstartsmøte\nMessage-ID: <godtatt.${id}@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n
--b\nContent-Type: text/plain\n\nGodtatt\n--b\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//EN\nMETHOD:REPLY\nBEGIN:VEVENT
UID:${id}@kundekort\nSEQUENCE:1\nDTSTAMP:20261129T101500Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${email}\nEND:VEVENT\nEND:VCALENDAR\n--b--\n`);
  await visit(page, '/profile');
  const setting = page.locator('section[aria-labelledby="h-mailbox"]');
  await setting.getByLabel('E-postserver (IMAP)').fill('127.0.0.1');
  await setting.getByLabel('Port').fill(`${state.imap.port}`);
  await setting.getByLabel('Brukernavn').fill(account);
  await setting.getByLabel('Passord til e-posten').fill('hemmelig');
  await press(page, setting.getByRole('button', { name: 'Koble til' }));
  await expect(async () => {
    await visit(page, `/diary/${id}`);
    await expect(invited.locator('[data-invited="coming"]')).toHaveCount(1, { timeout: 1000 });
  }).toPass();

  await expect(page.locator('.activity-page')).toContainText('De som er innkalt, får en avlysning');
  await page.getByRole('button', { name: 'Slett' }).click();
  await expect(page).toHaveURL(new RegExp(firm.customer.id));
  const off = (await mails(email, 3))[2];
  expect(off.heads.subject).toBe('Avlyst: Oppstartsmøte, onsdag 2.1.2999 13:00–14:00');
  expect(off.parts![1].heads['content-type']).toContain('method=CANCEL');
  await guest.reload();
  await expect(guest.getByRole('status')).toContainText('Det er avlyst.');
});
