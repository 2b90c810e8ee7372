-- Who stands around a customer: relations to other customers and their contacts, and members of staff with titles.

-- What a kind of relation is called from the other side; empty where it is called the same there.
alter table list_item
  add column inverse_nb text not null default '',
  add column inverse_sv text not null default '',
  add column inverse_en text not null default '',
  add constraint list_item_inverse check (kind = 'relation_kind' or inverse_nb || inverse_sv || inverse_en = ''),
  add constraint list_item_inverse_length check (char_length(inverse_nb) <= 100 and char_length(inverse_sv) <= 100 and char_length(inverse_en) <= 100);

-- A relation of one customer to another (seed 004:75), or to a contact person there.
create table customer_relation (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  -- On whose card it was made.
  customer_id uuid not null,
  other_id uuid not null,
  -- The person at the other customer that is meant, where it is one.
  contact_id uuid,
  kind uuid not null,
  -- Whether the kind is read from the other customer's side.
  reversed boolean not null default false,
  note text not null default '',
  from_day date,
  to_day date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint customer_relation_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint customer_relation_other foreign key (tenant_id, other_id) references customer (tenant_id, id),
  -- When the person is deleted it is a relation to their employer, until they come back.
  constraint customer_relation_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete set null (contact_id),
  constraint customer_relation_kind foreign key (tenant_id, kind) references list_item (tenant_id, id),
  constraint customer_relation_self check (customer_id <> other_id),
  constraint customer_relation_days check (from_day <= to_day),
  constraint customer_relation_note_length check (char_length(note) <= 500)
);
create index customer_relation_of_customer on customer_relation (tenant_id, customer_id, id);
create index customer_relation_of_other on customer_relation (tenant_id, other_id, id);
create index customer_relation_of_contact on customer_relation (tenant_id, contact_id) where contact_id is not null;
create index customer_relation_of_kind on customer_relation (tenant_id, kind);

-- Whether two rows say the same of the same two: from either side, and where a kind has no name of
-- its own for the other side, in either direction.
create function same_relation(a customer_relation, b customer_relation) returns boolean language sql stable
  return a.id <> b.id and a.kind = b.kind and a.contact_id is not distinct from b.contact_id
    and (a.customer_id = b.customer_id and a.other_id = b.other_id and (a.reversed = b.reversed or exists (
        select from list_item i where i.tenant_id = a.tenant_id and i.id = a.kind and i.inverse_nb = ''))
      or a.customer_id = b.other_id and a.other_id = b.customer_id and (a.reversed <> b.reversed or exists (
        select from list_item i where i.tenant_id = a.tenant_id and i.id = a.kind and i.inverse_nb = '')));

-- No relation stands twice. What two customers have in common when they become one stays behind with
-- the one that is merged, and so does what they were to each other.
create function refuse_same_relation() returns trigger language plpgsql as $$
declare
  is_moved constant boolean := tg_op = 'UPDATE' and (new.customer_id, new.other_id) is distinct from (old.customer_id, old.other_id);
begin
  if is_moved and new.customer_id = new.other_id then
    return null;
  end if;
  -- Those who say something of the same two wait for each other.
  perform pg_advisory_xact_lock(hashtextextended(least(new.customer_id, new.other_id) || ' ' || greatest(new.customer_id, new.other_id), 0));
  if exists (
    select from customer_relation r where r.tenant_id = new.tenant_id and r.customer_id in (new.customer_id, new.other_id)
      and r.other_id in (new.customer_id, new.other_id) and same_relation(new, r))
  then
    if is_moved then
      return null;
    end if;
    raise exception using errcode = 'unique_violation', constraint = 'customer_relation_twice', message = 'the same relation is there already';
  end if;
  return new;
end $$;
create trigger no_double before insert or update of customer_id, other_id, contact_id, kind, reversed on customer_relation
  for each row execute function refuse_same_relation();

-- A relation shows on two cards, so the change log has each change of it for both. The other's entry
-- names the one that it does not stand beside.
create function log_to_other() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  whole customer_relation := case when tg_op = 'DELETE' then old else new end;
begin
  insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
  select l.tenant_id, l.user_id, l.command_id, l.source, l.table_name, l.operation, l.row_id, whole.other_id, l.version,
    l.changes || case tg_op
      when 'INSERT' then jsonb_build_object('customer_id', jsonb_build_array(null, whole.customer_id))
      when 'DELETE' then jsonb_build_object('customer_id', jsonb_build_array(whole.customer_id, null))
      else '{}' end
  from change_log l
  where l.tenant_id = whole.tenant_id and l.row_id = whole.id and l.version = whole.version and l.operation = tg_op and l.customer_id = whole.customer_id
  order by l.id desc limit 1;
  return null;
end $$;

-- Members of staff who are responsible for a customer, each with a title (seed 003:75).
create table customer_responsible (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  user_id uuid not null,
  title uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint customer_responsible_twice unique (tenant_id, customer_id, user_id, title),
  constraint customer_responsible_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint customer_responsible_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint customer_responsible_title foreign key (tenant_id, title) references list_item (tenant_id, id)
);
create index customer_responsible_of_user on customer_responsible (tenant_id, user_id, customer_id);
create index customer_responsible_of_title on customer_responsible (tenant_id, title);

