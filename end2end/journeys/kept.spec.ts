// What is typed outlives a link, a reload, a lost network and a colleague; and what is said of it is seen.
import { expect, test } from '../fixtures';
import { awake, cardOf, edit, enter, field, mark, onPhone, openCard, press, section, stayed, toast, visit } from './steps';
import type { Page } from '@playwright/test';

const value = (page: Page, key: string) => field(page, key).locator('[data-edit]');
const composer = (page: Page) => page.locator('#comment-body');

test.describe('while the network is away', () => {
  test('a click on a value and on a link leaves the page as it is, with what I am writing', async ({ page, context, user, customer, sql, problems }) => {
    problems.allow(/ERR_INTERNET_DISCONNECTED/);
    await openCard(page, sql, user, customer);
    await mark(page);
    await composer(page).fill('Halvferdig kommentar');
    const input = await edit(page, 'nickname');
    await input.fill('Halvveis');
    await context.setOffline(true);
    await value(page, 'name').click();
    await expect(toast(page)).toContainText('Ingen forbindelse');
    await toast(page).getByRole('button', { name: 'Lukk' }).click();
    await page.locator('.tabs').getByRole('link', { name: 'Kontakter' }).click();
    await expect(toast(page)).toContainText('Ingen forbindelse');
    // Its own Cancel waits, too.
    await input.press('Escape');
    await expect(input).toHaveValue('Halvveis');
    expect(await stayed(page)).toBe(true);
    await expect(composer(page)).toHaveValue('Halvferdig kommentar');
    await context.setOffline(false);
    await edit(page, 'name');
    await expect(input).toHaveValue('Halvveis');
  });
});

