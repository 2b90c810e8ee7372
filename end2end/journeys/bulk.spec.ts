// Work on many customers: chosen in the register, looked at, done in the background, reported, undone.
import { readFileSync } from 'node:fs';
import { axe, expect, test } from '../fixtures';
import { awake, enter, onPhone, toast, visit, withScript } from './steps';
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

test('those that are chosen go along as a file with the columns and order of the list, one by one or all that match', { tag: '@nojs' }, async ({ page, user, sql }) => {
  test.skip(onPhone(), 'the same form as at the desk');
  const nickname = `Fil ${user.id.slice(-6)}`;
  give(sql, user, 55, nickname);
  const list = `/customers?sort=number&order=desc&filter=nickname.is:${nickname}&columns=number,name,nickname`;
  await enter(page, user, list);
  const lines = async (button: string) => {
    const waiting = page.waitForEvent('download');
    await bar(page).getByRole('button', { name: button }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toMatch(/^kunder-.*\.csv$/);
    return readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n');
  };
  const numbers = await page.locator('td.cell-number').allTextContents();
  await boxes(page).nth(0).check();
  await boxes(page).nth(2).check();
  const next = page.getByRole('navigation', { name: 'Bla' }).locator('a[rel=next], button').filter({ hasText: 'Neste', visible: true });
  await next.click();
  await expect(page).toHaveURL(/from=/);
  await awake(page);
  await boxes(page).nth(0).check();
  await axe(page, ['main']);
  const chosen = await lines('Eksporter CSV');
  expect(chosen[0]).toBe('Kundenummer;Navn;Kallenavn');
  const kept = [numbers[0], numbers[2], (await page.locator('td.cell-number').first().textContent())!];
  expect(chosen.slice(1).map((line) => line.split(';')[0])).toEqual(kept.map((text) => text.replace(/\D/g, '')));
  // One goes on where one was, with what is chosen.
  if (withScript()) await expect(bar(page)).toContainText('3 valgt');
  await bar(page).getByLabel(/Alle .*som passer/).check();
  expect(await lines('Eksporter CSV')).toHaveLength(56);
});

test('what is chosen stays when the list is sorted otherwise, and what another list lacks is said', { tag: '@desk' }, async ({ page, user, sql }) => {
  test.skip(onPhone(), 'by the heads of the columns');
  const nickname = `Valgt ${user.id.slice(-6)}`;
  give(sql, user, 3, nickname);
  await enter(page, user, `/customers?sort=number&filter=nickname.is:${nickname}`);
  const ids = await boxes(page).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  await boxes(page).nth(0).check();
  await boxes(page).nth(1).check();
  await page.getByRole('columnheader', { name: 'Nr.' }).getByRole('link').click();
  await expect(page).toHaveURL(/order=desc/);
  await awake(page);
  await expect(bar(page)).toContainText('2 valgt');
  await expect(boxes(page).nth(2)).toBeChecked();

  sql(`update customer set nickname = null where id = '${ids[0]}'`);
  await visit(page, `/customers?sort=number&filter=nickname.has:${nickname}`);
  await expect(toast(page)).toContainText('Én av de valgte er ikke i denne listen');
  await expect(bar(page)).toContainText('1 valgt');
  await expect(boxes(page).nth(0)).toBeChecked();
  await expect(boxes(page).nth(1)).not.toBeChecked();

  await bar(page).getByLabel(/Alle .*som passer/).check();
  await visit(page, '/customers?sort=number');
  await expect(toast(page)).toContainText('gjaldt den forrige listen');
  await expect(bar(page)).toBeHidden();
});

test('an organisation number is not given to many, and why is said before', { tag: '@nojs' }, async ({ page, user, sql }) => {
  test.skip(onPhone(), 'the same pages as at the desk');
  const nickname = `Orgnr ${user.id.slice(-6)}`;
  give(sql, user, 2, nickname);
  await enter(page, user, `/customers?sort=number&filter=nickname.is:${nickname}`);
  for (const at of [0, 1]) await boxes(page).nth(at).check();
  await bar(page).getByRole('button', { name: 'Endre felt' }).click();
  await page.getByRole('link', { name: 'Org.nummer', exact: true }).click();
  await page.getByLabel('Ny verdi').fill('975 318 648');
  await page.getByRole('button', { name: 'Se hva som skjer' }).click();
  await expect(page.getByText('Bare én kunde kan ha denne verdien.')).toBeVisible();
  await expect(page.locator('.job-count', { hasText: 'Kan ikke endres' }).locator('dd')).toHaveText('2');
  await expect(page.getByRole('button', { name: /^Endre \d|^Endre én/ })).toHaveCount(0);
});
