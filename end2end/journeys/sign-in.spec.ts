// Signing in and out, sessions, and one's own profile.
import { expect, password, signIn, test } from '../fixtures';
import { awake, cardOf, enter, visit } from './steps';
import type { Page } from '@playwright/test';

async function tryToSignIn(page: Page, email: string, word: string) {
  await page.goto('/sign-in');
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel('Passord').fill(word);
  await page.getByRole('button', { name: 'Logg inn' }).click();
}

async function changePassword(page: Page, current: string, fresh: string, repeat = fresh) {
  await page.getByLabel('Nåværende passord').fill(current);
  await page.getByLabel('Nytt passord', { exact: true }).fill(fresh);
  await page.getByLabel('Nytt passord en gang til').fill(repeat);
  await page.getByRole('button', { name: 'Bytt passord' }).click();
}

const signedOut = (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'Logg inn' })).toBeVisible();

test.describe('signing in', { tag: ['@nojs', '@phone'] }, () => {
  test('the right password leads to my customers', async ({ page, user }) => {
    await tryToSignIn(page, user.email, password);
    await expect(page).toHaveURL(/\/customers$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Mine kunder');
  });

  test('a wrong password and an unknown address get the same answer', { tag: '@desk' }, async ({ page, user, problems }) => {
    problems.allow(/status of 401/);
    await tryToSignIn(page, user.email, 'Kundekort-2025');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('E-post og passord stemmer ikke');
    await expect(page.getByLabel('E-post')).toHaveValue(user.email);
    await expect(page.getByLabel('Passord')).toHaveValue('');
    const answer = await alert.textContent();
    await tryToSignIn(page, 'ingen@nordvikar.example', 'Kundekort-2025');
    await expect(alert).toHaveText(answer!);
    await page.goto('/customers');
    await signedOut(page);
  });

  test('too many attempts are stopped for a quarter of an hour', { tag: '@desk' }, async ({ page, sql, problems }) => {
    problems.allow(/status of 429/);
    const email = `${crypto.randomUUID()}@nordvikar.example`;
    sql(`insert into sign_in_attempt (digest) select sha256(convert_to('account:${email}', 'UTF8')) from generate_series(1, 10)`);
    await tryToSignIn(page, email, password);
    await expect(page.getByRole('alert')).toContainText('For mange forsøk');
  });

  test('the page that was asked for is reached after signing in', { tag: '@desk' }, async ({ page, user, rich }) => {
    await page.goto(`${cardOf(rich)}/comments`);
    await signedOut(page);
    await page.getByLabel('E-post').fill(user.email);
    await page.getByLabel('Passord').fill(password);
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await expect(page).toHaveURL(new RegExp(`${cardOf(rich)}/comments$`));
  });

  test('no address leads to another site after signing in', { tag: '@desk' }, async ({ page, user, problems }) => {
    // The page whose cookies are taken away still listens for notices.
    problems.allow(/status of 401 .*\/events/);
    for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      await page.context().clearCookies();
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByLabel('E-post').fill(user.email);
      await page.getByLabel('Passord').fill(password);
      await page.getByRole('button', { name: 'Logg inn' }).click();
      await expect(page).toHaveURL(/\/customers$/);
    }
  });

  test('signing out ends the session, also for the cookie that was', { tag: '@desk' }, async ({ page, user }) => {
    await signIn(page, user.email);
    const cookies = await page.context().cookies();
    expect(cookies.find((cookie) => cookie.name.endsWith('session'))).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await awake(page);
    await page.locator('.user-menu summary').click();
    await page.locator('.user-menu').getByRole('button', { name: 'Logg ut' }).click();
    await signedOut(page);
    await page.context().addCookies(cookies);
    await page.goto('/customers');
    await signedOut(page);
  });
});

test.describe('sessions', { tag: '@nojs' }, () => {
  test('all browsers where I am signed in are listed, this one marked', async ({ page, user, another }) => {
    await signIn(await another({ userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' }), user.email);
    await enter(page, user, '/profile');
    const rows = page.locator('.sessions li');
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: 'denne' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'denne' }).getByRole('button')).toHaveCount(0);
    await expect(rows.filter({ hasText: 'Firefox, Windows' })).toContainText('sist brukt i dag');
  });

  test('I sign another browser out from here', { tag: '@desk' }, async ({ page, user, another }) => {
    const other = await another();
    await signIn(other, user.email);
    await enter(page, user, '/profile');
    await page.locator('.sessions').getByRole('button', { name: 'Logg ut' }).click();
    await expect(page.locator('.sessions li')).toHaveCount(1);
    await other.goto('/customers');
    await signedOut(other);
    await page.goto('/customers');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Mine kunder');
  });

  test('I sign out everywhere at once', { tag: '@desk' }, async ({ page, user, another }) => {
    const other = await another();
    await signIn(other, user.email);
    await enter(page, user, '/profile');
    await page.getByRole('button', { name: 'Logg ut overalt' }).click();
    await signedOut(page);
    await other.goto('/customers');
    await signedOut(other);
  });
});

