// How each person arranges the card: folding, moving, hiding, widening, and finding it again.
import { devices } from '@playwright/test';
import { expect, shift, test } from '../fixtures';
import { awake, bodyOf, cardOf, enter, onPhone, openAll, openCard, pick, section, toast, visit } from './steps';
import type { Page } from '@playwright/test';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, userAgent: devices['Pixel 7'].userAgent };
const desk = { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, userAgent: devices['Desktop Chrome'].userAgent };

const fold = (page: Page, key: string) => section(page, key).locator('.fold').click();
const menuOf = (page: Page, key: string) => section(page, key).locator('.section-tools');
const myView = (page: Page) => page.locator('.tabbar-end details.menu');
const handle = (page: Page, key: string) => section(page, key).locator('.drag-handle');

/** The keys of the sections of a column, from top to bottom. */
const column = (page: Page, index: number) =>
  page.locator(`.board-column[data-column="${index}"] > .section`).evaluateAll((all) => all.map((one) => one.getAttribute('data-section')));

/** Waits until what the page does now is saved. */
async function saved(page: Page, act: () => Promise<unknown>) {
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/staff/layout'));
  await act();
  await answer;
}

/** What the server sends of a section, before any script. */
async function firstHtml(page: Page, path: string, key: string) {
  const text = await (await page.request.get(path)).text();
  return page.evaluate(([text, key]) => {
    const section = new DOMParser().parseFromString(text, 'text/html').querySelector(`.section[data-section="${key}"]`)!;
    return { open: section.getAttribute('data-open') === 'true', empty: section.querySelector('.section-body')!.childElementCount === 0 };
  }, [text, key] as const);
}

test.describe('folding', () => {
  test('a folded section is folded at the next visit, in the first HTML, and its content is not sent', async ({ page, user, rich, sql }) => {
    await openCard(page, sql, user, rich);
    expect(await firstHtml(page, cardOf(rich), 'contacts')).toEqual({ open: true, empty: false });
    await saved(page, () => fold(page, 'contacts'));
    await expect(section(page, 'contacts')).toHaveAttribute('data-open', 'false');
    await expect(bodyOf(page, 'contacts')).toBeHidden();
    await expect(page.locator('#announcer')).toHaveText('Kontaktpersoner er lukket.');
    expect(await firstHtml(page, cardOf(rich), 'contacts')).toEqual({ open: false, empty: true });
    await visit(page, cardOf(rich));
    await expect(section(page, 'contacts')).toHaveAttribute('data-open', 'false');
    await expect(section(page, 'contacts').locator('.fold')).toHaveAttribute('aria-expanded', 'false');
    await expect(section(page, 'contacts').locator('.digest')).toContainText('aktive');
    await fold(page, 'contacts');
    await expect(bodyOf(page, 'contacts').locator('.contact').first()).toBeVisible();
    await expect(page.locator('#announcer')).toHaveText('Kontaktpersoner er åpen.');
  });

  test('it is the same on every card, and on my other machines', { tag: '@desk' }, async ({ page, user, rich, customer, another }) => {
    await enter(page, user, cardOf(rich));
    await saved(page, () => fold(page, 'comments'));
    await visit(page, cardOf(customer));
    await expect(section(page, 'comments')).toHaveAttribute('data-open', 'false');
    const other = await another();
    await enter(other, user, cardOf(rich));
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'false');
  });

  test('a colleague keeps their own card', { tag: '@desk' }, async ({ page, user, colleague, rich, another }) => {
    await enter(page, user, cardOf(rich));
    await saved(page, () => fold(page, 'comments'));
    const other = await another();
    await enter(other, colleague, cardOf(rich));
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'true');
  });

  test('phone and desk keep their own, until I use one on all devices', async ({ page, user, rich, another }) => {
    await enter(page, user, cardOf(rich));
    await saved(page, () => fold(page, 'comments'));
    const other = await another(onPhone() ? desk : phone);
    await enter(other, user, cardOf(rich));
    await expect(other.locator('.board')).toHaveAttribute('data-device', onPhone() ? 'desk' : 'phone');
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'true');
    await saved(page, () => pick(myView(page), 'Bruk på alle enheter'));
    await visit(other, cardOf(rich));
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'false');
  });

  test('two tabs that fold different sections do not undo each other', { tag: '@desk' }, async ({ page, context, user, rich, sql }) => {
    await openCard(page, sql, user, rich);
    const tab = await context.newPage();
    await visit(tab, cardOf(rich));
    await saved(page, () => fold(page, 'comments'));
    await saved(tab, () => fold(tab, 'contacts'));
    await visit(page, cardOf(rich));
    for (const [key, open] of [['comments', 'false'], ['contacts', 'false'], ['log', 'true']]) {
      await expect(section(page, key)).toHaveAttribute('data-open', open);
    }
  });

  test('a change that is not saved says so, and is saved as soon as it can be', { tag: '@desk' }, async ({ page, user, rich, problems }) => {
    problems.allow(/ERR_FAILED|api\/staff\/layout/);
    await enter(page, user, cardOf(rich));
    await page.route('**/api/staff/layout', (route) => route.abort());
    await fold(page, 'comments');
    await expect(section(page, 'comments')).toHaveAttribute('data-open', 'false');
    await expect(toast(page)).toContainText('Ikke lagret. Prøver igjen');
    expect((await firstHtml(page, cardOf(rich), 'comments')).open).toBe(true);
    await page.unroute('**/api/staff/layout');
    await expect(toast(page)).toContainText('Nå er det lagret', { timeout: 15_000 });
    expect((await firstHtml(page, cardOf(rich), 'comments')).open).toBe(false);
  });

  test('several changes in quick succession are all kept', { tag: '@desk' }, async ({ page, user, rich, sql }) => {
    await openCard(page, sql, user, rich);
    const keys = ['comments', 'contacts', 'log', 'directions'];
    for (const key of keys) await fold(page, key);
    for (const key of keys) await expect.poll(async () => (await firstHtml(page, cardOf(rich), key)).open).toBe(false);
  });
});

