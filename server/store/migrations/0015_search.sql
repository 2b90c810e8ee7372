-- Search that stays quick at a million customers.
--
-- Row-level security keeps indexes of LIKE and of similarity from being used (see 0012). So
-- candidates are found by functions that belong to the register's role, which may only read, and
-- which name the firm in their first lines. What is shown is read behind the wall.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

create extension if not exists btree_gin;
create extension if not exists fuzzystrmatch;

-- Names that a customer had before, so that it is found by them (a name is often known longer than it is used).
create table former_name (
  tenant_id uuid not null,
  customer_id uuid not null,
  name text not null,
  ended_at timestamptz not null default now(),
  search text not null generated always as (folded(name)) stored,
  primary key (tenant_id, customer_id, name),
  constraint former_name_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade
);
select wall_tenant_table('former_name');
grant select on former_name to kundekort_app;

create function keep_former_name() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into former_name (tenant_id, customer_id, name) values (old.tenant_id, old.id, old.name)
  on conflict (tenant_id, customer_id, name) do update set ended_at = now();
  return null;
end $$;
create trigger keep_former_name after update of name on customer for each row when (old.name is distinct from new.name)
  execute function keep_former_name();

-- Words that names are made of, for queries with a typing error. Only ever added to: a word that is
-- not in use any more finds nothing, and the next nearest is taken. No unique key, so that two who
-- save the same new word do not wait for each other.
create table search_word (
  tenant_id uuid not null references tenant (id),
  word text not null
);
create index search_word_beginning on search_word (tenant_id, word text_pattern_ops);
create index search_word_near on search_word using gin (tenant_id, word gin_trgm_ops);
select wall_tenant_table('search_word');
grant select on search_word to kundekort_app;

create function words_of(folded_text text) returns setof text language sql immutable parallel safe
  return regexp_split_to_table(folded_text, '[^a-z]+');

-- Words of four letters and more; shorter ones are typed right, or are everywhere.
create function keep_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  named text := case tg_table_name
    when 'customer' then 'concat_ws('' '', r.name, r.nickname, r.visiting_place)'
    else 'concat_ws('' '', r.first_name, r.last_name)' end;
  renamed text := case tg_op
    when 'INSERT' then ''
    else format('join was on was.tenant_id = r.tenant_id and was.id = r.id and %s is distinct from %s', named, replace(named, 'r.', 'was.')) end;
begin
  execute format($sql$
    insert into search_word (tenant_id, word)
    select distinct r.tenant_id, named.word
    from rows r %s, words_of(folded(%s)) as named (word)
    where char_length(named.word) between 4 and 40
      and not exists (select from search_word kept where kept.tenant_id = r.tenant_id and kept.word = named.word)
  $sql$, renamed, named);
  return null;
end $$;
create trigger keep_words_of_new after insert on customer referencing new table as rows for each statement execute function keep_words();
create trigger keep_words after update on customer referencing old table as was new table as rows for each statement execute function keep_words();
create trigger keep_words_of_new after insert on contact referencing new table as rows for each statement execute function keep_words();
create trigger keep_words after update on contact referencing old table as was new table as rows for each statement execute function keep_words();

-- The words of all names that are there already, for the owner of the tables.
create function gather_search_words() returns void language sql as $$
  insert into search_word (tenant_id, word)
  select distinct tenant_id, word from (
    select tenant_id, words_of(folded(concat_ws(' ', name, nickname, visiting_place))) as word from customer
    union all
    select tenant_id, words_of(folded(concat_ws(' ', first_name, last_name))) from contact) as named
  where char_length(word) between 4 and 40
$$;
alter table customer no force row level security;
alter table contact no force row level security;
alter table search_word no force row level security;
select gather_search_words();
alter table customer force row level security;
alter table contact force row level security;
alter table search_word force row level security;

-- What search looks at, in the order in which it asks: beginnings of names from a key, fragments from trigrams.
drop index customer_search;
drop index contact_search;
create index customer_search on customer using gin (tenant_id, search gin_trgm_ops);
create index list_item_tag_search on list_item using gin (tenant_id, folded(nb || ' ' || sv || ' ' || en) gin_trgm_ops) where kind = 'tag';
create index customer_name_beginning on customer (tenant_id, folded(name) text_pattern_ops);
create index customer_nickname_beginning on customer (tenant_id, folded(nickname) text_pattern_ops) where nickname is not null;
create index customer_own_beginning on customer (tenant_id, responsible, folded(name) text_pattern_ops);
create index former_name_search on former_name using gin (tenant_id, search gin_trgm_ops);
create index contact_search on contact using gin (tenant_id, search gin_trgm_ops) where ended_at is null;
create index contact_name_beginning on contact (tenant_id, folded(first_name || ' ' || last_name) text_pattern_ops) where ended_at is null;
create index contact_last_name_beginning on contact (tenant_id, folded(last_name) text_pattern_ops) where ended_at is null;