test.describe('password', { tag: '@nojs' }, () => {
  test.beforeEach(({ page, user }) => enter(page, user, '/profile'));
  const [current, fresh, repeat] = ['[name=current]', '[name=new]', '[name=repeat]'];
  const messageOf = (page: Page, id: string) => page.locator('.ds-field', { has: page.locator(id) });

  test('a new password that is too short is refused at the field', { tag: '@desk' }, async ({ page }) => {
    await changePassword(page, password, 'kort');
    await expect(messageOf(page, fresh)).toContainText('Må ha minst 12 tegn.');
    await expect(page.locator(fresh)).toHaveAttribute('aria-invalid', 'true');
  });

  test('two new passwords that differ are refused at the field', { tag: '@desk' }, async ({ page }) => {
    await changePassword(page, password, 'Kundekort-2027', 'Kundekort-2028');
    await expect(messageOf(page, repeat)).toContainText('De to passordene er ikke like.');
  });

  test('a wrong current password is refused at the field', { tag: '@desk' }, async ({ page }) => {
    await changePassword(page, 'Kundekort-2025', 'Kundekort-2027');
    await expect(messageOf(page, current)).toContainText('Det nåværende passordet er ikke riktig.');
  });

  test('a new password counts at once and signs my other browsers out', { tag: '@desk' }, async ({ page, user, another, problems }) => {
    // What the other browser asks for what others do, in that moment.
    problems.allow(/status of 401 .*\/events/);
    const other = await another();
    await signIn(other, user.email);
    await changePassword(page, password, 'Kundekort-2027');
    await expect(page.locator('.sessions li')).toHaveCount(1);
    await expect(page.locator('[aria-invalid]')).toHaveCount(0);
    await other.goto('/customers');
    await signedOut(other);
    await signIn(other, user.email, 'Kundekort-2027');
    await expect(other).toHaveURL(/\/customers$/);
  });
});

test.describe('profile', { tag: '@nojs' }, () => {
  test.beforeEach(({ page, user }) => enter(page, user, '/profile'));
  const save = (page: Page) => page.locator('form[action="/api/staff/profile"] [type=submit]').click();

  test('the language I choose is that of every page', { tag: '@desk' }, async ({ page }) => {
    await page.locator('#language').selectOption({ label: 'Svenska' });
    await save(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
    await expect(page.getByRole('heading', { name: 'Lösenord' })).toBeVisible();
    await visit(page, '/customers');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Mina kunder');
    await visit(page, '/profile');
    await page.locator('#language').selectOption({ label: 'English' });
    await save(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await visit(page, '/customers');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('My customers');
  });

  test('colours and density stand on every page and on my other machines', async ({ page, user, another }) => {
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-color-scheme', 'auto');
    await expect(html).toHaveAttribute('data-density', 'comfortable');
    await page.getByLabel('Mørkt').check();
    await page.getByLabel('Tett', { exact: true }).check();
    await save(page);
    await expect(html).toHaveAttribute('data-color-scheme', 'dark');
    await expect(html).toHaveAttribute('data-density', 'compact');
    await expect(page.locator('body')).toHaveCSS('color-scheme', /dark/);
    const other = await another();
    await signIn(other, user.email);
    await expect(other.locator('html')).toHaveAttribute('data-color-scheme', 'dark');
    await expect(other.locator('html')).toHaveAttribute('data-density', 'compact');
  });
});

test.describe('a browser in Swedish', { tag: '@nojs' }, () => {
  test.use({ locale: 'sv-SE' });
  test('pages are Swedish for who has chosen no language', { tag: '@desk' }, async ({ page, user }) => {
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logga in');
    await enter(page, user, '/customers');
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Mina kunder');
  });
});

test.describe('a browser in English', { tag: '@nojs' }, () => {
  test.use({ locale: 'en-GB' });
  test('pages are English for who has chosen no language, and as chosen for who has', { tag: '@desk' }, async ({ page, user, sql }) => {
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await enter(page, user, '/customers');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('My customers');
    sql(`update app_user set language = 'nb' where id = '${user.id}'`);
    await page.goto('/customers');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Mine kunder');
  });
});
