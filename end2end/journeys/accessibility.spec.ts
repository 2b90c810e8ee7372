// Everybody can use it: no violation on any page, and every way by keyboard.
import { axe, expect, password, signIn, test } from '../fixtures';
import { awake, bodyOf, cardOf, edit, enter, field, onPhone, openAll, openCard, pick, section, visit } from './steps';
import type { Page } from '@playwright/test';

/** One title, one main part, and axe finds nothing in either colour scheme. */
async function sound(page: Page, sizes: string[] = []) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('main')).toHaveCount(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await test.step(colorScheme, () => axe(page, sizes));
  }
}

test.describe('no violation on', () => {
  // Two looks in two colour schemes at pages of some thousand elements.
  test.describe.configure({ timeout: 120_000 });

  test('the page for signing in, also after a wrong password', { tag: '@nojs' }, async ({ page, problems }) => {
    problems.allow(/status of 401/);
    await page.goto('/sign-in');
    await sound(page);
    await page.getByLabel('E-post').fill('ingen@nordvikar.example');
    await page.getByLabel('Passord').fill('feil');
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await sound(page);
  });

  test('the register', { tag: '@nojs' }, async ({ page, user }) => {
    await enter(page, user, '/customers?scope=firm');
    await expect(page.locator('tbody tr').first()).toBeVisible();
    await sound(page);
  });

  test('the registration window with everything open', { tag: '@nojs' }, async ({ page, user }) => {
    await enter(page, user, '/customers/new');
    for (const fold of await page.locator('.registration details').all()) {
      if (!(await fold.evaluate((details: HTMLDetailsElement) => details.open))) await fold.locator('> summary').click();
    }
    await page.locator('#input-postal_same_as').selectOption('own');
    await expect(page.locator('#input-postal_street')).toBeVisible();
    await sound(page);
  });

  test('the card with everything open', { tag: '@nojs' }, async ({ page, user, rich, sql }) => {
    await openCard(page, sql, user, rich);
    await sound(page);
  });

  test('the card with everything folded', async ({ page, user, rich, sql }) => {
    openAll(sql, user);
    sql(`update layout set layer = replace(layer::text, 'true', 'false')::jsonb where owner = '${user.id}'`);
    await enter(page, user, cardOf(rich));
    await expect(page.locator('.section[data-open=true]')).toHaveCount(0);
    await sound(page);
  });

  // Sizes only in the menu: what it lies upon is half hidden, as it should be.
  test('the card with an open menu', async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    await section(page, 'comments').locator('.section-menu').click();
    await sound(page, ['details.menu[open]']);
    await page.locator('.tabbar-end summary').click();
    await sound(page, ['details.menu[open]']);
    await page.locator('.user-menu summary').click();
    await sound(page, ['details.menu[open]']);
  });

  test('the lists, with a value renamed and one merged', { tag: '@nojs' }, async ({ page, user, sql, customer }) => {
    const [tag] = sql(`select i.id from list_item i join customer c on c.tenant_id = i.tenant_id where c.id = '${customer.id}' and i.kind = 'tag' and i.is_managed limit 1`);
    for (const path of ['/lists', '/lists/status', `/lists/tag?edit=${tag.id}`, `/lists/tag?merge=${tag.id}`]) {
      await (path === '/lists' ? enter(page, user, path) : visit(page, path));
      await sound(page);
    }
  });

  test('the card while values are edited, and with a message at a field', async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await edit(page, 'status');
    await edit(page, 'name');
    await page.locator('#address-visiting [data-edit]').click();
    await expect(page.locator('#address-visiting form')).toBeVisible();
    await sound(page);
    await (await edit(page, 'email')).fill('feil');
    await page.keyboard.press('Enter');
    await expect(field(page, 'email')).toContainText('Skriv en e-postadresse');
    await sound(page);
  });

  test('the card with a conflict', async ({ page, user, colleague, customer, sql, another }) => {
    sql(`update customer set nickname = 'Gammelt' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const mine = await edit(page, 'nickname');
    const other = await another();
    await openCard(other, sql, colleague, customer);
    await (await edit(other, 'nickname')).fill('Deres');
    await other.keyboard.press('Enter');
    await expect(field(other, 'nickname').locator('[data-edit]')).toContainText('Deres');
    await mine.fill('Mitt');
    await page.keyboard.press('Enter');
    await expect(field(page, 'nickname').getByRole('alert')).toBeVisible();
    await sound(page);
  });

  test('the card while a comment is changed and a contact added', async ({ page, user, rich, sql }) => {
    await openCard(page, sql, user, rich);
    await pick(bodyOf(page, 'comments').locator('.comment').first().locator('details.menu'), 'Endre');
    await expect(page.locator('#edit-body')).toBeVisible();
    await page.getByRole('link', { name: 'Ny kontakt' }).click();
    await expect(page.locator('#new-contact')).toBeVisible();
    await sound(page);
  });

  test('all contacts, all comments and the whole log', async ({ page, user, rich }) => {
    await enter(page, user, `${cardOf(rich)}/contacts`);
    await sound(page);
    await visit(page, `${cardOf(rich)}/comments`);
    await sound(page);
    await visit(page, `${cardOf(rich)}/log`);
    await sound(page);
  });

  test('the page of a contact, also while it is edited and asked about', async ({ page, user, rich, sql }) => {
    const [contact] = sql(`select id from contact where customer_id = '${rich.id}' and ended_at is null order by id limit 1`);
    const path = `${cardOf(rich)}/contacts/${contact.id}`;
    await enter(page, user, path);
    await sound(page);
    await edit(page, 'functions');
    await sound(page);
    await visit(page, `${path}?delete=1`);
    await sound(page);
  });

  test('the profile, also with messages at its fields', async ({ page, user }) => {
    await enter(page, user, '/profile');
    await sound(page);
    await page.getByLabel('Nåværende passord').fill(password);
    await page.getByLabel('Nytt passord', { exact: true }).fill('kort');
    await page.getByLabel('Nytt passord en gang til').fill('kort');
    await page.getByRole('button', { name: 'Bytt passord' }).click();
    await expect(page.locator('[aria-invalid=true]')).toBeVisible();
    await sound(page);
  });

  test("the firm's settings, for an administrator who changes one, and for others", { tag: '@nojs' }, async ({ page, user, another }) => {
    await enter(page, user, '/settings?history=payment_days');
    await sound(page);
    const other = await another();
    await enter(other, { email: 'admin@nordvikar.example' }, '/settings?edit=currency');
    await expect(other.locator('#input-currency')).toBeVisible();
    await sound(other);
  });

  test('the search, empty, with hits and without', async ({ page, user }) => {
    await enter(page, user, '/search');
    await sound(page);
    await visit(page, '/search?query=bo');
    await expect(page.locator('.result').first()).toBeVisible();
    await sound(page);
    await visit(page, '/search?query=qqxyzz');
    await sound(page);
  });

  test('the palette and the list of keys', async ({ page, user }) => {
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bodo');
    await expect(page.locator('.palette .result .result-sub').first()).toBeVisible();
    await sound(page, ['.palette']);
    await page.keyboard.press('Escape');
    await page.locator('.user-menu summary').click();
    await page.getByRole('button', { name: 'Hurtigtaster' }).click();
    await expect(page.locator('#keys')).toBeVisible();
    await sound(page, ['#keys']);
  });

  test('a page that is not there, for who is signed in', async ({ page, user, problems }) => {
    problems.allow(/status of 404/);
    await signIn(page, user.email);
    await page.goto('/finnes-ikke');
    await awake(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dette finnes ikke');
    await sound(page);
  });

  test('a page that is not there', async ({ page, problems }) => {
    problems.allow(/status of 404/);
    await page.goto('/finnes-ikke');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dette finnes ikke');
    await sound(page);
  });
});

test('the first Tab leads past the navigation to the content', async ({ page, user, rich }) => {
  await enter(page, user, cardOf(rich));
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Hopp til innholdet' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

/** Presses Tab until what a person looks for has the focus, and can be seen. */
async function tabTo(page: Page, selector: string) {
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
      await expect(page.locator(':focus')).toBeInViewport();
      return;
    }
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

test('by keyboard alone: sign in, open a card, edit a value, fold, comment', async ({ page, user, customer, sql }) => {
  sql(`update customer set responsible = '${user.id}', name = '000 Først i listen' where id = '${customer.id}'`);
  openAll(sql, user);
  await page.goto('/sign-in');
  await expect(page.locator('#email')).toBeFocused();
  await page.keyboard.type(user.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/customers');
  await awake(page);
  await tabTo(page, `a[href="${cardOf(customer)}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${cardOf(customer)}`);
  await awake(page);
  await tabTo(page, '#field-nickname [data-edit]');
  await page.keyboard.press('Enter');
  await expect(page.locator('#input-nickname')).toBeFocused();
  await page.keyboard.type('Med tastatur');
  await page.keyboard.press('Enter');
  await expect(page.locator('#field-nickname [data-edit]')).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('«Med tastatur»');
  await tabTo(page, '[data-section=visiting_postal] .fold');
  await page.keyboard.press('Enter');
  await expect(section(page, 'visiting_postal')).toHaveAttribute('data-open', 'false');
  await expect(section(page, 'visiting_postal').locator('.fold')).toBeFocused();
  await page.keyboard.press('c');
  await expect(page.locator('#comment-body')).toBeFocused();
  await page.keyboard.type('Skrevet uten mus');
  await page.keyboard.press('Control+Enter');
  await expect(bodyOf(page, 'comments').locator('.comment').first()).toContainText('Skrevet uten mus');
});

test('a page is not wider than the window', async ({ page, user, rich, sql }) => {
  const [contact] = sql(`select id from contact where customer_id = '${rich.id}' order by id limit 1`);
  await openCard(page, sql, user, rich);
  const paths = ['', '/contacts', '/comments', '/log', `/contacts/${contact.id}`].map((end) => cardOf(rich) + end);
  for (const path of [...paths, '/customers?scope=firm', '/settings', '/settings/fields', '/settings/fields?of=contact', '/settings/own-fields', '/profile', '/search?query=as']) {
    await visit(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
  }
});

test('what one taps on a phone is large enough for a finger', async ({ page, user, rich, sql }) => {
  await openCard(page, sql, user, rich);
  const least = onPhone() ? 40 : 24;
  const small = await page.locator('.topbar a:visible, .topbar summary:visible, .quick-actions a, .section-menu, .fold, .tabs a, .contact-links > a').evaluateAll(
    (all, least) => all.map((one) => [one.className || one.textContent, one.getBoundingClientRect()] as const).filter(([, box]) => box.width && Math.max(box.height, box.width) < least).map(([name, box]) => `${name} ${box.width}×${box.height}`),
    least,
  );
  expect([...new Set(small)]).toEqual([]);
});
