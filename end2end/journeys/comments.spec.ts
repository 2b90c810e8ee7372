// Comments: the stream, and the fixed ones.
import { expect, test } from '../fixtures';
import { bodyOf, cardOf, mark, openCard, pick, section, stayed, toast, visit } from './steps';
import type { Locator, Page } from '@playwright/test';
import type { Customer, Person } from '../state';

const stream = (page: Page) => bodyOf(page, 'comments').locator('.comment');
const fixed = (page: Page) => bodyOf(page, 'fixed_comments').locator('.pinned-row');
const menuOf = (comment: Locator) => comment.locator('details.menu');

async function write(page: Page, text: string) {
  await page.locator('#comment-body').fill(text);
  await page.getByRole('button', { name: 'Lagre kommentar' }).click();
  await expect(stream(page).filter({ hasText: text })).toBeVisible();
}

/** Takes all comments of a customer away and puts so many there, the last the newest. */
function fill(sql: (text: string) => any[], customer: Customer, author: Person, count: number) {
  sql(`delete from comment where customer_id = '${customer.id}';
    insert into comment (tenant_id, id, customer_id, body, author_id, written_at, created_by, created_at)
    select c.tenant_id, gen_random_uuid(), c.id, 'Kommentar nr. ' || n, '${author.id}', now() - (100 - n) * interval '1 day', '${author.id}', now() - (100 - n) * interval '1 day'
    from customer c, generate_series(1, ${count}) as n where c.id = '${customer.id}'`);
}

test.describe('writing', { tag: ['@nojs', '@phone'] }, () => {
  test('a comment has my name and the time of day, and stands first', async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await write(page, 'Ringte om vikar til mandag.');
    const newest = stream(page).first();
    await expect(newest).toContainText('Ringte om vikar til mandag.');
    await expect(newest.locator('b')).toHaveText(user.name);
    await expect(newest.locator('time')).toHaveText(/^i dag \d\d:\d\d$/);
    await expect(page.locator('#comment-body')).toHaveValue('');
    await expect(section(page, 'comments').locator('.digest')).toContainText('siste i dag');
  });

  test('an empty comment is refused at the field', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await page.locator('#comment-body').fill('   ');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(page.locator('#comment-body')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('#comment-body')).toHaveAccessibleDescription('Må fylles ut.');
  });

  test('addresses in a comment lead there, and nothing else does', async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await write(page, 'Avtalen: https://avtaler.example/7?del=2, skriv til vikar@kunde.example. Ikke javascript://x eller Ola.Han');
    const links = stream(page).first().locator('.comment-text a');
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(['https://avtaler.example/7?del=2', 'mailto:vikar@kunde.example']);
    await expect(links.first()).toHaveAttribute('rel', /noreferrer/);
    await expect(stream(page).first().locator('.comment-text')).toContainText('skriv til vikar@kunde.example. Ikke javascript://x eller Ola.Han');
  });

  test('lines stay lines', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await page.locator('#comment-body').fill('Første linje\nAndre linje');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(stream(page).first()).toContainText('Andre linje');
    expect(await stream(page).first().locator('.comment-text').evaluate((element: HTMLElement) => element.innerText)).toBe('Første linje\nAndre linje');
  });
});

test('Ctrl+Enter saves a comment without loading the page', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await mark(page);
  await page.locator('#comment-body').click();
  await page.keyboard.type('Skrevet fort');
  await page.keyboard.press('Control+Enter');
  await expect(stream(page).first()).toContainText('Skrevet fort');
  await expect(toast(page)).toContainText('Lagret');
  await expect(page.locator('#comment-body')).toHaveValue('');
  expect(await stayed(page)).toBe(true);
});

test.describe('reading', { tag: '@nojs' }, () => {
  test('the three latest are shown, and one link shows all, with their number', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 7);
    await openCard(page, sql, user, customer);
    await expect(stream(page).locator('.comment-text')).toHaveText(['Kommentar nr. 7', 'Kommentar nr. 6', 'Kommentar nr. 5']);
    await page.getByRole('link', { name: 'Vis alle 7 kommentarer' }).click();
    await expect(stream(page)).toHaveCount(7);
    await page.getByRole('link', { name: 'Vis bare de tre siste' }).click();
    await expect(stream(page)).toHaveCount(3);
  });

  test('there is no link to all where the latest are all', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 3);
    await openCard(page, sql, user, customer);
    await expect(stream(page)).toHaveCount(3);
    await expect(page.getByText('Vis alle')).toHaveCount(0);
  });

  test('the tab has all comments, and one is written there too', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 5);
    await openCard(page, sql, user, customer, '/comments');
    const all = page.locator('[data-region=comments-tab] .comment');
    await expect(all).toHaveCount(5);
    await page.locator('#comment-body').fill('Fra fanen');
    await page.getByRole('button', { name: 'Lagre kommentar' }).click();
    await expect(all).toHaveCount(6);
    await expect(all.first()).toContainText('Fra fanen');
  });
});