test.describe('moving', () => {
  test('by keyboard: space lifts, arrows move, space drops, and each step is said', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const said = page.locator('#announcer');
    const key = onPhone() ? 'contacts' : 'contact_details';
    const title = onPhone() ? 'Kontaktpersoner' : 'Kontaktopplysninger';
    const before = await column(page, 0);
    const at = before.indexOf(key);
    expect(at).toBe(1);
    await handle(page, key).focus();
    await page.keyboard.press('Space');
    await expect(said).toHaveText(`${title} er løftet. Kolonne 1, plass 2 av ${before.length}. Piltaster flytter, mellomrom slipper, Esc angrer.`);
    await page.keyboard.press('ArrowDown');
    await expect(said).toHaveText(`${title}: kolonne 1, plass 3 av ${before.length}.`);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(said).toHaveText(`${title}: kolonne 1, plass 1 av ${before.length}.`);
    await saved(page, () => page.keyboard.press('Space'));
    await expect(said).toHaveText(`${title} er sluppet i kolonne 1, plass 1 av ${before.length}.`);
    await expect(handle(page, key)).toBeFocused();
    const after = [key, ...before.filter((other) => other !== key)];
    expect(await column(page, 0)).toEqual(after);
    await visit(page, cardOf(rich));
    expect(await column(page, 0)).toEqual(after);
  });

  test('by keyboard: Esc puts the section back where it was', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const before = await column(page, 0);
    const key = before[0]!;
    await handle(page, key).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => column(page, 0)).not.toEqual(before);
    await page.keyboard.press('Escape');
    await expect(page.locator('#announcer')).toContainText('er tilbake der den var.');
    expect(await column(page, 0)).toEqual(before);
    await expect(handle(page, key)).toBeFocused();
    await visit(page, cardOf(rich));
    expect(await column(page, 0)).toEqual(before);
  });

  test('by mouse, to another column or, where there is one, another place', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const index = onPhone() ? 0 : 2;
    const before = (await column(page, index)) as string[];
    const moved = onPhone() ? before[1] : 'general';
    const from = (await handle(page, moved).boundingBox())!;
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(from.x + 100, from.y + 60, { steps: 4 });
    await expect(page.locator('.drop-line')).toBeVisible();
    const to = (await section(page, before[0]).boundingBox())!;
    await page.mouse.move(to.x + 100, to.y + 20, { steps: 4 });
    await expect(page.locator(`.board-column[data-column="${index}"] .drop-line + [data-section="${before[0]}"]`)).toBeVisible();
    await saved(page, () => page.mouse.up());
    await expect(page.locator('.drop-line')).toHaveCount(0);
    const after = [moved, ...before.filter((key) => key !== moved)];
    expect(await column(page, index)).toEqual(after);
    await visit(page, cardOf(rich));
    expect(await column(page, index)).toEqual(after);
    await expect(section(page, moved)).toHaveCount(1);
  });

  test('by mouse, to the top of a column is into the column; above them all is into the whole width', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const before = (await column(page, 1)) as string[];
    const top = (await section(page, before[0]).boundingBox())!;
    const lift = async () => {
      const from = (await handle(page, before[1]).boundingBox())!;
      await page.mouse.move(from.x + 5, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(from.x + 40, from.y - 20, { steps: 4 });
    };
    await lift();
    await page.mouse.move(top.x + 40, top.y + 4, { steps: 6 });
    // Only the line makes room for itself.
    expect((await section(page, before[0]).boundingBox())!.y, 'nothing slips away').toBeLessThan(top.y + 20);
    await saved(page, () => page.mouse.up());
    expect((await column(page, 1)).slice(0, 2)).toEqual([before[1], before[0]]);
    await expect(page.locator('#announcer')).toContainText('er sluppet i kolonne 2, plass 1 av');
    await lift();
    await page.mouse.move(top.x + 40, top.y - 30, { steps: 6 });
    await saved(page, () => page.mouse.up());
    await expect(page.locator(`.board-wide > [data-section="${before[1]}"]`)).toBeVisible();
    await expect(page.locator('#announcer')).toHaveText(/er sluppet over alle kolonnene, plass 1 av 1\.$/);
  });

  test('by finger, on the handle', async ({ page, user, rich }) => {
    // Both sections are in sight.
    await page.setViewportSize({ ...page.viewportSize()!, height: 1400 });
    await enter(page, user, cardOf(rich));
    const before = await column(page, 0);
    const [first, second] = before as string[];
    const from = (await handle(page, second).boundingBox())!;
    // As the browser takes it from a screen: what scrolls the page would end the move.
    const screen = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      screen.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await finger('touchStart', from.x + 8, from.y + 8);
    for (const step of [10, 20, 30]) await finger('touchMove', from.x + 8 + step, from.y + 8 + step);
    await expect(page.locator('.drop-line')).toBeAttached();
    const to = (await section(page, first).boundingBox())!;
    await finger('touchMove', to.x + 60, to.y + 30);
    await finger('touchMove', to.x + 60, to.y + 12);
    await expect(page.locator(`.drop-line + [data-section="${first}"]`)).toBeAttached();
    await saved(page, () => finger('touchEnd'));
    expect((await column(page, 0)).slice(0, 2)).toEqual([second, first]);
    await visit(page, cardOf(rich));
    expect((await column(page, 0)).slice(0, 2)).toEqual([second, first]);
    await expect(handle(page, second)).toHaveCSS('touch-action', 'none');
  });

  test('by the menu of the section', async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const before = (await column(page, 0)) as string[];
    await saved(page, () => pick(menuOf(page, before[1]), 'Flytt opp'));
    const after = [before[1], before[0], ...before.slice(2)];
    await expect.poll(() => column(page, 0)).toEqual(after);
    await visit(page, cardOf(rich));
    expect(await column(page, 0)).toEqual(after);
    if (onPhone()) return;
    await saved(page, () => pick(menuOf(page, before[1]), 'Flytt til høyre'));
    await expect.poll(() => column(page, 1)).toContain(before[1]);
  });
});

