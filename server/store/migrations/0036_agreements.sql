-- What a customer has agreed with the firm (seeds 002:44 to 47, 000:65).

-- Collective agreements are a list of the firm's; how long one works where one holds stands with its value, by the
-- keys of the customer's fields (seed 002:47). What it leaves out is as usual in the firm's country.
alter table list_item
  add column working_hours jsonb,
  add constraint list_item_working_hours check (working_hours is null or kind = 'collective_agreement' and jsonb_typeof(working_hours) = 'object');
insert into list_place values ('customer', 'collective_agreement', false);

alter table customer
  add column collective_agreement uuid,
  -- In hundredths of an hour.
  add column weekly_hours integer,
  -- Of each day from, to and the break in minutes: 07:30-15:30/30; or off.
  add column hours_monday text,
  add column hours_tuesday text,
  add column hours_wednesday text,
  add column hours_thursday text,
  add column hours_friday text,
  add column hours_saturday text,
  add column hours_sunday text,
  add constraint customer_collective_agreement foreign key (tenant_id, collective_agreement) references list_item (tenant_id, id),
  add constraint customer_weekly_hours check (weekly_hours between 0 and 16800),
  add constraint customer_hours check (
    coalesce(hours_monday, 'off') || coalesce(hours_tuesday, 'off') || coalesce(hours_wednesday, 'off') || coalesce(hours_thursday, 'off')
      || coalesce(hours_friday, 'off') || coalesce(hours_saturday, 'off') || coalesce(hours_sunday, 'off')
    ~ '^(off|[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]/[0-9]{1,4}){7}$');

