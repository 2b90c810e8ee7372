// Work on many customers: chosen in the register, looked at, done in the background, reported, undone.
import { expect, test } from '../fixtures';
import { awake, enter, onPhone, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import type { Person } from '../state';

const bar = (page: Page) => page.locator('#chosen');
const boxes = (page: Page) => page.locator('.register-list [name=customer]');
const nicknames = (sql: (text: string) => any[], user: Person, nickname: string) =>
  sql(`select id from customer where nickname = '${nickname}' and responsible = '${user.id}'`).length;

// They share their customers, so that one comes after the other.
test.describe.configure({ mode: 'default' });

/** Makes a user responsible for some customers more than a page holds, all alike. */
function give(sql: (text: string) => any[], user: Person, count: number, nickname: string) {
  sql(`update customer c set responsible = '${user.id}', nickname = '${nickname}' from (
      select c.tenant_id, c.id from customer c join app_user u on u.id = '${user.id}' and u.tenant_id = c.tenant_id
      join list_item s on s.tenant_id = c.tenant_id and s.id = c.status and s.meaning = 'active'
      where c.number between 10300 and 10400 order by c.number limit ${count}) chosen
    where c.tenant_id = chosen.tenant_id and c.id = chosen.id`);
}

/** Waits until the work on the page is done; without a script by asking for the page again. */
async function done(page: Page) {
  const standing = page.locator('.job-by .ds-tag');
  await expect(async () => {
    if (!withScript()) await page.reload();
    await expect(standing).toHaveText('Ferdig', { timeout: 3000 });
  }).toPass({ timeout: 20_000 });
}

test('customers are chosen over two pages, changed, reported and taken back', { tag: '@nojs' }, async ({ page, user, sql }) => {
  test.skip(onPhone(), 'the same pages as at the desk');
  const [before, after] = [`Før ${user.id.slice(-6)}`, `Etter ${user.id.slice(-6)}`];
  give(sql, user, 60, before);
  await enter(page, user, `/customers?sort=number&filter=nickname.is:${before}`);
  await expect(bar(page)).toBeHidden();
  await boxes(page).nth(0).check();
  await boxes(page).nth(1).check();
  await expect(bar(page)).toBeVisible();
  if (withScript()) await expect(bar(page)).toContainText('2 valgt');
  const next = page.getByRole('navigation', { name: 'Bla' }).locator('a[rel=next], button').filter({ hasText: 'Neste', visible: true });
  await next.click();
  await expect(page).toHaveURL(/from=/);
  await awake(page);
  await boxes(page).nth(0).check();
  if (withScript()) await expect(bar(page)).toContainText('3 valgt');
  await bar(page).getByRole('button', { name: 'Endre felt' }).click();
  await expect(page.getByText('3 kunder er valgt.')).toBeVisible();
  await page.getByRole('link', { name: 'Kallenavn' }).click();
  await page.getByLabel('Ny verdi').fill(after);
  await page.getByRole('button', { name: 'Se hva som skjer' }).click();
  await expect(page.getByRole('heading', { name: `Kallenavn: ${after}` })).toBeVisible();
  await expect(page.locator('.bulk-examples li')).toHaveCount(3);
  await expect(page.locator('.bulk-examples li').first()).toContainText(before);
  expect(nicknames(sql, user, after), 'looking changes nothing').toBe(0);
  await page.getByRole('button', { name: 'Endre 3 kunder' }).click();
  await expect(page).toHaveURL(/\/jobs\//);
  await done(page);
  expect(nicknames(sql, user, after)).toBe(3);
  await expect(page.locator('.job-table tbody tr')).toHaveCount(3);
  await expect(page.locator('.job-table tbody tr').first()).toContainText('Endret');

  // Somebody changes one of them; the rest is taken back.
  sql(`update customer set nickname = 'Deres' where id = (select id from customer where nickname = '${after}' and responsible = '${user.id}' limit 1)`);
  await page.getByRole('button', { name: 'Angre alt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Angre «Kallenavn');
  await done(page);
  expect(nicknames(sql, user, after)).toBe(0);
  expect(nicknames(sql, user, before)).toBe(59);
  await page.getByRole('link', { name: 'Uendret' }).click();
  await expect(page.locator('.job-table tbody tr')).toHaveCount(1);
  await expect(page.locator('.cell-why')).toContainText('Deres');
  await page.goto('/jobs');
  await expect(page.locator('.jobs li')).toHaveCount(2);
});

test('customers that are the same are merged from the list, at least two of them', { tag: '@nojs' }, async ({ page, user, sql }) => {
  test.skip(onPhone(), 'the same form as at the desk');
  give(sql, user, 3, `Samme ${user.id.slice(-6)}`);
  await enter(page, user, `/customers?sort=number&filter=nickname.is:Samme ${user.id.slice(-6)}`);
  await boxes(page).nth(0).check();
  await bar(page).getByRole('button', { name: 'Slå sammen' }).click();
  await expect(page.getByRole('alert')).toContainText('minst to');
  for (const at of [0, 1]) await boxes(page).nth(at).check();
  await bar(page).getByRole('button', { name: 'Slå sammen' }).click();
  await expect(page).toHaveURL(/\/customers\/merge\?customers=[\w-]+,[\w-]+$/);
  await expect(page.getByRole('button', { name: 'Slå sammen 2 kunder' })).toBeVisible();
  // All that match are not merged in one go.
  await visit(page, `/customers?sort=number&filter=nickname.is:Samme ${user.id.slice(-6)}`);
  await boxes(page).nth(2).check();
  await bar(page).getByLabel(/Alle .*som passer/).check();
  await bar(page).getByRole('button', { name: 'Slå sammen' }).click();
  await expect(page.getByRole('alert')).toContainText('Høyst');
});

test('all that match are chosen, by key or by finger, and what can not be is said before', async ({ page, user, sql }) => {
  const nickname = `Alle ${user.id.slice(-6)}`;
  give(sql, user, 55, nickname);
  await enter(page, user, '/customers?sort=number');
  if (onPhone()) {
    await boxes(page).first().tap();
  } else {
    await page.keyboard.press('j');
    await page.keyboard.press(' ');
    await page.keyboard.press('j');
    await page.keyboard.press(' ');
    await expect(bar(page)).toContainText('2 valgt');
  }
  await bar(page).getByLabel(/Alle .*som passer/).check();
  await expect(boxes(page).last()).toBeChecked();
  await bar(page).getByRole('button', { name: 'Status' }).click();
  await page.getByLabel('Ny verdi').selectOption({ label: 'Aktiv' });
  await page.getByRole('button', { name: 'Se hva som skjer' }).click();
  await expect(page.locator('.job-count', { hasText: 'Har verdien fra før' }).locator('dd')).not.toHaveText('0');
  await page.getByRole('link', { name: 'Endre valget' }).click();
  await expect(page.getByLabel('Ny verdi')).toBeVisible();
});
