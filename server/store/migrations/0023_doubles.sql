-- Customers that may be the same: found in the background, set by set, and looked at one by one.

do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

-- By these two customers are compared; the import has them too.
create index if not exists customer_by_organisation_number on customer (tenant_id, organisation_number) where organisation_number is not null;
create index if not exists customer_by_name_key on customer (tenant_id, name_key(name));
create index if not exists customer_by_phone on customer (tenant_id, phone) where phone is not null;
create index if not exists customer_by_mobile on customer (tenant_id, mobile) where mobile is not null;
create index if not exists customer_by_email on customer (tenant_id, lower(email)) where email is not null;
create index if not exists contact_by_phone on contact (tenant_id, phone) where phone is not null;
create index if not exists contact_by_mobile on contact (tenant_id, mobile) where mobile is not null;
create index if not exists contact_by_email on contact (tenant_id, lower(email)) where email is not null;
-- Names that are almost the same.
create index customer_name_alike on customer using gin (tenant_id, name_key(name) gin_trgm_ops);

-- Two customers that may be the same.
create table double_candidate (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  one uuid not null,
  other uuid not null,
  -- What they have in common: number, name, phone, email, domain.
  reasons text[] not null,
  score integer not null,
  state text not null default 'open',
  found_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  constraint double_candidate_once unique (tenant_id, one, other),
  constraint double_candidate_order check (one < other),
  constraint double_candidate_state check (state in ('open', 'same', 'not_same', 'later')),
  constraint double_candidate_one foreign key (tenant_id, one) references customer (tenant_id, id) on delete cascade,
  constraint double_candidate_other foreign key (tenant_id, other) references customer (tenant_id, id) on delete cascade
);
create index double_candidate_waiting on double_candidate (tenant_id, state, score desc, id);
create index double_candidate_of_other on double_candidate (tenant_id, other);

-- When a firm's doubles were searched for last, and what is shared by too many to be compared: the
-- number of a switchboard, the address of a bookkeeper.
create table double_search (
  tenant_id uuid not null references tenant (id),
  searched_at timestamptz not null,
  crowded jsonb not null default '[]',
  primary key (tenant_id)
);
select wall_tenant_table(name) from unnest(array['double_candidate', 'double_search']) as name;
grant select, insert, update, delete on double_candidate to kundekort_app;
grant select, insert, update on double_search to kundekort_app;

-- How much likeness it is.
create function double_score(reasons text[]) returns integer language sql immutable parallel safe
  return (select coalesce(sum(case reason when 'number' then 60 when 'name' then 40 when 'phone' then 30 when 'email' then 30 else 10 end), 0)::integer
    from unnest(reasons) as reason);

-- Providers of mailboxes for everybody: two customers there have nothing in common.
create function is_common_provider(domain text) returns boolean language sql immutable parallel safe
  return domain = any (array['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.no', 'hotmail.com', 'hotmail.no', 'hotmail.se', 'live.com',
    'live.no', 'live.se', 'msn.com', 'yahoo.com', 'yahoo.no', 'yahoo.se', 'icloud.com', 'me.com', 'mac.com', 'online.no', 'start.no', 'broadpark.no',
    'getmail.no', 'frisurf.no', 'lyse.net', 'altibox.no', 'telia.com', 'telia.no', 'bredband.net', 'comhem.se', 'spray.se', 'home.se', 'tele2.se',
    'proton.me', 'protonmail.com', 'gmx.com', 'mail.com']);

