// Editing that nobody fears: undo, the history of each value, the card as it was.
import { axe, expect, test } from '../fixtures';
import { awake, bodyOf, cardOf, edit, enter, field, mark, onPhone, openCard, pick, section, stayed, toast, visit, withScript } from './steps';

test.describe('undo', () => {
  test('stands in the message after a save, and can be undone itself', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set nickname = 'Først' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await (await edit(page, 'nickname')).fill('Så');
    await field(page, 'nickname').getByRole('button', { name: 'Lagre' }).click();
    const message = withScript() ? toast(page) : page.locator('.notice');
    await message.getByRole('button', { name: 'Angre' }).click();
    await expect(field(page, 'nickname')).toContainText('Først');
    await expect(message).toContainText('Tatt tilbake');
    if (!withScript()) await axe(page, ['.notice']);
    await message.getByRole('button', { name: 'Gjør om' }).click();
    await expect(field(page, 'nickname')).toContainText('Så');
  });

  test('by Ctrl+Z takes back my changes one after another, and leaves a field that one types in alone', { tag: '@desk' }, async ({ page, user, colleague, customer, sql }) => {
    sql(`update customer set nickname = 'Først', phone = '+4775500110' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await mark(page);
    await (await edit(page, 'nickname')).fill('Så');
    await page.keyboard.press('Enter');
    await expect(field(page, 'nickname')).toContainText('Så');
    await page.locator('#comment-body').fill('En kommentar som angres');
    await page.keyboard.press('Control+z');
    await page.locator('#comment-body').fill('En kommentar som angres');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(bodyOf(page, 'comments')).toContainText('En kommentar som angres');
    await expect(field(page, 'nickname')).toContainText('Så');
    await section(page, 'general').locator('h2').click();
    await page.keyboard.press('Control+z');
    await expect(bodyOf(page, 'comments')).not.toContainText('En kommentar som angres');
    sql(`begin; set local app.user_id = '${colleague.id}'; update customer set nickname = 'Kollegaens' where id = '${customer.id}'; commit`);
    await expect(toast(page)).toContainText('Tatt tilbake');
    await page.keyboard.press('Control+z');
    await expect(page.locator('.notice-kept')).toContainText(`Kallenavn er endret av ${colleague.name} etterpå og står som «Kollegaens».`);
    await expect(field(page, 'nickname')).toContainText('Kollegaens');
    expect(await stayed(page)).toBe(true);
    await axe(page, ['.notice']);
  });

  test('from the log brings back a comment that was deleted', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await page.locator('#comment-body').fill('Slettet ved et uhell');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    const comment = bodyOf(page, 'comments').locator('.comment').first();
    await expect(comment).toContainText('Slettet ved et uhell');
    await pick(comment.locator('details.menu'), 'Slett');
    await expect(bodyOf(page, 'comments')).not.toContainText('Slettet ved et uhell');
    const entry = bodyOf(page, 'log').locator('.log-row').first();
    await expect(entry).toContainText('slettet en kommentar');
    await entry.getByRole('button', { name: /^Ta tilbake/ }).click();
    await expect(bodyOf(page, 'comments')).toContainText('Slettet ved et uhell');
    await expect(bodyOf(page, 'log').locator('.log-row').nth(1)).toContainText('Tatt tilbake');
    if (!onPhone()) await axe(page, ['.log']);
  });
});

test('each value tells what stood there before and goes back to it', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set nickname = 'Først' where id = '${customer.id}';
    begin; set local app.source = 'import'; update customer set nickname = 'Importert' where id = '${customer.id}'; commit`);
  await openCard(page, sql, user, customer);
  await edit(page, 'nickname');
  await field(page, 'nickname').getByRole('link', { name: 'Historikk for kallenavn' }).click();
  const history = field(page, 'nickname').locator('.history');
  await expect(history).toContainText('Fra import i dag');
  await axe(page, ['.history']);
  await history.locator('li', { hasText: 'Først' }).first().getByRole('button').click();
  await expect(field(page, 'nickname').locator('.field-value')).toContainText('Først');
  await (await edit(page, 'nickname')).press('Tab');
  await field(page, 'nickname').getByRole('link', { name: 'Historikk for kallenavn' }).click();
  await expect(history).toContainText(`Skrevet av ${user.name} i dag`);
  await history.getByRole('link', { name: 'Lukk historikken' }).click();
  await expect(history).toHaveCount(0);
});

test('the card as it was is read only, and its address can be sent', { tag: ['@nojs', '@desk'] }, async ({ page, user, colleague, customer, sql, another }) => {
  sql(`update customer set created_at = '2025-01-01Z', nickname = 'Den gang' where id = '${customer.id}';
    update contact set created_at = '2025-01-01Z' where customer_id = '${customer.id}';
    delete from change_log where customer_id = '${customer.id}';
    update customer set nickname = 'I sommer' where id = '${customer.id}';
    update change_log set at = '2026-07-01 10:00Z' where customer_id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await page.locator('.tabbar-end summary').click();
  await page.getByLabel('Dato', { exact: true }).fill('2026-06-30');
  await page.getByRole('button', { name: 'Vis kortet' }).click();
  await expect(page).toHaveURL(`${cardOf(customer)}?at=2026-06-30`);
  await awake(page);
  await expect(page.locator('.as-of')).toContainText('Kortet slik det var 30. juni 2026');
  await expect(field(page, 'nickname')).toContainText('Den gang');
  await expect(page.locator('main :is(form, button, details:not(.edited, .fold-more), [data-edit])')).toHaveCount(0);
  await axe(page);

  const other = await another();
  await enter(other, colleague, `${cardOf(customer)}?at=2026-07-01T12:00`);
  await expect(other.locator('.as-of')).toContainText('1. juli 2026 kl. 12:00');
  await expect(field(other, 'nickname')).toContainText('I sommer');
  await other.getByRole('link', { name: 'Tilbake til nå' }).click();
  await expect(other.locator('.tabs')).toBeVisible();
});

test('a day before the customer is answered with its first, and one to come with the card of now', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set created_at = '2025-01-01 12:00Z' where id = '${customer.id}';
    update contact set created_at = '2025-01-01 12:00Z' where customer_id = '${customer.id}';
    delete from change_log where customer_id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const day = page.locator('#as-of-date');
  if (withScript()) await page.locator('.tabbar-end summary').click();
  const bounds = await day.evaluate((input: HTMLInputElement) => [input.min, input.max === input.value]).catch(() => null);
  if (bounds) expect(bounds).toEqual(['2025-01-01', true]);
  await visit(page, `${cardOf(customer)}?at=1900-01-01`);
  await expect(page.locator('main')).toContainText('fantes ikke 1. januar 1900');
  await axe(page);
  await page.getByRole('link', { name: 'Vis kortet slik det var den dagen' }).click();
  await expect(page.locator('.as-of')).toContainText('Kortet slik det var 1. januar 2025');
  await visit(page, `${cardOf(customer)}?at=2999-06-01`);
  await expect(page.locator('.as-of')).toContainText('1. juni 2999 er ikke kommet ennå: kortet vises slik det er nå');
  await page.getByRole('link', { name: 'Tilbake til nå' }).click();
  await expect(page.locator('.tabs')).toBeVisible();
});
