-- Who a customer is, in full: groups, tags, attributes, classification, status, notes, links.

alter table list_item drop constraint list_item_kind;
alter table list_item add constraint list_item_kind check (kind in (
  'status', 'industry', 'contact_function', 'contact_title', 'customer_group', 'tag', 'customer_attribute', 'contact_attribute',
  'category', 'level', 'district', 'source', 'company_type', 'industry_association', 'link_kind'));
alter table list_item
  -- Whether customers with this status are members (seed 000:15); only of a status.
  add column is_member boolean not null default false,
  -- Whether an administrator looks after the value; a tag that somebody typed on a card is free (seeds 002:52, 003:53).
  add column is_managed boolean not null default true,
  -- The value that this one was merged into.
  add column merged_into uuid,
  add constraint list_item_member check (not is_member or kind = 'status'),
  add constraint list_item_free check (is_managed or kind = 'tag'),
  add constraint list_item_merged foreign key (tenant_id, merged_into) references list_item (tenant_id, id),
  add constraint list_item_name_length check (char_length(nb) <= 100 and char_length(sv) <= 100 and char_length(en) <= 100);
-- A tag is looked up by what was typed, whatever its case; two that are the same can't be.
create unique index list_item_tag on list_item (tenant_id, lower(nb)) where kind = 'tag' and merged_into is null;

alter table customer
  add column fax text,
  add column notes text,
  add column personnel_consultant uuid,
  add column industry_code text,
  add column industry_association uuid,
  add column level uuid,
  add column district uuid,
  add column source uuid,
  add column company_type uuid,
  add column category uuid,
  -- In hundredths of the firm's currency (seed 000:85).
  add column opening_balance bigint,
  add column groups uuid[] not null default '{}',
  add column tags uuid[] not null default '{}',
  add column attributes uuid[] not null default '{}',
  add constraint customer_personnel_consultant foreign key (tenant_id, personnel_consultant) references app_user (tenant_id, id),
  add constraint customer_industry_association foreign key (tenant_id, industry_association) references list_item (tenant_id, id),
  add constraint customer_level foreign key (tenant_id, level) references list_item (tenant_id, id),
  add constraint customer_district foreign key (tenant_id, district) references list_item (tenant_id, id),
  add constraint customer_source foreign key (tenant_id, source) references list_item (tenant_id, id),
  add constraint customer_company_type foreign key (tenant_id, company_type) references list_item (tenant_id, id),
  add constraint customer_category foreign key (tenant_id, category) references list_item (tenant_id, id);
-- For counting and merging; a million customers have few of them.
create index customer_tags on customer using gin (tags);
create index customer_groups on customer using gin (groups);
create index customer_attributes on customer using gin (attributes);

alter table contact add column attributes uuid[] not null default '{}';

-- Where a customer is found on the internet (seed 000:45).
create table customer_link (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  kind uuid not null,
  address text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint customer_link_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint customer_link_kind foreign key (tenant_id, kind) references list_item (tenant_id, id),
  constraint customer_link_address_length check (char_length(address) between 1 and 500)
);
create index customer_link_of_customer on customer_link (tenant_id, customer_id, id);

create trigger stamp before update on customer_link for each row execute function stamp_version();
create trigger log after insert or update or delete on customer_link for each row execute function log_change();
select wall_tenant_table(name) from unnest(array['customer_link']) as name;
grant select, insert, update, delete on customer_link to kundekort_app;

-- Ids that a change refers to: any value of a change that is a UUID. Columns need no list of their own.
create or replace function ids_in(changes jsonb) returns uuid[] language sql immutable
  return array(
    select distinct (found #>> '{}')::uuid
    from jsonb_path_query(changes, 'strict $.** ? (@.type() == "string" && @ like_regex "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")') as found);

-- Replaces one value of a list by another wherever customers, contacts and links have it: merging.
-- Answers how many rows it touched.
create function replace_list_item(old uuid, new uuid) returns bigint language plpgsql as $$
declare
  touched bigint := 0;
  more bigint;
  place record;
begin
  for place in
    select * from (values
      ('customer', 'industry', false), ('customer', 'industry_association', false), ('customer', 'level', false), ('customer', 'district', false),
      ('customer', 'source', false), ('customer', 'company_type', false), ('customer', 'category', false), ('customer_link', 'kind', false),
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