-- What customers have in common with others: a key, and whose it is. Each part is one pass over its
-- tables and one grouping; with `of_customers`, only what those have, found by indexes. Blocks of more
-- than 50 are told without their members.
create function double_blocks(part text, of_customers uuid[]) returns table (key text, count bigint, customers uuid[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
  here constant text := format('c.tenant_id = %L and c.merged_into is null', firm);
  -- Values of customers and of their contacts, by a condition each.
  keyed text;
begin
  if firm is null then
    return;
  end if;
  keyed := case part
    when 'number' then format('select c.organisation_number as key, c.id as customer from customer c where %s and c.organisation_number is not null', here)
    when 'name' then format('select name_key(c.name) || '' / '' || folded(coalesce(c.visiting_place, '''')) as key, c.id as customer from customer c where %s', here)
    when 'phone' then format($q$
      select c.phone as key, c.id as customer from customer c where %1$s and c.phone is not null
      union select c.mobile, c.id from customer c where %1$s and c.mobile is not null
      union select k.phone, c.id from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id where k.tenant_id = %2$L and k.ended_at is null and k.phone is not null and %1$s
      union select k.mobile, c.id from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id where k.tenant_id = %2$L and k.ended_at is null and k.mobile is not null and %1$s$q$, here, firm)
    when 'email' then format($q$
      select lower(c.email) as key, c.id as customer from customer c where %1$s and c.email is not null
      union select lower(k.email), c.id from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id where k.tenant_id = %2$L and k.ended_at is null and k.email is not null and %1$s$q$, here, firm)
    when 'domain' then format($q$
      select split_part(lower(c.email), '@', 2) as key, c.id as customer from customer c where %1$s and c.email is not null
      union select split_part(lower(k.email), '@', 2), c.id from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id where k.tenant_id = %2$L and k.ended_at is null and k.email is not null and %1$s$q$, here, firm)
    end;
  if of_customers is null then
    return query execute format($q$
      select b.key, b.members, case when b.members <= 50 then b.all end from (
        select d.key, count(*) as members, array_agg(d.customer) as all from (select distinct r.key, r.customer from (%s) r) d
        where d.key <> '' and not (%L = 'domain' and is_common_provider(d.key))
        group by d.key having count(*) > 1) b$q$, keyed, part);
    return;
  end if;
  -- The same, from the keys of those customers on: each is looked up by its index.
  return query execute format($q$
    with keys as materialized (select distinct r.key from (%s) r where r.key <> '' and not (%L = 'domain' and is_common_provider(r.key)))
    select b.key, b.members, case when b.members <= 50 then b.all end from (
      select k.key, count(*) as members, array_agg(f.customer) as all from keys k cross join lateral (%s limit 60) f
      where (select m.merged_into is null from customer m where m.tenant_id = %L and m.id = f.customer)
      group by k.key having count(*) > 1) b$q$,
    replace(keyed, here, here || format(' and c.id = any (%L::uuid[])', of_customers)), part,
    case part
      when 'number' then format('select c.id as customer from customer c where %s and c.organisation_number = k.key', here)
      when 'name' then format('select c.id as customer from customer c where %s and name_key(c.name) = split_part(k.key, '' / '', 1) and folded(coalesce(c.visiting_place, '''')) = split_part(k.key, '' / '', 2)', here)
      when 'phone' then format($q$
        select c.id as customer from customer c where %1$s and c.phone = k.key
        union select c.id from customer c where %1$s and c.mobile = k.key
        union select p.customer_id from contact p where p.tenant_id = %2$L and p.ended_at is null and p.phone = k.key
        union select p.customer_id from contact p where p.tenant_id = %2$L and p.ended_at is null and p.mobile = k.key$q$, here, firm)
      when 'email' then format($q$
        select c.id as customer from customer c where %1$s and lower(c.email) = k.key
        union select p.customer_id from contact p where p.tenant_id = %2$L and p.ended_at is null and lower(p.email) = k.key$q$, here, firm)
      when 'domain' then format($q$
        select c.id as customer from customer c where %1$s and c.search like '%%@' || like_text(folded(k.key)) || '%%' and split_part(lower(c.email), '@', 2) = k.key
        union select p.customer_id from contact p where p.tenant_id = %2$L and p.ended_at is null
          and p.search like '%%@' || like_text(folded(k.key)) || '%%' and split_part(lower(p.email), '@', 2) = k.key$q$, here, firm)
    end, firm);
end $$;

-- Customers like one that is described: with the same number, almost the same name, or a phone number
-- or an e-mail address in common. Only found here, by indexes; they are compared behind the wall.
-- From which likeness of names on is what store::similar says.
create function find_similar(of_number text, of_name text, phones text[], emails text[]) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set pg_trgm.similarity_threshold = 0.6 as $$
declare
  firm constant uuid := current_tenant();
begin
  if firm is null then
    return;
  end if;
  return query execute format($q$
    select c.id from customer c where c.tenant_id = %1$L and c.organisation_number = %2$L
    union select c.id from customer c where c.tenant_id = %1$L and %3$L <> '' and name_key(c.name) %% %3$L
    union select c.id from customer c where c.tenant_id = %1$L and c.phone = any (%4$L)
    union select c.id from customer c where c.tenant_id = %1$L and c.mobile = any (%4$L)
    union select c.id from customer c where c.tenant_id = %1$L and lower(c.email) = any (%5$L)
    union select k.customer_id from contact k where k.tenant_id = %1$L and k.ended_at is null and k.phone = any (%4$L)
    union select k.customer_id from contact k where k.tenant_id = %1$L and k.ended_at is null and k.mobile = any (%4$L)
    union select k.customer_id from contact k where k.tenant_id = %1$L and k.ended_at is null and lower(k.email) = any (%5$L)$q$,
    firm, of_number, name_key(of_name), phones, emails);
end $$;

grant create on schema public to kundekort_register;
alter function double_blocks(text, uuid[]) owner to kundekort_register;
alter function find_similar(text, text, text[], text[]) owner to kundekort_register;
revoke create on schema public from kundekort_register;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;
