// Steps that many journeys take.
import { expect, signedIn, test } from '../fixtures';
import type { Locator, Page } from '@playwright/test';
import type { Customer, Person } from '../state';

export const onPhone = () => test.info().project.name.startsWith('phone');
export const withScript = () => test.info().project.use.javaScriptEnabled !== false;
export const cardOf = (customer: Customer) => `/customers/${customer.id}`;
export const section = (page: Page, key: string) => page.locator(`.section[data-section="${key}"]`);
export const bodyOf = (page: Page, key: string) => section(page, key).locator('.section-body');
export const toast = (page: Page) => page.locator('#toasts');

/** Waits until the page's script listens, where scripts run. */
export async function awake(page: Page) {
  if (withScript()) await expect(page.locator('html')).toHaveAttribute('data-ready');
}

/** Goes to a page and waits until it can be used. */
export async function visit(page: Page, path: string) {
  await page.goto(path);
  await awake(page);
}

/** Signs in and goes to a page. */
export async function enter(page: Page, person: { email: string }, path: string) {
  await signedIn(page, person.email);
  await visit(page, path);
}

const sections = [
  'general', 'contact_details', 'visiting_postal', 'directions', 'invoice_delivery', 'invoice_pay', 'invoice_information', 'credit', 'order', 'working_hours', 'factor_agreement', 'pay_matrix', 'invoice_lines', 'process', 'own', 'fixed_comments', 'comments', 'contacts', 'dialog', 'diary', 'tasks', 'events',
  'corporate_structure', 'relations', 'responsibles', 'enquiries', 'documents', 'sharepoint', 'notes', 'status', 'departments', 'employees', 'groups', 'tags', 'attributes', 'industry', 'classification', 'links', 'log',
];

/** Opens all sections of a person on desk and phone, before they look. */
export function openAll(sql: (text: string) => unknown, person: Person) {
  const layer = JSON.stringify({ open: Object.fromEntries(sections.map((key) => [key, true])) });
  sql(`insert into layout (tenant_id, scope, owner, device, layer)
    select u.tenant_id, 'user', u.id::text, device, '${layer}' from app_user u, unnest(array['desk', 'phone']) as device where u.id = '${person.id}'`);
}

/** Signs in with all sections open and goes to a card. */
export async function openCard(page: Page, sql: (text: string) => unknown, person: Person, customer: Customer, rest = '') {
  openAll(sql, person);
  await enter(page, person, cardOf(customer) + rest);
}

/** The row of one field. */
export const field = (page: Page | Locator, key: string) => page.locator(`#field-${key}`);

/** Opens the editor of a field: by its value, or by its pencil where the value is a link. */
export async function edit(page: Page, key: string): Promise<Locator> {
  await page.locator(`#field-${key} [data-edit]`).click();
  const input = page.locator(`[id="input-${key}"]`);
  await expect(input).toBeVisible();
  return input;
}

/** Presses what sends a form, and waits until the server has answered: a field on the page says nothing of that. */
export const press = (page: Page, button: Locator) =>
  Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), button.click()]);

/** Picks an entry of a menu, given the menu's <details>, or what stands around the button of a section's. */
export async function pick(menu: Locator, entry: string) {
  await menu.locator('summary, .section-menu').filter({ visible: true }).click();
  await menu.locator('.menu-item', { hasText: entry }).or(menu.locator(`.menu-item[aria-label="${entry}"]`)).click();
}

/** Marks the page: what is there afterwards was not loaded anew. */
export const mark = (page: Page) => page.evaluate(() => void ((globalThis as any).stayed = true));
export const stayed = (page: Page) => page.evaluate(() => (globalThis as any).stayed === true);
