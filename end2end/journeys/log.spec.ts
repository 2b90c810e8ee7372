// The log: who changed what, from what, to what.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, edit, field, onPhone, openCard, pick, visit } from './steps';
import type { Page } from '@playwright/test';

const entries = (page: Page) => page.locator('.log-row');

test.describe('the log', { tag: '@nojs' }, () => {
  test('has each change of a value with who, when, old and new', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set phone = '+4775500110' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await (await edit(page, 'phone')).fill('75500120');
    await page.keyboard.press('Enter');
    const entry = bodyOf(page, 'log').locator('.log-row').first();
    await expect(entry).toContainText(`${user.name} endret`);
    await expect(entry).toContainText('Telefon: ');
    await expect(entry.locator('del')).toHaveText(['75 50 01 10']);
    await expect(entry.locator('ins')).toHaveText(['75 50 01 20']);
    await expect(entry.locator('time')).toHaveText(/^i dag \d\d:\d\d$/);
  });

  test('names choices and people, not their keys', { tag: '@desk' }, async ({ page, user, colleague, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await (await edit(page, 'status')).selectOption('Prospekt');
    await field(page, 'status').getByRole('button', { name: 'Lagre' }).click();
    const entry = bodyOf(page, 'log').locator('.log-row').first();
    await expect(entry.locator('ins')).toHaveText(['Prospekt']);
    await (await edit(page, 'responsible')).selectOption(colleague.name);
    await field(page, 'responsible').getByRole('button', { name: 'Lagre' }).click();
    await expect(entry.locator('ins')).toHaveText([colleague.name]);
    await expect(page.locator('.log')).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  test('has what was done to contacts and comments too', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await page.locator('#comment-body').fill('Til loggen');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(entries(page).first()).toContainText(`${user.name} skrev en kommentar`);
    await page.getByRole('link', { name: 'Ny kontakt' }).click();
    await page.locator('#new-contact').getByLabel('Fornavn').fill('Til');
    await page.locator('#new-contact').getByLabel('Etternavn').fill('Loggen');
    await page.locator('#new-contact').getByRole('button', { name: 'Lagre' }).click();
    await expect(entries(page).first()).toContainText(`${user.name} la til kontakten Til Loggen`);
    await pick(bodyOf(page, 'comments').locator('.comment').first().locator('details.menu'), 'Slett');
    await expect(entries(page).first()).toContainText(`${user.name} slettet en kommentar`);
  });

  test('is limited to one category at a time', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set nickname = 'Kalt' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await page.locator('#comment-body').fill('Til loggen');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(entries(page).first()).toContainText('skrev en kommentar');
    const show = page.getByRole('navigation', { name: 'Vis i loggen' });
    await show.getByRole('link', { name: 'Opplysninger' }).click();
    await expect(show.getByRole('link', { name: 'Opplysninger' })).toHaveAttribute('aria-current', 'true');
    await expect(entries(page).first()).toContainText('Kallenavn: ');
    for (const text of await entries(page).locator('p').first().allTextContents()) expect(text).not.toContain('kommentar');
    await show.getByRole('link', { name: 'Kommentarer' }).click();
    await expect(entries(page).first()).toContainText('skrev en kommentar');
    await expect(entries(page).filter({ hasText: 'Kallenavn' })).toHaveCount(0);
    await show.getByRole('link', { name: 'Alt' }).click();
    await expect(entries(page).filter({ hasText: /Kallenavn: .*Kalt/ })).toHaveCount(1);
  });

  test('has its first entries in sight on a phone, with what it is limited to in one line', { tag: '@phone' }, async ({ page, user, customer, sql }) => {
    test.skip(!onPhone(), 'a desk has room for all');
    sql(`update customer set nickname = 'Kalt' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer, '/log?log=customer');
    await expect(entries(page).first()).toBeInViewport({ ratio: 1 });
    const show = page.getByRole('navigation', { name: 'Vis i loggen' });
    const heights = await show.evaluate((nav) => [nav.clientHeight, document.documentElement.scrollWidth <= innerWidth]);
    expect(heights[0]).toBeLessThan(70);
    expect(heights[1], 'only the line itself goes sideways').toBe(true);
    await show.getByRole('link').last().focus();
    await expect(show.getByRole('link').last()).toBeInViewport({ ratio: 0.9 });
    await visit(page, `${cardOf(customer)}/log?log=customer_merge`);
    await expect(show.getByRole('link', { name: 'Sammenslåinger' }), 'what is chosen is in sight').toBeInViewport({ ratio: 1 });
    await axe(page);
  });

  test('is whole on its tab, with more on request', async ({ page, user, customer, sql }) => {
    sql(Array.from({ length: 120 }, (_, n) => `update customer set nickname = 'Navn ${n}' where id = '${customer.id}'`).join(';'));
    await openCard(page, sql, user, customer);
    await expect(entries(page)).toHaveCount(10);
    await page.getByRole('link', { name: 'Vis hele loggen' }).click();
    await expect(page).toHaveURL(`${cardOf(customer)}/log`);
    await expect(entries(page)).toHaveCount(100);
    await page.getByRole('link', { name: 'Vis flere' }).click();
    await expect(entries(page).filter({ hasText: 'Navn 0' })).not.toHaveCount(0);
    expect(await entries(page).count()).toBeGreaterThan(119);
  });

  test('says who created the customer and when, and the header who changed it last', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set created_by = '${user.id}', created_at = '2025-03-04 09:05:00+01' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer, '/log');
    await expect(page.locator('main')).toContainText(`Opprettet 4. mars 2025 kl. 09:05 av ${user.name}`);
    await visit(page, cardOf(customer));
    await (await edit(page, 'nickname')).fill('Sist endret');
    await page.keyboard.press('Enter');
    await expect(page.locator('.card-header')).toContainText(new RegExp(`Endret i dag \\d\\d:\\d\\d av ${user.name}`));
  });
});
