// The card as the firm arranges it: on a card, as a draft, for everybody or a role, published, and earlier ones
// brought back; and as a colleague has it.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, enter, onPhone, section, visit } from './steps';
import type { Page } from '@playwright/test';

const arranging = (page: Page) => page.locator('.arranging');
const fold = (page: Page, key: string) => section(page, key).locator('.fold').click();
const press = (page: Page, name: string) => arranging(page).getByRole('button', { name }).click();

/** A firm whose people have arranged nothing themselves. */
function plainFirm(sql: (text: string) => any[]) {
  const firm = ownFirm(sql);
  sql(`delete from layout where tenant_id = (select tenant_id from customer where id = '${firm.customer.id}')`);
  return firm;
}

test.describe("the firm's layout", { tag: '@nojs' }, () => {
  test('it is arranged on a card, nobody sees it before it is published, and what somebody arranged themselves stays', async ({ page, another, sql }) => {
    const firm = plainFirm(sql);
    const card = cardOf(firm.customer);
    const other = await another();
    await enter(other, firm.consultant, card);
    await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'true');
    await fold(other, 'comments');
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'false');

    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Kortets oppsett' }).click();
    await page.locator('#layout-firm').getByRole('link', { name: 'Ordne' }).click();
    await expect(arranging(page)).toContainText('Du ordner kortet for alle.');
    await expect(arranging(page).getByRole('button', { name: 'Publiser' })).toHaveCount(0);
    await fold(page, 'fixed_comments');
    await expect(arranging(page)).toContainText('Når du publiserer, ser én annen det slik.');
    await fold(page, 'comments');
    await expect(section(page, 'comments')).toHaveAttribute('data-open', 'false');

    await visit(other, card);
    await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'true');
    await press(page, 'Publiser');
    await expect(arranging(page)).toContainText('Slik er det nå.');
    await visit(other, card);
    await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'false');
    // Both had folded the comments; the firm's default unfolded again, theirs stays.
    await fold(page, 'comments');
    await expect(arranging(page).getByRole('button', { name: 'Publiser' })).toBeVisible();
    await press(page, 'Publiser');
    await expect(arranging(page)).toContainText('Slik er det nå.');
    await visit(other, card);
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'false');

    // An earlier version comes back as a draft.
    await visit(page, '/settings/layout');
    await expect(page.locator('#layout-firm')).toContainText('Astrid Sjef');
    await page.locator('#layout-firm summary').click();
    await page.locator('#layout-firm').getByRole('button', { name: 'Hent fram som utkast' }).last().click();
    await expect(section(page, 'fixed_comments')).toHaveAttribute('data-open', 'true');
    await press(page, 'Publiser');
    await expect(arranging(page)).toContainText('Slik er det nå.');
    await visit(other, card);
    await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'true');
  });

  test('a role has its own on top, and a draft can be thrown away', async ({ page, another, sql }) => {
    const firm = plainFirm(sql);
    const card = cardOf(firm.customer);
    await enter(page, firm.administrator, `${card}?arrange=consultant`);
    await expect(arranging(page)).toContainText('Du ordner kortet for konsulenter.');
    await fold(page, 'fixed_comments');
    await press(page, 'Publiser');
    await expect(arranging(page)).toContainText('Slik er det nå.');
    const other = await another();
    await enter(other, firm.consultant, card);
    await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'false');
    await visit(page, card);
    await expect(section(page, 'fixed_comments')).toHaveAttribute('data-open', 'true');

    await visit(page, `${card}?arrange=administrator`);
    await fold(page, 'comments');
    await expect(arranging(page).getByRole('button', { name: 'Forkast' })).toBeVisible();
    await press(page, 'Forkast');
    await expect(section(page, 'comments')).toHaveAttribute('data-open', 'true');
    await expect(arranging(page).getByRole('button', { name: 'Publiser' })).toHaveCount(0);
    // For the other kind of device too.
    await arranging(page).getByRole('link', { name: onPhone() ? 'PC' : 'Telefon' }).click();
    await expect(page.locator('.board')).toHaveAttribute('data-device', onPhone() ? 'desk' : 'phone');
    // Nothing of the customer is changed meanwhile.
    await expect(page.locator('[data-edit]')).toHaveCount(0);
    // Who may not arrange for others arranges for themselves.
    await visit(other, `${card}?arrange=firm`);
    await expect(arranging(other)).toHaveCount(0);
    await fold(other, 'comments');
    await expect(section(other, 'comments')).toHaveAttribute('data-open', 'false');
    await visit(page, '/settings/layout');
    await expect(page.locator('#layout-firm')).toContainText('Som i produktet');
  });

  test("a colleague's view is tried, taken over, and given back", async ({ page, another, sql }) => {
    const firm = plainFirm(sql);
    const card = cardOf(firm.customer);
    const other = await another();
    await enter(other, firm.consultant, card);
    await fold(other, 'fixed_comments');
    await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'false');

    await enter(page, firm.administrator, card);
    await page.locator('.tabbar-end details.menu summary').click();
    await page.locator('.tabbar-end .menu-item', { hasText: 'Prøv en kollegas visning' }).click();
    await page.locator('.list-item', { hasText: 'Kari Vik' }).getByRole('link', { name: 'Se den' }).click();
    await expect(arranging(page)).toContainText('Slik har Kari Vik ordnet kortet.');
    await expect(section(page, 'fixed_comments')).toHaveAttribute('data-open', 'false');
    await expect(page.locator('.fold')).toHaveCount(0);
    await arranging(page).getByRole('link', { name: 'Tilbake til min' }).click();
    await expect(section(page, 'fixed_comments')).toHaveAttribute('data-open', 'true');
    await visit(page, `${card}/layouts`);
    await page.locator('.list-item', { hasText: 'Kari Vik' }).getByRole('link', { name: 'Se den' }).click();
    await press(page, 'Ta den i bruk');
    await expect(arranging(page)).toHaveCount(0);
    await expect(section(page, 'fixed_comments')).toHaveAttribute('data-open', 'false');
    await page.locator('.tabbar-end details.menu summary').click();
    // What a menu holds are its entries, and not their markup.
    await expect(page.locator('.tabbar-end .menu-panel')).not.toContainText('<', { useInnerText: true });
    await page.locator('.tabbar-end .menu-item', { hasText: 'Angre siste endring' }).click();
    await expect(section(page, 'fixed_comments')).toHaveAttribute('data-open', 'true');
  });
});

test('what is published is what was arranged last, though its save is still under way', { tag: '@desk' }, async ({ page, another, sql }) => {
  const firm = plainFirm(sql);
  const card = cardOf(firm.customer);
  await enter(page, firm.administrator, `${card}?arrange=firm`);
  await fold(page, 'comments');
  await expect(arranging(page).getByRole('button', { name: 'Publiser' })).toBeVisible();
  // The next save waits on its way.
  await page.evaluate(() => {
    const here = globalThis as any;
    const [send, held] = [here.fetch, new Promise((resolve) => { here.goOn = resolve; })];
    here.fetch = async (...asked: unknown[]) => {
      here.fetch = send;
      here.isHeld = true;
      await held;
      return send(...asked);
    };
  });
  await fold(page, 'fixed_comments');
  await page.waitForFunction(() => (globalThis as any).isHeld);
  await press(page, 'Publiser');
  await page.evaluate(() => (globalThis as any).goOn());
  await expect(arranging(page)).toContainText('Slik er det nå.');
  const other = await another();
  await enter(other, firm.consultant, card);
  await expect(section(other, 'fixed_comments')).toHaveAttribute('data-open', 'false');
});
