-- Payment terms (seed 003:65): a list like others, each value with how long one may take to pay.
alter table list_item
  add column term_kind text,
  add column term_days integer,
  add constraint list_item_term check (case when kind = 'payment_term'
    then term_kind is not null and term_days is not null and term_kind in ('net', 'end_of_month', 'immediate')
      and term_days between 0 and 365 and (term_kind <> 'immediate' or term_days = 0)
    else term_kind is null and term_days is null end);
alter table customer
  add column payment_term uuid,
  add constraint customer_payment_term foreign key (tenant_id, payment_term) references list_item (tenant_id, id);
insert into list_place values ('customer', 'payment_term', false);

-- By which criteria the page Search customers asks (seed 004:47); null: as usual.
alter table firm_settings
  add column search_criteria text[],
  add constraint firm_settings_search_criteria check (cardinality(search_criteria) <= 40);

-- An own field may get another kind; what numbers it had before is known by this.
alter table own_field add column counted text,
  add constraint own_field_counted check (counted in ('whole', 'money', 'percent'));

-- As in 0038, with that.
create or replace function told_own_fields(of_tenant uuid) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_object('key', f.key, 'kind', f.kind, 'labels', jsonb_build_array(f.nb, f.sv, f.en),
    'section', f.section, 'retired', f.retired, 'tab', t.id, 'counted', f.counted) order by f.position, f.created_at, f.id)
  from own_field f left join card_tab t on t.tenant_id = f.tenant_id and t.id = f.tab and t.place <> 'off'
  where f.tenant_id = of_tenant
$$;

-- Whether a value can be one of an own field of a kind.
create function own_fits(kind text, value jsonb) returns boolean language sql immutable parallel safe
  return case kind
    when 'whole' then jsonb_typeof(value) = 'number'
    when 'money' then jsonb_typeof(value) = 'number'
    when 'percent' then jsonb_typeof(value) = 'number'
    when 'yes_no' then jsonb_typeof(value) = 'boolean'
    when 'choice' then jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    when 'choices' then jsonb_typeof(value) = 'array'
    when 'date' then jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^\d{4}-\d\d-\d\d$'
    else jsonb_typeof(value) = 'string' end;

-- Kinds of own fields change, and their values with them: what somebody or some work in the background read before
-- is refused then, and so is the undoing of what was of another kind. Writers hold the kind until they are done.
create function check_own_values() returns trigger language plpgsql as $$
begin
  perform from own_field f where f.tenant_id = new.tenant_id and new.own ? f.key for share;
  if exists (select from own_field f, jsonb_each(new.own) as given
    where f.tenant_id = new.tenant_id and f.key = given.key and not own_fits(f.kind, given.value)
      and (tg_op = 'INSERT' or old.own -> given.key is distinct from given.value))
  then
    raise exception using errcode = 'check_violation', constraint = 'customer_own_kind', message = 'a value of another kind than its field has';
  end if;
  return new;
end $$;
create trigger own_fits_insert before insert on customer for each row when (new.own <> '{}') execute function check_own_values();
create trigger own_fits before update of own on customer for each row when (new.own <> '{}' and new.own is distinct from old.own)
  execute function check_own_values();

-- The values of an own field, with how many customers have each; those that were merged into others too, as they
-- may be split again.
create function own_values(of_key text) returns table (value jsonb, customers bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.own -> of_key, count(*) from customer c where c.tenant_id = current_tenant() and c.own ? of_key group by 1 order by 2 desc, 1
$$;
create function convert_own_values(of_key text, olds jsonb[], news jsonb[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  done bigint;
begin
  update customer c set own = c.own || jsonb_build_object(of_key, m.new)
  from unnest(olds, news) as m (old, new) where c.tenant_id = current_tenant() and c.own -> of_key = m.old;
  get diagnostics done = row_count;
  return done;
end $$;
