-- What a firm has chosen for all its cards. One row; a firm without one has the defaults.
create table firm_settings (
  tenant_id uuid not null references tenant (id),
  -- The same as the firm's: the change log names a row by its id.
  id uuid not null,
  -- Whether customers have a name that they are known by beside their own (seed 004:15).
  nickname_used boolean not null default true,
  -- Whether a customer's logo stands in the card's header; it is kept for adverts anyway (seed 002:15).
  logo_shown boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint firm_settings_one check (id = tenant_id)
);
create trigger stamp before update on firm_settings for each row execute function stamp_version();
create trigger log after insert or update or delete on firm_settings for each row execute function log_change();
select wall_tenant_table('firm_settings');
grant select, insert, update on firm_settings to kundekort_app;
