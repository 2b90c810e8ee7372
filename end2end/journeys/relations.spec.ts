// What customers are to one another, and who of our own is responsible with a title.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, enter, openCard, section, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import type { Customer } from '../state';

const undo = (page: Page) => (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' });
const bonds = (page: Page, key: string) => bodyOf(page, key).locator('.bonds > .bond');

/** A customer beside one, with two contact persons, related to nobody. */
function beside(sql: (text: string) => any[], customer: Customer, name: string): Customer {
  const number = 7_000_000 + customer.number;
  sql(`begin; insert into customer (tenant_id, id, number, name, status, responsible)
    select tenant_id, gen_random_uuid(), ${number}, '${name}', status, responsible from customer where id = '${customer.id}' on conflict do nothing;
    insert into contact (tenant_id, id, customer_id, first_name, last_name)
    select c.tenant_id, gen_random_uuid(), c.id, first, 'Dunk' from customer c, unnest(array['Ola', 'Kari']) as first
    where c.number = ${number} and not exists (select from contact k where k.customer_id = c.id); commit`);
  const [other] = sql(`select id, number, name from customer where number = ${number}`);
  sql(`delete from customer_relation where '${customer.id}' in (customer_id, other_id) or '${other.id}' in (customer_id, other_id)`);
  return other;
}

test.describe('relations', () => {
  test('one is added, reads from the other side on the other card, is changed and removed and taken back', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
    const other = beside(sql, customer, `Bekjent${customer.number} AS`);
    await openCard(page, sql, user, customer);
    const body = bodyOf(page, 'relations');
    await expect(body).toContainText('Ingen relasjoner ennå.');
    await body.getByRole('link', { name: 'Ny relasjon' }).click();
    const save = () => body.getByRole('button', { name: 'Lagre' }).click();
    await page.locator('#relation-kind').selectOption({ label: 'Leverandør til' });
    await page.locator('#relation-other').fill(other.name);
    await page.locator('#relation-contact').fill('dunk');
    await page.locator('#relation-from_day').fill('1.2.2026');
    await page.locator('#relation-to_day').fill('1.1.2026');
    await save();
    await expect(page.locator('#relation-contact-e')).toContainText('Flere kontaktpersoner passer.');
    await expect(page.locator('#relation-to_day-e')).toContainText('Til-datoen er før fra-datoen.');
    await expect(page.locator('#relation-other')).toHaveValue(other.name);
    await axe(page, ['.section[data-section="relations"]']);
    await page.locator('#relation-contact').fill('Kari Dunk');
    await page.locator('#relation-to_day').fill('');
    await save();
    await expect(bonds(page, 'relations')).toHaveCount(1);
    await expect(bonds(page, 'relations')).toContainText('Leverandør til');
    await expect(bonds(page, 'relations')).toContainText('siden 1.2.2026');
    await expect(bonds(page, 'relations').getByRole('link', { name: 'Kari Dunk' })).toBeVisible();
    await expect(section(page, 'relations').locator('.digest')).toHaveText('1 relasjon');
    await axe(page, ['.section[data-section="relations"]']);
    await bonds(page, 'relations').getByRole('link', { name: other.name, exact: true }).click();
    await expect(page).toHaveURL(cardOf(other));
    await expect(bonds(page, 'relations')).toContainText('Kunde av');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(`${user.name} la til relasjonen til ${customer.name}`);
    await page.getByRole('link', { name: `Endre relasjonen til ${customer.name}` }).click();
    await page.locator('#relation-note').fill('Fast avtale');
    await save();
    await expect(bonds(page, 'relations')).toContainText('Fast avtale');
    await page.getByRole('button', { name: `Fjern relasjonen til ${customer.name}` }).click();
    await expect(bonds(page, 'relations')).toHaveCount(0);
    await undo(page).click();
    await expect(bonds(page, 'relations')).toContainText('Fast avtale');
  });

  test('the same relation twice is refused, and what was typed stays', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
    const other = beside(sql, customer, `Dobbel${customer.number} AS`);
    sql(`insert into customer_relation (tenant_id, customer_id, other_id, kind)
      select c.tenant_id, '${other.id}', c.id, i.id from customer c join list_item i on i.tenant_id = c.tenant_id and i.kind = 'relation_kind' and i.nb = 'Samarbeider med' where c.id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await bodyOf(page, 'relations').getByRole('link', { name: 'Ny relasjon' }).click();
    await page.locator('#relation-kind').selectOption({ label: 'Samarbeider med' });
    await page.locator('#relation-other').fill(String(other.number));
    await page.locator('#relation-note').fill('En gang til');
    await bodyOf(page, 'relations').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#relation-kind-e')).toContainText('Det samme står der allerede.');
    await expect(page.locator('#relation-note')).toHaveValue('En gang til');
    await page.locator('#relation-other').fill(String(customer.number));
    await bodyOf(page, 'relations').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#relation-other-e')).toContainText('En kunde kan ikke ha en relasjon til seg selv.');
    await expect(bonds(page, 'relations')).toHaveCount(1);
  });

  test('an administrator names a kind from the other side', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
    const name = `Slag${customer.number}${test.info().project.name}`;
    sql(`delete from list_item where kind = 'relation_kind' and nb like '${name}%'`);
    await enter(page, user, '/lists/relation_kind');
    await page.locator('#list-name').fill(name);
    await page.getByRole('button', { name: 'Legg til' }).click();
    const row = page.locator('.list-item', { hasText: name });
    await row.locator('summary').click();
    await row.getByRole('link', { name: 'Gi nytt navn' }).click();
    await axe(page, ['.lists-section']);
    await page.locator('#list-inverse_nb').fill(`${name} motsatt`);
    await page.locator('.list-item').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('.list-item', { hasText: name })).toContainText(`${name} motsatt`);
    await visit(page, `${cardOf(customer)}?add=relation`);
    await expect(page.locator('#relation-kind option', { hasText: name })).toHaveText([name, `${name} motsatt`]);
    sql(`delete from list_item where kind = 'relation_kind' and nb like '${name}%'`);
  });
});

test.describe('responsibles', () => {
  test('colleagues get titles, another title, and go again, and it is taken back', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
    sql(`delete from customer_responsible where customer_id = '${customer.id}'`);
    const [colleague] = sql(`select name, email from app_user where tenant_id = (select tenant_id from customer where id = '${customer.id}') and active and role = 'consultant' order by name limit 1`);
    await openCard(page, sql, user, customer);
    const body = bodyOf(page, 'responsibles');
    await expect(body).toContainText('Kundekonsulent');
    await expect(body).toContainText('Ingen andre ansvarlige ennå.');
    const add = async (title: string) => {
      await body.getByRole('link', { name: 'Ny ansvarlig' }).click();
      await page.locator('#responsible-user').selectOption({ label: colleague.name });
      await page.locator('#responsible-title').selectOption({ label: title });
      await body.getByRole('button', { name: 'Lagre' }).click();
    };
    await add('Selger');
    const titled = bonds(page, 'responsibles').filter({ hasText: 'Selger' });
    await expect(titled).toContainText(colleague.name);
    await expect(titled.getByRole('link', { name: `Skriv e-post til ${colleague.name}` })).toHaveAttribute('href', `mailto:${colleague.email}`);
    await axe(page, ['.section[data-section="responsibles"]']);
    await add('Selger');
    await expect(page.locator('#responsible-title-e')).toContainText('Det samme står der allerede.');
    await axe(page, ['.section[data-section="responsibles"]']);
    await page.locator('#responsible-title').selectOption({ label: 'Rekrutterer' });
    await body.getByRole('button', { name: 'Lagre' }).click();
    await expect(bonds(page, 'responsibles').filter({ hasText: 'Rekrutterer' })).toHaveCount(1);
    await page.getByRole('link', { name: `Endre tittelen til ${colleague.name}, Selger` }).click();
    await page.locator('#responsible-title').selectOption({ label: 'Lønn og faktura' });
    await body.getByRole('button', { name: 'Lagre' }).click();
    await expect(bonds(page, 'responsibles').filter({ hasText: 'Lønn og faktura' })).toHaveCount(1);
    await expect(titled).toHaveCount(0);
    await page.getByRole('button', { name: `Fjern ${colleague.name} som Lønn og faktura` }).click();
    await expect(bonds(page, 'responsibles').filter({ hasText: 'Lønn og faktura' })).toHaveCount(0);
    await undo(page).click();
    await expect(bonds(page, 'responsibles').filter({ hasText: 'Lønn og faktura' })).toHaveCount(1);
  });

  test('titles of those responsible are a list that the firm edits', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
    const name = `Tittel${customer.number}${test.info().project.name}`;
    sql(`delete from list_item where kind = 'responsible_title' and nb = '${name}'`);
    await enter(page, user, '/lists/responsible_title');
    await page.locator('#list-name').fill(name);
    await page.getByRole('button', { name: 'Legg til' }).click();
    await expect(page.locator('.list-item', { hasText: name })).toBeVisible();
    await visit(page, `${cardOf(customer)}?add=responsible`);
    await expect(page.locator('#responsible-title option', { hasText: name })).toHaveCount(1);
    sql(`delete from list_item where kind = 'responsible_title' and nb = '${name}'`);
  });
});
