// The tabs of the card: in sight, in the menu beside, off, in the firm's order; and the firm's own.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, enter, field, section, visit } from './steps';
import type { Page } from '@playwright/test';

const row = (page: Page, name: string) => page.locator('.tab-row', { has: page.locator('.list-item-name', { hasText: new RegExp(`^${name}$`) }) });
const inSight = (page: Page) => page.locator('.tabs .tab');

/** Presses a button of a tab's row and waits for what it does. */
async function put(page: Page, name: string, place: string) {
  await row(page, name).getByRole('button', { name: place, exact: true }).click();
  await expect(row(page, name).getByRole('button', { name: place, exact: true })).toHaveAttribute('aria-pressed', 'true');
}

async function choose(page: Page, name: string, entry: string) {
  await row(page, name).locator('summary').click();
  await row(page, name).locator('.menu-item', { hasText: entry }).click();
}

/** Makes an own tab with some sections. */
async function make(page: Page, name: string, sections: string[]) {
  await visit(page, '/settings/tabs');
  await page.locator('#tab-new-nb').fill(name);
  for (const one of sections) await page.locator(`#tab-new-${one}`).check();
  await page.getByRole('button', { name: 'Legg til fanen' }).click();
  await expect(row(page, name)).toBeVisible();
}

test.describe('tabs of the card', { tag: '@nojs' }, () => {
  test('a tab is in sight, in the menu beside, or off, in the order that the firm chooses', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, cardOf(firm.customer));
    await expect(inSight(page)).toHaveText(['Oversikt', 'Kontakter', 'Dokumenter', 'Kommentarer', 'Dialog', 'Logg']);
    await expect(page.locator('.tab-menu')).toHaveCount(0);
    await visit(page, '/settings/tabs');
    await expect(page.locator('.settings-main')).toContainText('Vises på alle firmaets kort: 1.');
    await put(page, 'Kommentarer', 'I menyen ved siden av');
    await put(page, 'Logg', 'Ikke i bruk');
    await choose(page, 'Kontakter', 'Flytt opp');
    await expect(page.locator('.tab-row .list-item-name')).toHaveText(['Kontakter', 'Oversikt', 'Dokumenter', 'Kommentarer', 'Dialog', 'Logg']);
    // Without the overview there is no card.
    await expect(row(page, 'Oversikt').getByRole('button', { name: 'Ikke i bruk' })).toHaveCount(0);

    await visit(page, cardOf(firm.customer));
    await expect(inSight(page)).toHaveText(['Kontakter', 'Oversikt', 'Dokumenter', 'Dialog']);
    await page.locator('.tab-menu summary').click();
    await expect(page.locator('.tab-menu .menu-item')).toHaveText(['Kommentarer']);
    await page.locator('.tab-menu .menu-item').click();
    await expect(page.locator('.tab-menu summary')).toHaveText('Kommentarer');
    // A section still leads to the tab that is off, and then it is in sight.
    await visit(page, `${cardOf(firm.customer)}/log`);
    await expect(page.locator('.tabs [aria-current="page"]')).toHaveText('Logg');
  });

  test('an own tab lands in the menu and shows the sections that were chosen; colleagues have it too', async ({ page, another, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Faner på kundekortet' }).click();
    await make(page, 'Avtaler', ['credit', 'notes']);
    await expect(row(page, 'Avtaler')).toContainText('Seksjoner: Kreditt og oppfølging, Notater');
    await expect(row(page, 'Avtaler').getByRole('button', { name: 'I menyen ved siden av' })).toHaveAttribute('aria-pressed', 'true');

    const other = await another();
    await enter(other, firm.consultant, cardOf(firm.customer));
    await other.locator('.tab-menu summary').click();
    await other.locator('.tab-menu .menu-item', { hasText: 'Avtaler' }).click();
    await expect(other.locator('.tab-menu summary')).toHaveText('Avtaler');
    await expect(other.locator('.section[data-section]')).toHaveCount(2);
    await expect(section(other, 'credit')).toBeVisible();
    // Values are edited where they stand, and one stays in the tab.
    await section(other, 'notes').locator('[data-edit="notes"]').click();
    await other.locator('#input-notes').fill('Ring før du kommer.');
    await section(other, 'notes').getByRole('button', { name: 'Lagre' }).click();
    await expect(section(other, 'notes')).toContainText('Ring før du kommer.');
    expect(new URL(other.url()).pathname).toContain('/tab/');
    expect(sql(`select notes from customer where id = '${firm.customer.id}'`)).toEqual([{ notes: 'Ring før du kommer.' }]);
    // They may look at the page of tabs, and change nothing.
    await visit(other, '/settings/tabs');
    await expect(other.locator('.banner')).toContainText('Astrid Sjef');
    await expect(other.getByRole('button', { name: 'Legg til fanen' })).toHaveCount(0);
  });

  test('an own field stands in an own tab, is asked for there, and is back among own fields when the tab is gone', async ({ page, sql }, info) => {
    const firm = ownFirm(sql);
    const name = `Rammeavtale ${info.project.name}`;
    await enter(page, firm.administrator, '/settings/tabs');
    await make(page, 'Avtaler', []);
    await expect(row(page, 'Avtaler')).toContainText('Tom ennå.');
    await visit(page, '/settings/own-fields');
    await page.getByLabel('Navn på norsk').fill(name);
    await page.getByLabel('Hvor det står').selectOption({ label: 'Fanen Avtaler' });
    await page.getByRole('button', { name: 'Legg til feltet' }).click();
    await expect(page.locator('.list-item', { hasText: name })).toContainText('Fanen Avtaler');
    const key = sql(`select key from own_field where nb = '${name}' order by created_at desc limit 1`)[0].key as string;
    sql(`insert into field_rule (tenant_id, id, entity, field, company_ordinary) select tenant_id, gen_random_uuid(), 'customer', key, 'must' from own_field where key = '${key}'`);

    // The card says that it is missing, and leads into the tab.
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'own')).toHaveCount(0);
    await page.locator('.lacking').getByRole('link', { name }).click();
    await expect(page.locator(`#input-${key}`)).toBeVisible();
    await page.locator(`#input-${key}`).fill('R-2026');
    await field(page, key).getByRole('button', { name: 'Lagre' }).click();
    await expect(field(page, key)).toContainText('R-2026');
    await expect(page.locator('.lacking')).toHaveCount(0);

    // The tab is renamed, and taken away.
    await visit(page, '/settings/tabs');
    await expect(row(page, 'Avtaler')).toContainText(`Felter: ${name}`);
    await choose(page, 'Avtaler', 'Endre navn og innhold');
    await page.locator('#tab-change-nb').fill('Kontrakter');
    await page.locator('#tab-change-tags').check();
    await page.locator('.tab-row, .list-item').getByRole('button', { name: 'Lagre' }).click();
    await expect(row(page, 'Kontrakter')).toContainText('Seksjoner: Merkelapper');
    await choose(page, 'Kontrakter', 'Fjern fanen');
    await expect(page.locator('.list-item', { hasText: 'Fjerne fanen Kontrakter?' })).toBeVisible();
    await page.getByRole('button', { name: 'Fjern fanen' }).click();
    await expect(page.locator('.list-item', { hasText: 'Kontrakter' })).toHaveCount(0);
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'own')).toContainText('R-2026');
  });

  test('a name that another tab has is refused at its place, and what was typed stays', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/tabs');
    await make(page, 'Avtaler', []);
    await page.locator('#tab-new-nb').fill('avtaler');
    await page.locator('#tab-new-log').check();
    await page.getByRole('button', { name: 'Legg til fanen' }).click();
    await expect(page.locator('#tab-new-nb')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('#tab-new-nb')).toHaveValue('avtaler');
    await expect(page.locator('#tab-new-log')).toBeChecked();
    await page.locator('#tab-new-nb').fill('');
    await page.getByRole('button', { name: 'Legg til fanen' }).click();
    await expect(page.locator('#tab-new-nb-e')).toContainText('Må fylles ut');
    await expect(page.locator('.tab-row')).toHaveCount(7);
  });
});