test('the menu of a section keeps the focus, says what happened, and what is hidden has a way back', async ({ page, user, rich }) => {
  await enter(page, user, cardOf(rich));
  const before = (await column(page, 0)) as string[];
  const menu = (key: string) => menuOf(page, key).locator('summary, .section-menu').filter({ visible: true });
  const title = await section(page, before[1]).locator('h2').innerText();
  await saved(page, () => pick(menuOf(page, before[1]), 'Flytt opp'));
  await expect(menu(before[1])).toBeFocused();
  await expect(page.locator('#announcer')).toContainText(`${title}: kolonne 1, plass 1 av`);
  await saved(page, () => pick(menuOf(page, before[1]), 'Skjul'));
  await expect(section(page, before[1])).toHaveCount(0);
  await expect(menu(before[0])).toBeFocused();
  await expect(toast(page)).toContainText(`${title} er skjult`);
  await saved(page, () => toast(page).getByRole('button', { name: 'Angre' }).click());
  await expect(menu(before[1])).toBeFocused();
  await expect(toast(page)).toContainText('Visningen er tatt tilbake');
  await saved(page, () => pick(myView(page), 'Tilbake til firmaets standard'));
  await expect.poll(() => column(page, 0)).toEqual(before);
  await expect(myView(page).locator('summary')).toBeFocused();
  await expect(toast(page)).toContainText('Kortet er som standard igjen');
  // What it would take back is another thing by now.
  await saved(page, () => fold(page, before[0]));
  await expect(toast(page).getByRole('button', { name: 'Angre' })).toHaveCount(0);
});

