-- Registering customers: their numbers, forms that are sent twice, and which may be the same one.

-- Whether the firm also buys from the customer (seed 003:31).
alter table customer add column is_supplier boolean not null default false;

-- The next number of each series. The row is locked until the transaction ends, so that no number
-- is given twice and none is lost when a transaction fails.
create table number_series (
  tenant_id uuid not null references tenant (id),
  series text not null,
  next bigint not null,
  primary key (tenant_id, series),
  constraint number_series_series check (series in ('customer'))
);

-- Gives the next customer number: 10001 is the first, and one that came in by another way is never given.
create function next_customer_number() returns bigint language sql volatile as $$
  insert into number_series as s (tenant_id, series, next)
  select current_tenant(), 'customer', greatest(coalesce(max(number), 0), 10000) + 2 from customer where tenant_id = current_tenant()
  on conflict (tenant_id, series) do update set next = greatest(s.next, excluded.next - 1) + 1
  returning next - 1
$$;

-- Forms that became a customer. A form that is sent twice finds the customer that it made; the
-- same page sent again with something else in it is another form.
create table registration (
  tenant_id uuid not null references tenant (id),
  request_id uuid not null,
  digest bytea not null,
  customer_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, request_id, digest),
  constraint registration_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id)
    on delete cascade deferrable initially deferred
);
create index registration_age on registration (tenant_id, created_at);

select wall_tenant_table(name) from unnest(array['number_series', 'registration']) as name;
grant select, insert, update on number_series to kundekort_app;
grant select, insert, delete on registration to kundekort_app;

-- A name as two customers are compared by it: folded, without the legal form at its end.
create function name_key(text) returns text language sql immutable parallel safe
  return btrim(regexp_replace(folded($1), '[\s,.]+(as|a/s|asa|ans|da|enk|nuf|sa|ab|ab \(publ\)|hb|kb|ek|aps|oy|ltd|gmbh)\.?\s*$', ''));

-- Adds a customer from JSON, typed by the table itself. The keys come from the field catalogue; a
-- key that is no column is an error, and so is a column that the table keeps for itself.
create function create_customer(row_key uuid, given jsonb) returns void language plpgsql as $$
declare
  names text[] := array(select jsonb_object_keys(given));
begin
  if names && array['tenant_id', 'id', 'number', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be given';
  end if;
  execute format('insert into customer (tenant_id, id, number, created_by, changed_by, %s) select current_tenant(), $1, $2, current_app_user(), current_app_user(), %s from jsonb_populate_record(null::customer, $3) as given',
    (select string_agg(format('%I', name), ', ') from unnest(names) as name),
    (select string_agg(format('given.%I', name), ', ') from unnest(names) as name))
  using row_key, next_customer_number(), given;
end $$;