grant select on contact, list_item, former_name, search_word to kundekort_register;
do $$
declare
  name text;
begin
  foreach name in array array['contact', 'list_item', 'former_name', 'search_word'] loop
    execute format('create policy search on %I for select to kundekort_register using (true)', name);
  end loop;
end $$;

-- A text in which nothing is special to LIKE.
create function like_text(value text) returns text language sql immutable parallel safe
  return replace(replace(replace(value, '\', '\\'), '%', '\%'), '_', '\_');

-- The condition that a column holds each of some folded words. One of less than three letters has no
-- trigram of its own; it is looked for where words begin.
create function holds_all(subject text, words text[]) returns text language sql immutable as $$
  select coalesce(string_agg(
    case when word ~ '^[a-z0-9]{1,2}$' then format('(%1$s like %2$L or %1$s like %3$L)', subject, like_text(word) || '%', '% ' || like_text(word) || '%')
      else format('%s like %L', subject, '%' || like_text(word) || '%') end, ' and '), 'true')
  from unnest(words) as word
$$;

-- Customers that fit, the best first: the number itself, then names that begin so, then what holds
-- all the words anywhere; among equals one's own first. `whole` is the query in one piece, `words`
-- its words; both are folded. Each step looks at a bounded number of rows only, by an index: what
-- little holds a rare word is never looked for among all.
create function find_customers(whole text, words text[], most integer, with_hidden boolean) returns table (id uuid, place integer)
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  firm constant uuid := current_tenant();
  me constant uuid := current_app_user();
  beginning constant text := like_text(whole) || '%';
  out_of_sight constant uuid[] := array(
    select i.id from list_item i where i.tenant_id = firm and i.kind = 'status' and i.meaning = 'hidden' and not with_hidden);
  seen constant text := format('c.tenant_id = %L and c.status <> all(%L)', firm, out_of_sight);
  holds text;
  found uuid[] := '{}';
  more uuid[];
  step text;
begin
  if firm is null or whole = '' then
    return;
  end if;
  -- A word may also be a tag's.
  select string_agg(case when cardinality(tags) = 0 then holds_all('c.search', array[word])
      else format('(%s or c.tags && %L::uuid[])', holds_all('c.search', array[word]), tags) end, ' and ') into holds
  from (
    select word, array(select i.id from list_item i where i.tenant_id = firm and i.kind = 'tag'
      and folded(i.nb || ' ' || i.sv || ' ' || i.en) like '%' || like_text(word) || '%') as tags
    from unnest(words) as word) as typed;
  foreach step in array array[
    case when whole ~ '^[0-9]{1,9}$' then format('select c.id from customer c where %s and c.number = %L', seen, whole) end,
    format('select c.id from customer c where %s and c.responsible = %L and folded(c.name) like %L order by folded(c.name) using ~<~ limit %s', seen, me, beginning, most),
    format('select c.id from customer c where %s and c.nickname is not null and folded(c.nickname) like %L order by folded(c.nickname) using ~<~ limit %s', seen, beginning, most),
    format('select c.id from customer c where %s and folded(c.name) like %L order by folded(c.name) using ~<~ limit %s', seen, beginning, most),
    format('select c.id from customer c where %s and c.responsible = %L and %s limit %s', seen, me, holds, most),
    format('select near.id from (select c.id, c.name, c.search from customer c where %s and %s limit %s) near
      order by '' '' || near.search like %L desc, folded(near.name)', seen, holds, 4 * most, '% ' || like_text(words[1]) || '%'),
    format('select c.id from former_name f join customer c on c.tenant_id = f.tenant_id and c.id = f.customer_id
      where f.tenant_id = %L and %s and %s limit %s', firm, seen, holds_all('f.search', words), most)]
  loop
    if step is not null then
      execute format('select array(%s)', step) into more;
      found := found || array(select new.id from unnest(more) with ordinality as new (id, at) where new.id <> all (found) order by new.at);
    end if;
    exit when cardinality(found) >= most;
  end loop;
  return query
    select c.id, (row_number() over (order by c.number::text = whole desc, folded(c.name) = whole desc, list.meaning = 'active' desc, f.at))::integer
    from unnest(found[:most]) with ordinality as f (found_id, at)
    join customer c on c.tenant_id = firm and c.id = f.found_id
    join list_item list on list.tenant_id = firm and list.id = c.status;
end $$;

-- Contact persons that fit, in the same way. Those who have ended are not found.
create function find_contacts(whole text, words text[], most integer, with_hidden boolean) returns table (id uuid, place integer)
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  firm constant uuid := current_tenant();
  me constant uuid := current_app_user();
  beginning constant text := like_text(whole) || '%';
  out_of_sight constant uuid[] := array(
    select i.id from list_item i where i.tenant_id = firm and i.kind = 'status' and i.meaning = 'hidden' and not with_hidden);
  seen constant text := format('k.tenant_id = %L and k.ended_at is null and not exists (
    select from customer c where c.tenant_id = k.tenant_id and c.id = k.customer_id and c.status = any(%L))', firm, out_of_sight);
  found uuid[] := '{}';
  more uuid[];
  step text;
begin
  if firm is null or whole = '' then
    return;
  end if;
  foreach step in array array[
    format('select k.id from contact k where %s and folded(k.first_name || '' '' || k.last_name) like %L
      order by folded(k.first_name || '' '' || k.last_name) using ~<~ limit %s', seen, beginning, 2 * most),
    format('select k.id from contact k where %s and folded(k.last_name) like %L order by folded(k.last_name) using ~<~ limit %s', seen, beginning, 2 * most),
    format('select k.id from contact k where %s and %s limit %s', seen, holds_all('k.search', words), 4 * most)]
  loop
    execute format('select array(%s)', step) into more;
    found := found || array(select new.id from unnest(more) with ordinality as new (id, at) where new.id <> all (found) order by new.at);
    exit when cardinality(found) >= most;
  end loop;
  return query
    select k.id, (row_number() over (order by c.responsible = me desc, f.at))::integer
    from unnest(found) with ordinality as f (found_id, at)
    join contact k on k.tenant_id = firm and k.id = f.found_id
    join customer c on c.tenant_id = firm and c.id = k.customer_id
    limit most;
end $$;

-- The words as they may have been meant: one that begins no name gives way to the nearest that does,
-- with two letters swapped, one wrong, or two wrong in a word of eight and more. Null where nothing is near.
create function nearest_words(words text[]) returns text[]
language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.25 as $$
declare
  firm constant uuid := current_tenant();
  meant text[] := '{}';
  typed text;
  near text;
begin
  foreach typed in array words loop
    near := typed;
    if typed ~ '^[a-z]{4,40}$' and not exists (select from search_word s where s.tenant_id = firm and s.word like typed || '%') then
      select swapped into near
      from generate_series(1, char_length(typed) - 1) as at,
        overlay(typed placing reverse(substr(typed, at, 2)) from at for 2) as swapped
      where exists (select from search_word s where s.tenant_id = firm and s.word like swapped || '%')
      limit 1;
      if near is null then
        select s.word into near from search_word s
        where s.tenant_id = firm and s.word % typed
          and least(levenshtein(s.word, typed), levenshtein(left(s.word, char_length(typed)), typed)) <= case when char_length(typed) < 8 then 1 else 2 end
        order by levenshtein(s.word, typed), s.word limit 1;
      end if;
      if near is null then
        return null;
      end if;
    end if;
    meant := meant || near;
  end loop;
  return nullif(meant, words);
end $$;

-- A function's owner must be let into the schema to become it.
grant create on schema public to kundekort_register;
alter function find_customers(text, text[], integer, boolean) owner to kundekort_register;
alter function find_contacts(text, text[], integer, boolean) owner to kundekort_register;
alter function nearest_words(text[]) owner to kundekort_register;
revoke create on schema public from kundekort_register;
-- Whoever is a member would pass the wall as the role does.
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;

-- Which customers somebody has opened, for a search that nothing is typed into yet.
create table recent_customer (
  tenant_id uuid not null,
  user_id uuid not null,
  customer_id uuid not null,
  opened_at timestamptz not null default now(),
  primary key (tenant_id, user_id, customer_id),
  constraint recent_customer_user foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade,
  constraint recent_customer_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade
);
create index recent_customer_newest on recent_customer (tenant_id, user_id, opened_at desc);
select wall_tenant_table('recent_customer');
grant select, insert, update, delete on recent_customer to kundekort_app;
