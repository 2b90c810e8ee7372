// Filters, columns and saved views of the register, and the customer beside the list.
import { axe, expect, signIn, test } from '../fixtures';
import { cardOf, enter, onPhone, visit } from './steps';
import type { Page } from '@playwright/test';

const rows = (page: Page) => page.locator('tbody tr');
const links = (page: Page) => rows(page).locator('.row-link');
const panel = (page: Page) => page.locator('#panel');
const chip = (page: Page, text: string) => page.locator('.filter-chip', { hasText: text });
const all = (page: Page) => new URL(page.url()).searchParams.get('filter');

test.describe('a filter', { tag: '@nojs' }, () => {
  test('is put together by field, with alternatives, stands in the address, and is taken apart', async ({ page, user, customer, sql }) => {
    sql(`update customer set name = '000 Filterprøve ${customer.number}', visiting_postal_code = '8006', visiting_country = 'NO' where id = '${customer.id}'`);
    await enter(page, user, '/customers?scope=firm');
    await page.locator('#add-filter').click();
    await panel(page).getByRole('link', { name: 'Navn', exact: true }).click();
    await panel(page).getByLabel('Verdi').fill(`filterprøve ${customer.number}`);
    await panel(page).getByRole('button', { name: 'Bruk' }).click();
    await page.waitForURL(/filter=/);
    expect(all(page)).toBe(`name.has:filterprøve ${customer.number}`);
    await expect(links(page)).toHaveText([`000 Filterprøve ${customer.number}`]);
    await expect(page.locator('h1 .count')).toHaveText('1');

    await page.locator('#add-filter').click();
    await panel(page).getByRole('link', { name: 'Fylke', exact: true }).click();
    await panel(page).getByLabel('Oslo', { exact: true }).check();
    await panel(page).getByRole('button', { name: 'Bruk' }).click();
    await expect(chip(page, 'Fylke')).toContainText('Oslo');
    await expect(rows(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Ingen kunder passer' })).toBeVisible();

    // An alternative to Oslo.
    await chip(page, 'Fylke').hover();
    await chip(page, 'Fylke').locator('.filter-or').click();
    await panel(page).getByRole('link', { name: 'Kommune', exact: true }).click();
    await panel(page).getByLabel('Bodø', { exact: true }).check();
    await panel(page).getByRole('button', { name: 'Bruk' }).click();
    await expect(rows(page)).toHaveCount(1);
    expect(all(page)).toBe(`name.has:filterprøve ${customer.number};any(county.any:NO-03;municipality.any:NO-1804)`);

    // Its address is all that another needs.
    const address = page.url();
    await page.goto('/customers');
    await page.goto(address);
    await expect(rows(page)).toHaveCount(1);
    await chip(page, 'Kommune').locator('.tag-remove').click();
    await expect(rows(page)).toHaveCount(0);
  });

  test('that can not be read says so, lists nobody, and is removed', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers?scope=firm&filter=credit.has:AAA');
    await expect(page.locator('.filter-chip[data-broken]')).toContainText('feltet finnes ikke');
    await expect(page.getByRole('heading', { name: 'Et vilkår kan ikke brukes' })).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
    await axe(page);
    await page.locator('.filter-chip[data-broken] .tag-remove').click();
    await expect(rows(page).first()).toBeVisible();
  });

  test('asks how far a customer is from a place, and what counts for it', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set name = '000 Nærprøve ${customer.number}', visiting_postal_code = '8006', visiting_country = 'NO', payment_term = null, payment_days = null where id = '${customer.id}'`);
    await enter(page, user, `/customers?scope=firm&filter=name.has:nærprøve ${customer.number}&new=distance`);
    await panel(page).getByLabel('Kilometer').fill('40');
    await panel(page).getByLabel('Fra sted').fill('Atlantis');
    await panel(page).getByRole('button', { name: 'Bruk' }).click();
    await expect(panel(page).getByRole('alert')).toBeVisible();
    await expect(panel(page).getByLabel('Fra sted')).toHaveValue('Atlantis');
    await panel(page).getByLabel('Fra sted').fill('Bodø');
    await panel(page).getByRole('button', { name: 'Bruk' }).click();
    await expect(chip(page, 'Avstand')).toContainText('innen 40 km fra Bodø');
    await expect(rows(page)).toHaveCount(1);
    await visit(page, `/customers?scope=firm&filter=name.has:nærprøve ${customer.number};distance.within:40,Tromsø`);
    await expect(rows(page)).toHaveCount(0);

    // Its payment term is the firm's, and is asked for and shown as what counts.
    const [firm] = sql(`select coalesce(f.payment_days, 14) as days from customer c left join firm_settings f on f.tenant_id = c.tenant_id where c.id = '${customer.id}'`);
    await visit(page, `/customers?scope=firm&filter=name.has:nærprøve ${customer.number};payment_days.between:${firm.days},${firm.days}`);
    await expect(rows(page)).toHaveCount(1);
    await expect(chip(page, 'Betalingsfrist')).toContainText(`${firm.days} dager`);
    await visit(page, `/customers?scope=firm&filter=name.has:nærprøve ${customer.number};payment_days.between:${firm.days + 1},`);
    await expect(rows(page)).toHaveCount(0);
  });

  test('keeps what was typed where it can not be taken', { tag: '@desk' }, async ({ page, user }) => {
    await enter(page, user, '/customers?scope=firm&new=visiting_postal_code');
    await panel(page).getByLabel('Verdi').fill('8099-8000');
    await panel(page).getByRole('button', { name: 'Bruk' }).click();
    await expect(panel(page).getByRole('alert')).toBeVisible();
    await expect(panel(page).getByLabel('Verdi')).toHaveValue('8099-8000');
    await axe(page);
  });
});

test.describe('lifecycle and columns', { tag: '@nojs' }, () => {
  test('active, potential, ended and hidden customers are told apart', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer c set name = '000 Skjult ${customer.number}', status = s.id from list_item s where s.tenant_id = c.tenant_id and s.meaning = 'hidden' and c.id = '${customer.id}'`);
    await enter(page, user, `/customers?scope=firm&filter=name.has:000 skjult ${customer.number}`);
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('navigation', { name: 'Hvor de står med oss' }).getByRole('link', { name: 'Skjulte' }).click();
    await expect(links(page)).toHaveText([`000 Skjult ${customer.number}`]);
  });

  test('columns are chosen and moved, for me alone, and go back to those of the firm', async ({ page, user }) => {
    test.skip(onPhone(), 'a phone shows cards');
    await enter(page, user, '/customers?scope=firm');
    const heads = () => page.locator('thead th[class]:not(.cell-look, .cell-choose)').allTextContents();
    expect(await heads()).toEqual(['Nr.', 'Navn', 'Status', 'Sted', 'Ansvarlig', 'Endret']);
    await page.locator('#choose-columns').click();
    await panel(page).getByLabel('Inngående saldo').check();
    await panel(page).getByRole('button', { name: 'Bruk kolonnene' }).click();
    await expect(page.locator('thead')).toContainText('Inngående saldo');
    await panel(page).getByRole('button', { name: 'Flytt Inngående saldo mot venstre' }).click();
    await expect(page.locator('thead th').nth(6)).toContainText('Inngående saldo');
    await visit(page, '/customers');
    expect(await heads()).toEqual(['Nr.', 'Navn', 'Status', 'Sted', 'Ansvarlig', 'Inngående saldo', 'Endret']);
    await expect(page.locator('.register-totals')).toContainText('Inngående saldo');
    await visit(page, '/customers?choose=1');
    await panel(page).getByLabel('Bredden på Sted').selectOption('Bredest');
    const before = await page.locator('thead .cell-place').evaluate((cell) => cell.getBoundingClientRect().width);
    await panel(page).getByRole('button', { name: 'Bruk kolonnene' }).click();
    await expect(page.locator('col.col-place')).toHaveClass(/col-widest/);
    expect(await page.locator('thead .cell-place').evaluate((cell) => cell.getBoundingClientRect().width)).toBeGreaterThan(before);
    await visit(page, '/customers');
    await expect(page.locator('col.col-place')).toHaveClass(/col-widest/);
    await visit(page, '/customers?choose=1');
    await panel(page).getByRole('button', { name: 'Tilbake til firmaets' }).click();
    await expect(page.locator('thead')).not.toContainText('Inngående saldo');
  });
});

