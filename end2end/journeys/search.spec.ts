// Ctrl+K from anywhere, and the page of results.
import { expect, looksOnly, test } from '../fixtures';
import { enter, visit } from './steps';
import type { Page } from '@playwright/test';

const palette = (page: Page) => page.locator('dialog.palette');
const input = (page: Page) => palette(page).getByRole('combobox');
const hits = (page: Page) => palette(page).getByRole('option');
/** The lines answer what is typed, not what was typed before. */
const answered = (page: Page) => expect(palette(page).getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
const sveisen = 'Bodø Sveis & Montasje AS';

/** Each part by which Bodø Sveis & Montasje AS is found. */
const ways: [string, string][] = [
  ['a name typed without Nordic letters', 'bodo svei'],
  ['a nickname', 'sveisen'],
  ['a customer number', String(looksOnly)],
  ['an organisation number with spaces', '988 077 917'],
  ['a part of a phone number, grouped otherwise', '75 50 01 2'],
  ['an e-mail address', 'post@bodosveis'],
];

test.describe('search finds a customer by', () => {
  for (const [what, query] of ways) {
    test(what, { tag: ['@nojs', '@desk'] }, async ({ page, user }) => {
      await enter(page, user, '/search');
      await page.locator('main input[name=query]').fill(query);
      await page.locator('main').getByRole('button', { name: 'Søk' }).click();
      await expect(page.locator('main input[name=query]')).toHaveValue(query);
      await page.locator('main .result', { hasText: sveisen }).first().click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(sveisen);
    });
  }
});

test('search finds a contact by name, and leads to their page', { tag: ['@nojs', '@desk'] }, async ({ page, user }) => {
  await enter(page, user, '/search?query=ingrid+solbakk');
  const hit = page.locator('section', { hasText: 'Kontaktpersoner' }).locator('.result', { hasText: 'Ingrid Solbakk' });
  await expect(hit).toContainText(sveisen);
  await hit.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingrid Solbakk');
});

test('search says so when nothing fits, and shows what I typed as text', { tag: '@nojs' }, async ({ page, user }) => {
  await enter(page, user, `/search?query=${encodeURIComponent('<b>%_qq</b>')}`);
  await expect(page.getByText('Ingenting passer til «<b>%_qq</b>».')).toBeVisible();
});

test('search finds nothing of another firm', { tag: ['@nojs', '@desk'] }, async ({ page, user, sql }) => {
  const [theirs] = sql(`select c.name from customer c join tenant t on t.id = c.tenant_id where t.country = 'SE' order by c.number limit 1`);
  await enter(page, user, `/search?query=${encodeURIComponent(theirs.name)}`);
  await expect(page.getByText('Ingenting passer til')).toBeVisible();
});

test('the search field of every page leads to the search', { tag: '@nojs' }, async ({ page, user, rich }) => {
  await enter(page, user, `/customers/${rich.id}`);
  await expect(page.locator('.topbar .searchlink')).toHaveAttribute('href', '/search');
  await expect(page.locator('.topbar .searchlink')).toBeVisible();
});

test.describe('the palette', () => {
  test('says so when nothing fits', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    await input(page).fill('zzzqqq');
    await answered(page);
    await expect(palette(page)).toContainText('Ingenting passer til «zzzqqq»');
    await input(page).fill('a');
    await answered(page);
    await expect(palette(page)).not.toContainText('Ingenting passer');
  });

  test('finds what one does and all that was found, with the letters of other keyboards', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    for (const [typed, action] of [['eksport', 'Eksporter kunder'], ['sammensla', 'Slå sammen kunder'], ['logg ut', 'Gå til profilen']]) {
      await input(page).fill(typed!);
      await answered(page);
      await expect(hits(page).filter({ hasText: action! })).toBeVisible();
      await expect(palette(page), 'a page is something').not.toContainText('Ingenting passer til');
    }
    await input(page).fill('bodo');
    await answered(page);
    await hits(page).filter({ hasText: 'Vis alle treff på en side' }).click();
    await expect(page).toHaveURL(/\/search\?query=bodo$/);
    await expect(page.getByRole('heading', { name: 'Kunder' })).toBeVisible();
  });

  test('opens with Ctrl+K, finds while I type, and Enter goes to the first', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, `/customers/${rich.id}`);
    await page.keyboard.press('Control+k');
    await expect(input(page)).toBeFocused();
    for (const [, query] of ways) {
      await input(page).fill(query);
      await expect(hits(page).first()).toContainText(sveisen);
    }
    await expect(hits(page).first()).toContainText('«Sveisen»');
    await expect(hits(page).first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(sveisen);
  });

  test('finds contacts, and the arrows choose which hit Enter opens', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    // Of a name that several have, the first.
    await page.keyboard.type('ingrid solbakk');
    const ingrid = hits(page).filter({ hasText: 'Ingrid Solbakk' });
    await expect(ingrid).toBeVisible();
    await answered(page);
    const at = await hits(page).evaluateAll((all) => all.findIndex((one) => one.textContent!.includes('Ingrid Solbakk')));
    for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown');
    await expect(ingrid).toHaveAttribute('aria-selected', 'true');
    await expect(input(page)).toHaveAttribute('aria-activedescendant', (await ingrid.getAttribute('id'))!);
    await page.keyboard.press('ArrowDown');
    await expect(ingrid).toHaveAttribute('aria-selected', 'false');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingrid Solbakk');
  });

  test('goes with Enter to what is typed, also when that is faster than the answer', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    await expect(hits(page).first()).toBeVisible();
    await answered(page);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/staff/search?*', async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.type('sveisen');
    await page.keyboard.press('Enter');
    await expect(palette(page).getByRole('listbox')).toHaveAttribute('aria-busy', 'true');
    await expect(page, 'not to what stood first before').toHaveURL(/\/customers$/);
    release();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(sveisen);
  });

  test('offers what I opened last, in groups with names, and forgives a typing error', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await enter(page, user, `/customers/${customer.id}`);
    await expect.poll(() => sql(`select 1 from recent_customer where customer_id = '${customer.id}'`).length).toBe(1);
    await visit(page, '/customers');
    await page.keyboard.press('Control+k');
    const recent = palette(page).getByRole('group', { name: 'Sist åpnet' });
    await expect(recent.getByRole('option').first()).toContainText(customer.name);
    await page.keyboard.type('bodo svies');
    await expect(palette(page).getByRole('group', { name: 'Kunder' }).getByRole('option').first()).toContainText(sveisen);
    await expect(palette(page).getByText('Her er treff på «bodo sveis»')).toBeVisible();
    await expect(recent).toBeHidden();
  });

  test('closes with Esc and gives the focus back', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, `/customers/${rich.id}`);
    const before = page.getByRole('navigation', { name: 'Kundekort' }).getByRole('link', { name: 'Logg' });
    await before.focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bodo');
    await expect(hits(page).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toBeHidden();
    await expect(before).toBeFocused();
  });

  test('opens with a click on the search field, and a click on a hit goes there', async ({ page, user }) => {
    await enter(page, user, '/profile');
    await page.locator('.topbar .searchlink').click();
    await expect(input(page)).toBeFocused();
    await page.keyboard.type('sveisen');
    await hits(page).filter({ hasText: sveisen }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(sveisen);
  });

  test('leads from its last line to hidden customers', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer c set name = 'Gjemselsk ${customer.number}', status = s.id
      from list_item s where s.tenant_id = c.tenant_id and s.meaning = 'hidden' and c.id = '${customer.id}'`);
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    await expect(hits(page).filter({ hasText: 'skjulte' }), 'only when something is typed').toHaveCount(0);
    await page.keyboard.type(`gjemselsk ${customer.number}`);
    await answered(page);
    await expect(hits(page).last()).toContainText('Søk også blant skjulte kunder');
    await expect(hits(page).filter({ hasText: 'Gjemselsk' })).toHaveCount(0);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.locator('main .result', { hasText: 'Gjemselsk' })).toContainText('skjult');
  });

  test('goes to pages too', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('profilen');
    await expect(hits(page).first()).toContainText('Gå til profilen');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/profile$/);
  });

  test('says so when the search does not get through', { tag: '@desk' }, async ({ page, user, context, problems }) => {
    problems.allow(/ERR_INTERNET_DISCONNECTED/);
    await enter(page, user, '/customers');
    await page.keyboard.press('Control+k');
    await expect(input(page)).toBeFocused();
    await context.setOffline(true);
    await page.keyboard.type('bodo');
    await expect(palette(page).getByRole('alert')).toContainText('Søket nådde ikke fram.');
    await context.setOffline(false);
    await page.keyboard.type(' svei');
    await expect(hits(page).first()).toContainText(sveisen);
    await expect(palette(page).getByRole('alert')).toHaveCount(0);
  });
});
