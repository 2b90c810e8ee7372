-- An export may be of customers that were chosen in the list, not of all that it shows.
alter table customer_export add column chosen boolean not null default false;

-- Customers whose name, nickname or former name begins with a name that is typed, or the other way round: found by
-- their beginnings, as the register's role, which may only read.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

-- The words by which a name is known: without legal forms, and without what only joins words.
create function significant_words(name text) returns text[] language sql immutable parallel safe
  return array(
    select w.word from regexp_split_to_table(name_key(name), '[^a-z0-9]+') with ordinality as w (word, at)
    where w.word <> '' and w.word <> all (array['og', 'och', 'and', 'as', 'asa', 'ans', 'da', 'enk', 'nuf', 'sa', 'ab', 'publ', 'hb', 'kb', 'aps', 'oy', 'oyj', 'ltd', 'gmbh'])
    order by w.at);

-- Whether the shorter of two names is what the longer begins with; five letters at least, as less is anybody's.
create function is_beginning(one text[], other text[]) returns boolean language sql immutable parallel safe
  return (select one[:shorter.words] = other[:shorter.words] and char_length(array_to_string(one[:shorter.words], '')) >= 5
    from (select least(cardinality(one), cardinality(other)) as words) as shorter);

create function find_begun(of_name text, with_nicknames boolean) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  firm constant uuid := current_tenant();
  words constant text[] := significant_words(of_name);
  -- What is typed is one word. So may a place be, which many have in their names.
  is_one constant boolean := cardinality(words) = 1;
  most constant integer := case when is_one then 6 else 50 end;
  begins text;
  step text;
  found uuid[] := '{}';
  more uuid[];
begin
  if firm is null or char_length(array_to_string(words, '')) < 5 then
    return;
  end if;
  -- With the first two words, however they are joined. Indexes know one beginning at a time, not any of several.
  -- What is compared is put in later, so that signs are doubled.
  select string_agg(format('%%1$s like %L', words[1] || coalesce(joint || words[2], '') || '%%'), ' or ') into begins
  from unnest(case when is_one then array[''] else array[' ', ' & ', ' og ', ' och ', ', ', ' + '] end) as joint;
  foreach step in array array[
    format('(' || begins || ')', 'folded(c.name)') || format(' and is_beginning(significant_words(c.name), %L)', words),
    format('name_key(c.name) = %L and is_beginning(significant_words(c.name), %L)', words[1], words),
    case when with_nicknames then format('c.nickname is not null and (' || begins || ')', 'folded(c.nickname)')
      || format(' and is_beginning(significant_words(c.nickname), %L)', words) end,
    case when with_nicknames then
      format('c.nickname is not null and folded(c.nickname) = %L and is_beginning(significant_words(c.nickname), %L)', words[1], words) end,
    format('c.id in (select f.customer_id from former_name f where f.tenant_id = %L and (', firm) || format(begins, 'f.search')
      || format(' or f.search = %L) and is_beginning(significant_words(f.name), %L))', words[1], words)]
  loop
    if step is not null then
      execute format('select array(select c.id from customer c where c.tenant_id = %L and c.merged_into is null and ', firm) || step || format(' limit %s)', most) into more;
      found := found || array(select new.id from unnest(more) as new (id) where new.id <> all (found));
    end if;
  end loop;
  if is_one and cardinality(found) > 5 then
    return;
  end if;
  return query select unnest(found);
end $$;

grant create on schema public to kundekort_register;
alter function find_begun(text, boolean) owner to kundekort_register;
revoke create on schema public from kundekort_register;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;
