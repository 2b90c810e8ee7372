// Accounts: an administrator invites, changes and closes them; whoever is invited chooses a password.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { enter, pick, visit } from './steps';
import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';

const row = (page: Page, name: string) => page.locator('.list-item', { hasText: name });
const password = 'Et-langt-passord-2026';

async function invite(page: Page, name: string, email: string) {
  const form = page.locator('#user-invite');
  await form.getByLabel('Navn').fill(name);
  await form.getByLabel('E-post').fill(email);
  await form.getByRole('button', { name: 'Lag invitasjon' }).click();
}

test.describe('users', { tag: '@nojs' }, () => {
  test('one is invited by a link that is shown once, chooses a password, and signs in', async ({ page, sql, problems, mails }) => {
    problems.allow(/404|422/);
    const firm = ownFirm(sql);
    const email = `eva-${randomUUID()}@firma.example`;
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Brukere', exact: true }).click();
    await invite(page, 'Eva Berg', 'eva@');
    await expect(page.locator('#invite-email-e')).toContainText('Skriv en e-postadresse');
    await expect(page.locator('#invite-name')).toHaveValue('Eva Berg');
    await page.locator('#invite-language').selectOption('sv');
    await invite(page, 'Eva Berg', firm.consultant.email);
    await expect(page.locator('#invite-email-e')).toContainText('Adressen har en konto fra før');
    await invite(page, 'Eva Berg', email);
    await expect(page.locator('main .notice')).toContainText(`Invitasjonen sendes som e-post til Eva Berg, ${email}.`);
    await expect(row(page, 'Eva Berg')).toContainText('invitert, til');
    const link = await page.getByLabel('Lenke til invitasjonen').inputValue();
    // The mail has the same link, is in the language that was chosen, and goes out at once.
    const [mail] = await mails(email);
    expect(mail.text).toContain(link);
    expect(mail.text).toContain('Hej, Eva Berg!');
    expect(mail.heads.subject).toContain('Inbjudan till Kundekort hos');
    expect(mail.heads['reply-to']).toBe(firm.administrator.email);
    await visit(page, '/settings/users');
    await expect(row(page, 'Eva Berg')).toContainText('E-post: sendt');
    await expect(page.getByLabel('Lenke til invitasjonen')).toHaveCount(0);

    // Whoever has the link chooses a password.
    const path = new URL(link).pathname;
    await page.context().clearCookies();
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Velkommen, Eva Berg');
    await page.locator('#new').fill('kort');
    await page.locator('#repeat').fill('kort');
    await page.getByRole('button', { name: 'Lagre passordet' }).click();
    await expect(page.locator('#new-e')).toContainText('Må ha minst 12 tegn.');
    await page.locator('#new').fill(password);
    await page.locator('#repeat').fill(password);
    await page.getByRole('button', { name: 'Lagre passordet' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logg inn');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await expect(page.locator('.user-menu')).toBeVisible();

    // It is of no use any more, and says no more than a link that never was.
    await page.goto(path);
    const used = await page.locator('main').innerText();
    await page.goto('/invitation/0000');
    expect(await page.locator('main').innerText()).toBe(used);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Denne lenken kan ikke brukes');
  });

  test('a role is changed, an account is closed and opened, and the last administrator stays', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/users');
    await pick(row(page, 'Astrid Sjef').locator('details.menu'), 'Endre rolle og avdeling');
    await page.locator('.list-item .form').getByLabel('Rolle').selectOption({ label: 'Konsulent' });
    await page.locator('.list-item .form').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#user-role-e')).toContainText('Firmaet må ha minst én administrator.');
    await visit(page, '/settings/users');
    await row(page, 'Astrid Sjef').locator('details.menu summary').click();
    await expect(row(page, 'Astrid Sjef').locator('.menu-item', { hasText: 'Steng kontoen' })).toHaveCount(0);

    await visit(page, '/settings/users');
    await pick(row(page, 'Kari Vik').locator('details.menu'), 'Endre rolle og avdeling');
    await page.locator('.list-item .form').getByLabel('Rolle').selectOption({ label: 'Bare lese' });
    await page.locator('.list-item .form').getByRole('button', { name: 'Lagre' }).click();
    await expect(row(page, 'Kari Vik')).toContainText('Bare lese');
    await pick(row(page, 'Kari Vik').locator('details.menu'), 'Steng kontoen');
    await expect(row(page, 'Kari Vik').locator('.ds-tag')).toHaveText('stengt');
    await pick(row(page, 'Kari Vik').locator('details.menu'), 'Åpne kontoen igjen');
    await expect(row(page, 'Kari Vik').locator('.ds-tag')).toHaveCount(0);
  });

  test('an invitation is renewed and withdrawn', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/users');
    await invite(page, 'Eva Berg', `eva-${randomUUID()}@firma.example`);
    const first = await page.getByLabel('Lenke til invitasjonen').inputValue();
    await pick(row(page, 'Eva Berg').locator('details.menu'), 'Lag ny invitasjon');
    await expect(page.getByLabel('Lenke til invitasjonen')).not.toHaveValue(first);
    await pick(row(page, 'Eva Berg').locator('details.menu'), 'Trekk invitasjonen tilbake');
    await expect(row(page, 'Eva Berg').locator('.ds-tag').first()).toHaveText('uten gyldig invitasjon');

    // Where the mail is refused, it says so and why.
    await visit(page, '/settings/users');
    await invite(page, 'Ola Ingen', `nobody-${randomUUID()}@firma.example`);
    await expect(async () => {
      await page.reload();
      await expect(row(page, 'Ola Ingen')).toContainText('E-post: ikke sendt', { timeout: 500 });
    }).toPass();
    await expect(row(page, 'Ola Ingen')).toContainText('no such person');
  });

  test('who is no administrator neither sees the way nor the page', async ({ page, sql, problems }) => {
    problems.allow(/403/);
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/settings');
    await expect(page.getByRole('link', { name: 'Brukere', exact: true })).toHaveCount(0);
    const answer = await page.goto('/settings/users');
    expect(answer?.status()).toBe(403);
  });
});
