-- Customers, their contacts and comments, the lists that a firm edits, and layouts.

-- All lists that a firm edits, by kind: one mechanism.
create table list_item (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  kind text not null,
  nb text not null,
  sv text not null,
  en text not null,
  code text not null default '',
  -- What a status means, whatever the firm calls it; null in other lists.
  meaning text,
  position integer not null default 0,
  retired boolean not null default false,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  primary key (tenant_id, id),
  constraint list_item_kind check (kind in ('status', 'industry', 'contact_function', 'contact_title')),
  constraint list_item_meaning check ((kind = 'status') = (meaning is not null)),
  constraint list_item_meaning_value check (meaning in ('active', 'potential', 'ended', 'hidden'))
);
create index list_item_kind_position on list_item (tenant_id, kind, position);

create table customer (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  number bigint not null,
  name text not null,
  nickname text,
  organisation_number text,
  kind text not null default 'company',
  customer_type text not null default 'ordinary',
  country text not null default 'NO',
  industry uuid,
  status uuid not null,
  responsible uuid not null,
  phone text,
  mobile text,
  email text,
  website text,
  visiting_street text,
  visiting_postal_code text,
  visiting_place text,
  visiting_country text,
  postal_same_as text not null default 'visiting',
  postal_street text,
  postal_postal_code text,
  postal_place text,
  postal_country text,
  directions text,
  invoice_same_as text not null default 'visiting',
  invoice_street text,
  invoice_postal_code text,
  invoice_place text,
  invoice_country text,
  delivery_same_as text not null default 'visiting',
  delivery_street text,
  delivery_postal_code text,
  delivery_place text,
  delivery_country text,
  -- The parent of a group of companies (seed 000:37).
  parent_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  search text not null generated always as (folded(
    name || ' ' || coalesce(nickname, '') || ' ' || number || ' ' || coalesce(organisation_number, '') || ' ' ||
    coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(mobile, '') || ' ' || coalesce(visiting_place, ''))) stored,
  primary key (tenant_id, id),
  constraint customer_number unique (tenant_id, number),
  constraint customer_status foreign key (tenant_id, status) references list_item (tenant_id, id),
  constraint customer_industry foreign key (tenant_id, industry) references list_item (tenant_id, id),
  constraint customer_responsible foreign key (tenant_id, responsible) references app_user (tenant_id, id),
  constraint customer_parent foreign key (tenant_id, parent_id) references customer (tenant_id, id),
  constraint customer_name_length check (char_length(name) between 1 and 200),
  constraint customer_kind check (kind in ('company', 'private')),
  constraint customer_type check (customer_type in ('ordinary', 'temporary', 'prospect')),
  constraint customer_postal_same_as check (postal_same_as in ('own', 'visiting')),
  constraint customer_invoice_same_as check (invoice_same_as in ('own', 'visiting', 'postal')),
  constraint customer_delivery_same_as check (delivery_same_as in ('own', 'visiting', 'postal'))
);
create index customer_search on customer using gin (search gin_trgm_ops);
create index customer_by_name on customer (tenant_id, folded(name), id);
create index customer_by_place on customer (tenant_id, folded(coalesce(visiting_place, '')), id);
create index customer_by_changed on customer (tenant_id, changed_at, id);
create index customer_by_responsible on customer (tenant_id, responsible, folded(name), id);

create table contact (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  first_name text not null,
  last_name text not null,
  title uuid,
  position text,
  functions uuid[] not null default '{}',
  email text,
  mobile text,
  phone text,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  search text not null generated always as (folded(
    first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(mobile, '') || ' ' || coalesce(phone, ''))) stored,
  primary key (tenant_id, id),
  constraint contact_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint contact_title foreign key (tenant_id, title) references list_item (tenant_id, id),
  constraint contact_first_name_length check (char_length(first_name) between 1 and 100),
  constraint contact_last_name_length check (char_length(last_name) between 1 and 100)
);
create index contact_of_customer on contact (tenant_id, customer_id, last_name, first_name, id);
create index contact_search on contact using gin (search gin_trgm_ops);