-- Factors that a customer has agreed on: for a role or, without one, for all (seed 000:65). Of a role one counts on a day.
create extension if not exists btree_gist;
create table factor_agreement (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  role uuid,
  -- In thousandths.
  factor integer not null,
  -- Both days belong to it; without an end it goes on.
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint factor_agreement_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint factor_agreement_role foreign key (tenant_id, role) references list_item (tenant_id, id),
  constraint factor_agreement_factor check (factor between 1000 and 10000),
  constraint factor_agreement_period check (valid_to >= valid_from),
  constraint factor_agreement_overlap exclude using gist (
    tenant_id with =, customer_id with =, (coalesce(role, '00000000-0000-0000-0000-000000000000'::uuid)) with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index factor_agreement_of_customer on factor_agreement (tenant_id, customer_id, valid_from desc);
insert into list_place values ('factor_agreement', 'role', false);

-- The pay matrix: what is paid and charged for an hour, by role (or for all) and kind of rate (seed 002:46).
create table pay_rate (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  role uuid,
  rate_kind uuid not null,
  -- In hundredths of the currency, which stays what it was when the customer gets another.
  pay bigint not null,
  charge bigint not null,
  currency text not null,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint pay_rate_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint pay_rate_role foreign key (tenant_id, role) references list_item (tenant_id, id),
  constraint pay_rate_kind foreign key (tenant_id, rate_kind) references list_item (tenant_id, id),
  constraint pay_rate_pay check (pay between 0 and 10000000),
  constraint pay_rate_charge check (charge between 0 and 10000000),
  constraint pay_rate_currency check (currency in ('NOK', 'SEK', 'EUR', 'DKK', 'USD', 'GBP')),
  constraint pay_rate_period check (valid_to >= valid_from),
  constraint pay_rate_overlap exclude using gist (
    tenant_id with =, customer_id with =, (coalesce(role, '00000000-0000-0000-0000-000000000000'::uuid)) with =, rate_kind with =,
    daterange(valid_from, valid_to, '[]') with &&)
);
create index pay_rate_of_customer on pay_rate (tenant_id, customer_id, valid_from desc);
insert into list_place values ('pay_rate', 'role', false), ('pay_rate', 'rate_kind', false);

-- Lines that stand on each invoice of a customer (seed 002:44).
create table invoice_line (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  -- Its place among the lines.
  place integer not null,
  article text not null default '',
  text text not null,
  -- In thousandths; less than nothing takes something off.
  quantity bigint not null,
  -- In hundredths of the customer's currency, without tax; never less than nothing (EN 16931, BR-27).
  unit_price bigint not null,
  -- Which rate of value added tax; how much it is follows the day.
  vat_code text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint invoice_line_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint invoice_line_article_length check (char_length(article) <= 40),
  constraint invoice_line_text_length check (char_length(text) between 1 and 200),
  constraint invoice_line_quantity check (quantity between -100000000 and 100000000 and quantity <> 0),
  constraint invoice_line_unit_price check (unit_price between 0 and 10000000),
  constraint invoice_line_vat_code check (vat_code ~ '^[a-z_]{1,20}$')
);
create index invoice_line_of_customer on invoice_line (tenant_id, customer_id, place);

do $$
declare
  name text;
begin
  foreach name in array array['factor_agreement', 'pay_rate', 'invoice_line'] loop
    execute format('create trigger stamp before update on %I for each row execute function stamp_version()', name);
    execute format('create trigger log after insert or update or delete on %I for each row execute function log_change()', name);
    execute format('create trigger keep_deleted after delete on %I for each row execute function keep_deleted()', name);
    execute format('grant select, insert, update, delete on %I to kundekort_app', name);
    perform wall_tenant_table(name);
  end loop;
end $$;

-- What a row of an agreement is called: its role and kind of rate, or its text. Of a row that is gone the log still tells.
create function agreed_name(relation regclass, row_key uuid, changes jsonb, language text) returns text language plpgsql stable as $$
declare
  told jsonb;
begin
  execute format('select to_jsonb(r) from %s r where tenant_id = current_tenant() and id = $1', relation) into told using row_key;
  told := coalesce(told,
    (select content from deleted_row d where d.tenant_id = current_tenant() and d.row_id = row_key order by version desc limit 1),
    (select jsonb_object_agg(key, coalesce(nullif(value -> 1, 'null'), value -> 0)) from jsonb_each(changes)));
  return coalesce(told ->> 'text', (
    select string_agg(case language when 'sv' then i.sv when 'en' then i.en else i.nb end, ', ' order by k.place)
    from unnest(array['role', 'rate_kind']) with ordinality as k (key, place)
    join list_item i on i.tenant_id = current_tenant() and i.id = (told ->> k.key)::uuid), '');
end $$;

-- As in 0022, and of every table that is logged: what was done to rows since goes with them.
create or replace function return_customer_rows(merge uuid) returns table (relation text, gone uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
  of_merge customer_merge;
  part customer_merge_part;
  joined text;
  key jsonb;
begin
  update customer_merge m set split_at = now(), split_command = nullif(current_setting('app.command_id', true), '')::uuid
  where m.tenant_id = firm and m.id = merge and m.split_at is null
    and exists (select from customer c where c.tenant_id = firm and c.id = m.customer_id and c.merged_into is null)
  returning * into of_merge;
  if of_merge.id is null then
    raise exception using errcode = 'insufficient_privilege', message = 'not a merge that can be taken back';
  end if;
  update customer c set merged_into = null where c.tenant_id = firm and c.id = any (of_merge.merged) and c.merged_into = of_merge.customer_id;
  for part in select p.* from customer_merge_part p where p.tenant_id = firm and p.merge_id = merge and p.kind = 'moved' order by p.place desc loop
    select string_agg(format('r.%1$I = g.%1$I', k), ' and ') into joined from unnest(key_besides(part.relation::regclass, part.refers)) as k;
    -- One by one where a rule may forbid one of them: a group of companies that was rearranged since.
    for key in select k from jsonb_array_elements(case part.relation when 'customer' then part.content else jsonb_build_array(part.content) end) as k loop
      begin
        execute format('update %1$I r set %2$I = $2 from jsonb_populate_recordset(null::%1$I, $1) as g where r.tenant_id = $4 and r.%2$I = $3 and %3$s',
          part.relation, part.refers, joined)
        using case part.relation when 'customer' then jsonb_build_array(key) else key end, part.from_id, of_merge.customer_id, firm;
      exception when check_violation then
        null;
      end;
    end loop;
    if part.relation <> 'customer' and exists (select from pg_trigger t where t.tgrelid = part.relation::regclass and t.tgname = 'log') then
      -- What was done to them since goes with them, so that their history stays whole.
      update change_log l set customer_id = part.from_id
      where l.tenant_id = firm and l.customer_id = of_merge.customer_id and l.at >= of_merge.created_at and l.operation <> 'DELETE'
        and l.row_id in (select (k ->> 'id')::uuid from jsonb_array_elements(part.content) as k);
      return query execute format('select %1$L::text, (k ->> ''id'')::uuid from jsonb_array_elements($1) as k
        where not exists (select from %1$I r where r.tenant_id = $2 and r.id = (k ->> ''id'')::uuid)', part.relation) using part.content, firm;
    end if;
  end loop;
end $$;

-- Kinds of rate that each firm starts with. Not even the owner passes a wall that is forced, so that it is set aside.
alter table tenant no force row level security;
alter table list_item no force row level security;
insert into list_item (tenant_id, kind, nb, sv, en, position)
select t.id, 'rate_kind', k.nb, k.sv, k.en, k.place
from tenant t, (values
  (1, 'Ordinær', 'Ordinarie', 'Ordinary'), (2, 'Overtid 50 %', 'Övertid 50 %', 'Overtime 50%'), (3, 'Overtid 100 %', 'Övertid 100 %', 'Overtime 100%'),
  (4, 'Kveld', 'Kväll', 'Evening'), (5, 'Natt', 'Natt', 'Night'), (6, 'Helg', 'Helg', 'Weekend'), (7, 'Reisetid', 'Restid', 'Travel time')) as k (place, nb, sv, en);
alter table list_item force row level security;
alter table tenant force row level security;
