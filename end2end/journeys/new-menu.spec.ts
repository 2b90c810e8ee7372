// The menu of what can be added to a customer, in the header of its card.
import { axe, expect, test } from '../fixtures';
import { cardOf, enter, pick, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

/** The entries, and what each opens. */
const added: Record<string, { section: string; place: string }> = {
  'Ny kontakt': { section: 'contacts', place: '#new-contact' },
  'Ny oppgave': { section: 'tasks', place: '#new-task' },
  'Ny hendelse': { section: 'events', place: '#new-event' },
  'Ny aktivitet': { section: 'diary', place: '#new-activity' },
  'Nytt dokument': { section: 'documents', place: '#new-document' },
  'Legg til ansatt': { section: 'employees', place: '#new-employee' },
  'Ny relasjon': { section: 'relations', place: '#new-relation' },
};
const menu = (page: Page) => page.locator('.new-menu');

for (const change of ['open', 'hidden'] as const) {
  test(`all that is in it opens in sight where sections are ${change === 'open' ? 'folded' : 'hidden'}`, { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
    const is = Object.fromEntries([...Object.values(added).map(({ section }) => section), 'comments'].map((key) => [key, change === 'hidden']));
    sql(`insert into layout (tenant_id, scope, owner, device, layer)
      select u.tenant_id, 'user', u.id::text, device, '${JSON.stringify({ [change]: is })}' from app_user u, unnest(array['desk', 'phone']) as device where u.id = '${user.id}'`);
    await enter(page, user, cardOf(customer));
    for (const [entry, { place }] of Object.entries(added)) {
      await visit(page, cardOf(customer));
      await pick(menu(page), entry);
      await expect(page.locator(place), entry).toBeInViewport();
      if (withScript()) await expect(page.locator(`${place}:focus, ${place} :focus`), entry).toHaveCount(1);
    }
    await visit(page, cardOf(customer));
    await pick(menu(page), 'Ny kommentar');
    await expect(page).toHaveURL(/\/comments#comment-body$/);
    await expect(page.getByLabel('Ny kommentar')).toBeFocused();
  });
}

test('a comment is written where comments are open', { tag: '@nojs' }, async ({ page, user, customer }) => {
  await enter(page, user, cardOf(customer));
  await expect(page.locator('.section[data-section="comments"]')).toHaveAttribute('data-open', 'true');
  await pick(menu(page), 'Ny kommentar');
  await expect(page).toHaveURL(/\/customers\/[^/]+#comment-body$/);
  await expect(page.getByLabel('Ny kommentar')).toBeFocused();
});

test('on the narrowest phone all quick actions are in reach, and so is what they open', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const within = async (selector: string) => {
    const boxes = await page.locator(selector).evaluateAll((all) => all.map((one) => ((box) => [box.left, box.right])(one.getBoundingClientRect())));
    for (const [left, right] of boxes) expect(left >= 0 && right <= 320, `${selector} from ${left} to ${right}`).toBe(true);
    return boxes.length;
  };
  const openEach = async () => {
    for (const one of ['.visit-menu', '.new-menu']) {
      await page.locator(`${one} > summary`).click();
      await expect(page.locator(`${one} > .menu-panel`)).toBeVisible();
      await within(`${one} > .menu-panel`);
      await page.keyboard.press('Escape');
    }
  };
  sql(`update customer set phone = '+4775500120', mobile = '+4791234567', email = 'post@kunden.example', visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø' where id = '${customer.id}'`);
  await enter(page, user, cardOf(customer));
  expect(await within('.actionbar .ds-button')).toBe(6);
  await openEach();
  await axe(page, ['.actionbar']);
  sql(`update customer set phone = null, mobile = null, email = null, visiting_street = null, visiting_postal_code = null, visiting_place = null where id = '${customer.id}'`);
  await visit(page, cardOf(customer));
  expect(await within('.actionbar .ds-button')).toBe(2);
  await openEach();
});
