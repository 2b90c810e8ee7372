-- Departments that a firm looks after and that customers belong to (seed 002:48), the people it hires out and where
-- they are (seed 002:49), and accounts that an administrator invites and closes.

alter table department
  add column position integer not null default 0,
  add column retired boolean not null default false,
  add column version integer not null default 1,
  add column created_at timestamptz not null default now(),
  add column created_by uuid default current_app_user(),
  add column changed_at timestamptz not null default now(),
  add column changed_by uuid default current_app_user(),
  add constraint department_name_length check (char_length(name) between 1 and 100);
create trigger stamp before update on department for each row execute function stamp_version();
create trigger log after insert or update or delete on department for each row execute function log_change();
grant insert, update on department to kundekort_app;

-- A department is chosen like a value of a list: it stands among them under its own id, and follows the department.
create function keep_department_choice() returns trigger language plpgsql as $$
begin
  insert into list_item (tenant_id, id, kind, nb, sv, en, position, retired)
  values (new.tenant_id, new.id, 'department', new.name, new.name, new.name, new.position, new.retired)
  on conflict (tenant_id, id) do update
    set nb = excluded.nb, sv = excluded.sv, en = excluded.en, position = excluded.position, retired = excluded.retired;
  return null;
end $$;
create trigger choice after insert or update of name, position, retired on department
  for each row execute function keep_department_choice();
alter table department no force row level security;
alter table list_item no force row level security;
insert into list_item (tenant_id, id, kind, nb, sv, en, position, retired)
  select tenant_id, id, 'department', name, name, name, position, retired from department;
alter table department force row level security;
alter table list_item force row level security;

alter table customer add column departments uuid[] not null default '{}';
create index customer_departments on customer using gin (departments);
insert into list_place values ('customer', 'departments', true);

-- People whom the firm hires out. They sign in nowhere.
create table employee (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  number bigint not null,
  first_name text not null,
  last_name text not null,
  email text,
  mobile text,
  -- What they work as, in words.
  profession text,
  department_id uuid,
  ended_at timestamptz,
  -- Their place in lists, and what they are found by.
  search text not null generated always as (
    folded(last_name || ' ' || first_name || coalesce(' ' || email, '')) || ' ' || number::text || coalesce(' ' || mobile, '')) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint employee_number unique (tenant_id, number),
  constraint employee_department foreign key (tenant_id, department_id) references department (tenant_id, id),
  constraint employee_name_length check (char_length(first_name) between 1 and 100 and char_length(last_name) between 1 and 100),
  constraint employee_profession_length check (char_length(profession) <= 100)
);
create index employee_search on employee (tenant_id, search, id);
create trigger stamp before update on employee for each row execute function stamp_version();
create trigger log after insert or update or delete on employee for each row execute function log_change();
select wall_tenant_table('employee');
grant select, insert, update on employee to kundekort_app;

alter table number_series drop constraint if exists number_series_series;
alter table number_series add constraint number_series_series check (series ~ '^[a-z][a-z_]{1,40}$');
-- Gives the next employee number: 1001 is the first.
create function next_employee_number() returns bigint language sql volatile as $$
  insert into number_series as s (tenant_id, series, next)
  select current_tenant(), 'employee', greatest(coalesce(max(number), 0), 1000) + 2 from employee where tenant_id = current_tenant()
  on conflict (tenant_id, series) do update set next = greatest(s.next, excluded.next - 1) + 1
  returning next - 1
$$;

-- Who of them is at which customer, as what, and from when to when.
create table customer_employee (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  employee_id uuid not null,
  role text,
  starts_on date not null,
  -- The last day.
  ends_on date,
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint customer_employee_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint customer_employee_employee foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  constraint customer_employee_days check (ends_on >= starts_on),
  constraint customer_employee_role_length check (char_length(role) <= 100),
  constraint customer_employee_note_length check (char_length(note) <= 500)
);
create index customer_employee_of_customer on customer_employee (tenant_id, customer_id, starts_on);
create index customer_employee_of_employee on customer_employee (tenant_id, employee_id, starts_on);

-- Nobody is at the same customer twice at the same time. Rows that come with a customer that is merged stay as they
-- are: it was one customer all along.
create function keep_employee_once() returns trigger language plpgsql as $$
begin
  -- Who is there for no more days than before stands in nobody's way more than before.
  if tg_op = 'UPDATE' and new.employee_id = old.employee_id
      and daterange(new.starts_on, new.ends_on, '[]') <@ daterange(old.starts_on, old.ends_on, '[]') then
    return new;
  end if;
  -- Two who write about the same person wait for each other. (The application may lock where it may update.)
  perform from employee e where e.tenant_id = new.tenant_id and e.id = new.employee_id for no key update;
  if exists (
    select from customer_employee o where o.tenant_id = new.tenant_id and o.customer_id = new.customer_id
      and o.employee_id = new.employee_id and o.id <> new.id
      and daterange(o.starts_on, o.ends_on, '[]') && daterange(new.starts_on, new.ends_on, '[]'))
  then
    raise exception 'the same employee at the same time' using errcode = 'exclusion_violation', constraint = 'customer_employee_once';
  end if;
  return new;
