-- The same customer twice: merged into one, hidden everywhere by one rule, and split again.

do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

-- The customer that this one is merged into. The row stays, for what legal documents refer to,
-- for its number and its address, and so that the two can be split again.
alter table customer
  add column merged_into uuid,
  add constraint customer_merged_into foreign key (tenant_id, merged_into) references customer (tenant_id, id),
  add constraint customer_merged_elsewhere check (merged_into <> id);
create index customer_merged on customer (tenant_id, merged_into) where merged_into is not null;

-- The application never meets a customer that was merged: not in lists, nor by its id, nor to
-- change it. Whoever reads past the wall (functions and views of the register's role) says so itself.
create policy merged on customer as restrictive for select to kundekort_app using (merged_into is null);

create or replace view register_customer as
  select c as customer from customer c where c.tenant_id = current_tenant() and c.merged_into is null;
grant create on schema public to kundekort_register;

-- Customers that were merged: where their numbers and addresses lead, and what they were called.
create view merged_customer as
  select c.id, c.number, c.name, c.merged_into from customer c where c.tenant_id = current_tenant() and c.merged_into is not null;
alter view merged_customer owner to kundekort_register;
revoke all on merged_customer from public;
grant select on merged_customer to kundekort_app;

-- The customer that stands for one that was merged, through all later merges; null for others.
create function survivor_of(of_customer uuid) returns uuid language sql stable
  return (
    with recursive led as (
      select m.merged_into as id, 1 as step from merged_customer m where m.id = of_customer
      union all
      select m.merged_into, led.step + 1 from led join merged_customer m on m.id = led.id)
    select id from led order by step desc limit 1);

-- As in 0012, and without those that were merged: the view's condition is the index's, so that
-- pages are still read from the index alone.
drop index customer_by_name;
create index customer_by_name on customer (tenant_id, folded(name), id)
  include (name, status, responsible, visiting_postal_code, visiting_country, country, customer_type,
    tags, groups, level, district, industry, company_type, source, category) where merged_into is null;
drop index customer_by_changed;
create index customer_by_changed on customer (tenant_id, changed_at, id, folded(name))
  include (name, status, responsible, visiting_postal_code, visiting_country, country, customer_type,
    tags, groups, level, district, industry, company_type, source, category) where merged_into is null;
drop index customer_by_responsible;
create index customer_by_responsible on customer (tenant_id, responsible, folded(name), id)
  include (name, status, visiting_postal_code, visiting_country, country, customer_type, tags, groups, level, district) where merged_into is null;
drop index customer_by_responsible_changed;
create index customer_by_responsible_changed on customer (tenant_id, responsible, changed_at, id, folded(name))
  include (name, status, visiting_postal_code, visiting_country, country, customer_type, tags, groups, level, district) where merged_into is null;
alter index customer_by_name alter column 2 set statistics 1000;
alter index customer_by_responsible alter column 3 set statistics 1000;
alter index customer_by_changed alter column 4 set statistics 1000;
alter index customer_by_responsible_changed alter column 5 set statistics 1000;

-- A number that a merged customer has is never given again.
alter function next_customer_number() security definer set search_path = public, pg_temp;

-- One merge: which customers became one, by which command.
create table customer_merge (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  -- The one that stays.
  customer_id uuid not null,
  merged uuid[] not null,
  -- Their numbers and names, as they were.
  merged_names text[] not null,
  command_id uuid,
  -- When it was taken back, and by which command.
  split_at timestamptz,
  split_command uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint customer_merge_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index customer_merge_of_customer on customer_merge (tenant_id, customer_id, created_at desc);
create index customer_merge_command on customer_merge (tenant_id, command_id);
create index customer_merge_split on customer_merge (tenant_id, split_command) where split_command is not null;
create index customer_merge_newest on customer_merge (tenant_id, created_at desc, id desc);

-- What a merge did to the rows of one table, so that it can be taken back.
create table customer_merge_part (
  tenant_id uuid not null,
  merge_id uuid not null,
  place integer not null,
  -- moved: went over from one customer to the one that stays. added: came there as a copy.
  -- names: former names of the one that stays, as they were. request: what was asked for.
  kind text not null,
  relation text,
  refers text,
  from_id uuid,
  -- Rows by their keys, or whole.
  content jsonb not null,
  primary key (tenant_id, merge_id, place),
  constraint customer_merge_part_merge foreign key (tenant_id, merge_id) references customer_merge (tenant_id, id) on delete cascade,
  constraint customer_merge_part_kind check (kind in ('moved', 'added', 'names', 'request'))
);
create trigger stamp before update on customer_merge for each row execute function stamp_version();
create trigger log after insert or update or delete on customer_merge for each row execute function log_change();
select wall_tenant_table(name) from unnest(array['customer_merge', 'customer_merge_part']) as name;
grant select on customer_merge, customer_merge_part to kundekort_app;

-- The rows of a table that came to a customer by merges since a moment: its card as of before has
-- them not.
create function came_by_merge(to_customer uuid, in_relation text, since timestamptz) returns setof uuid language sql stable
begin atomic
  select (row.key ->> 'id')::uuid
  from customer_merge m
  join customer_merge_part p on p.tenant_id = m.tenant_id and p.merge_id = m.id and p.kind = 'moved' and p.relation = in_relation
  cross join jsonb_array_elements(p.content) as row (key)
  where m.tenant_id = current_tenant() and m.customer_id = to_customer and m.created_at > since and m.split_at is null;
end;

-- The columns of a table's primary key besides the firm and the customer.
create function key_besides(target regclass, refers text) returns text[] language sql stable
  return array(
    select a.attname::text
    from pg_index i
    cross join unnest(i.indkey::smallint[]) with ordinality as k (number, at)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indrelid = target and i.indisprimary and a.attname not in ('tenant_id', refers)
    order by k.at);

-- How many rows of each table refer to each customer.
create function count_customer_rows(customers uuid[], relations text[], refers text[])
returns table (relation text, customer_id uuid, count bigint) language plpgsql stable as $$
begin
  for at in 1 .. cardinality(relations) loop
    return query execute format('select %1$L::text, r.%2$I, count(*) from %1$I r where r.tenant_id = current_tenant() and r.%2$I = any ($1) group by r.%2$I',
      relations[at], refers[at]) using customers;
  end loop;
end $$;

-- Begins a merge: notes who becomes one with whom, and what was asked for.
create function start_merge(survivor uuid, others uuid[], request jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  firm constant uuid := current_tenant();
  made uuid;
begin
  insert into customer_merge (tenant_id, customer_id, merged, merged_names, command_id)
  select firm, survivor, array_agg(c.id order by o.at), array_agg(c.number || ' ' || c.name order by o.at),
    nullif(current_setting('app.command_id', true), '')::uuid
  from unnest(others) with ordinality as o (id, at)
  join customer c on c.tenant_id = firm and c.id = o.id and c.merged_into is null
  having count(*) = cardinality(others)
    and exists (select from customer s where s.tenant_id = firm and s.id = survivor and s.merged_into is null and s.id <> all (others))
  returning id into made;
  if made is null then
    raise exception using errcode = 'insufficient_privilege', message = 'these customers can''t become one';
  end if;
  insert into customer_merge_part (tenant_id, merge_id, place, kind, content) values
    (firm, made, 1, 'request', request),
    (firm, made, 2, 'names', (select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'ended_at', f.ended_at)), '[]')
      from former_name f where f.tenant_id = firm and f.customer_id = survivor));
  return made;
