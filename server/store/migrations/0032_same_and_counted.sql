-- As in 0027, but that what is like a contact who was united in a merge is about the customer that
-- stays.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;
create or replace function find_same(ordinals integer[], names text[], places text[], numbers text[], externals text[], phones jsonb, emails jsonb)
returns table (ordinal integer, customer_id uuid, likeness text)
language plpgsql stable security definer set search_path = public, pg_temp 
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  firm constant uuid := current_tenant();
begin
  if firm is null then
    return;
  end if;
  return query
    with given as materialized (
      select g.ordinal, name_key(g.name) as name_key, folded(coalesce(g.place, '')) as place, g.number, g.external
      from unnest(ordinals, names, places, numbers, externals) as g (ordinal, name, place, number, external)),
    reach as materialized (
      select (p ->> 0)::integer as ordinal, p ->> 1 as value from jsonb_array_elements(phones) as p),
    mail as materialized (
      select (p ->> 0)::integer as ordinal, p ->> 1 as value from jsonb_array_elements(emails) as p),
    alike as (
      select g.ordinal, c.id, c.merged_into, 'organisation_number' as likeness from given g
        join customer c on c.tenant_id = firm and c.organisation_number = g.number where g.number is not null
      union all
      select g.ordinal, c.id, c.merged_into, 'external_id' from given g
        join customer c on c.tenant_id = firm and c.external_id = g.external where g.external is not null
      union all
      select g.ordinal, c.id, c.merged_into, 'name' from given g
        join customer c on c.tenant_id = firm and name_key(c.name) = g.name_key
        where g.name_key <> '' and (g.place = '' or coalesce(c.visiting_place, '') = '' or folded(c.visiting_place) = g.place)
      union all
      select r.ordinal, c.id, c.merged_into, 'phone' from reach r join customer c on c.tenant_id = firm and c.phone = r.value
      union all
      select r.ordinal, c.id, c.merged_into, 'phone' from reach r join customer c on c.tenant_id = firm and c.mobile = r.value
      union all
      select r.ordinal, c.id, c.merged_into, 'phone' from reach r join contact k on k.tenant_id = firm and k.phone = r.value
        join customer c on c.tenant_id = firm and c.id = k.customer_id where k.ended_at is null
      union all
      select r.ordinal, c.id, c.merged_into, 'phone' from reach r join contact k on k.tenant_id = firm and k.mobile = r.value
        join customer c on c.tenant_id = firm and c.id = k.customer_id where k.ended_at is null
      union all
      select m.ordinal, c.id, c.merged_into, 'email' from mail m join customer c on c.tenant_id = firm and lower(c.email) = m.value
      union all
      select m.ordinal, c.id, c.merged_into, 'email' from mail m join contact k on k.tenant_id = firm and lower(k.email) = m.value
        join customer c on c.tenant_id = firm and c.id = k.customer_id where k.ended_at is null)
    select a.ordinal, case when a.merged_into is null then a.id else survivor_of(a.id) end, a.likeness
    from alike a;
end $$;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;

-- As in 0027, but without the columns that hold whole rows: to compare those takes longer than to
-- import them.
create or replace function count_anew() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze import_row (tenant_id, import_id, ordinal, verdict);
  if (select c.reltuples from pg_class c where c.oid = 'customer'::regclass) < 20000 then
    analyze customer;
    analyze contact;
    analyze list_item;
    analyze app_user;
  end if;
end $$;
