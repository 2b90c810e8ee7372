-- A save asked the planner three times for what seldom does anything.

-- As functions in SQL that ask something, these were planned at every change; in this language their plans are kept.
create or replace function gone_of(own jsonb) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return case when own is null or own = '{}' then '{}' else (select jsonb_object_agg(key, null) from jsonb_object_keys(own) as key) end;
end $$;
create or replace function own_part(given jsonb) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(given) where key like 'own\_%');
end $$;

-- Words of names: new rows all at once, as imports make them by the thousand; changed ones by row, so that whatever
-- changes no name asks nothing.
create or replace function keep_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format($sql$
    insert into search_word (tenant_id, word)
    select distinct r.tenant_id, named.word
    from rows r, words_of(folded(%s)) as named (word)
    where char_length(named.word) between 4 and 40
      and not exists (select from search_word kept where kept.tenant_id = r.tenant_id and kept.word = named.word)
  $sql$, case tg_table_name
    when 'customer' then 'concat_ws('' '', r.name, r.nickname, r.visiting_place)'
    else 'concat_ws('' '', r.first_name, r.last_name)' end);
  return null;
end $$;
create function keep_words_of_name() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  whole constant text := case tg_table_name
    when 'customer' then concat_ws(' ', to_jsonb(new) ->> 'name', to_jsonb(new) ->> 'nickname', to_jsonb(new) ->> 'visiting_place')
    else concat_ws(' ', to_jsonb(new) ->> 'first_name', to_jsonb(new) ->> 'last_name') end;
begin
  insert into search_word (tenant_id, word)
  select distinct new.tenant_id, named.word from words_of(folded(whole)) as named (word)
  where char_length(named.word) between 4 and 40
    and not exists (select from search_word kept where kept.tenant_id = new.tenant_id and kept.word = named.word);
  return null;
end $$;
drop trigger keep_words on customer;
drop trigger keep_words on contact;
create trigger keep_words after update on customer for each row
  when ((old.name, old.nickname, old.visiting_place) is distinct from (new.name, new.nickname, new.visiting_place))
  execute function keep_words_of_name();
create trigger keep_words after update on contact for each row
  when ((old.first_name, old.last_name) is distinct from (new.first_name, new.last_name))
  execute function keep_words_of_name();