test('a step by the menu passes a section that shows, whatever stands between that this card has not', { tag: '@desk' }, async ({ page, user, rich, sql }) => {
  // "Own" stands above "Status", and SharePoint above notes: with this firm neither has anything to show.
  await enter(page, user, cardOf(rich));
  for (const index of [0, 1, 2]) {
    const all = (await column(page, index)) as string[];
    for (let at = all.length - 1; at > 0; at--) {
      const now = (await column(page, index)) as string[];
      await saved(page, () => pick(menuOf(page, now[at]), 'Flytt opp'));
      const after = [...now.slice(0, at - 1), now[at], now[at - 1], ...now.slice(at + 1)];
      await expect.poll(() => column(page, index), { message: `${now[at]} passes ${now[at - 1]}` }).toEqual(after);
    }
  }
});

test.describe('hiding and widening', () => {
  test('a hidden section is gone until I bring it back, with its place', async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    await saved(page, () => pick(menuOf(page, 'fixed_comments'), 'Skjul'));
    await expect(section(page, 'fixed_comments')).toHaveCount(0);
    await visit(page, cardOf(rich));
    await expect(section(page, 'comments')).toBeVisible();
    await expect(section(page, 'fixed_comments')).toHaveCount(0);
    const index = onPhone() ? 0 : 1;
    await saved(page, () => pick(myView(page), 'Faste kommentarer'));
    await expect(section(page, 'fixed_comments')).toBeVisible();
    const now = await column(page, index);
    expect(now.indexOf('comments') - now.indexOf('fixed_comments')).toBe(1);
    await myView(page).locator('summary').click();
    await expect(myView(page)).toContainText('Ingen. Alt som finnes på kortet, vises.');
  });

  test('a section takes the whole width, and a column again', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const narrow = (await section(page, 'comments').boundingBox())!.width;
    await saved(page, () => pick(menuOf(page, 'comments'), 'Gjør bredere'));
    const wide = page.locator('.board-wide > [data-section=comments]');
    await expect(wide).toBeVisible();
    if (!onPhone()) expect((await wide.boundingBox())!.width).toBeGreaterThan(narrow * 2);
    await visit(page, cardOf(rich));
    await expect(wide).toBeVisible();
    await saved(page, () => pick(menuOf(page, 'comments'), 'Gjør smalere'));
    await expect(wide).toHaveCount(0);
    await expect(section(page, 'comments')).toBeVisible();
  });

  test('undo takes the last change back, one after the other', { tag: '@desk' }, async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    await saved(page, () => pick(menuOf(page, 'fixed_comments'), 'Skjul'));
    await saved(page, () => fold(page, 'comments'));
    await saved(page, () => pick(myView(page), 'Angre siste endring'));
    await expect(section(page, 'comments')).toHaveAttribute('data-open', 'true');
    await expect(section(page, 'fixed_comments')).toHaveCount(0);
    await saved(page, () => pick(myView(page), 'Angre siste endring'));
    await expect(section(page, 'fixed_comments')).toBeVisible();
  });

  test('reset gives the card as the firm has arranged it, and undo takes that back too', async ({ page, user, rich }) => {
    await enter(page, user, cardOf(rich));
    const before = await column(page, 0);
    await saved(page, () => pick(menuOf(page, before[1]!), 'Flytt opp'));
    await saved(page, () => pick(menuOf(page, 'fixed_comments'), 'Skjul'));
    await saved(page, () => pick(myView(page), 'Tilbake til firmaets standard'));
    await expect.poll(() => column(page, 0)).toEqual(before);
    await expect(section(page, 'fixed_comments')).toBeVisible();
    await saved(page, () => pick(myView(page), 'Angre siste endring'));
    await expect(section(page, 'fixed_comments')).toHaveCount(0);
  });

  test('what the firm changes later comes through where I have changed nothing', { tag: '@desk' }, async ({ page, sql }) => {
    // In the other firm, where no other test looks at the layout.
    const [person] = sql(`select id, email, name, tenant_id from app_user where email = 'anna.lind@sydkonsult.example'`);
    const [theirs] = sql(`select id, number, name from customer where tenant_id = '${person.tenant_id}' order by number limit 1`);
    const clean = `delete from layout where tenant_id = '${person.tenant_id}'`;
    sql(clean);
    try {
      await enter(page, person, cardOf(theirs));
      await saved(page, () => pick(menuOf(page, 'fixed_comments'), 'Skjul'));
      sql(`insert into layout (tenant_id, scope, owner, device, layer)
        select '${person.tenant_id}', 'tenant', '', device, '{"open": {"comments": false}, "hidden": {"fixed_comments": false}}' from unnest(array['desk', 'phone']) as device`);
      await visit(page, cardOf(theirs));
      await expect(section(page, 'comments')).toHaveAttribute('data-open', 'false');
      await expect(section(page, 'fixed_comments')).toHaveCount(0);
    } finally {
      sql(clean);
    }
  });
});

