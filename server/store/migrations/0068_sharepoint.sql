-- The firm's SharePoint (contract DOC-11, INT-11): where it is, and which folder of it is a customer's.

create table firm_sharepoint (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  is_on boolean not null,
  -- By what Microsoft knows the firm's directory, and that this system.
  directory_id text not null,
  client_id text not null,
  -- The address of the site, and the way from the top of its library to the folder with all customers.
  site text not null,
  folder text not null default '',
  -- What a customer's folder is called.
  pattern text not null,
  -- The secret itself is in a table of its own, which no log follows; this tells that it was replaced.
  secret_set_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id),
  constraint firm_sharepoint_site check (site ~ '^https://[a-z0-9.-]+(/|$)' and char_length(site) <= 500),
  constraint firm_sharepoint_pattern check (pattern like '%{number}%' or pattern like '%{name}%'),
  constraint firm_sharepoint_length check (char_length(directory_id) between 1 and 253 and char_length(client_id) between 1 and 100
    and char_length(folder) <= 300 and char_length(pattern) <= 100)
);
create trigger stamp before update on firm_sharepoint for each row execute function stamp_version();
create trigger log after insert or update or delete on firm_sharepoint for each row execute function log_change();

-- The secret by which this system signs in there, sealed by the server's key for that directory and application.
create table firm_sharepoint_secret (
  tenant_id uuid not null,
  sealed bytea not null,
  primary key (tenant_id),
  constraint firm_sharepoint_secret_of foreign key (tenant_id) references firm_sharepoint (tenant_id) on delete cascade
);

-- The folder of a customer that somebody chose or made; without a row it is the one that is called by the pattern.
create table customer_folder (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  drive_id text not null,
  item_id text not null,
  -- As it was called then: it is found by its id whatever it is called since.
  name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint customer_folder_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint customer_folder_once unique (tenant_id, customer_id),
  constraint customer_folder_ids check (drive_id ~ '^[A-Za-z0-9!_.,~-]+$' and item_id ~ '^[A-Za-z0-9!_.,~-]+$'
    and char_length(drive_id) <= 300 and char_length(item_id) <= 300),
  constraint customer_folder_name check (char_length(name) between 1 and 300)
);
create trigger stamp before update on customer_folder for each row execute function stamp_version();
create trigger log after insert or update or delete on customer_folder for each row execute function log_change();
create trigger keep_deleted after delete on customer_folder for each row execute function keep_deleted();

select wall_tenant_table(name) from unnest(array['firm_sharepoint', 'firm_sharepoint_secret', 'customer_folder']) as name;
grant select, insert, update on firm_sharepoint, firm_sharepoint_secret to kundekort_app;
grant select, insert, update, delete on customer_folder to kundekort_app;

-- As in 0040, with whether cards show folders of SharePoint.
create or replace function firm_choices() returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return coalesce((select to_jsonb(f) from firm_settings f where f.tenant_id = current_tenant()), '{}')
    || jsonb_build_object('rules', (
      select jsonb_agg(jsonb_build_array(r.entity, r.field, r.company_ordinary, r.company_temporary, r.company_prospect,
        r.private_ordinary, r.private_temporary, r.private_prospect))
      from field_rule r where r.tenant_id = current_tenant()),
    'countries', (select jsonb_agg(jsonb_build_object('country', c.country, 'vat', c.vat)) from firm_country c where c.tenant_id = current_tenant()),
    'modules', (select jsonb_object_agg(m.module, jsonb_build_object('active', m.active, 'ordinary', m.ordinary, 'temporary', m.temporary, 'prospect', m.prospect))
      from firm_module m where m.tenant_id = current_tenant()),
    'sharepoint', (select s.is_on from firm_sharepoint s where s.tenant_id = current_tenant()));
end $$;
