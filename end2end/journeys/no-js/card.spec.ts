// The card without JavaScript: reading, arranging, editing, commenting.
import { expect, test } from '../../fixtures';
import { bodyOf, cardOf, edit, enter, field, onPhone, openCard, pick, section } from '../steps';
import type { Page } from '@playwright/test';

const fold = (page: Page, key: string) => section(page, key).locator('.fold').click();
const menuOf = (page: Page, key: string) => section(page, key).locator('.section-tools');
const myView = (page: Page) => page.locator('.tabbar-end details.menu');
const column = (page: Page, index: number) =>
  page.locator(`.board-column[data-column="${index}"] > .section`).evaluateAll((all) => all.map((one) => one.getAttribute('data-section')));

test('a card is read from the register: name, sections, contacts, comments', async ({ page, user, rich }) => {
  await enter(page, user, '/customers?scope=firm&sort=number');
  await page.getByRole('link', { name: rich.name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(rich.name);
  await expect(bodyOf(page, 'contacts').locator('.contact').first()).toBeVisible();
  await expect(bodyOf(page, 'comments').locator('.comment')).toHaveCount(3);
  await bodyOf(page, 'comments').getByText('Vis alle 200 kommentarer').click();
  await expect(bodyOf(page, 'comments').locator('.comment')).toHaveCount(200);
});

test('nothing is offered that needs a script', async ({ page, user, rich }) => {
  await enter(page, user, cardOf(rich));
  const handles = page.locator('.drag-handle');
  await expect(handles.first()).toBeAttached();
  for (const handle of await handles.all()) await expect(handle).toBeHidden();
  await page.locator('.user-menu summary').click();
  await expect(page.locator('.user-menu').getByText('Hurtigtaster')).toBeHidden();
});

test('a section folds and unfolds, and is so at the next visit', async ({ page, user, rich }) => {
  await enter(page, user, cardOf(rich));
  await fold(page, 'comments');
  await expect(section(page, 'comments')).toHaveAttribute('data-open', 'false');
  await expect(bodyOf(page, 'comments')).toBeEmpty();
  await page.goto(cardOf(rich));
  await expect(section(page, 'comments')).toHaveAttribute('data-open', 'false');
  await fold(page, 'comments');
  await expect(bodyOf(page, 'comments').locator('.comment')).toHaveCount(3);
});

test('a section moves by its menu, and is there at the next visit', async ({ page, user, rich }) => {
  await enter(page, user, cardOf(rich));
  const before = (await column(page, 0)) as string[];
  await pick(menuOf(page, before[1]), 'Flytt opp');
  const after = [before[1], before[0], ...before.slice(2)];
  await expect.poll(() => column(page, 0)).toEqual(after);
  await page.goto(cardOf(rich));
  expect(await column(page, 0)).toEqual(after);
  if (!onPhone()) {
    await pick(menuOf(page, before[1]), 'Flytt til høyre');
    await expect.poll(() => column(page, 1)).toContain(before[1]);
  }
});

test('a section is hidden, brought back, widened and undone', async ({ page, user, rich }) => {
  await enter(page, user, cardOf(rich));
  await pick(menuOf(page, 'fixed_comments'), 'Skjul');
  await expect(section(page, 'fixed_comments')).toHaveCount(0);
  await pick(myView(page), 'Faste kommentarer');
  await expect(section(page, 'fixed_comments')).toBeVisible();
  await pick(menuOf(page, 'comments'), 'Gjør bredere');
  await expect(page.locator('.board-wide > [data-section=comments]')).toBeVisible();
  await pick(myView(page), 'Angre siste endring');
  await expect(page.locator('.board-wide > [data-section=comments]')).toHaveCount(0);
  await pick(myView(page), 'Tilbake til firmaets standard');
  await expect(section(page, 'fixed_comments')).toBeVisible();
});

test('a value is edited where it stands; a wrong one keeps what I typed with the message at the field', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'phone')).fill('75 50 01');
  await page.keyboard.press('Enter');
  const input = page.locator('#input-phone');
  await expect(field(page, 'phone')).toContainText('Skriv et telefonnummer.');
  await expect(input).toHaveValue('75 50 01');
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await input.fill('75 50 01 99');
  await field(page, 'phone').getByRole('button', { name: 'Lagre' }).click();
  await expect(field(page, 'phone').getByRole('link', { name: '75 50 01 99' })).toBeVisible();
  await expect(page).toHaveURL(cardOf(customer));
  await expect(bodyOf(page, 'log').locator('ins').first()).toHaveText('75 50 01 99');
});

test('leaving the editor leaves the value as it was', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'name')).fill('Noe annet');
  await field(page, 'name').getByText('Avbryt').click();
  await expect(field(page, 'name').locator('[data-edit]')).toContainText(customer.name);
});

test('a field that a colleague changed meanwhile shows both values, and mine is saved when I say so', async ({ page, user, colleague, customer, sql, another }) => {
  sql(`update customer set nickname = 'Gammelt' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const other = await another();
  await openCard(other, sql, colleague, customer);
  const mine = await edit(page, 'nickname');
  await (await edit(other, 'nickname')).fill('Deres');
  await other.keyboard.press('Enter');
  await expect(field(other, 'nickname').locator('[data-edit]')).toContainText('Deres');
  await mine.fill('Mitt');
  await page.keyboard.press('Enter');
  await expect(field(page, 'nickname').getByRole('alert').locator('dd')).toHaveText(['Mitt', 'Deres', 'Gammelt']);
  await field(page, 'nickname').getByRole('button', { name: 'Lagre mitt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('«Mitt»');
});

test('a comment is written, and an empty one is refused at the field', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await page.locator('#comment-body').click();
  await page.getByRole('button', { name: 'Lagre kommentar' }).click();
  await expect(bodyOf(page, 'comments')).toContainText('Må fylles ut.');
  await page.locator('#comment-body').fill('Ringte, ingen svarte.\nPrøver i morgen.');
  await page.getByRole('button', { name: 'Lagre kommentar' }).click();
  const newest = bodyOf(page, 'comments').locator('.comment').first();
  await expect(newest).toContainText('Ringte, ingen svarte.');
  await expect(newest.locator('b')).toHaveText(user.name);
  await expect(newest.locator('time')).toContainText('i dag');
});

test('a contact is added; without a last name what I typed stays', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await page.getByRole('link', { name: 'Ny kontakt' }).click();
  const form = page.locator('#new-contact');
  await form.getByLabel('Fornavn').fill('Tiril');
  await form.getByLabel('Fakturareferanse').check();
  await form.getByRole('button', { name: 'Lagre' }).click();
  await expect(form).toContainText('Må fylles ut.');
  await expect(form.getByLabel('Fornavn')).toHaveValue('Tiril');
  await expect(form.getByLabel('Fakturareferanse')).toBeChecked();
  await form.getByLabel('Etternavn').fill('Hjelmen');
  await form.getByRole('button', { name: 'Lagre' }).click();
  const row = bodyOf(page, 'contacts').locator('.contact', { hasText: 'Tiril Hjelmen' });
  await expect(row).toContainText('Fakturareferanse');
});
