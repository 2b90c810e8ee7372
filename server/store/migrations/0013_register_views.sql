-- How the register is set up: a firm's columns, each person's own, and saved views.

-- Columns and order of the register: a firm's (no owner) or a person's own.
create table register_setting (
  tenant_id uuid not null references tenant (id),
  -- The person; the firm itself for its default.
  owner uuid not null,
  columns text[] not null,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, owner),
  constraint register_setting_columns check (cardinality(columns) between 1 and 60)
);

-- A view of the register that somebody saved, for themselves or for all of the firm.
create table register_view (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  name text not null,
  owner uuid not null default current_app_user(),
  shared boolean not null default false,
  -- Scope, lifecycle, filter and order as they stand in an address.
  query text not null,
  -- Its columns; none: those of whoever looks.
  columns text[],
  -- Deleted views stay for a while, so that deleting can be taken back.
  deleted_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  foreign key (tenant_id, owner) references app_user (tenant_id, id) on delete cascade,
  constraint register_view_name_length check (char_length(name) between 1 and 60),
  constraint register_view_query_length check (char_length(query) <= 8000)
);
create index register_view_of_owner on register_view (tenant_id, owner);
create trigger stamp before update on register_view for each row execute function stamp_version();
create trigger log after insert or update or delete on register_view for each row execute function log_change();

-- Which views a person has put beside the scopes: their own, or shared ones.
create table register_view_pin (
  tenant_id uuid not null,
  user_id uuid not null,
  view_id uuid not null,
  primary key (tenant_id, user_id, view_id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade,
  foreign key (tenant_id, view_id) references register_view (tenant_id, id) on delete cascade
);

select wall_tenant_table(name) from unnest(array['register_setting', 'register_view', 'register_view_pin']) as name;
grant select, insert, update, delete on register_setting, register_view, register_view_pin to kundekort_app;
