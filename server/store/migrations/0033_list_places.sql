-- Where values of lists are used, and which lists there are, no longer stand in a function and a constraint that
-- each new list has to write anew: a place is a row here, and the kinds are the application's.
create table list_place (
  relation text not null,
  column_name text not null,
  is_several boolean not null,
  primary key (relation, column_name)
);
insert into list_place values
  ('customer', 'industry', false), ('customer', 'industry_association', false), ('customer', 'level', false), ('customer', 'district', false),
  ('customer', 'source', false), ('customer', 'company_type', false), ('customer', 'category', false), ('customer', 'invoice_template', false),
  ('customer', 'assignment_agreement', false), ('customer', 'requirements', true), ('customer', 'company_processes', true), ('customer_link', 'kind', false),
  ('contact', 'title', false), ('customer', 'groups', true), ('customer', 'tags', true), ('customer', 'attributes', true),
  ('contact', 'functions', true), ('contact', 'attributes', true);
grant select on list_place to kundekort_app;

alter table list_item drop constraint list_item_kind;
alter table list_item add constraint list_item_kind check (kind ~ '^[a-z][a-z0-9_]{1,40}$');

-- As in 0030, with the places from their table.
create or replace function replace_list_item(old uuid, new uuid) returns bigint language plpgsql as $$
declare
  touched bigint := 0;
  more bigint;
  place record;
begin
  for place in select * from list_place order by relation, column_name loop
    if place.is_several then
      execute format('update %1$I set %2$I = array(select distinct case when x = $1 then $2 else x end from unnest(%2$I) as x order by 1)
        where tenant_id = current_tenant() and %2$I @> array[$1]', place.relation, place.column_name) using old, new;
    else
      execute format('update %1$I set %2$I = $2 where tenant_id = current_tenant() and %2$I = $1', place.relation, place.column_name) using old, new;
    end if;
    get diagnostics more = row_count;
    touched := touched + more;
  end loop;
  -- Lists of own fields.
  update customer c set own = c.own || (
      select jsonb_object_agg(each.key, case jsonb_typeof(each.value)
        when 'string' then to_jsonb(new)
        else (select jsonb_agg(distinct case when x = old::text then new::text else x end) from jsonb_array_elements_text(each.value) as x) end)
      from jsonb_each(c.own) as each where each.value = to_jsonb(old) or each.value @> to_jsonb(array[old]))
  where c.tenant_id = current_tenant() and exists (
    select from jsonb_each(c.own) as each where each.value = to_jsonb(old) or each.value @> to_jsonb(array[old]));
  get diagnostics more = row_count;
  touched := touched + more;
  return touched;
end $$;
