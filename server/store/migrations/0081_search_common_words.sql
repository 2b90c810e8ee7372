-- Words that many have, such as the name of a trade in the addresses of its people, are looked for here
-- and there in the table before their trigrams are asked, which gather all that hold them before the
-- first is looked at: tens of milliseconds among three million contacts. What is not met with so is
-- rare, and rare trigrams are quick.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

-- As in 0077, but for that, and that the first of all names are read in the order that their index has by now.
create or replace function find_customers(whole text, words text[], most integer, with_hidden boolean) returns table (id uuid, place integer)
language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
  me constant uuid := current_app_user();
  past constant text := whole || U&'\+10FFFF';
  -- The one with that number, or the one that it was merged into.
  numbered constant uuid := case when whole ~ '^[0-9]{1,9}$' then (
    select coalesce(survivor_of(n.id), n.id) from customer n where n.tenant_id = firm and n.number = whole::bigint) end;
  -- Those that others were merged into which had that organisation number.
  led constant uuid[] := case when whole ~ '[0-9]' then array(
    select survivor_of(m.id) from customer m where m.tenant_id = firm and m.merged_into is not null
      and folded(m.organisation_number) = whole) else '{}' end;
  out_of_sight constant uuid[] := array(
    select i.id from list_item i where i.tenant_id = firm and i.kind = 'status' and i.meaning = 'hidden' and not with_hidden);
  -- The longest first: it is the rarest.
  patterns constant text[] := array(select within(word) from unnest(words) as word order by char_length(word) desc);
  -- What trigrams look for: of words without any, where a text begins so too.
  longest constant text := patterns[1];
  at_start constant text := case when longest like '\% %' then substr(longest, 3) else longest end;
  next_longest constant text := case when patterns[2] not like '\% %' then patterns[2] else longest end;
  -- How many of what trigrams find are looked at, where the words are more than trigrams are asked for.
  looked_at constant integer := case when at_start = longest and coalesce(patterns[2], longest) = next_longest and patterns[3] is null then 4 * most else 500 end;
  first_begins constant text := '% ' || like_text(words[1]) || '%';
  -- Whether there are so many customers in all that a common word would be gathered from thousands.
  is_large constant boolean := (select reltuples > 20000 from pg_class where oid = 'customer'::regclass);
  pages constant bigint := (select relpages from pg_class where oid = 'customer'::regclass);
  is_all boolean := false;
  known integer;
  tags uuid[];
  found uuid[];