create trigger stamp before update on customer_relation for each row execute function stamp_version();
create trigger stamp before update on customer_responsible for each row execute function stamp_version();
create trigger log after insert or update or delete on customer_relation for each row execute function log_change();
create trigger log_other after insert or update or delete on customer_relation for each row execute function log_to_other();
create trigger log after insert or update or delete on customer_responsible for each row execute function log_change();
create trigger keep_deleted after delete on customer_relation for each row execute function keep_deleted();
create trigger keep_deleted after delete on customer_responsible for each row execute function keep_deleted();
select wall_tenant_table(name) from unnest(array['customer_relation', 'customer_responsible']) as name;
grant select, insert, update, delete on customer_relation, customer_responsible to kundekort_app;
-- The other customer's card as of a day asks for those that were deleted.
create index deleted_row_other on deleted_row (tenant_id, (content ->> 'other_id')) where table_name = 'customer_relation';

insert into list_place values ('customer_relation', 'kind', false), ('customer_responsible', 'title', false);

-- Before one value of a list takes the place of another: rows go that would say the same twice.
create function drop_doubles_of_item(old uuid, new uuid) returns void language sql
begin atomic
  delete from customer_relation r
  where r.tenant_id = current_tenant() and r.kind = old and exists (
    select from customer_relation s, list_item i
    where s.tenant_id = r.tenant_id and s.kind = new and i.tenant_id = r.tenant_id and i.id = new and s.contact_id is not distinct from r.contact_id
      and s.customer_id in (r.customer_id, r.other_id) and s.other_id in (r.customer_id, r.other_id)
      and (i.inverse_nb = '' or (s.reversed = r.reversed) = (s.customer_id = r.customer_id)));
  delete from customer_responsible r
  where r.tenant_id = current_tenant() and r.title = old and exists (
    select from customer_responsible s
    where s.tenant_id = r.tenant_id and s.customer_id = r.customer_id and s.user_id = r.user_id and s.title = new);
end;

-- What a row is called in the log of a customer that has no name of its own: of a relation whom it is
-- to, of a responsible the person; also when it is gone.
create function named_by_others(of_table text, of_row uuid, of_customer uuid) returns text language sql stable
begin atomic
  with known as (
    select customer_id, other_id, contact_id, null::uuid as user_id from customer_relation
      where of_table = 'customer_relation' and tenant_id = current_tenant() and id = of_row
    union all
    select customer_id, null, null, user_id from customer_responsible
      where of_table = 'customer_responsible' and tenant_id = current_tenant() and id = of_row
    union all
    (select (content ->> 'customer_id')::uuid, (content ->> 'other_id')::uuid, (content ->> 'contact_id')::uuid, (content ->> 'user_id')::uuid
      from deleted_row where of_table in ('customer_relation', 'customer_responsible') and tenant_id = current_tenant() and row_id = of_row and table_name = of_table
      order by version desc limit 1)),
  meant as (
    select case when other_id = of_customer then customer_id else other_id end as customer, contact_id, user_id from known limit 1)
  select coalesce(u.name, coalesce(c.name, g.name) || coalesce(' (' || k.first_name || ' ' || k.last_name || ')', ''))
  from meant m
  left join app_user u on u.tenant_id = current_tenant() and u.id = m.user_id
  left join customer c on c.tenant_id = current_tenant() and c.id = m.customer
  left join merged_customer g on g.id = m.customer
  left join contact k on k.tenant_id = current_tenant() and k.id = m.contact_id;
end;

-- As in 0022, but which rows take along what was done to them since is no list here: they are those that
-- are kept when they are deleted.
create or replace function return_customer_rows(merge uuid) returns table (relation text, gone uuid)
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
    for key in select k from jsonb_array_elements(case when part.relation in ('customer', 'customer_responsible') then part.content else jsonb_build_array(part.content) end) as k loop
      begin
        execute format('update %1$I r set %2$I = $2 from jsonb_populate_recordset(null::%1$I, $1) as g where r.tenant_id = $4 and r.%2$I = $3 and %3$s',
          part.relation, part.refers, joined)
        using case when part.relation in ('customer', 'customer_responsible') then jsonb_build_array(key) else key end, part.from_id, of_merge.customer_id, firm;
      exception when check_violation or unique_violation then
        null;
      end;
    end loop;
    if exists (select from pg_trigger t where t.tgrelid = part.relation::regclass and t.tgname = 'keep_deleted') then
      -- What was done to them since goes with them, so that their history stays whole.
      update change_log l set customer_id = part.from_id
      where l.tenant_id = firm and l.customer_id = of_merge.customer_id and l.at >= of_merge.created_at and l.operation <> 'DELETE'
        and l.row_id in (select (k ->> 'id')::uuid from jsonb_array_elements(part.content) as k);
      return query execute format('select %1$L::text, (k ->> ''id'')::uuid from jsonb_array_elements($1) as k
        where not exists (select from %1$I r where r.tenant_id = $2 and r.id = (k ->> ''id'')::uuid)', part.relation) using part.content, firm;
    end if;
  end loop;
end $$;
