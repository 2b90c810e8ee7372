// Editing together: two people on one card, each in a browser of their own.
import { axe, expect, signIn, test } from '../fixtures';
import { bodyOf, cardOf, edit, enter, field, mark, openCard, section, stayed, visit } from './steps';
import type { Page } from '@playwright/test';

const value = (page: Page, key: string) => field(page, key).locator('[data-edit]');
/** What others change is there without loading the page anew. */
const soon = { timeout: 10_000 };
const here = (page: Page) => page.locator('.card-header .here summary');
const dot = (page: Page, key: string) => section(page, key).locator('[data-news]');
const dotText = 'Endret av andre siden du så på det sist';

async function save(page: Page, key: string, text: string) {
  await (await edit(page, key)).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(value(page, key)).toContainText(text);
}

test.describe('what a colleague changes', () => {
  let other: Page;

  test.beforeEach(async ({ page, user, colleague, customer, sql, another }) => {
    sql(`update customer set nickname = 'Gammelt', directions = 'Inn porten.' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    other = await another();
    await openCard(other, sql, colleague, customer);
    await expect(here(page)).toBeVisible();
    await mark(page);
  });

  test('appears without a reload, and is shown for a moment', async ({ page, colleague }) => {
    await save(other, 'nickname', 'Nytt');
    await expect(value(page, 'nickname')).toContainText('Nytt', soon);
    await expect(field(page, 'nickname')).toHaveAttribute('data-changed');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('«Nytt»');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(colleague.name);
    await expect(field(page, 'nickname')).not.toHaveAttribute('data-changed');
    await other.locator('#comment-body').fill('Ringte og avtalte møte.');
    await other.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(bodyOf(page, 'comments').locator('.comment').first()).toContainText('Ringte og avtalte møte.');
    expect(await stayed(page)).toBe(true);
  });

  test('touches no comment half written, and no editor that is only open', { tag: '@desk' }, async ({ page }) => {
    await page.locator('#comment-body').fill('Halvferdig');
    const editor = await edit(page, 'phone');
    await save(other, 'nickname', 'Nytt');
    await expect(value(page, 'nickname'), 'beside an open editor').toContainText('Nytt');
    await expect(editor).toBeFocused();
    await other.locator('#comment-body').fill('Fra kollegaen');
    await other.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(bodyOf(page, 'comments').locator('.comment').first()).toContainText('Fra kollegaen');
    await expect(page.locator('#comment-body')).toHaveValue('Halvferdig');
    await expect(editor).toBeFocused();
    expect(await stayed(page)).toBe(true);
  });

  test('touches no open menu and not what I am typing, and appears there when I am done', { tag: '@desk' }, async ({ page }) => {
    await section(page, 'directions').locator('.section-menu').click();
    const menu = section(page, 'directions').locator('.section-tools details.menu');
    await save(other, 'directions', 'Inn bakdøra.');
    await expect(value(page, 'directions')).toContainText('Inn bakdøra.');
    await expect(menu).toHaveAttribute('open');
    await page.keyboard.press('Escape');
    // The same field: my editor stays, and what stands now is there when I leave it.
    const mine = await edit(page, 'nickname');
    await mine.fill('Mitt');
    await save(other, 'nickname', 'Deres');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('«Deres»');
    await expect(mine).toHaveValue('Mitt');
    await page.keyboard.press('Enter');
    await expect(field(page, 'nickname').getByRole('alert').locator('dd')).toHaveText(['Mitt', 'Deres', 'Gammelt']);
    await field(page, 'nickname').getByText('Behold det som står').click();
    await expect(value(page, 'nickname')).toContainText('Deres');
    expect(await stayed(page)).toBe(true);
  });

  test('appears when the network is back', { tag: '@desk' }, async ({ page, context, problems }) => {
    problems.allow(/ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(true);
    await expect(here(page)).toHaveCount(0);
    await save(other, 'nickname', 'Nytt');
    await context.setOffline(false);
    await expect(value(page, 'nickname')).toContainText('Nytt');
  });
});

test('who else is on the card stands in its header, with what they write in', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another }) => {
  await openCard(page, sql, user, customer);
  const header = page.locator('.card-header');
  const before = await header.boundingBox();
  await expect(here(page)).toHaveCount(0);
  const other = await another();
  await openCard(other, sql, colleague, customer);
  await expect(here(page)).toHaveAccessibleName(`${colleague.name} ser på kortet`);
  await expect(here(other)).toHaveAccessibleName(`${user.name} ser på kortet`);
  await expect(page.locator('#presence-said')).toHaveText(`${colleague.name} ser på kortet`);
  expect(await header.boundingBox(), 'nothing moved').toEqual(before);
  await (await edit(other, 'phone')).pressSequentially('7');
  const writes = field(page, 'phone').locator('.writes-here');
  await expect(writes).toContainText(`${colleague.name.split(' ')[0]} skriver her`);
  const [mark, place] = await Promise.all([writes.boundingBox(), field(page, 'phone').locator('dd').boundingBox()]);
  expect(mark!.x >= place!.x && mark!.x + mark!.width <= place!.x + place!.width + 1, 'over the place that it is about').toBe(true);
  expect(Math.abs(mark!.y - place!.y), 'at its upper edge').toBeLessThan(24);
  await here(page).click();
  await expect(page.locator('.here-list')).toContainText(colleague.name);
  await expect(page.locator('.here-list')).toContainText('skriver');
  await axe(page, ['.card-header', '[data-section="contact_details"]']);
  await other.keyboard.press('Escape');
  await expect(writes).toHaveCount(0);
  await expect(page.locator('.here-list'), 'what is open stays open').toBeVisible();
  await other.close();
  await expect(here(page)).toHaveCount(0);
});

test('the page of a contact follows what others do there, and tells nothing of it to the card', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another }) => {
  const [contact] = sql(`select id from contact where customer_id = '${customer.id}' and ended_at is null order by id limit 1`);
  sql(`update contact set position = 'Sjef', phone = null where id = '${contact.id}'`);
  const address = `${cardOf(customer)}/contacts/${contact.id}`;
  await openCard(page, sql, user, customer);
  await visit(page, address);
  const other = await another();
  await openCard(other, sql, colleague, customer);
  await visit(other, address);
  await expect(page.locator('[data-here] summary')).toHaveAccessibleName(`${colleague.name} ser på kortet`);
  await mark(page);
  await (await edit(other, 'position')).fill('Daglig leder');
  await expect(field(page, 'position').locator('.writes-here')).toBeVisible();
  await other.keyboard.press('Enter');
  await expect(value(page, 'position')).toContainText('Daglig leder', { timeout: 2_000 });
  await expect(field(page, 'position').locator('.writes-here')).toHaveCount(0);
  expect(await stayed(page)).toBe(true);
  // The same field of the customer is another one.
  await (await edit(other, 'phone')).pressSequentially('7');
  await expect(field(page, 'phone').locator('.writes-here')).toBeVisible();
  const third = await another();
  await enter(third, user, cardOf(customer));
  await expect(here(third)).toBeVisible();
  await expect(third.locator('.writes-here')).toHaveCount(0);
});

test('nobody of another firm is seen, and nobody on another card', { tag: '@desk' }, async ({ page, user, colleague, customer, rich, sql, another }) => {
  await openCard(page, sql, user, customer);
  const other = await another();
  await enter(other, colleague, cardOf(rich as any));
  await visit(other, cardOf(rich as any));
  await other.goto(cardOf(customer));
  await expect(here(page)).toBeVisible();
  await other.goto(cardOf(rich as any));
  await expect(here(page)).toHaveCount(0);
});

test('a dot says that others changed a section, and goes when I have looked, on all my machines', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another }) => {
  sql(`delete from section_seen where customer_id = '${customer.id}'`);
  const folded = JSON.stringify({ open: { directions: false, contact_details: false } });
  sql(`insert into layout (tenant_id, scope, owner, device, layer)
    select u.tenant_id, 'user', u.id::text, device, '${folded}' from app_user u, unnest(array['desk', 'phone']) as device where u.id = '${user.id}'`);
  await enter(page, user, cardOf(customer));
  const other = await another();
  await openCard(other, sql, colleague, customer);
  await expect(here(page)).toBeVisible();
  await save(other, 'directions', 'Inn porten til venstre.');
  await expect(dot(page, 'directions')).toHaveText(dotText, soon);
  await expect(section(page, 'directions').locator('.digest')).toContainText('Inn porten');
  await expect(dot(other, 'directions'), 'not to who did it').toHaveCount(0);
  await expect(dot(page, 'contact_details')).toHaveCount(0);
  await axe(page, ['[data-section="directions"]']);
  // On my other machine too.
  const mine = await another();
  await enter(mine, user, cardOf(customer));
  await expect(dot(mine, 'directions')).toBeVisible();
  // Folded it stays; open it goes.
  await visit(page, cardOf(customer));
  await expect(dot(page, 'directions')).toBeVisible();
  await section(page, 'directions').locator('.fold').click();
  await expect(value(page, 'directions')).toBeVisible();
  await value(page, 'directions').scrollIntoViewIfNeeded();
  await expect(dot(page, 'directions')).toHaveCount(0);
  await expect.poll(() => sql(`select section from section_seen where user_id = '${user.id}' and customer_id = '${customer.id}' and section <> ''`)).toEqual([{ section: 'directions' }]);
  await visit(mine, cardOf(customer));
  await expect(section(mine, 'directions')).toBeVisible();
  await expect(dot(mine, 'directions')).toHaveCount(0);
});

test('without a script a section that is open counts as looked at', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  test.skip(test.info().project.use.javaScriptEnabled !== false, 'with a script it is looked at on the screen');
  sql(`delete from section_seen where customer_id = '${customer.id}'`);
  const directions = (open: boolean) =>
    sql(`update layout set layer = jsonb_build_object('open', jsonb_build_object('directions', ${open})) where owner = '${user.id}'`);
  await openCard(page, sql, user, customer);
  directions(false);
  sql(`update customer set directions = 'Inn porten.' where id = '${customer.id}'`);
  await page.goto(cardOf(customer));
  await expect(dot(page, 'directions')).toHaveText(dotText);
  directions(true);
  await page.goto(cardOf(customer));
  await expect(dot(page, 'directions')).toHaveText(dotText);
  await page.goto(cardOf(customer));
  await expect(section(page, 'directions')).toBeVisible();
  await expect(dot(page, 'directions')).toHaveCount(0);
});

test('who signs out elsewhere hears no more', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another, problems }) => {
  problems.allow(/status of 401/); // to what the page says of itself in that moment
  await openCard(page, sql, user, customer);
  const other = await another();
  await openCard(other, sql, colleague, customer);
  await expect(here(other)).toBeVisible();
  sql(`delete from session where user_id = '${user.id}'`);
  await expect(here(other)).toHaveCount(0);
  await expect(here(page)).toHaveCount(0);
  await signIn(page, user.email);
  await visit(page, cardOf(customer));
  await expect(here(other)).toBeVisible();
});
