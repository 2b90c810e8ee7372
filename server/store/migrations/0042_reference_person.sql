-- The reference person on a customer's invoices (seed 002:42): one of its contacts who has not ended.

alter table customer
  add column reference_person uuid,
  -- When the person is deleted, the field is emptied; undoing the one brings back the other.
  add constraint customer_reference_person foreign key (tenant_id, reference_person) references contact (tenant_id, id)
    on delete set null (reference_person);
create index customer_by_reference_person on customer (tenant_id, reference_person) where reference_person is not null;

create function check_reference_person() returns trigger language plpgsql as $$
begin
  if not exists (select from contact k where k.tenant_id = new.tenant_id and k.id = new.reference_person
    and k.customer_id = new.id and k.ended_at is null)
  then
    raise exception using errcode = 'check_violation', constraint = 'customer_reference_person', message = 'the reference person is a contact of the customer';
  end if;
  return new;
end $$;
create trigger is_contact before insert or update of reference_person on customer for each row when (new.reference_person is not null)
  execute function check_reference_person();

-- Whoever has ended is named on no invoice; of a merged customer too, which nobody meets.
create function empty_reference_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update customer c set reference_person = null where c.tenant_id = new.tenant_id and c.reference_person = new.id;
  return new;
end $$;
create trigger empty_reference before update of ended_at on contact for each row when (old.ended_at is null and new.ended_at is not null)
  execute function empty_reference_person();

-- As in 0035, and contacts.
create or replace function names_of(ids uuid[], reader_language text) returns jsonb
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select coalesce(jsonb_object_agg(n.id, n.name), '{}') from (
    select i.id, case reader_language when 'sv' then i.sv when 'en' then i.en else i.nb end as name
      from list_item i where i.tenant_id = current_tenant() and i.id = any (ids)
    union all
    select u.id, u.name from app_user u where u.tenant_id = current_tenant() and u.id = any (ids)
    union all
    select e.id, e.first_name || ' ' || e.last_name from employee e where e.tenant_id = current_tenant() and e.id = any (ids)
    union all
    select k.id, k.first_name || ' ' || k.last_name from contact k where k.tenant_id = current_tenant() and k.id = any (ids)
    union all
    select c.id, c.name from customer c where c.tenant_id = current_tenant() and c.id = any (ids)) n);
end $$;
