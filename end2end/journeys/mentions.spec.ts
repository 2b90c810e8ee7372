// Calling on colleagues, comments at one field, and what others changed since one looked.
import { axe, expect, signedIn, test } from '../fixtures';
import { bodyOf, cardOf, edit, enter, field, mark, openAll, openCard, press, stayed, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

const bell = (page: Page) => page.locator('.bell');
const stream = (page: Page) => bodyOf(page, 'comments').locator('.comment-list > .comment');
const soon = { timeout: 10_000 };

test('a colleague is called on while one types, hears of it at once, and answers', async ({ page, user, colleague, customer, sql, another }) => {
  sql(`delete from notice where user_id in ('${user.id}', '${colleague.id}')`);
  const other = await another();
  await enter(other, colleague, '/help');
  await expect(bell(other)).toHaveAttribute('data-unread', '0');
  await expect(bell(other).locator('.bell-dot')).toBeHidden();
  await mark(other);

  await openCard(page, sql, user, customer);
  const text = page.locator('#comment-body');
  await text.click();
  await page.keyboard.type(`Ser du på denne, @${colleague.name.slice(0, colleague.name.length - 2)}`);
  const option = page.getByRole('option', { name: colleague.name });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(text).toHaveAttribute('aria-activedescendant', 'calls-0');
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(option).toBeHidden();
  await page.keyboard.press('Backspace');
  await expect(option).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue(`Ser du på denne, @${colleague.name} `);
  await page.keyboard.type('?');
  await page.keyboard.press('Control+Enter');
  await expect(stream(page).first().locator('.mention')).toHaveText(`@${colleague.name}`);

  await expect(bell(other)).toHaveAttribute('data-unread', '1', soon);
  await expect(bell(other)).toHaveAccessibleName('Varsler, 1 ulest');
  await expect(bell(other).locator('.bell-dot')).toBeVisible();
  expect(await stayed(other)).toBe(true);
  await bell(other).click();
  await expect(other.locator('.notice-row')).toHaveCount(1);
  await axe(other);
  await other.getByRole('link', { name: `${user.name} nevnte deg hos ${customer.name}` }).click();
  await expect(other).toHaveURL(new RegExp(`${cardOf(customer)}/comments`));
  await expect(bell(other)).toHaveAttribute('data-unread', '0');
  const called = other.locator('.comment:target');
  await expect(called).toContainText('Ser du på denne');
  await called.getByRole('link', { name: 'Svar' }).click();
  await other.locator('#answer-body').fill('Ja, i dag.');
  await other.getByRole('button', { name: 'Lagre', exact: true }).click();
  await expect(other.locator('.comment-answers .comment')).toContainText('Ja, i dag.');

  await expect(stream(page).first().locator('.comment-answers')).toContainText('Ja, i dag.', soon);
  await expect(bell(page)).toHaveAttribute('data-unread', '1', soon);
  await visit(page, '/notices');
  await expect(page.getByRole('link', { name: `${colleague.name} svarte deg hos ${customer.name}` })).toBeVisible();
  await page.getByRole('button', { name: 'Merk alle som lest' }).click();
  await expect(bell(page)).toHaveAttribute('data-unread', '0');
});

test('a name typed out is enough, and one that fits several is told', { tag: ['@nojs', '@phone'] }, async ({ page, user, colleague, customer, sql }) => {
  await openCard(page, sql, user, customer);
  const send = page.getByRole('button', { name: 'Lagre kommentar' });
  await page.locator('#comment-body').fill(`@${colleague.name} ringer du?`);
  await send.click();
  await expect(stream(page).first().locator('.mention')).toHaveText(`@${colleague.name}`);
  expect(sql(`select kind from notice n join comment c on c.id = n.comment_id where n.user_id = '${colleague.id}' and c.customer_id = '${customer.id}'`)).toEqual([{ kind: 'mention' }]);
  const twin = 'Tvilling Tvillingsen';
  sql(`insert into department (tenant_id, id, name) select tenant_id, gen_random_uuid(), '${twin}' from customer, generate_series(1, 2) where id = '${customer.id}'`);
  try {
    await page.locator('#comment-body').fill('@Tvilling ringer du?');
    await send.click();
    await expect(page.locator('#comment-body')).toHaveAccessibleDescription(/passer på flere/);
    await expect(page.locator('#comment-body')).toHaveValue('@Tvilling ringer du?');
  } finally {
    sql(`update department set retired = true where name = '${twin}'`);
  }
});

test('a comment at a field stands at it, and settles itself when the field changes', async ({ page, user, customer, sql }) => {
  sql(`update customer set nickname = 'Gammelt' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await edit(page, 'nickname');
  await field(page, 'nickname').getByRole('link', { name: /^Kommenter / }).click();
  await expect(page.locator('#remark-body')).toBeFocused();
  await page.locator('#remark-body').fill('Er det riktig?');
  await page.getByRole('button', { name: 'Lagre kommentar' }).first().click();
  const sign = field(page, 'nickname').locator('.remark');
  await expect(sign).toHaveText('1');
  await sign.click();
  await expect(field(page, 'nickname').locator('.remarks')).toContainText('Er det riktig?');
  await axe(page);
  await field(page, 'nickname').locator('.remarks .icon-button').click();
  await (await edit(page, 'nickname')).fill('Nytt');
  await page.keyboard.press('Control+Enter');
  await expect(field(page, 'nickname')).toContainText('Nytt');
  await expect(sign).toBeHidden();
  await expect(stream(page).first()).toContainText('Løst av seg selv');
});

test('the card says what others changed since I looked, and I put it away', { tag: ['@nojs', '@phone'] }, async ({ page, user, colleague, customer, sql }) => {
  openAll(sql, user);
  await signedIn(page, user.email);
  sql(`insert into layout (tenant_id, scope, owner, device, layer) select tenant_id, 'user', id::text, device, '{"open": {"comments": false, "contact_details": false, "fixed_comments": false}}'
      from app_user, unnest(array['desk', 'phone']) as device where id = '${user.id}'
    on conflict (tenant_id, scope, owner, device) do update set layer = excluded.layer;
    delete from section_seen where user_id = '${user.id}' and customer_id = '${customer.id}'`);
  await visit(page, cardOf(customer));
  await expect(page.locator('.since')).toBeHidden();
  sql(`do $$ begin
      perform set_config('app.tenant_id', (select tenant_id::text from customer where id = '${customer.id}'), true), set_config('app.user_id', '${colleague.id}', true);
      update customer set phone = '+4775500199' where id = '${customer.id}';
    end $$`);
  await visit(page, cardOf(customer));
  const line = page.locator('.since');
  await expect(line).toContainText('1 endring siden du så sist');
  await expect(line).toContainText(colleague.name);
  await line.locator('summary').click();
  await expect(line.locator('.since-parts')).toContainText('Kontaktopplysninger');
  if (withScript()) await axe(page);
  await line.getByRole('button', { name: 'Jeg har sett det' }).click();
  await expect(line).toBeHidden();
  await visit(page, cardOf(customer));
  await expect(line).toBeHidden();
});

test('how one is told by e-mail is chosen in the profile', { tag: ['@nojs'] }, async ({ page, user, sql }) => {
  await enter(page, user, '/profile');
  await page.getByLabel('Én gang om dagen').check();
  await press(page, page.locator('form[action="/api/staff/mention-mail"] button'));
  await expect(page.locator('input[name=mention_mail][value=daily]')).toBeChecked();
  await expect.poll(() => sql(`select mention_mail from app_user where id = '${user.id}'`)).toEqual([{ mention_mail: 'daily' }]);
  sql(`update app_user set mention_mail = 'now' where id = '${user.id}'`);
});