end $$;
create trigger once after insert or update of employee_id, starts_on, ends_on on customer_employee
  for each row execute function keep_employee_once();
create trigger stamp before update on customer_employee for each row execute function stamp_version();
create trigger log after insert or update or delete on customer_employee for each row execute function log_change();
create trigger keep_deleted after delete on customer_employee for each row execute function keep_deleted();
select wall_tenant_table('customer_employee');
grant select, insert, update, delete on customer_employee to kundekort_app;

-- As in 0027, with employees.
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
    select c.id, c.name from customer c where c.tenant_id = current_tenant() and c.id = any (ids)) n);
end $$;

-- Accounts: who made and changed them, and the log of both. What people choose for themselves is not in it.
alter table app_user
  add column created_at timestamptz not null default now(),
  add column created_by uuid default current_app_user(),
  add column changed_at timestamptz not null default now(),
  add column changed_by uuid default current_app_user();
create trigger stamp before update of name, email, role, department_id, active on app_user
  for each row execute function stamp_version();
create trigger log after insert or update of name, email, role, department_id, active or delete on app_user
  for each row execute function log_change();
grant insert (tenant_id, id, name, email, password_hash, role, department_id, active) on app_user to kundekort_app;
grant update (role, department_id, active) on app_user to kundekort_app;

-- Invitations to an account. The secret of its link is in no walled table and in no log: only its digest, in the
-- directory, which the application can't read.
create table invitation (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  expires_at timestamptz not null default now() + interval '7 days',
  used_at timestamptz,
  withdrawn_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint invitation_user foreign key (tenant_id, user_id) references app_user (tenant_id, id)
);
create index invitation_of_user on invitation (tenant_id, user_id, created_at);
create trigger stamp before update on invitation for each row execute function stamp_version();
create trigger log after insert or update or delete on invitation for each row execute function log_change();
select wall_tenant_table('invitation');
grant select, insert on invitation to kundekort_app;
grant update (withdrawn_at) on invitation to kundekort_app;

create table invitation_directory (
  token_hash bytea primary key,
  tenant_id uuid not null,
  invitation_id uuid not null
);

-- Notes the digest of an invitation of the firm of the request that has none yet.
create function keep_invitation_digest(of_invitation uuid, digest bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into invitation_directory (token_hash, tenant_id, invitation_id)
  select digest, i.tenant_id, i.id from invitation i
  where i.tenant_id = current_tenant() and i.id = of_invitation and i.used_at is null and i.withdrawn_at is null
    and not exists (select from invitation_directory d where d.tenant_id = i.tenant_id and d.invitation_id = i.id);
end $$;
revoke execute on function keep_invitation_digest from public;
grant execute on function keep_invitation_digest to kundekort_app;

-- The account that a secret invites to: none where it is unknown, expired, used or withdrawn.
create function find_invitation(digest bytea) returns table (tenant_id uuid, user_id uuid, invitation_id uuid, tenant_name text, user_name text, email text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_invitation uuid;
begin
  select d.tenant_id, d.invitation_id into of_tenant, of_invitation from invitation_directory d where d.token_hash = digest;
  perform set_config('app.tenant_id', coalesce(of_tenant::text, ''), true);
  return query select i.tenant_id, i.user_id, i.id, t.name, u.name, u.email
    from invitation i
    join app_user u on u.tenant_id = i.tenant_id and u.id = i.user_id and not u.active
    join tenant t on t.id = i.tenant_id
    where i.tenant_id = of_tenant and i.id = of_invitation
      and i.used_at is null and i.withdrawn_at is null and i.expires_at > now();
end $$;

-- Takes an invitation, once: the account gets its password and is open. False where it can't be taken any more.
create function take_invitation(digest bytea, new_hash text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one record;
begin
  select * into found_one from find_invitation(digest);
  if found_one.invitation_id is null then
    return false;
  end if;
  perform set_config('app.user_id', found_one.user_id::text, true);
  perform set_config('app.source', 'typed', true);
  update invitation i set used_at = now()
    where i.tenant_id = found_one.tenant_id and i.id = found_one.invitation_id
      and i.used_at is null and i.withdrawn_at is null and i.expires_at > now();
  if not found then
    return false;
  end if;
  update app_user u set password_hash = new_hash, active = true where u.tenant_id = found_one.tenant_id and u.id = found_one.user_id;
  return true;
end $$;
revoke execute on function find_invitation, take_invitation from public;
