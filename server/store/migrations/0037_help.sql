-- Who found which article of the help useful (seed 002:59). It is each person's own word, so only the last one counts.
create table help_vote (
  tenant_id uuid not null,
  article text not null,
  user_id uuid not null,
  useful boolean not null,
  voted_at timestamptz not null default now(),
  primary key (tenant_id, article, user_id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade,
  constraint help_vote_article check (article ~ '^[a-z][a-z0-9-]{0,60}$')
);
select wall_tenant_table('help_vote');
grant select, insert, update, delete on help_vote to kundekort_app;

-- Up to which day somebody has read what is new in the product (seed 004:89).
create table news_seen (
  tenant_id uuid not null,
  user_id uuid not null,
  seen_until date not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade
);
select wall_tenant_table('news_seen');
grant select, insert, update on news_seen to kundekort_app;

-- Advice about its settings that a firm does not want to see (seed 004:89).
create table advice_choice (
  tenant_id uuid not null references tenant (id),
  id uuid not null default gen_random_uuid(),
  advice text not null,
  dismissed boolean not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint advice_choice_once unique (tenant_id, advice),
  constraint advice_choice_advice check (advice ~ '^[a-z][a-z_]{0,60}$')
);
create trigger stamp before update on advice_choice for each row execute function stamp_version();
create trigger log after insert or update or delete on advice_choice for each row execute function log_change();
select wall_tenant_table('advice_choice');
grant select, insert, update on advice_choice to kundekort_app;

-- Which values of lists are used, by the newest rows of each table that has such values: places as `list_place`
-- names them; each of these tables has the key (tenant_id, id). It looks at no more than so many rows of a table,
-- however many there are.
create function list_items_in_use(most integer) returns setof uuid language plpgsql stable as $$
declare
  place record;
begin
  for place in
    select relation, string_agg(case when is_several then format('r.%I', column_name) else format('array[r.%I]', column_name) end, ' || ' order by column_name) as used
    from list_place group by relation
  loop
    return query execute format(
      'select distinct used from (select * from %I where tenant_id = current_tenant() order by id desc limit $1) r, unnest(%s) as used where used is not null',
      place.relation, place.used) using most;
  end loop;
end $$;
