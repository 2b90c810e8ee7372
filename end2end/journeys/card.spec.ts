// Reading a card: its header, quick actions, sections and addresses.
import { expect, looksOnly, signIn, test } from '../fixtures';
import { bodyOf, cardOf, enter, openCard, pick, section, visit, withScript } from './steps';
import type { Customer } from '../state';

const titles: Record<string, string> = {
  general: 'Generell informasjon',
  contact_details: 'Kontaktopplysninger',
  visiting_postal: 'Besøks- og postadresse',
  directions: 'Veibeskrivelse',
  invoice_delivery: 'Faktura og levering',
  fixed_comments: 'Faste kommentarer',
  comments: 'Kommentarer',
  contacts: 'Kontaktpersoner',
  log: 'Logg',
};

/** Bodø Sveis & Montasje AS «Sveisen», of which nothing is left to chance; only to be looked at. */
const sveisen = (sql: (text: string) => any[]): Customer => sql(`select id, number, name from customer where number = ${looksOnly}`)[0];

test.describe('header', { tag: ['@nojs', '@phone'] }, () => {
  test('says who it is, how it stands, who is responsible and who changed it last', async ({ page, user, sql }) => {
    await openCard(page, sql, user, sveisen(sql));
    await expect(page).toHaveTitle('Bodø Sveis & Montasje AS – Kundekort');
    const header = page.locator('.card-header');
    await expect(header.getByRole('heading', { level: 1 })).toHaveText('Bodø Sveis & Montasje AS «Sveisen»');
    await expect(header.locator('.ds-tag')).toHaveText('Aktiv');
    await expect(header).toContainText(/Kunde 10\s237/);
    await expect(header.locator('.meta-key')).toContainText('Erik Moen');
    await expect(header).toContainText('988 077 917');
    await expect(header).toContainText('Produksjon av metallkonstruksjoner');
    await expect(header).toContainText(/Endret .+ av Lotta Berg/);
  });

  test('calls, writes and leads there with one click', async ({ page, user, customer, sql }) => {
    sql(`update customer set phone = '+4775500120', mobile = '+4791234567', email = 'post@kunden.example',
      visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø', visiting_country = 'NO' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const actions = page.getByRole('navigation', { name: 'Hurtigvalg' });
    await expect(actions.getByRole('link', { name: 'Ring' })).toHaveAttribute('href', 'tel:+4775500120');
    await expect(actions.getByRole('link', { name: 'SMS' })).toHaveAttribute('href', /\/dialog\?write=sms&other=%2B4791234567/);
    await expect(actions.getByRole('link', { name: 'E-post' })).toHaveAttribute('href', /\/dialog\?write=email&other=post%40kunden.example/);
    const route = new URL((await actions.getByRole('link', { name: 'Rute' }).getAttribute('href'))!);
    expect(route.origin + route.pathname).toBe('https://www.google.com/maps/dir/');
    expect(Object.fromEntries(route.searchParams)).toEqual({
      api: '1',
      origin: 'Storgata 38, 8006 Bodø',
      destination: 'Verftsgata 14, 8006 Bodø, Norway',
      travelmode: 'driving',
    });
  });

  test('offers no call, letter or route where there is nothing to reach', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set phone = null, mobile = null, email = null, visiting_street = null where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await expect(page.getByRole('navigation', { name: 'Hurtigvalg' }).getByRole('link')).toHaveCount(0);
    await expect(page.getByText('Rute med bil')).toHaveCount(0);
  });

  test('stays in sight while the card is scrolled', async ({ page, user, rich, sql }) => {
    await openCard(page, sql, user, rich);
    const name = page.getByRole('heading', { level: 1 });
    await section(page, 'log').scrollIntoViewIfNeeded();
    await expect(section(page, 'log').locator('h2')).toBeInViewport();
    await expect(name).toBeInViewport({ ratio: 0.9 });
    await expect(page.locator('.card-header .meta-key')).toBeInViewport({ ratio: 0.9 });
    await expect(page.getByRole('navigation', { name: 'Hurtigvalg' })).toBeInViewport({ ratio: 0.9 });
    // Nothing of the page lies over it.
    expect(await name.evaluate((element) => {
      const place = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(place.left + 8, place.top + place.height / 2));
    })).toBe(true);
  });
});

test.describe('sections', { tag: '@nojs' }, () => {
  test('all sections have their title and say the gist when they are folded', async ({ page, user, sql }) => {
    const keys = Object.keys(titles);
    const layer = JSON.stringify({ open: Object.fromEntries(keys.map((key) => [key, false])) });
    sql(`insert into layout (tenant_id, scope, owner, device, layer)
      select tenant_id, 'user', id::text, device, '${layer}' from app_user, unnest(array['desk', 'phone']) as device where id = '${user.id}'`);
    await enter(page, user, cardOf(sveisen(sql)));
    const gist: Record<string, string | RegExp> = {
      general: /988 077 917/,
      contact_details: 'Bodø · 75 50 01 20',
      visiting_postal: 'Verftsgata 14, 8006 Bodø',
      directions: 'Port B bak verkstedet, ring på 2. etg.',
      invoice_delivery: 'Sjøgata 3, 8006 Bodø',
      fixed_comments: '2',
      comments: /^\d+ · siste /,
      contacts: '3 aktive · 1 avsluttet',
      log: /^Lotta Berg /,
    };
    for (const [key, title] of Object.entries(titles)) {
      await expect(section(page, key).locator('h2')).toHaveText(title);
      await expect(section(page, key)).toHaveAttribute('data-open', 'false');
      await expect(section(page, key).locator('.digest')).toHaveText(gist[key]);
      await expect(section(page, key).locator('.digest')).toBeVisible();
      await expect(bodyOf(page, key)).toBeEmpty();
    }
  });

  test('general information has name, number, industry, status and responsible', { tag: '@desk' }, async ({ page, user, sql }) => {
    await openCard(page, sql, user, sveisen(sql));
    const rows = bodyOf(page, 'general').locator('.field-row');
    const value = (label: string) => rows.filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) }).locator('dd');
    await expect(value('Navn')).toContainText('Bodø Sveis & Montasje AS');
    await expect(value('Kallenavn')).toContainText('Sveisen');
    await expect(value('Kundenummer')).toContainText(/10\s?237/);
    await expect(value('Org.nummer')).toContainText('988 077 917');
    await expect(value('Bransje')).toContainText('Produksjon av metallkonstruksjoner');
    await expect(value('Status')).toContainText('Aktiv');
    await expect(value('Kundekonsulent')).toContainText('Erik Moen');
  });

  test('contact details call, write and lead to the website', { tag: '@desk' }, async ({ page, user, sql }) => {
    await openCard(page, sql, user, sveisen(sql));
    const body = bodyOf(page, 'contact_details');
    await expect(body.getByRole('link', { name: '75 50 01 20' })).toHaveAttribute('href', 'tel:+4775500120');
    await expect(body.getByRole('link', { name: 'post@bodosveis.example', exact: true })).toHaveAttribute('href', /\/dialog\?write=email&other=post%40bodosveis\.example#write$/);
    await expect(body.getByRole('link', { name: /bodosveis\.example/ }).last()).toHaveAttribute('href', /^https:\/\/bodosveis\.example\/?$/);
    await expect(body).toContainText('Verftsgata 14');
  });

  test('written directions stand in a section of their own', { tag: '@desk' }, async ({ page, user, sql }) => {
    await openCard(page, sql, user, sveisen(sql));
    await expect(bodyOf(page, 'directions')).toContainText('Port B bak verkstedet, ring på 2. etg.');
  });
});

test.describe('addresses', { tag: '@nojs' }, () => {
  test('all four stand on the card, and one that is the same as another says so', async ({ page, user, customer, sql }) => {
    sql(`update customer set visiting_street = 'Verftsgata 14', visiting_postal_code = '8006', visiting_place = 'Bodø', visiting_country = 'NO',
      postal_same_as = 'visiting', invoice_same_as = 'own', invoice_street = 'Stortorget 9', invoice_postal_code = '21122', invoice_place = 'Malmö',
      invoice_country = 'SE', delivery_same_as = 'postal' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await expect(page.locator('#address-visiting')).toContainText(/Verftsgata 14\s*8006 Bodø/);
    await expect(page.locator('#address-postal')).toContainText('som besøksadresse');
    await expect(page.locator('#address-invoice')).toContainText(/Stortorget 9\s*211 22 Malmö\s*Sverige/);
    await expect(page.locator('#address-delivery')).toContainText('som postadresse');
  });

  test('an address gets lines of its own, and is the same as the visiting address again', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set postal_same_as = 'visiting', visiting_country = 'NO' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const address = page.locator('#address-postal');
    await address.locator('[data-edit]').click();
    await address.getByLabel('Adressen er').selectOption('egen adresse');
    await address.getByLabel('Gate eller boks').fill('Postboks 212');
    await address.getByLabel('Postnummer').fill('8001');
    await address.getByLabel('Poststed').fill('Bodø');
    await address.getByRole('button', { name: 'Lagre' }).click();
    await expect(address.locator('[data-edit]')).toContainText(/Postboks 212\s*8001 Bodø/);
    await address.locator('[data-edit]').click();
    await address.getByLabel('Adressen er').selectOption('som besøksadresse');
    await address.getByRole('button', { name: 'Lagre' }).click();
    await expect(address.locator('[data-edit]')).toContainText('som besøksadresse');
  });

  test('another postal code or country takes the place of the one before with it, but not what I wrote myself', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    test.skip(test.info().project.use.javaScriptEnabled === false, 'the browser does that');
    sql(`update customer set visiting_street = 'Gata 1', visiting_postal_code = '0474', visiting_place = 'OSLO', visiting_country = 'NO' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const address = page.locator('#address-visiting');
    await address.locator('[data-edit]').click();
    const [code, place] = [address.getByLabel('Postnummer'), address.getByLabel('Poststed')];
    await code.fill('7010');
    await code.blur();
    await expect(place).toHaveValue('Trondheim');
    await code.fill('9999');
    await code.blur();
    await expect(place).toHaveValue('');
    await code.fill('8006');
    await code.blur();
    await expect(place).toHaveValue('Bodø');
    await address.getByLabel('Land').selectOption('SE');
    await expect(place).toHaveValue('');
    await address.getByLabel('Land').selectOption('NO');
    await expect(place).toHaveValue('Bodø');
    await place.fill('Bodø sentrum');
    await code.fill('7010');
    await code.blur();
    await page.waitForTimeout(300);
    await expect(place).toHaveValue('Bodø sentrum');
    await place.fill('');
    await code.fill('7011');
    await code.blur();
    await expect(place).toHaveValue('Trondheim');
    await address.getByRole('button', { name: 'Lagre' }).click();
    await expect(address.locator('[data-edit]')).toContainText(/7011 Trondheim/);
  });

  test('a wrong postal code is refused at the field and what I typed stays', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    const address = page.locator('#address-visiting');
    await address.locator('[data-edit]').click();
    await address.getByLabel('Gate eller boks').fill('Nygata 7');
    await address.getByLabel('Postnummer').fill('80');
    await address.getByRole('button', { name: 'Lagre' }).click();
    await expect(address).toContainText('Skriv et postnummer: fire siffer i Norge, fem i Sverige.');
    await expect(address.getByLabel('Postnummer')).toHaveValue('80');
    await expect(address.getByLabel('Gate eller boks')).toHaveValue('Nygata 7');
    await address.getByLabel('Postnummer').fill('8008');
    await address.getByRole('button', { name: 'Lagre' }).click();
    await expect(address.locator('[data-edit]')).toContainText(/Nygata 7\s*8008/);
  });
});

test.describe('routes', { tag: '@nojs' }, () => {
  test('Google Maps leads from our office to the customer, by car and by public transport', { tag: '@desk' }, async ({ page, user, sql }) => {
    await openCard(page, sql, user, sveisen(sql));
    for (const [name, mode] of [['Rute med bil', 'driving'], ['Kollektivt', 'transit']]) {
      const link = new URL((await bodyOf(page, 'contact_details').getByRole('link', { name }).getAttribute('href'))!);
      expect(link.searchParams.get('origin')).toBe('Storgata 38, 8006 Bodø');
      expect(link.searchParams.get('destination')).toBe('Verftsgata 14, 8006 Bodø, Norway');
      expect(link.searchParams.get('travelmode')).toBe(mode);
    }
  });

  test('there are none while our firm has no start address', { tag: '@desk' }, async ({ page, sql }) => {
    // In the other firm, where no other test looks at routes meanwhile.
    const [other] = sql(`select c.id, t.id as tenant, t.start_address as address from customer c join tenant t on t.id = c.tenant_id
      where t.country = 'SE' and c.visiting_street is not null and c.phone is not null order by c.number limit 1`);
    await signIn(page, 'admin@sydkonsult.example');
    await visit(page, `/customers/${other.id}`);
    const routes = page.locator('a[href*="google.com/maps"]');
    await expect(routes.first()).toBeAttached();
    sql(`update tenant set start_address = '' where id = '${other.tenant}'`);
    try {
      await visit(page, `/customers/${other.id}`);
      await expect(page.locator('.card-header')).toBeVisible();
      await expect(routes).toHaveCount(0);
    } finally {
      sql(`update tenant set start_address = '${other.address}' where id = '${other.tenant}'`);
    }
  });
});

test('what is new is added from the header, whatever sections are open', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await section(page, 'contacts').locator('.fold').click();
  await expect(section(page, 'contacts')).toHaveAttribute('data-open', 'false');
  const menu = page.locator('.new-menu');
  await pick(menu, 'Ny kontakt');
  const form = page.locator('#new-contact');
  if (withScript()) await expect(form.getByLabel('Fornavn')).toBeFocused();
  await form.getByLabel('Fornavn').fill('Tiril');
  await form.getByLabel('Etternavn').fill('Moe');
  await form.getByRole('button', { name: 'Lagre' }).click();
  await expect(form).toHaveCount(0);
  await expect(section(page, 'contacts'), 'is folded as before').toHaveAttribute('data-open', 'false');
  expect(sql(`select 1 from contact where customer_id = '${customer.id}' and last_name = 'Moe'`)).toHaveLength(1);

  // From a tab the way leads to the card.
  await visit(page, `${cardOf(customer)}/log`);
  await pick(menu, 'Ny oppgave');
  await expect(page.locator('#new-task')).toBeVisible();
  await expect(page.locator('.tab[aria-current], .tabbar [aria-current="page"]').first()).toHaveText('Oversikt');

  await visit(page, `${cardOf(customer)}/log`);
  await pick(menu, 'Ny kommentar');
  await page.getByLabel('Ny kommentar').fill('Ringte fra verkstedet');
  await page.getByRole('button', { name: 'Lagre kommentar' }).click();
  await expect(page.locator('.comment').first()).toContainText('Ringte fra verkstedet');
});

test.describe('who may only read', { tag: '@nojs' }, () => {
  test('sees the whole card and nothing to edit', async ({ page, rich, sql }) => {
    const [reader] = sql(`select id, email, name from app_user where email = 'les@nordvikar.example'`);
    await enter(page, reader, cardOf(rich));
    for (const key of Object.keys(titles)) {
      if ((await section(page, key).getAttribute('data-open')) === 'false') await section(page, key).locator('.fold').click();
      await expect(section(page, key)).toHaveAttribute('data-open', 'true');
      await expect(bodyOf(page, key)).not.toBeEmpty();
    }
    await expect(page.locator('[data-edit], .new-menu')).toHaveCount(0);
    await expect(page.locator('#main form[method=post]:not([action="/api/staff/layout"])')).toHaveCount(0);
    await page.goto(`${cardOf(rich)}?edit=phone`);
    await expect(page.locator('.card-header')).toBeVisible();
    await expect(page.locator('[name="patch[phone]"]')).toHaveCount(0);
  });

  test('is refused when the form is sent anyhow', { tag: '@desk' }, async ({ page, customer, state }) => {
    await signIn(page, 'les@nordvikar.example');
    const post = (path: string, form: Record<string, string>) =>
      page.request.post(`/api/staff/${path}`, { form: { customer: customer.id, ...form }, headers: { origin: state.address } });
    expect((await post('customer-fields', { version: '1', 'patch[nickname]': 'Ny' })).status()).toBe(403);
    expect((await post('comment-add', { body: 'Hei' })).status()).toBe(403);
    expect((await post('contact-add', { 'patch[first_name]': 'A', 'patch[last_name]': 'B' })).status()).toBe(403);
  });
});

test('a customer of another firm is as good as none', { tag: ['@nojs', '@desk'] }, async ({ page, user, sql, problems }) => {
  problems.allow(/status of 404/);
  const [theirs] = sql(`select c.id from customer c join tenant t on t.id = c.tenant_id where t.country = 'SE' order by c.number limit 1`);
  await signIn(page, user.email);
  const answer = await page.goto(`/customers/${theirs.id}`);
  expect(answer!.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dette finnes ikke');
  // One goes on from where one is.
  await expect(page.getByRole('link', { name: 'Dagbok' })).toBeVisible();
  await page.getByRole('link', { name: 'Til kundene' }).click();
  await expect(page).toHaveURL(/\/customers$/);
});

test('the tabs lead to all contacts, all comments and the whole log', { tag: '@nojs' }, async ({ page, user, rich, sql }) => {
  await openCard(page, sql, user, rich);
  const tabs = page.getByRole('navigation', { name: 'Kundekort' });
  await expect(tabs.getByRole('link', { name: 'Oversikt' })).toHaveAttribute('aria-current', 'page');
  await tabs.getByRole('link', { name: 'Kontakter' }).click();
  await expect(page.getByRole('heading', { name: 'Alle kontaktpersoner' })).toBeVisible();
  await expect(page.locator('.contact')).not.toHaveCount(0);
  await tabs.getByRole('link', { name: 'Kommentarer' }).click();
  await expect(page.locator('.comment')).toHaveCount(200);
  await tabs.getByRole('link', { name: 'Logg' }).click();
  await expect(page.locator('.log-row').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(rich.name);
});
