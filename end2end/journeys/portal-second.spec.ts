// A contact turns on the second step of signing in, comes in by it, and turns it off again.
import { createHmac } from 'node:crypto';
import { axe, expect, test } from '../fixtures';
import { cardOf, enter } from './steps';

/** The code that an app shows (RFC 6238), so many steps of half a minute from now. */
function code(secret: string, steps = 0) {
  const bits = [...secret].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const digest = createHmac('sha1', key).update(time).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

test('a contact turns on two-step sign-in, comes in by a code of the app and by one that was written down', async ({ page, user, customer, sql, another, mails, problems }) => {
  problems.allow(/status of 422/);
  const [contact] = sql(`select id from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  const email = `eva.${customer.id.slice(-12)}@portal.example`;
  sql(`update contact set first_name = 'Eva', last_name = 'Lund', email = '${email}' where id = '${contact.id}'; delete from portal_access where contact_id = '${contact.id}'; delete from portal_account where contact_id = '${contact.id}'`);
  const staff = `${cardOf(customer)}/contacts/${contact.id}`;
  await enter(page, user, staff);
  await page.locator('[data-region="portal-access"]').getByRole('button', { name: 'Inviter til portalen' }).click();
  const [mail] = await mails(email);
  const eva = await another();
  await eva.goto(/\/portal\/link\/\w+/.exec(mail.text)![0]);
  await eva.getByLabel('Velg et passord').fill('Sveis-og-montasje-1');
  await eva.getByRole('button', { name: 'Gå inn' }).click();
  await expect(eva.getByRole('heading', { level: 1 })).toHaveText('Hei, Eva');

  await eva.goto('/portal/account');
  await eva.getByRole('link', { name: /^Slå på.*Totrinns innlogging/ }).click();
  await expect(eva.getByRole('img', { name: 'QR-kode for appen' })).toBeVisible();
  await axe(eva);
  await eva.getByLabel('Kode', { exact: true }).fill('12');
  await eva.getByRole('button', { name: 'Slå på totrinns innlogging' }).click();
  await expect(eva.locator('#code-e')).toBeVisible();
  await eva.getByText('Kan du ikke lese av bildet?').click();
  const secret = (await eva.locator('.portal-key code').innerText()).replaceAll(' ', '');
  await eva.getByLabel('Kode', { exact: true }).fill(code(secret, -1));
  await eva.getByRole('button', { name: 'Slå på totrinns innlogging' }).click();
  await expect(eva.getByRole('status')).toContainText('Totrinns innlogging er på');
  await expect(eva.locator('.portal-codes li')).toHaveCount(10);
  await axe(eva);
  const written = await eva.locator('.portal-codes li').first().innerText();
  await eva.reload();
  await expect(eva.locator('.portal-codes li'), 'until they are written down').toHaveCount(10);
  await eva.getByRole('button', { name: 'Jeg har dem' }).click();
  await expect(eva.getByRole('heading', { name: /Totrinns innlogging/ })).toContainText('På');
  await page.reload();
  await expect(page.locator('[data-region="portal-access"]')).toContainText('totrinns innlogging siden');

  const signIn = async (typed: string) => {
    await eva.goto('/portal/account');
    if (await eva.getByRole('button', { name: 'Logg ut', exact: true }).isVisible()) await eva.getByRole('button', { name: 'Logg ut', exact: true }).click();
    await eva.getByLabel('E-postadresse').fill(email);
    await eva.getByLabel('Passord', { exact: true }).fill('Sveis-og-montasje-1');
    await eva.getByRole('button', { name: 'Logg inn', exact: true }).click();
    await expect(eva.getByRole('heading', { level: 1 })).toHaveText('Ett trinn til');
    await eva.getByLabel('Kode', { exact: true }).fill(typed);
    await eva.getByRole('button', { name: 'Gå inn' }).click();
  };
  await signIn('000 00');
  await expect(eva.locator('#code-e')).toContainText('Koden er ikke riktig');
  await axe(eva);
  await eva.getByLabel('Kode', { exact: true }).fill(code(secret));
  await eva.getByRole('button', { name: 'Gå inn' }).click();
  await expect(eva.getByRole('heading', { level: 1 })).toHaveText('Hei, Eva');
  await signIn(written);
  await expect(eva.getByRole('heading', { level: 1 })).toHaveText('Hei, Eva');

  await eva.goto('/portal/account/second');
  await expect(eva.getByText('Reservekoder igjen: 9')).toBeVisible();
  await axe(eva);
  await eva.getByLabel('Kode', { exact: true }).fill(code(secret, 1));
  await eva.getByRole('button', { name: 'Slå av' }).click();
  await expect(eva.getByRole('status')).toContainText('Totrinns innlogging er slått av');
});