begin
  if firm is null or whole = '' then
    return;
  end if;
  found := array(
    select hit.id from (
      select c.id, 1 as step, '' as name from customer c
      where c.tenant_id = firm and (c.id = numbered or c.id = any (led)) and c.merged_into is null and c.status <> all (out_of_sight)
      union all
      (select c.id, 2, folded(c.name) from customer c
      where c.tenant_id = firm and c.merged_into is null and c.responsible = me and folded(c.name) ~>=~ whole and folded(c.name) ~<~ past and c.status <> all (out_of_sight)
      order by folded(c.name) using ~<~ limit most)
      union all
      (select c.id, 3, folded(c.nickname) from customer c
      where c.tenant_id = firm and c.merged_into is null and c.nickname is not null and folded(c.nickname) ~>=~ whole and folded(c.nickname) ~<~ past and c.status <> all (out_of_sight)
      order by folded(c.nickname) using ~<~ limit most)
      union all
      (select c.id, 4, folded(c.name) from customer c
      where c.tenant_id = firm and c.merged_into is null and folded(c.name) ~>=~ whole and folded(c.name) ~<~ past and c.status <> all (out_of_sight)
      order by folded(c.name) using ~<~ limit most)) hit
    group by hit.id order by min(hit.step), min(hit.name) limit most);
  if is_large and cardinality(found) < most then
    found := found || array(
      select n.id from (
        select c.id, folded(c.name) as name, c.status from customer c
        where c.tenant_id = firm and c.merged_into is null and c.responsible = me order by c.name_order, c.id limit 200) n
      where ' ' || n.name like all (patterns) and n.status <> all (out_of_sight) and n.id <> all (found) limit most);
    if cardinality(found) < most then
      found := found || array(
        select n.id from (
          select c.id, folded(c.name) as name, c.status from customer c
          where c.tenant_id = firm and c.merged_into is null order by c.name_order, c.id limit 600) n
        where ' ' || n.name like all (patterns) and n.status <> all (out_of_sight) and n.id <> all (found)
        order by ' ' || n.name like first_begins desc, n.name limit most);
    end if;
    if cardinality(found) < most then
      select count(*) < 250, found || coalesce((array_agg(n.id)
          filter (where ' ' || n.search like all (patterns) and n.status <> all (out_of_sight) and n.id <> all (found)))[:most], '{}')
        into is_all, found
      from (
        select c.id, c.search, c.status from customer c where c.tenant_id = firm and c.merged_into is null order by c.id desc limit 250) n;
      -- And here and there among all: what many have is met with after some hundred rows. Of what nobody
      -- there has, no more is looked for.
      if not is_all then
        known := cardinality(found);
        for part in 0..63 loop
          exit when cardinality(found) >= most or part = 16 and cardinality(found) = known;
          found := found || array(
            select c.id from customer c
            where c.ctid >= format('(%s,0)', pages * (part * 37 % 64) / 64)::tid and c.ctid < format('(%s,0)', pages * (part * 37 % 64) / 64 + 6)::tid
              and c.tenant_id = firm and c.merged_into is null and ' ' || c.search like all (patterns)
              and c.status <> all (out_of_sight) and c.id <> all (found)
            limit most - cardinality(found));
        end loop;
      end if;
    end if;
  end if;
  -- A sign alone is in no trigram: it would be looked for in all there is.
  if cardinality(found) < most and (not is_large or whole ~ '[a-z0-9]{2}') then
    tags := array(select i.id from list_item i, unnest(words) as word where i.tenant_id = firm and i.kind = 'tag'
      and folded(i.nb || ' ' || i.sv || ' ' || i.en) like '%' || like_text(word) || '%');
    if cardinality(tags) > 0 then
      found := found || find_tagged(words, out_of_sight, found, most);
    elsif at_start <> longest and not is_large then
      found := found || array(
        select near.id from (
          select any_word.* from (
            select c.id, c.name, c.search, c.responsible from customer c
            where c.tenant_id = firm and c.merged_into is null and (c.search like longest or c.search like at_start)
              and c.status <> all (out_of_sight) and c.id <> all (found) limit looked_at) any_word
          where ' ' || any_word.search like all (patterns) limit 4 * most) near
        order by near.responsible = me desc, ' ' || near.search like first_begins desc, folded(near.name));
    elsif at_start = longest and not is_all then
      found := found || array(
        select near.id from (
          select any_word.* from (
            select c.id, c.name, c.search, c.responsible from customer c
            where c.tenant_id = firm and c.merged_into is null and c.search like longest and c.search like next_longest
              and c.status <> all (out_of_sight) and c.id <> all (found) limit looked_at) any_word
          where ' ' || any_word.search like all (patterns) limit 4 * most) near
        order by near.responsible = me desc, ' ' || near.search like first_begins desc, folded(near.name));
    end if;
    if cardinality(found) < most then
      found := found || array(
        select c.id from former_name f join customer c on c.tenant_id = f.tenant_id and c.id = f.customer_id
        where f.tenant_id = firm and (f.search like longest or f.search like at_start) and ' ' || f.search like all (patterns)
          and c.merged_into is null and c.status <> all (out_of_sight) and c.id <> all (found) limit most);
    end if;
  end if;
  return query
    select c.id, (row_number() over (order by c.id is not distinct from numbered desc, folded(c.name) = whole desc, list.meaning = 'active' desc, f.at))::integer
    from unnest(found[:most]) with ordinality as f (found_id, at)
    join customer c on c.tenant_id = firm and c.id = f.found_id
    join list_item list on list.tenant_id = firm and list.id = c.status;
end $$;

-- As in 0024, but for that.
create or replace function find_contacts(whole text, words text[], most integer, with_hidden boolean) returns table (id uuid, place integer)
language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
  me constant uuid := current_app_user();
  past constant text := whole || U&'\+10FFFF';
  out_of_sight constant uuid[] := array(
    select i.id from list_item i where i.tenant_id = firm and i.kind = 'status' and i.meaning = 'hidden' and not with_hidden);
  patterns constant text[] := array(select within(word) from unnest(words) as word order by char_length(word) desc);
  longest constant text := patterns[1];
  at_start constant text := case when longest like '\% %' then substr(longest, 3) else longest end;
  next_longest constant text := case when patterns[2] not like '\% %' then patterns[2] else longest end;
  -- How many of what trigrams find are looked at, where the words are more than trigrams are asked for.
  looked_at constant integer := case when at_start = longest and coalesce(patterns[2], longest) = next_longest and patterns[3] is null then 4 * most else 500 end;
  is_large constant boolean := (select reltuples > 20000 from pg_class where oid = 'contact'::regclass);
  pages constant bigint := (select relpages from pg_class where oid = 'contact'::regclass);
  is_all boolean := false;
  known integer;
  found uuid[];
