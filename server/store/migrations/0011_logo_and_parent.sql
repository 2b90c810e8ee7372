-- Logos of customers, and groups of companies without rings.

-- Pictures that are or were a customer's logo (seed 002:15), by the SHA-256 of their bytes. One that
-- was replaced or taken away stays, so that the change can be taken back and looked at as of a day.
create table customer_logo (
  tenant_id uuid not null,
  customer_id uuid not null,
  digest text not null,
  media_type text not null,
  width integer not null,
  height integer not null,
  content bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  primary key (tenant_id, customer_id, digest),
  constraint customer_logo_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade,
  constraint customer_logo_digest check (digest = encode(sha256(content), 'hex')),
  -- What browsers only ever paint: no SVG, which may hold a script.
  constraint customer_logo_media_type check (media_type in ('image/png', 'image/jpeg')),
  constraint customer_logo_size check (width between 1 and 512 and height between 1 and 512 and octet_length(content) <= 2097152)
);
select wall_tenant_table('customer_logo');
grant select, insert on customer_logo to kundekort_app;

-- The logo is a column of the customer like others: logged, undone and rewound like them.
alter table customer
  add column logo text,
  add constraint customer_logo_known foreign key (tenant_id, id, logo) references customer_logo (tenant_id, customer_id, digest);

-- A company is never above itself, at whatever depth (seed 000:37). Those who change parents in one
-- firm wait for each other, so that two who are about to close a ring from both ends don't.
create function refuse_parent_ring() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('customer_parent ' || new.tenant_id, 0));
  if new.parent_id = new.id then
    raise exception using errcode = 'check_violation', constraint = 'customer_parent_self', message = 'a customer is not its own parent company';
  end if;
  if exists (
    with recursive above as (
      select new.parent_id as id
      union
      select c.parent_id from above join customer c on c.tenant_id = new.tenant_id and c.id = above.id where c.parent_id is not null)
    select from above where id = new.id)
  then
    raise exception using errcode = 'check_violation', constraint = 'customer_parent_ring', message = 'a parent company is not below its own subsidiary';
  end if;
  return new;
end $$;
create trigger no_ring before insert or update of parent_id on customer for each row when (new.parent_id is not null)
  execute function refuse_parent_ring();
create index customer_by_parent on customer (tenant_id, parent_id, folded(name), id) where parent_id is not null;

-- Names of customers too, for what rows refer to by id.
create or replace function names_of(ids uuid[], reader_language text) returns jsonb language sql stable
  return (select coalesce(jsonb_object_agg(n.id, n.name), '{}') from (
    select i.id, case reader_language when 'sv' then i.sv when 'en' then i.en else i.nb end as name
      from list_item i where i.tenant_id = current_tenant() and i.id = any (ids)
    union all
    select u.id, u.name from app_user u where u.tenant_id = current_tenant() and u.id = any (ids)
    union all
    select c.id, c.name from customer c where c.tenant_id = current_tenant() and c.id = any (ids)) n);
