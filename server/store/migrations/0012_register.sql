-- The register at a million customers: a way to it that can use every index, and the indexes.

create extension if not exists btree_gin;

-- Row-level security keeps what may leak a value (LIKE, arrays, functions) away from the indexes:
-- behind the wall, each search of the register would read all customers of the firm. So the
-- register looks through a view that names the firm itself. The view belongs to a role that the
-- wall lets through and that nobody can be; its condition can't be left out by whoever uses it.
--
-- It is no security_barrier view, or nothing would be won: a condition may be tried on another
-- firm's row before the firm is compared. Nothing comes of that. What is asked is made by one
-- module of the store from a closed set of operators, with all values bound; none of them fails
-- or writes for any row. And the view only finds: what a page shows is read from the tables
-- themselves, behind the wall.
--
-- Roles belong to the whole database cluster, so each step is only taken where it is needed.
-- Where whoever migrates may give it, the attribute bypassrls says the same as the policy below,
-- and the planner then also looks at how common a value is. Without it all answers are the same.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kundekort_register') then
    create role kundekort_register nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another server made it in the same moment
end $$;
do $$
begin
  if not (select rolbypassrls from pg_roles where rolname = 'kundekort_register') then
    alter role kundekort_register bypassrls;
  end if;
exception when insufficient_privilege or internal_error then
  null; -- who migrates may not, or another server does so in the same moment
end $$;
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;

create policy register on customer for select to kundekort_register using (true);
grant select on customer to kundekort_register;

-- One column, the row as a whole: a field that is added later is in it by itself. The planner
-- takes (r.customer).name as the column that it is.
create view register_customer as
  select c as customer from customer c where c.tenant_id = current_tenant();
grant create on schema public to kundekort_register;
alter view register_customer owner to kundekort_register;
revoke create on schema public from kundekort_register;
revoke all on register_customer from public;
grant select on register_customer to kundekort_app;

-- Whoever is a member would pass the wall as the role does.
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;

-- In each order that is asked for most, with what customers are filtered by most: such pages are
-- read from the index alone, some thirty customers from one block instead of one.
drop index customer_by_name;
create index customer_by_name on customer (tenant_id, folded(name), id)
  include (name, status, responsible, visiting_postal_code, visiting_country, country, customer_type,
    tags, groups, level, district, industry, company_type, source, category);
drop index customer_by_changed;
create index customer_by_changed on customer (tenant_id, changed_at, id, folded(name))
  include (name, status, responsible, visiting_postal_code, visiting_country, country, customer_type,
    tags, groups, level, district, industry, company_type, source, category);
drop index customer_by_responsible;
create index customer_by_responsible on customer (tenant_id, responsible, folded(name), id)
  include (name, status, visiting_postal_code, visiting_country, country, customer_type, tags, groups, level, district);
create index customer_by_responsible_changed on customer (tenant_id, responsible, changed_at, id, folded(name))
  include (name, status, visiting_postal_code, visiting_country, country, customer_type, tags, groups, level, district);
create index customer_by_created on customer (tenant_id, created_at, id);
create index customer_by_postal_code on customer (tenant_id, visiting_postal_code, id);
create index customer_by_balance on customer (tenant_id, coalesce(opening_balance, -9223372036854775808), id);

-- A text anywhere in a name, and what is asked for together with it: what all conditions share is
-- found within the one index. It has no list of what is still to be put in, which each search
-- would have to go through.
create index customer_facets on customer using gin
  (tenant_id, responsible, tags, groups, level, district, company_type, source, folded(name) gin_trgm_ops) with (fastupdate = off);

-- How common a text is decides which index is read: a hundred samples tell too little of a million.
alter index customer_facets alter column 9 set statistics 1000;
alter index customer_by_name alter column 2 set statistics 1000;
alter index customer_by_responsible alter column 3 set statistics 1000;
alter index customer_by_changed alter column 4 set statistics 1000;
alter index customer_by_responsible_changed alter column 5 set statistics 1000;
alter table customer alter column search set statistics 1000;
