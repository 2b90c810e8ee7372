// What repeats: on each of its days, changed one at a time, from one on, or all.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, section, visit } from './steps';

test('what repeats is on each of its days; one is done and the later ones are changed', { tag: '@nojs' }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  sql(`insert into list_item (tenant_id, kind, activity_kind, nb, sv, en) select c.tenant_id, 'activity_type', 'event', 'Kundemøte', 'Kundemøte', 'Kundemøte'
    from customer c where c.id = '${firm.customer.id}'`);
  await enter(page, firm.consultant, `${cardOf(firm.customer)}?add=event#new-event`);
  const form = page.locator('#new-event');
  await form.getByLabel('Navn').fill('Ukemøte');
  await form.getByLabel('Dag', { exact: true }).fill('1.1.2999');
  await form.getByLabel('Klokkeslett').fill('9');
  await form.getByText('Gjentakelse').click();
  await form.getByLabel('Gjenta', { exact: true }).selectOption('Ukentlig');
  await form.getByLabel('onsdag').check();
  await form.getByLabel('Til og med').fill('1.1.2999');
  await form.getByRole('button', { name: 'Lagre' }).click();
  // The last day is before the first: said at its place, and nothing is lost.
  await expect(page.locator('#activity-until-e')).toContainText('senere siste dag');
  await expect(form.getByLabel('onsdag')).toBeChecked();
  await form.getByLabel('Til og med').fill('31.1.2999');
  await form.getByRole('button', { name: 'Lagre' }).click();
  const row = bodyOf(page, 'events').locator('.list-item');
  await expect(row).toContainText('hver uke på onsdag, til 31.1.2999');
  await expect(section(page, 'events').locator('.digest')).toContainText('1 planlagt');
  await visit(page, '/diary?view=list&day=2999-01-01');
  const entries = page.locator('.diary-entry', { hasText: 'Ukemøte' });
  await expect(entries).toHaveCount(5);

  // One is done: the others are not.
  await entries.nth(1).getByRole('link').click();
  await page.getByRole('button', { name: 'Utført' }).click();
  await expect(page.locator('.activity-page .section-head .ds-tag')).toHaveText('Utført');
  await expect(page.locator('.activity-page')).toContainText('Én av en rekke');
  await visit(page, '/diary?view=list&day=2999-01-01');
  await expect(entries).toHaveCount(5);
  await expect(page.locator('.diary-entry[data-state="done"]')).toHaveCount(1);

  // The later ones get another time; the earlier stay.
  await entries.nth(3).getByRole('link').click();
  await page.getByRole('link', { name: 'Endre' }).click();
  const change = page.locator('#activity-form');
  await change.getByLabel('Denne og de senere').check();
  await change.getByLabel('Klokkeslett').fill('13');
  await change.getByRole('button', { name: 'Lagre' }).click();
  await expect(page.locator('.activity-page')).toContainText('13:00');
  await visit(page, '/diary?view=list&day=2999-01-01');
  await expect(entries.filter({ hasText: '09:00' })).toHaveCount(3);
  await expect(entries.filter({ hasText: '13:00' })).toHaveCount(2);

  // One is deleted, then all.
  await entries.nth(3).getByRole('link').click();
  await page.getByText('Slett …').click();
  await page.getByRole('button', { name: 'Bare denne' }).click();
  await expect(page).toHaveURL(/customers/);
  await visit(page, '/diary?view=list&day=2999-01-01');
  await expect(entries).toHaveCount(4);
  await entries.nth(0).getByRole('link').click();
  await page.getByText('Slett …').click();
  await page.getByRole('button', { name: 'Alle', exact: true }).click();
  await expect(page).toHaveURL(/customers/);
  await visit(page, '/diary?view=list&day=2999-01-01');
  await expect(entries).toHaveCount(2);
  await expect(page.locator('.diary-entry[data-state="done"]')).toHaveCount(1);
});
