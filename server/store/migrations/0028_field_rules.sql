-- Which fields a firm uses, and how much each matters, for companies and private persons, ordinary,
-- temporary and prospects (seeds 003:19, 003:27). A row where the firm has decided something; a null
-- in it is as the product has it.
create table field_rule (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  entity text not null,
  field text not null,
  company_ordinary text,
  company_temporary text,
  company_prospect text,
  private_ordinary text,
  private_temporary text,
  private_prospect text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint field_rule_once unique (tenant_id, entity, field),
  constraint field_rule_entity check (entity in ('customer', 'contact')),
  constraint field_rule_need check (
    company_ordinary in ('off', 'may', 'should', 'must') and company_temporary in ('off', 'may', 'should', 'must')
    and company_prospect in ('off', 'may', 'should', 'must') and private_ordinary in ('off', 'may', 'should', 'must')
    and private_temporary in ('off', 'may', 'should', 'must') and private_prospect in ('off', 'may', 'should', 'must'))
);
create trigger stamp before update on field_rule for each row execute function stamp_version();
create trigger log after insert or update or delete on field_rule for each row execute function log_change();
select wall_tenant_table('field_rule');
grant select, insert, update on field_rule to kundekort_app;

-- All that a firm has chosen for its cards: the columns of its settings, and beside them its rules,
-- each as entity, field and its six needs. Planned once for a connection: each card asks.
create function firm_choices() returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return coalesce((select to_jsonb(f) from firm_settings f where f.tenant_id = current_tenant()), '{}')
    || jsonb_build_object('rules', (
      select jsonb_agg(jsonb_build_array(r.entity, r.field, r.company_ordinary, r.company_temporary, r.company_prospect,
        r.private_ordinary, r.private_temporary, r.private_prospect))
      from field_rule r where r.tenant_id = current_tenant()));
end $$;
