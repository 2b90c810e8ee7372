-- What every page reads of its firm (choices, own fields, tabs of the card, rights to fields) is put together once
-- and kept, as it changes a few times a year: ten tables are otherwise read for each page.
--
-- Whatever it is made of counts the firm's generation up, in the same transaction. What is kept holds for the generation
-- that was read with it, in one statement, and for no other: no reader waits, and where nothing that holds is found, all
-- is read as before. After a migration all is read anew (`Store::migrate`).
create table firm_generation (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  generation bigint not null
);
create table firm_told (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  generation bigint not null,
  choices jsonb not null,
  own_fields jsonb,
  tabs jsonb,
  consultant_rights jsonb,
  read_only_rights jsonb
);
alter table firm_generation enable row level security;
alter table firm_generation force row level security;
create policy tenant_wall on firm_generation using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
alter table firm_told enable row level security;
alter table firm_told force row level security;
create policy tenant_wall on firm_told using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update on firm_generation to kundekort_app;
grant select on firm_told to kundekort_app;

alter function firm_choices() rename to read_firm_choices;

-- What the firm has chosen, with its rules for fields, countries, modules and terms of departments.
create function firm_choices() returns jsonb language plpgsql stable as $$
begin
  return coalesce((
      select t.choices from firm_told t left join firm_generation g on g.tenant_id = current_tenant()
      where t.tenant_id = current_tenant() and t.generation = coalesce(g.generation, 0)),
    read_firm_choices());
end $$;

-- For a session of this firm that finds nothing that holds: whether it is kept now. Of several at once one keeps it and
-- the others go on. One that sees the database as it once was can't write over what was kept since.
create function keep_firm_told(of_tenant uuid) returns boolean language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtextextended('firm_told ' || of_tenant, 0)) then
    return false;
  end if;
  insert into firm_told (tenant_id, generation, choices, own_fields, tabs, consultant_rights, read_only_rights)
  values (of_tenant, coalesce((select g.generation from firm_generation g where g.tenant_id = of_tenant), 0),
    read_firm_choices(), told_own_fields(of_tenant), told_tabs(of_tenant), told_field_rights(of_tenant, 'consultant'),
    told_field_rights(of_tenant, 'read_only'))
  on conflict (tenant_id) do update set generation = excluded.generation, choices = excluded.choices, own_fields = excluded.own_fields,
    tabs = excluded.tabs, consultant_rights = excluded.consultant_rights, read_only_rights = excluded.read_only_rights;
  return true;
end $$;
revoke execute on function keep_firm_told from public;

create function count_firm_generation() returns trigger language plpgsql as $$
begin
  insert into firm_generation (tenant_id, generation) values (case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end, 1)
  on conflict (tenant_id) do update set generation = firm_generation.generation + 1;
  return null;
end $$;

create trigger count_firm_generation after insert or update or delete on firm_settings for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on field_rule for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on field_right for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on own_field for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on card_tab for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on firm_country for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on firm_module for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on firm_sharepoint for each row execute function count_firm_generation();
create trigger count_firm_generation after insert or update or delete on department_terms for each row execute function count_firm_generation();
create trigger count_firm_generation after update or delete on department for each row execute function count_firm_generation();

-- The session that somebody's browser names, with all that every page wants to know, unread notices now too.
drop function resume_session(bytea, text);
create function resume_session(digest bytea, for_device text)
returns table (tenant_id uuid, session_id uuid, user_id uuid, tenant_name text, country text, time_zone text, start_address text,
  user_name text, email text, department_id uuid, role text, language text, colour_scheme text, density text, layers jsonb,
  job_id uuid, own_fields jsonb, tabs jsonb, rights jsonb, unread bigint)
language plpgsql security definer rows 1 set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_session uuid;
  of_user uuid;
  seen timestamptz;
  is_told boolean;
  -- An assignment is a tenth of the work of a `perform`.
  applied text;
begin
  select d.tenant_id, d.session_id into of_tenant, of_session from session_directory d where d.token_hash = digest;
  if of_tenant is null then
    return;
  end if;
  applied := set_config('app.tenant_id', of_tenant::text, true);
  select s.user_id, s.last_seen_at, exists (
      select from firm_told t left join firm_generation g on g.tenant_id = of_tenant
      where t.tenant_id = of_tenant and t.generation = coalesce(g.generation, 0)) into of_user, seen, is_told
    from session s
    where s.tenant_id = of_tenant and s.id = of_session
      and s.last_seen_at > now() - interval '12 hours' and s.created_at > now() - interval '14 days';
  if of_user is null then
    applied := set_config('app.tenant_id', '', true);
    return;
  end if;
  applied := set_config('app.user_id', of_user::text, true);
  if seen < now() - interval '1 minute' then
    update session s set last_seen_at = now() where s.tenant_id = of_tenant and s.id = of_session;
  end if;
  if not is_told then
    is_told := keep_firm_told(of_tenant);
  end if;
  return query select of_tenant, of_session, of_user, t.name, t.country, t.time_zone,
      coalesce((select f.start_address from firm_settings f where f.tenant_id = of_tenant), t.start_address),
      u.name, u.email, u.department_id, u.role, u.language, u.colour_scheme, u.density,
      case when for_device is not null then (
        select jsonb_agg(jsonb_build_object('scope', l.scope, 'layer', l.layer)) from layout l
        where l.tenant_id = of_tenant and l.device = for_device and (l.scope, l.owner) in (('tenant', ''), ('role', u.role), ('user', of_user::text)))
      end,
      (select j.id from job j where j.tenant_id = of_tenant and j.user_id = of_user and j.state in ('queued', 'running') order by j.id desc limit 1),
      case when not is_told then told_own_fields(of_tenant) else f.own_fields end,
      case when not is_told then told_tabs(of_tenant) else f.tabs end,
      case when not is_told then told_field_rights(of_tenant, u.role)
        when u.role = 'consultant' then f.consultant_rights when u.role = 'read_only' then f.read_only_rights end,
      (select count(*) from notice n where n.tenant_id = of_tenant and n.user_id = of_user and n.read_at is null)
    from app_user u join tenant t on t.id = u.tenant_id
    left join firm_told f on is_told and f.tenant_id = of_tenant
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
revoke execute on function resume_session from public;
