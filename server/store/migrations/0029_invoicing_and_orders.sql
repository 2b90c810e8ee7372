-- What it takes to invoice a customer, and to place people there (seeds 002:29 to 51, 000:57 to 75, 004:25 to 39).
alter table list_item drop constraint list_item_kind;
alter table list_item add constraint list_item_kind check (kind in (
  'status', 'industry', 'contact_function', 'contact_title', 'customer_group', 'tag', 'customer_attribute', 'contact_attribute',
  'category', 'level', 'district', 'source', 'company_type', 'industry_association', 'link_kind', 'invoice_template',
  'assignment_agreement', 'requirement', 'company_process'));

-- The same columns twice, so that they can't differ: the firm's, and over them a customer's own.
do $$
declare
  place text;
begin
  foreach place in array array['firm_settings', 'customer'] loop
    execute format('alter table %1$I
      add column invoice_type text,
      add column project_invoicing boolean,
      add column invoice_follow_up text,
      -- Days after an invoice was due.
      add column reminder_days integer,
      -- In hundredths of the firm''s currency.
      add column reminder_fee bigint,
      add column order_follow_up text,
      add constraint %1$s_invoice_type check (invoice_type in (''email_attachment'', ''email_link'', ''ehf'', ''paper'')),
      add constraint %1$s_invoice_follow_up check (invoice_follow_up in (''standard'', ''reminders'', ''by_hand'', ''none'')),
      add constraint %1$s_reminder_days check (reminder_days between 0 and 365),
      add constraint %1$s_reminder_fee check (reminder_fee between 0 and 10000000),
      add constraint %1$s_order_follow_up check (order_follow_up in (''standard'', ''weekly'', ''end'', ''none''))', place);
  end loop;
end $$;

alter table customer
  add column invoice_email text,
  -- Addresses with commas between them.
  add column invoice_copy_emails text,
  add column ehf_organisation_number text,
  add column ehf_name text,
  add column ehf_reference text,
  add column gln text,
  add column invoice_template uuid,
  -- The fixed agreement that its assignments follow, what it asks of those who work there, and in which of
  -- the firm's processes it is (seeds 000:71, 000:75, 002:51).
  add column assignment_agreement uuid,
  add column requirements uuid[] not null default '{}',
  add column requirement_notes text,
  add column company_processes uuid[] not null default '{}',
  -- Stands on orders, never on invoices.
  add column order_information text,
  add column credit_rating text,
  -- In hundredths of the firm's currency.
  add column credit_limit bigint,
  add column credit_recommended bigint,
  -- Kilometres, one way; and the most of one trip that is billed.
  add column default_distance integer,
  add column maximum_distance integer,
  add constraint customer_gln check (gln ~ '^[0-9]{13}$'),
  add constraint customer_credit_limit check (credit_limit between 0 and 100000000000),
  add constraint customer_credit_recommended check (credit_recommended between 0 and 100000000000),
  add constraint customer_default_distance check (default_distance between 0 and 5000),
  add constraint customer_maximum_distance check (maximum_distance between 0 and 5000),
  add constraint customer_invoice_template foreign key (tenant_id, invoice_template) references list_item (tenant_id, id),
  add constraint customer_assignment_agreement foreign key (tenant_id, assignment_agreement) references list_item (tenant_id, id);

-- As in 0004, and the new lists too.
create or replace function replace_list_item(old uuid, new uuid) returns bigint language plpgsql as $$
declare
  touched bigint := 0;
  more bigint;
  place record;
begin
  for place in
    select * from (values
      ('customer', 'industry', false), ('customer', 'industry_association', false), ('customer', 'level', false), ('customer', 'district', false),
      ('customer', 'source', false), ('customer', 'company_type', false), ('customer', 'category', false), ('customer', 'invoice_template', false),
      ('customer', 'assignment_agreement', false), ('customer', 'requirements', true), ('customer', 'company_processes', true), ('customer_link', 'kind', false),
      ('contact', 'title', false), ('customer', 'groups', true), ('customer', 'tags', true), ('customer', 'attributes', true),
      ('contact', 'functions', true), ('contact', 'attributes', true)) as places (relation, column_name, is_several)
  loop
    if place.is_several then
      execute format('update %1$I set %2$I = array(select distinct case when x = $1 then $2 else x end from unnest(%2$I) as x order by 1)
        where tenant_id = current_tenant() and %2$I @> array[$1]', place.relation, place.column_name) using old, new;
    else
      execute format('update %1$I set %2$I = $2 where tenant_id = current_tenant() and %2$I = $1', place.relation, place.column_name) using old, new;
    end if;
    get diagnostics more = row_count;
    touched := touched + more;
  end loop;
  return touched;
end $$;
