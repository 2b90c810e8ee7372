-- A customer that was merged is also looked for by its organisation number: it leads to the one that stands for it,
-- as its own number does.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

create or replace view merged_customer as
  select c.id, c.number, c.name, c.merged_into, c.organisation_number
  from customer c where c.tenant_id = current_tenant() and c.merged_into is not null;

create index customer_merged_organisation on customer (tenant_id, folded(organisation_number)) where merged_into is not null;

-- As in 0024, and with where merged ones lead.
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
  is_all boolean := false;
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
        where c.tenant_id = firm and c.merged_into is null and c.responsible = me order by folded(c.name), c.id limit 200) n
      where ' ' || n.name like all (patterns) and n.status <> all (out_of_sight) and n.id <> all (found) limit most);
    if cardinality(found) < most then
      found := found || array(
        select n.id from (
          select c.id, folded(c.name) as name, c.status from customer c
          where c.tenant_id = firm and c.merged_into is null order by folded(c.name), c.id limit 600) n
        where ' ' || n.name like all (patterns) and n.status <> all (out_of_sight) and n.id <> all (found)
        order by ' ' || n.name like first_begins desc, n.name limit most);
    end if;
    if cardinality(found) < most then
      select count(*) < 250, found || coalesce((array_agg(n.id)
          filter (where ' ' || n.search like all (patterns) and n.status <> all (out_of_sight) and n.id <> all (found)))[:most], '{}')
        into is_all, found
      from (
        select c.id, c.search, c.status from customer c where c.tenant_id = firm and c.merged_into is null order by c.id desc limit 250) n;
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

-- Whether a customer that was found holds all words in what its reader may see of it: `hidden` are keys of fields.
create or replace function search_sees_customer(of_customer uuid, words text[], hidden text[]) returns boolean language sql stable as $$
  select bool_and(told.text like '%' || like_text(word) || '%')
  from (
    select folded(concat_ws(' ', c.name, c.number, case when 'nickname' <> all (hidden) then c.nickname end,
      case when 'organisation_number' <> all (hidden) then c.organisation_number end, case when 'email' <> all (hidden) then c.email end,
      case when 'phone' <> all (hidden) then c.phone end, case when 'mobile' <> all (hidden) then c.mobile end,
      case when 'visiting_place' <> all (hidden) then c.visiting_place end,
      (select string_agg(f.name, ' ') from former_name f where f.tenant_id = c.tenant_id and f.customer_id = c.id),
      (select string_agg(concat_ws(' ', m.number, m.name, case when 'organisation_number' <> all (hidden) then m.organisation_number end), ' ') from merged_customer m where survivor_of(m.id) = c.id),
      (select string_agg(i.nb || ' ' || i.sv || ' ' || i.en, ' ') from list_item i
        where i.tenant_id = c.tenant_id and i.id = any (c.tags) and 'tags' <> all (hidden)))) as text
    from customer c where c.tenant_id = current_tenant() and c.id = of_customer) told, unnest(words) as word
$$;

-- A replaced function keeps its owner, so that these go on to be the register's role's.
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;
