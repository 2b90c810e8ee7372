// Registering a customer: by hand, by key, with the contact, and with nothing typed lost.
import { axe, expect, signIn, test } from '../fixtures';
import { awake, enter, onPhone, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

const window_ = '/customers/new';
const input = (page: Page, key: string) => page.locator(`#input-${key}`);
const contact = (page: Page, key: string) => page.locator(`#contact-${key}`);
const save = (page: Page) => page.getByRole('button', { name: 'Lagre kunde' }).click();
const choose = (page: Page, key: string, value: string) => page.locator(`#input-${key} label:has([value=${value}])`).click();
const similar = (page: Page) => page.locator('#similar');
const card = /\/customers\/[0-9a-f]{8}-/;
/** A name that no other test and no run before has; nothing like another. */
const unique = () => Array.from({ length: 14 }, () => 'bdfghjklmnprstvz'[Math.floor(Math.random() * 16)]).join('');
/** What is folded on a phone and open at the desk. */
const unfold = async (page: Page, selector: string) => {
  const fold = page.locator(`details${selector}`);
  if ((await fold.count()) && !(await fold.evaluate((details: HTMLDetailsElement) => details.open))) await fold.locator('> summary').click();
};
const preset = '.fold-more:has(#input-customer_type)';

test('a customer and its contact are registered in one window, with the fields that must be filled in', { tag: ['@nojs', '@phone'] }, async ({ page, user, sql }) => {
  const name = unique();
  await enter(page, user, '/customers');
  await page.getByRole('main').getByRole('link', { name: 'Ny kunde' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ny kunde');
  await awake(page);
  await expect(input(page, 'name')).toBeFocused();
  if (onPhone()) {
    const asked = page.locator('.quick :is(input:not([type=hidden]), select):visible');
    await expect(asked).toHaveCount(6); // kind (two of them), name, the box, first and last name
    await expect(page.getByRole('button', { name: 'Lagre kunde' })).toBeInViewport();
  }
  await input(page, 'name').fill(name);
  await contact(page, 'first_name').fill('Eva');
  await contact(page, 'last_name').fill('Berg');
  await unfold(page, '#group-company');
  await page.getByLabel('Leverandør').check();
  const digits = `${Math.random()}`.slice(2, 8).padEnd(6, '0');
  for (const [group, title, typed] of [
    ['internet', 'Internett', { email: `post@${name}.example`, website: `${name}.example` }],
    ['telephone', 'Telefon', { phone: `75 ${digits}`, mobile: `41 ${digits}` }],
    ['invoice_pay', 'Faktura og lønn', { payment_days: '21', late_interest: '9,5' }],
  ] as const) {
    await unfold(page, `#group-${group}`);
    await expect(page.locator(`#group-${group} h2`)).toHaveText(title);
    for (const [key, value] of Object.entries(typed)) await page.locator(`#group-${group} #input-${key}`).fill(value);
  }
  await unfold(page, '#group-visiting_postal');
  await input(page, 'visiting_postal_code').fill('8006');
  await input(page, 'visiting_street').focus();
  if (withScript()) await expect(input(page, 'visiting_place')).toHaveValue('Bodø');
  await save(page);
  await page.waitForURL(card);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const [row] = sql(`select c.number, c.email, c.website, c.phone, c.mobile, c.payment_days, c.late_interest, c.markup_factor, c.is_supplier, c.visiting_place, c.responsible, c.customer_type, s.meaning, k.first_name || ' ' || k.last_name as contact
    from customer c join list_item s on s.id = c.status join contact k on k.customer_id = c.id where c.name = '${name}'`);
  expect(row).toMatchObject({ email: `post@${name}.example`, website: `https://${name}.example`, phone: `+4775${digits}`, mobile: `+4741${digits}` });
  expect(row).toMatchObject({ payment_days: 21, late_interest: 950, markup_factor: null });
  expect(row).toMatchObject({ is_supplier: true, visiting_place: 'Bodø', responsible: user.id, customer_type: 'ordinary', meaning: 'active', contact: 'Eva Berg' });
  expect(Number(row.number)).toBeGreaterThan(10_000);
});

test('what is wrong is said at its field, in words a screen reader has too, and nothing typed is lost', { tag: '@nojs' }, async ({ page, user }) => {
  await enter(page, user, window_);
  await expect(input(page, 'name')).toHaveAttribute('aria-required', 'true');
  await expect(page.locator('label[for=input-name]')).toHaveText(/Navn\s*må/);
  await expect(page.locator('label[for=input-organisation_number]')).toHaveText(/Org\.nummer\s*bør/);
  for (const [need, weight, style] of [['must', '650', 'italic'], ['should', '650', 'normal'], ['may', '450', 'italic']]) {
    const label = page.locator(`.legend [data-need=${need}] .label-text`);
    await expect(label).toHaveCSS('font-weight', weight);
    await expect(label).toHaveCSS('font-style', style);
  }
  await unfold(page, '#group-company');
  await input(page, 'nickname').fill('Kalle');
  await input(page, 'organisation_number').fill('988077918');
  await contact(page, 'last_name').fill('Berg');
  await save(page);
  await expect(page.getByRole('alert')).toContainText('Noe må rettes');
  await expect(page.locator('#input-organisation_number-e')).toContainText('Kontrollsifferet stemmer ikke');
  await expect(page.locator('#contact-first_name-e')).toContainText('Må fylles ut');
  await expect(input(page, 'nickname')).toHaveValue('Kalle');
  await expect(contact(page, 'last_name')).toHaveValue('Berg');
  await axe(page);
  await page.getByRole('alert').getByRole('link', { name: /Navn/ }).first().click();
  await expect(input(page, 'name')).toBeFocused();
});

test('a prospect gets a status of its own, unless I choose one', { tag: ['@nojs', '@desk'] }, async ({ page, user, sql }) => {
  const name = unique();
  await enter(page, user, window_);
  await unfold(page, preset);
  await choose(page, 'customer_type', 'prospect');
  const [{ nb }] = sql(`select nb from list_item where tenant_id = (select tenant_id from app_user where id = '${user.id}') and kind = 'status' and meaning = 'potential' and not retired order by position limit 1`);
  if (withScript()) await expect(input(page, 'status').locator('option:checked')).toContainText(nb);
  await input(page, 'name').fill(name);
  await contact(page, 'first_name').fill('Eva');
  await contact(page, 'last_name').fill('Berg');
  await save(page);
  await page.waitForURL(card);
  await expect(page.locator('.card-header')).toContainText(nb);
});

test('the contact is the customer itself by one box, and the next one is registered at once', { tag: '@nojs' }, async ({ page, user, sql }) => {
  const last = unique();
  await enter(page, user, window_);
  await choose(page, 'kind', 'private');
  await input(page, 'name').fill(`Kari Anne ${last}`);
  await page.getByLabel('Samme som kunden').check();
  if (withScript()) await expect(contact(page, 'first_name')).toHaveValue('Kari Anne');
  await page.getByRole('button', { name: 'Lagre og ny' }).click();
  await expect(page.getByText(`Kari Anne ${last} er registrert`)).toBeVisible();
  await expect(input(page, 'name')).toHaveValue('');
  await expect(input(page, 'name')).toBeFocused();
  const [row] = sql(`select c.kind, k.first_name, k.last_name from customer c join contact k on k.customer_id = c.id where c.name = 'Kari Anne ${last}'`);
  expect(row).toEqual({ kind: 'private', first_name: 'Kari Anne', last_name: last });
  await page.getByRole('link', { name: 'Åpne kortet' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(last);
});

test('an unknown postal code and another country take back the place that was offered', { tag: '@desk' }, async ({ page, user }) => {
  await enter(page, user, window_);
  await unfold(page, '#group-visiting_postal');
  const [code, place] = [input(page, 'visiting_postal_code'), input(page, 'visiting_place')];
  await code.fill('8006');
  await code.blur();
  await expect(place).toHaveValue('Bodø');
  await code.fill('9999');
  await code.blur();
  await expect(place).toHaveValue('');
  await code.fill('8006');
  await code.blur();
  await expect(place).toHaveValue('Bodø');
  await input(page, 'country').selectOption('SE');
  await expect(place).toHaveValue('');
});

test('a customer that may be the same is shown before saving, with the way to it', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const name = unique();
  sql(`update customer set name = '${name} AS' where id = '${customer.id}'`);
  await enter(page, user, window_);
  await input(page, 'name').fill(`${name} AB`);
  await contact(page, 'first_name').fill('Eva');
  if (!withScript()) {
    await contact(page, 'last_name').fill('Berg');
    await save(page);
  }
  await expect(similar(page)).toContainText(`${name} AS`);
  await expect(similar(page)).toContainText('lignende navn');
  await axe(page, ['#similar']);
  if (withScript()) {
    // Pressing Enter saves, and does not say that it is another one.
    await contact(page, 'last_name').fill('Berg');
    await page.keyboard.press('Enter');
    await expect(similar(page).getByRole('alert')).toBeVisible();
    await expect(page.locator('#h-similar')).toBeFocused();
  }
  await expect(contact(page, 'last_name')).toHaveValue('Berg');
  expect(await similar(page).getByRole('link', { name: new RegExp(`Åpne den.*${name} AS`) }).getAttribute('href')).toBe(`/customers/${customer.id}`);
  await similar(page).getByRole('button', { name: 'Registrer likevel' }).click();
  await page.waitForURL(card);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} AB`);
});

test('what I typed is there after a reload and in a new tab, until I discard it, save it or sign out', async ({ page, user, context }) => {
  const name = unique();
  await enter(page, user, window_);
  await input(page, 'name').fill(name);
  await unfold(page, preset);
  await choose(page, 'customer_type', 'temporary');
  await page.close();
  const next = await context.newPage();
  await visit(next, window_);
  await expect(input(next, 'name')).toHaveValue(name);
  await expect(next.locator('#input-customer_type-temporary')).toBeChecked();
  await expect(next.getByText('Utkast hentet fram')).toBeVisible();
  await next.getByRole('button', { name: 'Forkast' }).click();
  await expect(next.getByText('Utkast hentet fram')).toBeHidden();
  await expect(input(next, 'name')).toHaveValue('');
  await awake(next);
  await input(next, 'name').fill(name);
  await contact(next, 'first_name').fill('Eva');
  await contact(next, 'last_name').fill('Berg');
  await save(next);
  await next.waitForURL(card);
  const drafts = () => next.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kundekort.draft')).length);
  expect(await drafts()).toBe(0);
  await visit(next, window_);
  await input(next, 'name').fill(name);
  expect(await drafts()).toBe(1);
  await next.locator('.user-menu summary').click();
  await next.getByRole('button', { name: 'Logg ut' }).click();
  await next.waitForURL('**/sign-in');
  expect(await drafts()).toBe(0);
});

test('a session that ends meanwhile costs nothing of what I typed', { tag: ['@nojs', '@desk'] }, async ({ page, user, sql, context, problems }) => {
  problems.allow(/status of 401/);
  const name = unique();
  await enter(page, user, window_);
  await input(page, 'name').fill(name);
  await contact(page, 'first_name').fill('Eva');
  await contact(page, 'last_name').fill('Berg');
  sql(`delete from session where user_id = '${user.id}'`);
  await save(page);
  const again = withScript() ? 'Lagre kunde' : 'Send på nytt';
  if (withScript()) {
    await expect(toast(page)).toContainText('Du er logget ut');
    await expect(input(page, 'name')).toHaveValue(name);
  } else {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Du er logget ut');
    await axe(page);
  }
  const other = await context.newPage();
  await signIn(other, user.email);
  await other.close();
  await page.getByRole('button', { name: again }).click();
  await page.waitForURL(card);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
});

test('the window is a key away, and in the palette', { tag: '@desk' }, async ({ page, user }) => {
  await enter(page, user, '/profile');
  await page.locator('body').press('n');
  await page.waitForURL(`**${window_}`);
  await visit(page, '/profile');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('registrer');
  await page.getByRole('option', { name: 'Registrer ny kunde' }).click();
  await page.waitForURL(`**${window_}`);
});

test('who may only read is not offered it', { tag: '@desk' }, async ({ page }) => {
  await enter(page, { email: 'les@nordvikar.example' }, '/customers');
  await expect(page.locator('a[href="/customers/new"]')).toHaveCount(0);
});
