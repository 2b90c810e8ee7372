// Activities: tasks, events and diary entries on a card, and the consultant's diary.
import { axe, expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, enter, onPhone, section, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

type Sql = (text: string) => any[];

/** The types of a firm, and the day that it is there. */
function withTypes(sql: Sql) {
  const firm = ownFirm(sql);
  sql(`insert into list_item (tenant_id, kind, activity_kind, nb, sv, en, position)
    select c.tenant_id, 'activity_type', t.kind, t.name, t.name, t.name, t.place from customer c,
      (values (1, 'event', 'Kundemøte'), (2, 'event', 'Kundebesøk'), (3, 'task', 'Oppgave'), (4, 'call', 'Samtale')) as t (place, kind, name)
    where c.id = '${firm.customer.id}'`);
  const [{ day }] = sql(`select (now() at time zone 'Europe/Oslo')::date::text as day`);
  return { ...firm, day: day as string };
}

/** An activity of the consultant's at the customer, today at ten. */
function meeting(sql: Sql, customer: string, title: string) {
  sql(`insert into activity (tenant_id, customer_id, activity_type, kind, title, starts_on, starts_at, ends_at, responsible)
    select c.tenant_id, c.id, i.id, 'event', '${title}', (now() at time zone 'Europe/Oslo')::date, '10:00', '11:30', c.responsible
    from customer c join list_item i on i.tenant_id = c.tenant_id and i.nb = 'Kundemøte' where c.id = '${customer}'`);
}

const undo = (page: Page) => (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' });
const slot = (page: Page, day: string, time: string) => page.locator(`[data-slot][data-day="${day}"][data-time="${time}"]`);

test.describe('activities', { tag: '@nojs' }, () => {
  test('a task is added, done and not done again; an event is called off, and all is logged', async ({ page, sql }) => {
    const firm = withTypes(sql);
    await enter(page, firm.consultant, `${cardOf(firm.customer)}?add=task#new-task`);
    const task = page.locator('#new-task');
    await task.getByLabel('Navn').fill('Send tilbud');
    await task.getByLabel('Klokkeslett').fill('9');
    await task.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#activity-starts_on-e')).toContainText('Fyll inn dagen også');
    await expect(task.getByLabel('Navn')).toHaveValue('Send tilbud');
    await task.getByLabel('Frist').fill('1.1.2026');
    await task.getByRole('button', { name: 'Lagre' }).click();
    await expect(bodyOf(page, 'tasks').locator('.list-item')).toContainText('Over fristen');
    await expect(section(page, 'tasks').locator('.digest')).toHaveText('1 å gjøre · 1 over fristen');
    await expect(page.locator('.quick-row')).toContainText('Oppgaver 1');
    await bodyOf(page, 'tasks').getByRole('button', { name: 'Merk som utført: Send tilbud' }).click();
    await expect(section(page, 'tasks').locator('.digest')).toHaveText('ingen');
    await undo(page).click();
    await expect(section(page, 'tasks').locator('.digest')).toHaveText('1 å gjøre · 1 over fristen');

    // A new event is filled in with the customer and the day; its name leads to all about it.
    await visit(page, '/diary');
    await visit(page, `${cardOf(firm.customer)}?add=event#new-event`);
    const event = page.locator('#new-event');
    await event.getByLabel('Navn').fill('Årsmøte');
    await event.getByLabel('Klokkeslett').fill('9.30');
    await event.getByText('Hvem som er med').click();
    await event.getByLabel('Ola Nordmann').check();
    await event.getByRole('button', { name: 'Lagre' }).click();
    await expect(bodyOf(page, 'events').locator('.list-item')).toContainText('Planlagt');
    await bodyOf(page, 'events').getByRole('link', { name: 'Årsmøte' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Årsmøte');
    await expect(page.locator('.activity-page')).toContainText('Bjørk AS');
    await expect(page.locator('.activity-page')).toContainText('Ola Nordmann');
    await page.getByRole('button', { name: 'Avlys' }).click();
    await expect(page.locator('.activity-page .section-head .ds-tag')).toHaveText('Avlyst');
    await page.getByRole('link', { name: 'Endre' }).click();
    await page.locator('#activity-form').getByLabel('Navn').fill('Årsmøtet');
    await page.locator('#activity-form').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Årsmøtet');
    await page.locator('.up').getByRole('link', { name: 'Bjørk AS' }).click();
    await expect(section(page, 'events').locator('.digest')).toHaveText('1 avlyst');
    await visit(page, `${cardOf(firm.customer)}/log?log=activity`);
    await expect(page.locator('.log-row').first()).toContainText('endret aktiviteten Årsmøtet');
  });

  test('a visit is logged in two taps, and taken back', async ({ page, sql }) => {
    const firm = withTypes(sql);
    await enter(page, firm.consultant, cardOf(firm.customer));
    await page.locator('.visit-menu > summary').click();
    await page.locator('.visit-menu').getByRole('button', { name: 'Kundebesøk' }).click();
    await expect(section(page, 'events').locator('.digest')).toHaveText('1 utført');
    await expect(bodyOf(page, 'events').locator('.list-item')).toContainText('Kari Vik');
    await undo(page).click();
    await expect(section(page, 'events').locator('.digest')).toHaveText('ingen');
    // What it was is chosen, and not the first because Enter was pressed in the note.
    await page.locator('.visit-menu > summary').click();
    await page.getByLabel('Notat (valgfritt)').fill('Ringte om lønn');
    await page.getByLabel('Notat (valgfritt)').press('Enter');
    await page.locator('.visit-menu').getByRole('button', { name: 'Samtale' }).click();
    await expect(section(page, 'diary').locator('.digest')).not.toHaveText('ingen');
    expect(sql(`select count(*)::int as n from activity where customer_id = '${firm.customer.id}'`)).toEqual([{ n: 1 }]);
  });

  test('a new entry that is left leads back to the diary, and nothing is kept', async ({ page, sql }) => {
    const firm = withTypes(sql);
    await enter(page, firm.consultant, '/diary/new');
    await page.locator('#activity-title').fill('Noe annet');
    await page.getByRole('link', { name: 'Avbryt' }).click();
    await expect(page).toHaveURL(/\/diary$/);
    expect(sql(`select count(*)::int as n from activity where customer_id = '${firm.customer.id}'`)).toEqual([{ n: 0 }]);
  });

  test('the diary has all that one is in, by day, week, month and as a list', async ({ page, sql }) => {
    const firm = withTypes(sql);
    meeting(sql, firm.customer.id, 'Formøte');
    await enter(page, firm.consultant, '/diary');
    const entry = page.locator('.diary-entry', { hasText: 'Formøte' });
    await expect(entry).toHaveCount(1);
    await expect(entry).toContainText('Bjørk AS');
    for (const view of ['Dag', 'Måned', 'Liste', 'Uke']) {
      await page.locator('.diary-bar').getByRole('link', { name: view, exact: true }).click();
      await expect(entry).toHaveCount(1);
    }
    await page.getByRole('link', { name: 'Neste' }).click();
    await expect(entry).toHaveCount(0);
    await page.getByRole('link', { name: 'I dag' }).click();
    await expect(entry).toHaveCount(1);
    await page.getByLabel('Slag').selectOption('Oppgave');
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await expect(entry).toHaveCount(0);
    await expect(page).toHaveURL(/kind=task/);
    // A colleague who is not in it does not have it; on the customer's calendar it is for everybody.
    await enter(page, firm.administrator, '/diary?view=list');
    await expect(entry).toHaveCount(0);
    await visit(page, `/diary?view=list&customer=${firm.customer.id}`);
    await expect(entry).toHaveCount(1);
    // What is of no customer stands in the diary alone.
    await page.getByRole('link', { name: 'Ny aktivitet' }).first().click();
    await expect(page.locator('#activity-customer')).toHaveValue('Bjørk AS');
    await page.locator('#activity-customer').fill('Finnes ikke AS');
    await page.getByLabel('Navn').fill('Kurs');
    await page.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#activity-customer-e')).toBeVisible();
    await page.locator('#activity-customer').fill('');
    await page.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kurs');
    await visit(page, '/diary');
    await expect(page.locator('.diary-entry', { hasText: 'Kurs' })).toHaveCount(1);
  });
});

test('an entry is moved by keyboard and by pointer, and taken back @desk', async ({ page, sql }) => {
  test.skip(!withScript() || onPhone(), 'needs a script and a wide screen');
  const firm = withTypes(sql);
  meeting(sql, firm.customer.id, 'Formøte');
  await enter(page, firm.consultant, '/diary?view=week');
  await expect(slot(page, firm.day, '10:00')).toContainText('Formøte');
  await page.getByRole('button', { name: 'Flytt Formøte' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(slot(page, firm.day, '12:00')).toContainText('12:00–13:30');
  await expect(toast(page)).toContainText('Flyttet til');
  await undo(page).click();
  await expect(slot(page, firm.day, '10:00')).toContainText('Formøte');
  await page.getByRole('button', { name: 'Flytt Formøte' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(slot(page, firm.day, '10:00')).toContainText('Formøte');
  await page.getByRole('button', { name: 'Flytt Formøte' }).hover();
  await page.mouse.down();
  await slot(page, firm.day, '14:00').hover();
  await page.mouse.up();
  await expect(slot(page, firm.day, '14:00')).toContainText('14:00–15:30');
  await axe(page);
});

test('the firm makes types of its own, and the help shows the diary @desk', async ({ page, sql }) => {
  const firm = withTypes(sql);
  await enter(page, firm.administrator, '/lists/activity_type');
  await page.getByLabel('Ny verdi').fill('Befaring');
  await page.getByLabel('Slag').selectOption('Hendelse');
  await page.getByRole('button', { name: 'Legg til' }).click();
  await expect(page.locator('.list-item', { hasText: 'Befaring' })).toContainText('Hendelse');
  await visit(page, `${cardOf(firm.customer)}?add=event#new-event`);
  await expect(page.locator('#activity-activity_type option', { hasText: 'Befaring' })).toHaveCount(1);
  await visit(page, '/help/diary');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Konsulentens dagbok');
});