test.describe('what is typed', () => {
  test('into a comment and an editor is there after a link and a reload, until it is saved or cancelled', async ({ page, user, customer, sql }) => {
    sql(`update customer set notes = null where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await composer(page).fill('Halvferdig kommentar');
    await (await edit(page, 'notes')).fill('Et halvt notat');
    await page.locator('.tabs').getByRole('link', { name: 'Kontakter' }).click();
    await page.waitForURL(/contacts$/);
    await visit(page, cardOf(customer));
    await expect(composer(page)).toHaveValue('Halvferdig kommentar');
    await expect(toast(page)).toContainText('Utkastet ditt er hentet fram');
    const notes = await edit(page, 'notes');
    await expect(notes).toHaveValue('Et halvt notat');
    await page.reload();
    await awake(page);
    await expect(composer(page)).toHaveValue('Halvferdig kommentar');
    await expect(await edit(page, 'notes')).toHaveValue('Et halvt notat');
    // Sent and cancelled, it does not come back.
    await page.locator('[id="input-notes"]').press('Escape');
    await expect(page.locator('[id="input-notes"]')).toHaveCount(0);
    await edit(page, 'notes');
    await page.keyboard.type('Forkastet');
    await page.keyboard.press('Escape');
    await expect(page.locator('[id="input-notes"]')).toHaveCount(0);
    await expect(await edit(page, 'notes')).toHaveValue('');
    await page.keyboard.press('Escape');
    await press(page, page.locator('.comment-write button[type=submit]'));
    await expect(section(page, 'comments')).toContainText('Halvferdig kommentar');
    await expect(composer(page)).toHaveValue('');
    await composer(page).click();
    await page.keyboard.type('Skrevet fort');
    await page.keyboard.press('Control+Enter');
    await expect(section(page, 'comments')).toContainText('Skrevet fort');
    await expect(composer(page)).toHaveValue('');
    await visit(page, cardOf(customer));
    await expect(composer(page)).toHaveValue('');
    const again = await edit(page, 'notes');
    await expect(again).toHaveValue('');
    await again.fill('Lagret notat');
    await press(page, field(page, 'notes').getByRole('button', { name: 'Lagre', exact: true }));
    await expect(value(page, 'notes')).toContainText('Lagret notat');
    await (await edit(page, 'notes')).press('Escape');
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed.')))).toEqual([]);
  });

  test('into an e-mail, a new contact and the diary is there when I come back', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer, '/dialog?write=email');
    await page.getByLabel('Emne').fill('Halvt emne');
    await page.locator('#write-body').fill('Hei!');
    await visit(page, `${cardOf(customer)}?add=contact`);
    await page.locator('#new-contact').getByLabel('Etternavn').fill('Halvor');
    await visit(page, '/diary/new');
    const title = page.locator('.activity-form textarea').first();
    await title.fill('Husk dette');
    await visit(page, `${cardOf(customer)}/dialog?write=email`);
    await expect(page.getByLabel('Emne')).toHaveValue('Halvt emne');
    await expect(page.locator('#write-body')).toHaveValue('Hei!');
    await visit(page, `${cardOf(customer)}?add=contact`);
    await expect(page.locator('#new-contact').getByLabel('Etternavn')).toHaveValue('Halvor');
    await visit(page, '/diary/new');
    await expect(title).toHaveValue('Husk dette');
    await visit(page, `${cardOf(customer)}/dialog?write=email`);
    await page.locator('#write').getByRole('link', { name: 'Avbryt' }).click();
    await page.waitForURL(/dialog$/);
    await visit(page, `${cardOf(customer)}/dialog?write=email`);
    await expect(page.getByLabel('Emne')).toHaveValue('');
  });

  test('is nobody else\'s, and takes nothing away that a colleague wrote meanwhile', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another }) => {
    sql(`update customer set nickname = 'Gammelt' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await composer(page).fill('Bare min');
    await (await edit(page, 'nickname')).fill('Mitt');
    const other = await another();
    await openCard(other, sql, colleague, customer);
    await (await edit(other, 'nickname')).fill('Deres');
    await other.keyboard.press('Enter');
    await expect(value(other, 'nickname')).toContainText('Deres');
    await visit(page, cardOf(customer));
    await expect(value(page, 'nickname')).toContainText('Deres');
    const mine = await edit(page, 'nickname');
    await expect(mine).toHaveValue('Mitt');
    await mine.press('Enter');
    await expect(field(page, 'nickname').getByRole('alert').locator('dd')).toHaveText(['Mitt', 'Deres', 'Gammelt']);
    await page.context().clearCookies();
    await enter(page, colleague, cardOf(customer));
    await expect(composer(page)).toHaveValue('');
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed.')))).toEqual([]);
  });
});

test.describe('a conflict', () => {
  test('has the focus itself, so that Enter twice takes nothing from a colleague', async ({ page, user, colleague, customer, sql, another }) => {
    sql(`update customer set nickname = 'Gammelt' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const mine = await edit(page, 'nickname');
    await mine.fill('Mitt');
    const other = await another();
    await openCard(other, sql, colleague, customer);
    await (await edit(other, 'nickname')).fill('Deres');
    await other.keyboard.press('Enter');
    await expect(value(other, 'nickname')).toContainText('Deres');
    await mine.press('Enter');
    const box = field(page, 'nickname').getByRole('alert');
    await expect(box).toContainText(`${colleague.name} endret feltet mens du skrev.`);
    await expect(box).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    expect(sql(`select nickname from customer where id = '${customer.id}'`)).toEqual([{ nickname: 'Deres' }]);
    await page.keyboard.press('Escape');
    await expect(value(page, 'nickname')).toContainText('Deres');
    await expect(value(page, 'nickname')).toBeFocused();
  });

  test('with oneself in another tab says so', { tag: '@desk' }, async ({ page, context, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    const mine = await edit(page, 'nickname');
    await mine.fill('Her');
    const tab = await context.newPage();
    await visit(tab, cardOf(customer));
    await (await edit(tab, 'nickname')).fill('Der');
    await tab.keyboard.press('Enter');
    await expect(value(tab, 'nickname')).toContainText('Der');
    await mine.press('Enter');
    await expect(field(page, 'nickname').getByRole('alert')).toContainText('Du endret feltet i en annen fane mens du skrev.');
  });
});

test('boxes that are opened by a key have the focus, and Esc closes them', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  for (const key of ['groups', 'attributes', 'departments', 'requirements', 'company_processes']) {
    await value(page, key).focus();
    await page.keyboard.press('Enter');
    await expect(field(page, key).getByRole('checkbox').and(page.locator(':focus'))).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(field(page, key).getByRole('checkbox')).toHaveCount(0);
    await expect(value(page, key)).toBeFocused();
  }
});

test('what could not be taken back says why where one looks', async ({ page, user, colleague, customer, sql, another }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'nickname')).fill('Mitt');
  await page.keyboard.press('Enter');
  await expect(toast(page)).toContainText('Angre');
  const other = await another();
  await openCard(other, sql, colleague, customer);
  await (await edit(other, 'nickname')).fill('Deres');
  await other.keyboard.press('Enter');
  await expect(value(other, 'nickname')).toContainText('Deres');
  await toast(page).getByRole('button', { name: 'Angre' }).click();
  const said = toast(page).locator('.toast');
  await expect(said).toContainText('Ingenting ble tatt tilbake.');
  await expect(said).toContainText(`er endret av ${colleague.name} etterpå og står som «Deres».`);
  await expect(said).toHaveAttribute('data-kind', 'kept');
});

test('the tab where one is is in sight on a phone, and one contact is one', async ({ page, user, customer, sql }) => {
  const [first] = sql(`select id from contact where customer_id = '${customer.id}' order by id limit 1`);
  sql(`delete from contact where customer_id = '${customer.id}' and id <> '${first.id}'`);
  sql(`update contact set ended_at = null where id = '${first.id}'`);
  await enter(page, user, `${cardOf(customer)}/log`);
  const tab = page.locator('.tabs > [aria-current=page]');
  await expect(tab).toBeInViewport({ ratio: 1 });
  if (onPhone()) expect(await page.locator('.tabs').evaluate((row) => row.scrollLeft)).toBeGreaterThan(0);
  await visit(page, cardOf(customer));
  await expect(section(page, 'contacts').locator('.digest')).toHaveText('1 aktiv');
});
