// What the benches do on a running server before and while they measure.
import { sql } from '../server.mjs';
import { request } from './tools.mjs';

const password = 'Kundekort-2026';
// The customer with 50 contacts and 200 comments.
const number = 10001;

export const paths = {
  signIn: '/api/staff/sign-in',
  layout: '/api/staff/layout',
  save: '/api/staff/customer-fields',
  search: (query) => `/api/staff/search?query=${encodeURIComponent(query)}`,
  card: (id) => `/customers/${id}`,
  static: '/favicon.svg',
};
// The sections of a usual card, and the others.
export const others = ['invoice_pay', 'invoice_information', 'credit', 'order', 'working_hours', 'factor_agreement', 'pay_matrix', 'invoice_lines', 'process', 'notes', 'status', 'groups', 'tags', 'attributes', 'industry', 'classification', 'links'];
export const sections = ['general', 'contact_details', 'visiting_postal', 'directions', 'invoice_delivery', 'fixed_comments', 'comments', 'contacts', 'log'];

export async function expect(answer, statuses) {
  const got = await answer;
  if (!statuses.includes(got.status)) throw new Error(`status ${got.status}: ${got.body.slice(0, 500)}`);
  return got;
}

/** The customer whose card is measured, and a consultant of its firm, signed in, with the usual sections open. */
export async function visit(address, database) {
  const [customer] = sql(database, `select tenant_id, id, name, version, responsible from customer where number = ${number} order by tenant_id limit 1`);
  const [user] = sql(database, `select id, email from app_user where tenant_id = '${customer.tenant_id}' and role = 'consultant' and active order by email limit 1`);
  const cookie = await signIn(address, user.email);
  await arrange(address, cookie, sections, 'open');
  await arrange(address, cookie, others, 'fold');
  const page = await expect(request(address, paths.card(customer.id), { cookie }), [200]);
  if (!page.body.includes(customer.name.split(' ')[0])) throw new Error(`The card does not show ${customer.name}`);
  return { customer, user, cookie, card: paths.card(customer.id) };
}

export async function arrange(address, cookie, names, change) {
  for (const section of names) await expect(request(address, paths.layout, { cookie, form: { section, change, device: 'desk' } }), [200, 302, 303]);
}

async function signIn(address, email) {
  const answer = await expect(request(address, paths.signIn, { form: { email, password, next: '/' } }), [200, 302, 303]);
  const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
  if (!cookies.length) throw new Error(`${email} could not sign in: ${answer.body.slice(0, 500)}`);
  return cookies.join('; ');
}

/** The phone number of one customer 200 times, one after the other, each with the version before. */
export async function save(address, database, cookie, customer) {
  const times = [];
  const version = () => sql(database, `select version from customer where id = '${customer.id}'`)[0].version;
  const before = version();
  for (let at = 0; at < 200; at += 1) {
    const form = { customer: customer.id, version: before + at, 'patch[phone]': `+47755001${String(at % 100).padStart(2, '0')}` };
    times.push((await expect(request(address, paths.save, { cookie, form }), [200, 302, 303])).ms);
  }
  const after = version();
  if (after !== before + 200) throw new Error(`Of 200 saves ${after - before} took effect`);
  return times;
}
