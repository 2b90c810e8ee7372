-- What few entries of a log need is read when an entry needs it: a statement gets ready all that it may have to read,
-- and of most customers' newest entries nearly all are of the customer itself.

-- Whom or what an entry of a customer's log is about, where that is not the customer: null where there is nothing to say.
-- `agreed` are the tables of what a customer has agreed on in rows.
create function log_named(of_table text, of_row uuid, of_customer uuid, changes jsonb, language text, agreed text[])
returns text language plpgsql stable as $$
begin
  if of_table = 'contact' then
    return (select k.first_name || ' ' || k.last_name from contact k where k.tenant_id = current_tenant() and k.id = of_row);
  elsif of_table = 'activity' then
    return (select v.title from activity v where v.tenant_id = current_tenant() and v.id = of_row);
  elsif of_table = 'customer_merge' then
    return (select array_to_string(m.merged_names, ', ') from customer_merge m where m.tenant_id = current_tenant() and m.id = of_row);
  elsif of_table = 'customer' then
    return (select d.number || ' ' || d.name from merged_customer d where of_row <> of_customer and d.id = of_row);
  elsif of_table = 'customer_employee' then
    -- Of a row that is gone, the entry that made it or took it away names who it was.
    return (select e.first_name || ' ' || e.last_name from employee e where e.tenant_id = current_tenant() and e.id = coalesce(
      (select w.employee_id from customer_employee w where w.tenant_id = current_tenant() and w.id = of_row),
      (changes #>> '{employee_id,1}')::uuid, (changes #>> '{employee_id,0}')::uuid));
  elsif of_table = 'document' then
    return (select o.name from document o where o.tenant_id = current_tenant() and o.id = of_row);
  elsif of_table = 'signing' then
    return (select g.name from signing g where g.tenant_id = current_tenant() and g.id = of_row);
  elsif of_table = 'activity_invitation' then
    return (select i.name from activity_invitation i where i.tenant_id = current_tenant() and i.id = of_row);
  elsif of_table in ('customer_relation', 'customer_responsible') then
    return named_by_others(of_table, of_row, of_customer);
  elsif of_table in ('portal_access', 'portal_look', 'document_share', 'enquiry') then
    return portal_named(of_table, of_row, changes);
  elsif of_table = any (agreed) then
    return agreed_name(of_table::regclass, of_row, changes, language);
  end if;
  return null;
end $$;

-- What the entries of a log refer to is called, by id.
create function log_names(ids uuid[], language text) returns json language plpgsql stable as $$
begin
  if ids = '{}' then
    return '{}';
  end if;
  return (select coalesce(json_object_agg(n.id, n.name), '{}') from (
    select i.id, case language when 'sv' then i.sv when 'en' then i.en else i.nb end as name
      from list_item i where i.tenant_id = current_tenant() and i.id = any (ids)
    union all
    select a.id, a.name from app_user a where a.tenant_id = current_tenant() and a.id = any (ids)
    union all
    select c.id, c.name from customer c where c.tenant_id = current_tenant() and c.id = any (ids)
    union all
    select p.id, p.first_name || ' ' || p.last_name from contact p where p.tenant_id = current_tenant() and p.id = any (ids)
    union all
    select g.id, g.name from merged_customer g where g.id = any (ids)) n);
end $$;
