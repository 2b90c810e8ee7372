-- Where each value comes from, and what sources propose that people are believed more than.

-- A command may bring values from several sources: a registration that is typed in part and in
-- part taken from the company registry. {"column": "source"} for those that differ from the
-- entry's own source.
alter table change_log add column sources jsonb;

create function note_sources() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  select jsonb_object_agg(given.key, given.value) into new.sources
  from jsonb_each(nullif(current_setting('app.sources', true), '')::jsonb) as given
  where new.table_name = 'customer' and new.changes ? given.key and given.value #>> '{}' <> new.source;
  return new;
end $$;
create trigger sources before insert on change_log for each row execute function note_sources();

-- Which source the values of some columns of a row come from; columns that nobody ever set are left out.
create function sources_of(of_row uuid, columns text[]) returns jsonb language sql stable
  return (select coalesce(jsonb_object_agg(name, last.source), '{}')
    from unnest(columns) as name
    cross join lateral (
      select coalesce(l.sources ->> name, l.source) as source from change_log l
      where l.tenant_id = current_tenant() and l.row_id = of_row and l.changes ? name
      order by l.version desc limit 1) last);

-- A value that a source has for a customer, where that of one that is believed more stands: shown
-- beside it until somebody takes it over or dismisses it.
create table proposal (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  -- The field's key, or address-KIND for the fields of an address together.
  field text not null,
  -- {"column": value}
  value jsonb not null,
  source text not null,
  seen_at timestamptz not null default now(),
  -- The same value is not proposed again to somebody who did not want it.
  dismissed_at timestamptz,
  dismissed_by uuid,
  primary key (tenant_id, id),
  constraint proposal_one unique (tenant_id, customer_id, field, source),
  constraint proposal_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade,
  constraint proposal_source check (source in ('import', 'registry', 'portal', 'interface')),
  constraint proposal_value check (jsonb_typeof(value) = 'object')
);
select wall_tenant_table('proposal');
grant select, insert, update, delete on proposal to kundekort_app;
