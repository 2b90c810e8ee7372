-- An import at the size of a register, and the way back from it.

-- The change log of many rows at once: what log_change() wrote for one row after the other is
-- written for all rows of a statement together. The entries are the same.

create function log_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept_apart constant text[] := array['tenant_id', 'id', 'customer_id', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by', 'password_hash'];
  person constant uuid := current_app_user();
  command constant uuid := nullif(current_setting('app.command_id', true), '')::uuid;
  from_where constant text := coalesce(nullif(current_setting('app.source', true), ''), 'system');
begin
  if tg_op = 'UPDATE' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select (pair.is_now ->> 'tenant_id')::uuid, person, command, from_where, tg_table_name, tg_op, (pair.is_now ->> 'id')::uuid,
      (pair.is_now ->> case when tg_table_name = 'customer' then 'id' else 'customer_id' end)::uuid, (pair.is_now ->> 'version')::integer, changed.columns
    from (select to_jsonb(o) as was, to_jsonb(n) as is_now from old_rows o join new_rows n on n.tenant_id = o.tenant_id and n.id = o.id) as pair
    cross join lateral (
      select jsonb_object_agg(key, jsonb_build_array(pair.was -> key, value)) as columns
      from jsonb_each(pair.is_now - kept_apart)
      where coalesce(pair.was -> key, 'null') <> value) as changed
    where changed.columns is not null;
  elsif tg_op = 'INSERT' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select (made.whole ->> 'tenant_id')::uuid, person, command, from_where, tg_table_name, tg_op, (made.whole ->> 'id')::uuid,
      (made.whole ->> case when tg_table_name = 'customer' then 'id' else 'customer_id' end)::uuid, (made.whole ->> 'version')::integer,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(null, value)) from jsonb_each(made.whole - kept_apart)), '{}')
    -- What is null was null before it was there.
    from (select jsonb_strip_nulls(to_jsonb(n)) as whole from new_rows n) as made;
  else
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select (gone.whole ->> 'tenant_id')::uuid, person, command, from_where, tg_table_name, tg_op, (gone.whole ->> 'id')::uuid,
      (gone.whole ->> case when tg_table_name = 'customer' then 'id' else 'customer_id' end)::uuid, (gone.whole ->> 'version')::integer,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(value, null)) from jsonb_each(gone.whole - kept_apart)), '{}')
    from (select jsonb_strip_nulls(to_jsonb(o)) as whole from old_rows o) as gone;
  end if;
  return null;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['customer', 'contact', 'comment', 'customer_link'] loop
    execute format('drop trigger log on %I', name);
    execute format('create trigger log after insert on %I referencing new table as new_rows for each statement execute function log_changes()', name);
    execute format('create trigger log_changed after update on %I referencing old table as old_rows new table as new_rows for each statement execute function log_changes()', name);
    execute format('create trigger log_gone after delete on %I referencing old table as old_rows for each statement execute function log_changes()', name);
  end loop;
end $$;

-- Only a command that brings values from several sources names them.
drop trigger sources on change_log;
create trigger sources before insert on change_log for each row
  when (nullif(current_setting('app.sources', true), '') is not null) execute function note_sources();

-- A customer that goes is kept like its contacts.
create function keep_deleted_customer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into deleted_row (tenant_id, row_id, version, table_name, customer_id, content)
  values (old.tenant_id, old.id, old.version, tg_table_name, old.id, to_jsonb(old) - 'search')
  on conflict (tenant_id, row_id, version) do update set at = excluded.at, content = excluded.content;
  return null;
end $$;
create trigger keep_deleted after delete on customer for each row execute function keep_deleted_customer();

-- Takes customers away again that a command made, with the contacts that it gave them. Nothing else
-- can delete a customer: not one that was there before the command, nor one that anybody has changed
-- or added anything to since, nor one that others refer to. Answers which ones stay, and who of the
-- staff is why.
create function remove_made(customers uuid[], made_by uuid) returns table (customer_id uuid, by_whom text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  firm constant uuid := current_tenant();
  one uuid;
  stays uuid[];
begin
  if firm is null or current_app_user() is null then
    raise exception using errcode = 'insufficient_privilege', message = 'nobody asks for it';
  end if;
  stays := array(
    select asked.id from unnest(customers) as asked (id)
    where not exists (select from change_log l where l.tenant_id = firm and l.row_id = asked.id and l.table_name = 'customer'
        and l.operation = 'INSERT' and l.command_id = made_by)
      or exists (select from change_log l where l.tenant_id = firm and l.customer_id = asked.id and l.command_id is distinct from made_by)
      or exists (select from customer c where c.tenant_id = firm and c.parent_id = asked.id and c.id <> all (customers)));
  foreach one in array array(select asked.id from unnest(customers) as asked (id) where asked.id <> all (stays)) loop
    begin
      delete from contact k where k.tenant_id = firm and k.customer_id = one;
      delete from customer c where c.tenant_id = firm and c.id = one;
    exception when foreign_key_violation then
      stays := stays || one;
    end;
  end loop;
  return query
    select stayed.id, coalesce((
      select u.name from change_log l join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
      where l.tenant_id = firm and l.customer_id = stayed.id and l.command_id is distinct from made_by
      order by l.at desc, l.id desc limit 1), '')
    from unnest(stays) as stayed (id);
end $$;
revoke execute on function remove_made from public;
grant execute on function remove_made to kundekort_app;

-- Tells the planner of tables that have grown from nothing within minutes: until it hears of that,
-- checks of foreign keys are planned for empty tables, and read all customers of a firm for each row.
create function count_anew() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select c.reltuples from pg_class c where c.oid = 'customer'::regclass) < 20000 then
    analyze customer;
    analyze contact;
    analyze list_item;
    analyze app_user;
    analyze import_row;
  end if;
end $$;
revoke execute on function count_anew from public;
grant execute on function count_anew to kundekort_app;