-- A customer keeps at least one contact that has not ended (seed 000:19). The rule is looked at
-- when the transaction commits, so that a customer and its first contact can be made together.
create function keep_one_contact() returns trigger language plpgsql as $$
declare
  of_customer uuid;
begin
  if tg_table_name = 'customer' then
    of_customer := new.id;
  else
    of_customer := old.customer_id;
  end if;
  -- Two people who each end one of the last two wait for each other here.
  perform from customer where tenant_id = current_tenant() and id = of_customer for update;
  if found and not exists (select from contact where tenant_id = current_tenant() and customer_id = of_customer and ended_at is null) then
    raise exception using errcode = 'check_violation', constraint = 'contact_last_one', message = 'a customer keeps at least one contact';
  end if;
  return null;
end $$;

create table comment (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  fixed boolean not null default false,
  body text not null,
  -- Whom and when the comment names; may be changed (seed 004:53).
  author_id uuid not null,
  written_at timestamptz not null default now(),
  -- Who was signed in and when it was: never changed.
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  body_changed boolean not null default false,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  primary key (tenant_id, id),
  constraint comment_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint comment_author foreign key (tenant_id, author_id) references app_user (tenant_id, id),
  constraint comment_body_length check (char_length(body) between 1 and 10000)
);
create index comment_of_customer on comment (tenant_id, customer_id, fixed, written_at desc, id desc);

-- One layer of the card's layout: a firm's, a role's or a person's, per kind of device.
create table layout (
  tenant_id uuid not null references tenant (id),
  scope text not null,
  -- The role's key or the user's id; empty for the firm's own.
  owner text not null,
  device text not null,
  layer jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, scope, owner, device),
  constraint layout_scope check (scope in ('tenant', 'role', 'user')),
  constraint layout_device check (device in ('desk', 'phone'))
);

-- Earlier layers, for undo; the newest twenty of each are kept.
create table layout_version (
  tenant_id uuid not null,
  scope text not null,
  owner text not null,
  device text not null,
  version integer not null,
  layer jsonb not null,
  at timestamptz not null default now(),
  primary key (tenant_id, scope, owner, device, version),
  foreign key (tenant_id, scope, owner, device) references layout (tenant_id, scope, owner, device) on delete cascade
);

create trigger stamp before update on list_item for each row execute function stamp_version();
create trigger stamp before update on customer for each row execute function stamp_version();
create trigger stamp before update on contact for each row execute function stamp_version();
create trigger stamp before update on comment for each row execute function stamp_version();
create trigger log after insert or update or delete on list_item for each row execute function log_change();
create trigger log after insert or update or delete on customer for each row execute function log_change();
create trigger log after insert or update or delete on contact for each row execute function log_change();
create trigger log after insert or update or delete on comment for each row execute function log_change();
create constraint trigger keep_one after insert on customer deferrable initially deferred
  for each row execute function keep_one_contact();
create constraint trigger keep_one after update of ended_at or delete on contact deferrable initially deferred
  for each row execute function keep_one_contact();

select wall_tenant_table(name) from unnest(array['list_item', 'customer', 'contact', 'comment', 'layout', 'layout_version']) as name;

grant select, insert, update on list_item, customer to kundekort_app;
grant select, insert, update, delete on contact, comment, layout, layout_version to kundekort_app;

-- Changes the named columns of one row, from JSON, typed by the table itself. The keys come from
-- the field catalogue; a key that is no column is an error, and so is a column that the table
-- keeps for itself.
create function change_fields(target regclass, row_key uuid, patch jsonb) returns void language plpgsql as $$
declare
  assignments text;
  names text[] := array(select jsonb_object_keys(patch));
begin
  if names && array['tenant_id', 'id', 'customer_id', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be changed';
  end if;
  select string_agg(format('%1$I = given.%1$I', name), ', ') into assignments from unnest(names) as name;
  if assignments is not null then
    execute format('update %1$s as kept set %2$s from jsonb_populate_record(null::%1$s, $1) as given where kept.tenant_id = current_tenant() and kept.id = $2',
      target, assignments) using patch, row_key;
  end if;
end $$;