test.describe('changing', { tag: '@nojs' }, () => {
  test('author and date of a comment are changed, which shows over what they were', async ({ page, user, colleague, customer, sql }) => {
    fill(sql, customer, user, 1);
    await openCard(page, sql, user, customer);
    await pick(menuOf(stream(page).first()), 'Endre');
    await page.getByLabel('Skrevet av').selectOption(colleague.name);
    await page.getByLabel('Dato og klokkeslett').fill('2026-02-03T09:15');
    await page.locator('.comment-edit').getByRole('button', { name: 'Lagre' }).click();
    const comment = stream(page).first();
    await expect(comment.locator('b')).toHaveText(colleague.name);
    await expect(comment.locator('time')).toHaveAttribute('title', '2026-02-03 09:15');
    await comment.getByText('endret', { exact: true }).click();
    await expect(comment.locator('.original').first()).toContainText(`Skrevet av ${user.name} `);
    const entry = bodyOf(page, 'log').locator('.log-row').first();
    await expect(entry).toContainText('endret en kommentar');
    await expect(entry).toContainText(`Forfatter: ${user.name}`);
  });

  test('a text that is changed says so, and the log has the old one', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 1);
    await openCard(page, sql, user, customer);
    await pick(menuOf(stream(page).first()), 'Endre');
    await page.locator('#edit-body').fill('Ny tekst');
    await page.locator('.comment-edit').getByRole('button', { name: 'Lagre' }).click();
    const comment = stream(page).first();
    await expect(comment.locator('.comment-text')).toHaveText('Ny tekst');
    await comment.getByText('endret', { exact: true }).click();
    await expect(comment.locator('.original')).toHaveText('Teksten er endret etterpå; loggen har den gamle.');
    const entry = bodyOf(page, 'log').locator('.log-row').first();
    await expect(entry.locator('del')).toHaveText(['Kommentar nr. 1']);
    await expect(entry.locator('ins')).toHaveText(['Ny tekst']);
  });

  test('an emptied comment is refused at its field, and leaving the editor changes nothing', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 1);
    await openCard(page, sql, user, customer);
    await pick(menuOf(stream(page).first()), 'Endre');
    await page.locator('#edit-body').fill(' ');
    await page.locator('.comment-edit').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('.comment-edit')).toContainText('Må fylles ut.');
    await page.locator('.comment-edit').getByText('Avbryt').click();
    await expect(stream(page).first().locator('.comment-text')).toHaveText('Kommentar nr. 1');
  });

  test('a deleted comment is gone, and the log says who deleted it', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 2);
    await openCard(page, sql, user, customer);
    await pick(menuOf(stream(page).first()), 'Slett');
    await expect(stream(page)).toHaveCount(1);
    await expect(stream(page).first()).toContainText('Kommentar nr. 1');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(`${user.name} slettet en kommentar`);
  });
});

test('a comment that a colleague changed meanwhile is not overwritten unseen', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another }) => {
  fill(sql, customer, user, 1);
  await openCard(page, sql, user, customer);
  await pick(menuOf(stream(page).first()), 'Endre');
  await page.locator('#edit-body').fill('Mitt');
  const other = await another();
  await openCard(other, sql, colleague, customer);
  await pick(menuOf(stream(other).first()), 'Endre');
  await other.locator('#edit-body').fill('Deres');
  await other.locator('.comment-edit').getByRole('button', { name: 'Lagre' }).click();
  await expect(stream(other).first().locator('.comment-text')).toHaveText('Deres');
  await page.locator('.comment-edit').getByRole('button', { name: 'Lagre' }).click();
  await expect(page.locator('.comment-edit').getByRole('alert')).toContainText(`${colleague.name} endret feltet mens du skrev.`);
  await expect(page.locator('.comment-edit').getByRole('alert')).toContainText('Deres');
  await expect(page.locator('#edit-body')).toHaveValue('Mitt');
  await page.locator('.comment-edit [type=submit]').click();
  await expect(stream(page).first().locator('.comment-text')).toHaveText('Mitt');
});

test.describe('fixed comments', { tag: '@nojs' }, () => {
  test('several stand in their own section, written there or fixed from the stream', async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 2);
    await openCard(page, sql, user, customer);
    await expect(bodyOf(page, 'fixed_comments')).toContainText('Her står det alle må vite før de tar kontakt');
    for (const text of ['HMS-kurs før første dag.', 'Innkjøpsnr. på alle fakturaer.']) {
      await bodyOf(page, 'fixed_comments').getByText('Ny fast kommentar').click();
      await page.getByLabel('Fast kommentar', { exact: true }).fill(text);
      await bodyOf(page, 'fixed_comments').getByRole('button', { name: 'Lagre' }).click();
      await expect(fixed(page).filter({ hasText: text })).toBeVisible();
    }
    await pick(menuOf(stream(page).first()), 'Fest som fast kommentar');
    await expect(fixed(page)).toHaveCount(3);
    await expect(stream(page)).toHaveCount(1);
    await visit(page, cardOf(customer));
    await expect(fixed(page).filter({ hasText: 'Kommentar nr. 2' })).toBeVisible();
  });

  test('one that is loosened goes back to its place in the stream', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 2);
    sql(`update comment set fixed = true where customer_id = '${customer.id}' and body = 'Kommentar nr. 1'`);
    await openCard(page, sql, user, customer);
    await expect(stream(page)).toHaveCount(1);
    await pick(menuOf(fixed(page).first()), 'Løsne');
    await expect(fixed(page)).toHaveCount(0);
    await expect(stream(page).locator('.comment-text')).toHaveText(['Kommentar nr. 2', 'Kommentar nr. 1']);
  });

  test('an empty one is refused at the field', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, user, 0);
    await openCard(page, sql, user, customer);
    await bodyOf(page, 'fixed_comments').getByText('Ny fast kommentar').click();
    await bodyOf(page, 'fixed_comments').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#fixed-body')).toHaveAttribute('aria-invalid', 'true');
    await expect(bodyOf(page, 'fixed_comments')).toContainText('Må fylles ut.');
  });
});
