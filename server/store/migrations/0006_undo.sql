-- Taking changes back: which command took back which, and rows that were deleted, in full.

-- One row for each time that somebody took a command back. A command is one thing that a person
-- did; an entry of the log without one stands for itself, by its id.
create table command_undo (
  tenant_id uuid not null,
  -- The command that took it back: a change like others, which can be taken back too.
  command_id uuid not null,
  customer_id uuid not null,
  undoes uuid not null,
  -- Whether what it took back was itself a taking back.
  redo boolean not null,
  -- Whether `undoes` is taken back as things stand: this command was not taken back in its turn.
  active boolean not null,
  -- What stayed as it is because somebody changed it since, or because a rule forbids it.
  kept jsonb not null default '[]',
  at timestamptz not null default now(),
  primary key (tenant_id, command_id)
);
create index command_undo_undoes on command_undo (tenant_id, undoes);

-- Deleted rows as they were, with what the change log leaves out: who made them and when.
create table deleted_row (
  tenant_id uuid not null,
  row_id uuid not null,
  version integer not null,
  table_name text not null,
  customer_id uuid not null,
  at timestamptz not null default now(),
  content jsonb not null,
  primary key (tenant_id, row_id, version)
);
create index deleted_row_customer on deleted_row (tenant_id, customer_id);

create function keep_deleted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into deleted_row (tenant_id, row_id, version, table_name, customer_id, content)
  values (old.tenant_id, old.id, old.version, tg_table_name, old.customer_id, to_jsonb(old) - 'search')
  on conflict (tenant_id, row_id, version) do update set at = excluded.at, content = excluded.content;
  return null;
end $$;
create trigger keep_deleted after delete on contact for each row execute function keep_deleted();
create trigger keep_deleted after delete on comment for each row execute function keep_deleted();
create trigger keep_deleted after delete on customer_link for each row execute function keep_deleted();

select wall_tenant_table(name) from unnest(array['command_undo', 'deleted_row']) as name;
grant select, insert on command_undo to kundekort_app;
grant update (active) on command_undo to kundekort_app;
grant select on deleted_row to kundekort_app;

-- Puts a deleted row back under its own id, as the next version. Runs as whoever calls it: only
-- where rows may be added, and only in the firm of the request.
create function restore_row(target regclass, content jsonb) returns void language plpgsql as $$
declare
  columns text;
  again jsonb := content || jsonb_build_object(
    'version', (content ->> 'version')::integer + 1, 'changed_at', now(), 'changed_by', current_app_user());
begin
  -- A column that came after the row was deleted has its default.
  select string_agg(format('%I', attname), ', ') into columns from pg_attribute
  where attrelid = target and attnum > 0 and not attisdropped and attgenerated = '' and again ? attname;
  execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)', target, columns) using again;
end $$;