end $$;

-- Moves the rows of declared tables over to the customer that stays: `move` all of them, `unite`
-- those whose like it has not yet (the others stay behind), `copy` those whose like it has not.
-- Columns are only ever those that refer to a customer.
create function move_customer_rows(merge uuid, declared jsonb, staying uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  firm constant uuid := current_tenant();
  of_merge customer_merge;
  place record;
  other uuid;
  keys text[];
  clause text;
  copied text;
  rows jsonb;
begin
  select * into of_merge from customer_merge m
  where m.tenant_id = firm and m.id = merge and m.split_at is null and m.created_at = now();
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'not a merge of this transaction';
  end if;
  for place in select * from jsonb_to_recordset(declared) as d (relation text, refers text, how text, keys text[]) loop
    if place.refers <> 'customer_id' and not exists (
      select from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.conrelid = place.relation::regclass and c.confrelid = 'customer'::regclass and c.contype = 'f'
        and a.attname = place.refers and a.attname not in ('tenant_id', 'id', 'merged_into'))
    then
      raise exception using errcode = 'insufficient_privilege', message = 'a column that refers to no customer';
    end if;
    keys := key_besides(place.relation::regclass, place.refers);
    clause := '';
    if place.how <> 'move' then
      clause := (select format(' and not exists (select from %I s where s.tenant_id = r.tenant_id and s.%I = $1 and %s)', place.relation, place.refers,
        string_agg(format('s.%1$I is not distinct from r.%1$I', key), ' and ')) from unnest(place.keys) as key);
    end if;
    if place.relation = 'contact' then
      clause := clause || ' and r.id <> all ($4)';
    elsif place.relation = 'customer' then
      clause := clause || ' and r.id <> $1 and r.id <> all ($5)';
    end if;
    foreach other in array of_merge.merged loop
      if place.how = 'copy' then
        select string_agg(format('%I', a.attname), ', ') into copied from pg_attribute a
        where a.attrelid = place.relation::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> place.refers;
        execute format('with done as (insert into %1$I as r (%2$I, %3$s) select $1, %3$s from %1$I r where r.tenant_id = $3 and r.%2$I = $2%4$s returning %5$s as key)
          select coalesce(jsonb_agg(key), ''[]'') from done', place.relation, place.refers, copied, clause,
          (select format('jsonb_build_object(%s)', string_agg(format('%1$L, r.%1$I', key), ', ')) from unnest(keys) as key))
          using of_merge.customer_id, other, firm into rows;
      else
        execute format('with done as (update %1$I r set %2$I = $1 where r.tenant_id = $3 and r.%2$I = $2%3$s returning %4$s as key)
          select coalesce(jsonb_agg(key), ''[]'') from done', place.relation, place.refers, clause,
          (select format('jsonb_build_object(%s)', string_agg(format('%1$L, r.%1$I', key), ', ')) from unnest(keys) as key))
          using of_merge.customer_id, other, firm, staying, of_merge.merged into rows;
      end if;
      if rows <> '[]' then
        insert into customer_merge_part (tenant_id, merge_id, place, kind, relation, refers, from_id, content)
        select firm, merge, max(p.place) + 1, case place.how when 'copy' then 'added' else 'moved' end, place.relation, place.refers, other, rows
        from customer_merge_part p where p.tenant_id = firm and p.merge_id = merge;
      end if;
    end loop;
  end loop;
end $$;

-- Ends a merge: the others lead to the one that stays, which is found by their names too.
create function finish_merge(merge uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  firm constant uuid := current_tenant();
  of_merge customer_merge;
begin
  select * into of_merge from customer_merge m
  where m.tenant_id = firm and m.id = merge and m.split_at is null and m.created_at = now();
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'not a merge of this transaction';
  end if;
  insert into former_name (tenant_id, customer_id, name)
  select distinct firm, s.id, c.name
  from customer c join customer s on s.tenant_id = firm and s.id = of_merge.customer_id
  where c.tenant_id = firm and c.id = any (of_merge.merged) and c.name <> s.name
  on conflict do nothing;
  update customer set merged_into = of_merge.customer_id where tenant_id = firm and id = any (of_merge.merged);
end $$;

-- Takes a merge back, first part: the customers stand again, and what came from them goes back,
-- with what was done to it since. Answers the rows that are no longer there, by table.
create function return_customer_rows(merge uuid) returns table (relation text, gone uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
  of_merge customer_merge;
  part customer_merge_part;
  joined text;
  key jsonb;
begin
  update customer_merge m set split_at = now(), split_command = nullif(current_setting('app.command_id', true), '')::uuid
  where m.tenant_id = firm and m.id = merge and m.split_at is null
    and exists (select from customer c where c.tenant_id = firm and c.id = m.customer_id and c.merged_into is null)
  returning * into of_merge;
  if of_merge.id is null then
    raise exception using errcode = 'insufficient_privilege', message = 'not a merge that can be taken back';
  end if;
  update customer c set merged_into = null where c.tenant_id = firm and c.id = any (of_merge.merged) and c.merged_into = of_merge.customer_id;
  for part in select p.* from customer_merge_part p where p.tenant_id = firm and p.merge_id = merge and p.kind = 'moved' order by p.place desc loop
    select string_agg(format('r.%1$I = g.%1$I', k), ' and ') into joined from unnest(key_besides(part.relation::regclass, part.refers)) as k;
    -- One by one where a rule may forbid one of them: a group of companies that was rearranged since.
    for key in select k from jsonb_array_elements(case part.relation when 'customer' then part.content else jsonb_build_array(part.content) end) as k loop
      begin
        execute format('update %1$I r set %2$I = $2 from jsonb_populate_recordset(null::%1$I, $1) as g where r.tenant_id = $4 and r.%2$I = $3 and %3$s',
          part.relation, part.refers, joined)
        using case part.relation when 'customer' then jsonb_build_array(key) else key end, part.from_id, of_merge.customer_id, firm;
      exception when check_violation then
        null;
      end;
    end loop;
    if part.relation in ('contact', 'comment', 'customer_link') then
      -- What was done to them since goes with them, so that their history stays whole.
      update change_log l set customer_id = part.from_id
      where l.tenant_id = firm and l.customer_id = of_merge.customer_id and l.at >= of_merge.created_at and l.operation <> 'DELETE'
        and l.row_id in (select (k ->> 'id')::uuid from jsonb_array_elements(part.content) as k);
      return query execute format('select %1$L::text, (k ->> ''id'')::uuid from jsonb_array_elements($1) as k
        where not exists (select from %1$I r where r.tenant_id = $2 and r.id = (k ->> ''id'')::uuid)', part.relation) using part.content, firm;
    end if;
  end loop;
end $$;

-- Takes a merge back, last part, after the fields of the customer that stayed: copies go that
-- nothing needs any more, and its former names are what they were.
create function finish_split(merge uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  firm constant uuid := current_tenant();
  of_merge customer_merge;
  part customer_merge_part;
  joined text;
  key jsonb;
begin
  select * into of_merge from customer_merge m where m.tenant_id = firm and m.id = merge and m.split_at = now();
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'not a split of this transaction';
  end if;
  for part in select p.* from customer_merge_part p where p.tenant_id = firm and p.merge_id = merge and p.kind = 'added' loop
    select string_agg(format('r.%1$I = g.%1$I', k), ' and ') into joined from unnest(key_besides(part.relation::regclass, part.refers)) as k;
    for key in select k from jsonb_array_elements(part.content) as k loop
      begin
        execute format('delete from %1$I r using jsonb_populate_record(null::%1$I, $1) as g where r.tenant_id = $3 and r.%2$I = $2 and %3$s', part.relation, part.refers, joined)
        using key, of_merge.customer_id, firm;
      exception when foreign_key_violation then
        null; -- somebody has chosen it since
      end;
    end loop;
  end loop;
  delete from former_name f
  using customer_merge_part p
  where p.tenant_id = firm and p.merge_id = merge and p.kind = 'names'
    and f.tenant_id = firm and f.customer_id = of_merge.customer_id and f.ended_at in (of_merge.created_at, now())
    and not exists (select from jsonb_to_recordset(p.content) as was (name text) where was.name = f.name);
  update former_name f set ended_at = was.ended_at
  from customer_merge_part p, jsonb_to_recordset(p.content) as was (name text, ended_at timestamptz)
  where p.tenant_id = firm and p.merge_id = merge and p.kind = 'names'
    and f.tenant_id = firm and f.customer_id = of_merge.customer_id and f.name = was.name and f.ended_at in (of_merge.created_at, now());
end $$;

-- Search follows in 0024: it leaves out who was merged, and finds the one that stays by their numbers.
alter function survivor_of(uuid) owner to kundekort_register;
revoke create on schema public from kundekort_register;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;