test('a view is saved, says when it was changed, is dropped, shared, deleted and brought back', { tag: '@nojs' }, async ({ page, user, colleague, another }) => {
  await enter(page, user, '/customers?scope=firm&filter=country.any:NO&sort=number');
  await page.locator('#save-view').click();
  await panel(page).getByLabel('Navn på visningen').fill('  ');
  await panel(page).getByRole('button', { name: 'Lagre' }).click();
  await expect(panel(page).locator('.field-error')).toBeVisible();
  await panel(page).getByLabel('Navn på visningen').fill('Norske etter nummer');
  await panel(page).getByLabel('Alle i firmaet får den').check();
  await panel(page).getByRole('button', { name: 'Lagre' }).click();
  await page.waitForURL(/\?view=[0-9a-f-]+$/);
  const address = new URL(page.url());
  const tab = page.getByRole('navigation', { name: 'Hvilke kunder' }).getByRole('link', { name: 'Norske etter nummer' });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('.changed-view')).toHaveCount(0);
  await axe(page);

  await chip(page, 'Land').locator('.tag-remove').click();
  await expect(page.locator('.changed-view')).toBeVisible();
  await page.getByRole('link', { name: 'Forkast' }).click();
  await expect(chip(page, 'Land')).toBeVisible();

  const other = await another({ baseURL: address.origin, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  await signIn(other, colleague.email);
  await other.goto(address.href);
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Norske etter nummer');

  await page.locator('#views-menu > summary').click();
  await page.locator('#views-menu').getByRole('button', { name: 'Slett' }).click();
  await expect(page.getByText('Visningen er slettet.')).toBeVisible();
  await page.getByRole('button', { name: 'Angre' }).click();
  await expect(tab).toHaveAttribute('aria-current', 'page');
});

test('the register opens with the view that one chose, until one opens it as usual', { tag: '@nojs' }, async ({ page, user }) => {
  await enter(page, user, '/customers?scope=firm&sort=number');
  await page.locator('#views-menu summary').click();
  await page.locator('#views-menu').getByRole('link', { name: 'Lagre' }).click();
  await panel(page).getByLabel('Navn på visningen').fill('Alle etter nummer');
  await panel(page).getByRole('button', { name: 'Lagre' }).click();
  await page.waitForURL(/\?view=[0-9a-f-]+$/);
  const choose = async (name: string) => {
    await page.locator('#views-menu summary').click();
    await page.locator('#views-menu').getByRole('button', { name }).click();
    await page.waitForURL(/\?view=/);
  };
  await choose('Åpne registeret med denne');
  const title = page.getByRole('heading', { level: 1 });
  await visit(page, '/customers');
  await expect(title).toContainText('Alle etter nummer');
  await page.locator('#views-menu summary').click();
  await expect(page.locator('#views-menu').getByRole('link', { name: 'Alle etter nummer Registeret åpnes med denne' })).toBeVisible();
  await page.locator('#views-menu summary').click();
  // The scopes are a step away, and stay where one went.
  await page.getByRole('navigation', { name: 'Hvilke kunder' }).getByRole('link', { name: 'Mine' }).click();
  await expect(title).toContainText('Mine kunder');
  await page.goto('/customers/new');
  await page.getByRole('link', { name: 'Kunder', exact: true }).first().click();
  await expect(title).toContainText('Alle etter nummer');
  await choose('Åpne registeret som vanlig');
  await visit(page, '/customers');
  await expect(title).toContainText('Mine kunder');
});

test('who had a shared view that its owner deletes is told so, and gets the list as usual', { tag: '@nojs' }, async ({ page, user, colleague, another, sql }) => {
  const name = `Borte ${user.id.slice(-6)}`;
  sql(`insert into register_view (tenant_id, owner, name, shared, query) select tenant_id, id, '${name}', true, 'scope=firm&sort=number' from app_user where id = '${user.id}'`);
  const [view] = sql(`select id from register_view where name = '${name}' order by created_at desc limit 1`);
  await enter(page, colleague, `/customers?view=${view.id}`);
  const address = new URL(page.url());
  await page.locator('#views-menu > summary').click();
  await page.locator('#views-menu').getByRole('button', { name: /Fest/ }).click();
  await visit(page, `/customers?view=${view.id}`);
  await expect(page.locator('.notice')).toHaveCount(0);

  const owner = await another({ baseURL: address.origin, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  await signIn(owner, user.email);
  await owner.goto(address.href);
  await owner.locator('#views-menu > summary').click();
  await owner.locator('#views-menu').getByRole('button', { name: 'Slett' }).click();
  await expect(owner.getByText('Visningen er slettet.')).toBeVisible();

  await visit(page, `/customers?view=${view.id}`);
  await expect(page.locator('.notice')).toHaveCount(1);
  await expect(page.locator('.notice')).toContainText(`Visningen «${name}» er slettet`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mine kunder');
  await axe(page, ['main']);
  await page.getByRole('button', { name: 'Greit' }).click();
  await visit(page, '/customers');
  await expect(page.locator('.notice')).toHaveCount(0);
  // By its address it is told again: to whoever may bring it back with the way to do so, and of one that nobody has.
  await visit(page, `/customers?view=${view.id}`);
  await expect(page.locator('.notice')).toContainText('Visningen er slettet.');
  await visit(page, '/customers?view=0190b6a5-7d6c-7cc0-8000-000000000001');
  await expect(page.locator('.notice')).toContainText('Visningen finnes ikke lenger');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mine kunder');
});

test('a column is found by typing, by the name over it and by its whole name', { tag: '@desk' }, async ({ page, user }) => {
  await enter(page, user, '/customers?scope=firm&choose=1');
  const left = panel(page).locator('.column-choice:not([hidden])');
  await page.locator('#find-column').fill('omsetning finnes ikke');
  await expect(left).toHaveCount(0);
  await page.locator('#find-column').fill('kundenummer');
  await expect(left).toHaveCount(1);
  await expect(left.locator('label')).toHaveText('Nr.');
  await page.locator('#find-column').fill('kallenavn');
  await expect(left).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('#column-nickname')).toBeChecked();
  await expect(page).toHaveURL(/choose=1/);
  await axe(page, ['main']);
});

test('back from a customer beside the list leads to its row, and forward to the customer again', { tag: '@desk' }, async ({ page, user }) => {
  test.skip(onPhone(), 'beside the list at the desk');
  await enter(page, user, '/customers?scope=firm&sort=number');
  const list = page.url();
  await page.locator('.look').nth(1).click();
  await expect(page.locator('#beside h2')).toHaveText((await links(page).nth(1).textContent())!);
  await page.locator('.look').nth(2).click();
  await expect(page.locator('#beside h2')).toHaveText((await links(page).nth(2).textContent())!);
  await page.goBack();
  await expect(page.locator('#beside')).toHaveCount(0);
  expect(page.url()).toBe(list);
  await expect(links(page).nth(2)).toBeFocused();
  await page.goForward();
  await expect(page.locator('#beside h2')).toHaveText((await links(page).nth(2).textContent())!);
  // Closing it takes the same way back: the next one leaves the list.
  await page.locator('#close-beside').click();
  await expect(page.locator('#beside')).toHaveCount(0);
  await expect(page).toHaveURL(list);
});

test('by keyboard: through the list, beside it, into the card, and back to the same row', { tag: '@desk' }, async ({ page, user }) => {
  test.skip(onPhone(), 'by keyboard');
  await enter(page, user, '/customers?scope=firm&sort=number');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  const third = links(page).nth(2);
  await expect(third).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  const name = await third.textContent();
  const href = await third.getAttribute('href');
  await page.keyboard.press('v');
  await expect(page.locator('#beside')).toContainText(name!);
  await expect(links(page).nth(2)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('v');
  await expect(page.locator('#beside h2')).toHaveText((await links(page).nth(3).textContent())!);
  await page.keyboard.press('Escape');
  await expect(page.locator('#beside')).toHaveCount(0);
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(cardOf({ id: href!.split('/').pop()! } as any));
  await page.goBack();
  await expect(page.locator(`.row-link[href="${href}"]`)).toBeFocused();
});
