-- Terms of a department: over the firm's, beneath a customer's own. A row is made at its first change; null says that
-- what is beneath counts. The columns are those of 0010 and 0029, with the same checks: what a firm may have, each of its
-- departments may have too.
create table department_terms (
  tenant_id uuid not null,
  -- The same as the department's: it has one such row.
  id uuid not null,
  payment_days integer,
  invoice_interval text,
  invoice_fee bigint,
  late_interest integer,
  currency text,
  markup_factor integer,
  mileage_rate bigint,
  expenses_billed boolean,
  mileage_billed boolean,
  invoice_type text,
  project_invoicing boolean,
  invoice_follow_up text,
  reminder_days integer,
  reminder_fee bigint,
  order_follow_up text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint department_terms_department foreign key (tenant_id, id) references department (tenant_id, id),
  constraint department_terms_payment_days check (payment_days between 0 and 365),
  constraint department_terms_invoice_interval check (invoice_interval in ('week', 'two_weeks', 'month', 'assignment')),
  constraint department_terms_invoice_fee check (invoice_fee between 0 and 10000000),
  constraint department_terms_late_interest check (late_interest between 0 and 10000),
  constraint department_terms_currency check (currency in ('NOK', 'SEK', 'EUR', 'DKK', 'USD', 'GBP')),
  constraint department_terms_markup_factor check (markup_factor between 1000 and 10000),
  constraint department_terms_mileage_rate check (mileage_rate between 0 and 10000000),
  constraint department_terms_invoice_type check (invoice_type in ('email_attachment', 'email_link', 'ehf', 'paper')),
  constraint department_terms_invoice_follow_up check (invoice_follow_up in ('standard', 'reminders', 'by_hand', 'none')),
  constraint department_terms_reminder_days check (reminder_days between 0 and 365),
  constraint department_terms_reminder_fee check (reminder_fee between 0 and 10000000),
  constraint department_terms_order_follow_up check (order_follow_up in ('standard', 'weekly', 'end', 'none'))
);
create trigger stamp before update on department_terms for each row execute function stamp_version();
create trigger log after insert or update or delete on department_terms for each row execute function log_change();
select wall_tenant_table('department_terms');
grant select, insert, update on department_terms to kundekort_app;

-- As in 0068, with what departments have chosen, those with anything alone, in the firm's order.
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
    'sharepoint', (select s.is_on from firm_sharepoint s where s.tenant_id = current_tenant()),
    'departments', (
      select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'chosen', t.chosen) order by d.retired, d.position, d.name, d.id)
      from (
        select o.id, jsonb_strip_nulls(to_jsonb(o) - array['tenant_id', 'id', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by']) as chosen
        from department_terms o where o.tenant_id = current_tenant()) t
      join department d on d.tenant_id = current_tenant() and d.id = t.id
      where t.chosen <> '{}'));
end $$;

-- The currency that departments have chosen, of the first of them in the firm's order that has; null where none has.
create function department_currency(departments uuid[]) returns text language sql stable as $$
  select t.currency from department_terms t join department d on d.tenant_id = t.tenant_id and d.id = t.id
  where t.tenant_id = current_tenant() and t.id = any (departments) and t.currency is not null
  order by d.retired, d.position, d.name, d.id limit 1
$$;

-- As in 0056; what a department has chosen is told by the name of that.
create or replace function setting_named(of_table text, row_key uuid, changes jsonb) returns jsonb language sql stable as $$
  select case of_table
    when 'message_template' then coalesce(
      (select jsonb_build_object('name', t.name) from message_template t where t.tenant_id = current_tenant() and t.id = row_key),
      jsonb_build_object('name', coalesce(changes #>> '{name,1}', changes #>> '{name,0}', '')))
    when 'department_terms' then coalesce(
      (select jsonb_build_object('name', d.name, 'id', d.id) from department d where d.tenant_id = current_tenant() and d.id = row_key), '{}')
    else setting_named_besides_templates(of_table, row_key, changes) end
$$;
