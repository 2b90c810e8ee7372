// The lists and searches that are measured at a size: addresses with what the data really hold.
import { sql } from '../server.mjs';
import { paths } from './steps.mjs';
import { request } from './tools.mjs';

/** How many rows further the second page is that is measured. */
const further = 10_000;
const rowsOfPage = 50;

/** { name: addresses } of the register's lists: several of each, common and rare. */
export function lists(database, tenant) {
  const tags = sql(database, `select tag from (select tag, count(*) as n from (select unnest(tags) as tag from customer where tenant_id = '${tenant}' limit 50000) t group by tag) t
    order by n desc, tag limit 4`).map((row) => row.tag);
  const counties = ['NO-18', 'NO-03', 'NO-46', 'NO-50'];
  const texts = fragments(database, tenant);
  const list = (scope, ...conditions) => `/customers?scope=${scope}${conditions.length ? `&filter=${conditions.map(encodeURIComponent).join(';')}` : ''}`;
  const tagged = (tag) => `tags.any:${tag}`;
  const named = (text) => `name.has:${text}`;
  const inCounty = (county) => `county.any:${county}`;
  return {
    'mine': [list('mine')],
    'with a tag': tags.map((tag) => list('firm', tagged(tag))),
    'in a county': counties.map((county) => list('firm', inCounty(county))),
    'text in the middle of the name': texts.map((text) => list('firm', named(text))),
    'tag, county and text': texts.map((text, at) => list('firm', tagged(tags[at % tags.length]), inCounty(counties[at % counties.length]), named(text))),
    'mine, tag and text': texts.map((text, at) => list('mine', tagged(tags[at % tags.length]), named(text))),
    'the firm, by name': [list('firm')],
    'the firm, by last change': [`${list('firm')}&sort=changed&order=desc`],
  };
}

/** Middles of words in names: three that many have, three that some have, three that hardly anyone has. */
function fragments(database, tenant) {
  const words = sql(database, `select word, count(*) as n from (
      select words_of(folded(name)) as word from customer where tenant_id = '${tenant}' order by id limit 20000) named
    where char_length(word) between 6 and 14 group by word order by n desc, word`);
  const middle = Math.floor(words.length / 2);
  const chosen = [...words.slice(0, 3), ...words.slice(middle, middle + 3), ...words.slice(-3)];
  return [...new Set(chosen.map(({ word }) => word.slice(1, 7)))];
}

/** Searches by so many letters: beginnings of words, those of names first, then those in their middle. */
export function searches(database, tenant, letters) {
  const words = sql(database, `select distinct on (part) part from (
      select substr(split_part(folded(name), ' ', 1 + (number % 2)::integer), 1, ${letters}) as part, number from customer where tenant_id = '${tenant}' order by id limit 5000) named
    where part ~ '^[a-z]{${letters}}$' order by part`).map((row) => row.part);
  const step = Math.max(1, Math.floor(words.length / 12));
  return words.filter((_, at) => at % step === 0).slice(0, 12).map(paths.search);
}

/** The address 10,000 rows further in a list, or of its last page, with how many rows further that is. */
export async function later(address, cookie, path) {
  let rows = 0;
  for (let at = path; ; rows += rowsOfPage) {
    const answer = await request(address, at, { cookie });
    if (answer.status !== 200) throw new Error(`${at}: status ${answer.status}`);
    const link = answer.body.match(/<a [^>]*rel="next"[^>]*>/)?.[0];
    if (!link || rows >= further) return { path: at, rows };
    at = link.match(/href="([^"]*)"/)[1].replaceAll('&amp;', '&');
  }
}