begin
  if firm is null or whole = '' then
    return;
  end if;
  found := array(
    select hit.id from (
      (select k.id, 1 as step, folded(k.first_name || ' ' || k.last_name) as name from contact k
      where k.tenant_id = firm and k.ended_at is null
        and folded(k.first_name || ' ' || k.last_name) ~>=~ whole and folded(k.first_name || ' ' || k.last_name) ~<~ past
        and not exists (select from customer c where c.tenant_id = firm and c.id = k.customer_id and (c.merged_into is not null or c.status = any (out_of_sight)))
      order by folded(k.first_name || ' ' || k.last_name) using ~<~ limit 2 * most)
      union all
      (select k.id, 2, folded(k.last_name) from contact k
      where k.tenant_id = firm and k.ended_at is null and folded(k.last_name) ~>=~ whole and folded(k.last_name) ~<~ past
        and not exists (select from customer c where c.tenant_id = firm and c.id = k.customer_id and (c.merged_into is not null or c.status = any (out_of_sight)))
      order by folded(k.last_name) using ~<~ limit 2 * most)) hit
    group by hit.id order by min(hit.step), min(hit.name) limit 2 * most);
  if is_large and cardinality(found) < most then
    select count(*) < 500, found || coalesce((array_agg(n.id) filter (where ' ' || n.search like all (patterns) and n.id <> all (found)
        and not exists (select from customer c where c.tenant_id = firm and c.id = n.customer_id and (c.merged_into is not null or c.status = any (out_of_sight)))))[:2 * most], '{}')
      into is_all, found
    from (
      select k.id, k.customer_id, k.search from contact k
      where k.tenant_id = firm and k.ended_at is null order by k.id desc limit 500) n;
    if not is_all then
      known := cardinality(found);
      for part in 0..63 loop
        exit when cardinality(found) >= most or part = 16 and cardinality(found) = known;
        found := found || array(
          select k.id from contact k
          where k.ctid >= format('(%s,0)', pages * (part * 37 % 64) / 64)::tid and k.ctid < format('(%s,0)', pages * (part * 37 % 64) / 64 + 4)::tid
            and k.tenant_id = firm and k.ended_at is null and ' ' || k.search like all (patterns) and k.id <> all (found)
            and not exists (select from customer c where c.tenant_id = firm and c.id = k.customer_id and (c.merged_into is not null or c.status = any (out_of_sight)))
          limit most - cardinality(found));
      end loop;
    end if;
  end if;
  if not is_all and cardinality(found) < most and (not is_large or whole ~ '[a-z0-9]{2}') then
    if at_start <> longest and not is_large then
      found := found || array(
        select near.id from (
          select k.id, k.customer_id, k.search from contact k
          where k.tenant_id = firm and k.ended_at is null and (k.search like longest or k.search like at_start) and k.id <> all (found) limit looked_at) near
        where ' ' || near.search like all (patterns)
          and not exists (select from customer c where c.tenant_id = firm and c.id = near.customer_id and (c.merged_into is not null or c.status = any (out_of_sight)))
        limit 4 * most);
    elsif at_start = longest then
      found := found || array(
        select near.id from (
          select k.id, k.customer_id, k.search from contact k
          where k.tenant_id = firm and k.ended_at is null and k.search like longest and k.search like next_longest and k.id <> all (found) limit looked_at) near
        where ' ' || near.search like all (patterns)
          and not exists (select from customer c where c.tenant_id = firm and c.id = near.customer_id and (c.merged_into is not null or c.status = any (out_of_sight)))
        limit 4 * most);
    end if;
  end if;
  return query
    select k.id, (row_number() over (order by c.responsible = me desc, f.at))::integer
    from unnest(found) with ordinality as f (found_id, at)
    join contact k on k.tenant_id = firm and k.id = f.found_id
    join customer c on c.tenant_id = firm and c.id = k.customer_id
    limit most;
end $$;

do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;
