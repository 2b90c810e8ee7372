// Norwegian, Swedish and English, each whole.
import { expect, test } from '../fixtures';
import { awake, cardOf, enter, openAll, visit } from './steps';
import type { Page } from '@playwright/test';

/** Words that the interface has in one language only. */
const only = {
  nb: ['Kundekonsulent', 'Besøksadresse', 'Veibeskrivelse', 'Leveringsadresse', 'Hurtigvalg', 'Vis også inaktive', 'Skjulte seksjoner', 'Gjør bredere', 'Lagre', 'Logg ut', 'Oversikt', 'Hopp til innholdet', 'Kallenavn', 'Min visning', 'Nettsted', 'Passord', 'Tetthet'],
  sv: ['Kundansvarig', 'Besöksadress', 'Vägbeskrivning', 'Leveransadress', 'Snabbval', 'Visa även inaktiva', 'Dolda sektioner', 'Gör bredare', 'Spara', 'Logga ut', 'Översikt', 'Hoppa till innehållet', 'Smeknamn', 'Min vy', 'Webbplats', 'Lösenord', 'Täthet'],
  en: ['Customer consultant', 'Visiting address', 'Directions', 'Delivery address', 'Quick actions', 'Also show inactive', 'Hidden sections', 'Widen', 'Save', 'Sign out', 'Overview', 'Skip to content', 'Nickname', 'My view', 'Website', 'Password', 'Density'],
};
type Tag = keyof typeof only;

/** All that a page says, to eyes and ears: text, names, hints. What people wrote is left out. */
const said = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement.cloneNode(true) as HTMLElement;
    for (const one of root.querySelectorAll('script, style, .comment-text, .pinned-text, ins, del, .field-value:not([data-empty]), .digest, .contact-role, .original, td, tbody th, option, .avatar')) one.remove();
    // What is there once, to be put where it is asked for.
    const parts = [root, ...[...root.querySelectorAll('template')].map((one) => one.content)];
    const attributes = parts.flatMap((part) => [...part.querySelectorAll('*')]).flatMap((one) => ['aria-label', 'placeholder', 'title', 'alt', 'data-fold', 'data-unfold', 'data-saved'].map((name) => one.getAttribute(name) ?? ''));
    return [...parts.map((part) => part.textContent), ...attributes].join('\n');
  });

for (const [tag, words] of Object.entries(only) as [Tag, string[]][]) {
  test(`every page is whole in ${tag}`, { tag: ['@nojs', '@desk'] }, async ({ page, user, rich, sql }) => {
    sql(`update app_user set language = '${tag}' where id = '${user.id}'`);
    openAll(sql, user);
    const [contact] = sql(`select id from contact where customer_id = '${rich.id}' order by id limit 1`);
    await enter(page, user, cardOf(rich));
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    let all = '';
    const paths = ['', '?add=contact', '?edit=address-invoice', '/contacts', '/comments', '/log', `/contacts/${contact.id}?delete=1`].map((end) => cardOf(rich) + end);
    for (const path of [...paths, '/customers?scope=firm', '/settings', '/settings/fields', '/settings/fields?of=contact', '/settings/own-fields', '/profile', '/search?query=qqxyzz']) {
      await visit(page, path);
      const text = await said(page);
      const others = Object.entries(only).filter(([other]) => other !== tag).flatMap(([, them]) => them);
      const own = new Set(words.flatMap((word) => word.split(' ')));
      const strangers = others.filter((word) => new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u').test(text) && !words.includes(word) && !own.has(word));
      expect(strangers, path).toEqual([]);
      all += text;
    }
    expect(words.filter((word) => !all.includes(word))).toEqual([]);
  });
}

test.describe('who has chosen no language', () => {
  for (const [locale, title] of [['sv-SE', 'Mina kunder'], ['en-US', 'My customers'], ['da-DK', 'Mine kunder']]) {
    test(`reads ${title} where the browser says ${locale}`, { tag: ['@nojs', '@desk'] }, async ({ user, another }) => {
      const page = await another({ locale });
      await enter(page, user, '/customers');
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    });
  }
});

test('what only the script says is in my language too', { tag: '@desk' }, async ({ page, user, rich, sql }) => {
  sql(`update app_user set language = 'sv' where id = '${user.id}'`);
  await enter(page, user, cardOf(rich));
  await awake(page);
  await page.locator('[data-section=comments] .fold').click();
  await expect(page.locator('#announcer')).toHaveText('Kommentarer är stängd.');
  await page.keyboard.press('?');
  await expect(page.locator('#keys')).toContainText('Kortkommandon');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.locator('dialog.palette')).toContainText('Gå till mina kunder');
});
