-- Who has taken customers out of the system, which and how many: what data protection asks for.
create table customer_export (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  at timestamptz not null default now(),
  -- As the address of the register says it: whose customers, which, in which order.
  query text not null,
  format text not null,
  columns text[] not null,
  count bigint not null,
  primary key (tenant_id, id),
  constraint customer_export_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint customer_export_format check (format in ('xlsx', 'csv')),
  constraint customer_export_count check (count >= 0)
);
create index customer_export_at on customer_export (tenant_id, at desc, id desc);
select wall_tenant_table('customer_export');
-- Written and read, never changed.
grant select, insert on customer_export to kundekort_app;
