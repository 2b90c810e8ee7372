-- The countries that may be chosen (seed 003:29), each with how VAT is treated where the firm says other than the law's
-- usual answer. A firm without rows is offered the usual ones.
create table firm_country (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  country text not null,
  vat text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint firm_country_once unique (tenant_id, country),
  constraint firm_country_code check (country ~ '^[A-Z]{2}$'),
  constraint firm_country_vat check (vat in ('domestic', 'reverse_charge', 'export', 'outside'))
);
create trigger stamp before update on firm_country for each row execute function stamp_version();
create trigger log after insert or update or delete on firm_country for each row execute function log_change();

-- Parts of the product that a firm turns off, or has for some types of customers (seeds 003:67, 004:69).
create table firm_module (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  module text not null,
  active boolean not null default true,
  ordinary boolean not null default true,
  temporary boolean not null default true,
  prospect boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint firm_module_once unique (tenant_id, module)
);
create trigger stamp before update on firm_module for each row execute function stamp_version();
create trigger log after insert or update or delete on firm_module for each row execute function log_change();
select wall_tenant_table(name) from unnest(array['firm_country', 'firm_module']) as name;
grant select, insert, update, delete on firm_country, firm_module to kundekort_app;

-- Where customer numbers go on from.
alter table firm_settings add column customer_number_from bigint,
  add constraint firm_settings_customer_number_from check (customer_number_from between 1 and 999999999);

-- What the next customer number is at least: after all that there are, and from where the firm says.
create function least_customer_number() returns bigint language sql stable as $$
  select greatest((select coalesce(max(number), 0) + 1 from customer where tenant_id = current_tenant()),
    coalesce((select customer_number_from from firm_settings where tenant_id = current_tenant()), 10001))
$$;

-- As in 0005 and 0022, from where the firm says; numbers never go back.
create or replace function next_customer_number() returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into number_series as s (tenant_id, series, next)
  select current_tenant(), 'customer', least_customer_number() + 1
  on conflict (tenant_id, series) do update set next = greatest(s.next, excluded.next - 1) + 1
  returning next - 1
$$;

-- As in 0020, from where the firm says.
create or replace function next_customer_numbers(many bigint) returns bigint language sql volatile as $$
  insert into number_series as s (tenant_id, series, next)
  select current_tenant(), 'customer', least_customer_number() + many
  on conflict (tenant_id, series) do update set next = greatest(s.next, excluded.next - many) + many
  returning next - many
$$;

-- As in 0028, with countries and modules.
create or replace function firm_choices() returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return coalesce((select to_jsonb(f) from firm_settings f where f.tenant_id = current_tenant()), '{}')
    || jsonb_build_object('rules', (
      select jsonb_agg(jsonb_build_array(r.entity, r.field, r.company_ordinary, r.company_temporary, r.company_prospect,
        r.private_ordinary, r.private_temporary, r.private_prospect))
      from field_rule r where r.tenant_id = current_tenant()),
    'countries', (select jsonb_agg(jsonb_build_object('country', c.country, 'vat', c.vat)) from firm_country c where c.tenant_id = current_tenant()),
    'modules', (select jsonb_object_agg(m.module, jsonb_build_object('active', m.active, 'ordinary', m.ordinary, 'temporary', m.temporary, 'prospect', m.prospect))
      from firm_module m where m.tenant_id = current_tenant()));
end $$;