test('nothing jumps while a card loads, however it is arranged', async ({ page, user, rich, sql }) => {
  openAll(sql, user);
  await enter(page, user, cardOf(rich));
  expect(await shift(page)).toBe(0);
  await saved(page, () => fold(page, 'contacts'));
  await saved(page, () => pick(menuOf(page, 'comments'), 'Gjør bredere'));
  await page.reload();
  await awake(page);
  expect(await shift(page)).toBe(0);
});

test('the menu of one\'s view reads as a list: each entry on a line of its own', async ({ page, user, customer, sql }) => {
  sql(`insert into layout (tenant_id, scope, owner, device, layer) select u.tenant_id, 'user', u.id::text, device, '{"hidden": {"general": true}}' from app_user u, unnest(array['desk', 'phone']) as device where u.id = '${user.id}'`);
  await enter(page, user, cardOf(customer));
  await myView(page).locator('summary').click();
  const entries = myView(page).locator('.menu-item:visible');
  await expect(entries.first()).toBeVisible();
  const boxes = await entries.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, width, height }) => ({ left, width, height })));
  expect(boxes.length).toBeGreaterThan(3);
  for (const box of boxes) {
    expect(box.width).toBeGreaterThan(3 * box.height);
    expect(Math.abs(box.left - boxes[0].left)).toBeLessThan(2);
  }
});
