-- What is kept of a firm says of what shape it is, too, so that nothing has to be emptied after a migration: the release
-- before this one may still be reading it, and an emptied table waits for all its readers, and all others behind it.
--
-- A migration that changes what `read_firm_choices`, `told_own_fields`, `told_tabs` or `told_field_rights` give raises the
-- number here (a store test says so).
create function firm_told_shape() returns integer language sql immutable as 'select 1';

alter table firm_told add column shape integer not null default 0;

create or replace function firm_choices() returns jsonb language plpgsql stable as $$
begin
  return coalesce((
      select t.choices from firm_told t left join firm_generation g on g.tenant_id = current_tenant()
      where t.tenant_id = current_tenant() and t.generation = coalesce(g.generation, 0) and t.shape = firm_told_shape()),
    read_firm_choices());
end $$;

create or replace function keep_firm_told(of_tenant uuid) returns boolean language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtextextended('firm_told ' || of_tenant, 0)) then
    return false;
  end if;
  insert into firm_told (tenant_id, generation, shape, choices, own_fields, tabs, consultant_rights, read_only_rights)
  values (of_tenant, coalesce((select g.generation from firm_generation g where g.tenant_id = of_tenant), 0), firm_told_shape(),
    read_firm_choices(), told_own_fields(of_tenant), told_tabs(of_tenant), told_field_rights(of_tenant, 'consultant'),
    told_field_rights(of_tenant, 'read_only'))
  on conflict (tenant_id) do update set generation = excluded.generation, shape = excluded.shape, choices = excluded.choices,
    own_fields = excluded.own_fields, tabs = excluded.tabs, consultant_rights = excluded.consultant_rights,
    read_only_rights = excluded.read_only_rights;
  return true;
end $$;

create or replace function resume_session(digest bytea, for_device text)
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
      where t.tenant_id = of_tenant and t.generation = coalesce(g.generation, 0) and t.shape = firm_told_shape()) into of_user, seen, is_told
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
  -- What holds is asked once more: this may have waited for another session of the same person.
  return query select of_tenant, of_session, of_user, t.name, t.country, t.time_zone,
      coalesce((select f.start_address from firm_settings f where f.tenant_id = of_tenant), t.start_address),
      u.name, u.email, u.department_id, u.role, u.language, u.colour_scheme, u.density,
      case when for_device is not null then (
        select jsonb_agg(jsonb_build_object('scope', l.scope, 'layer', l.layer)) from layout l
        where l.tenant_id = of_tenant and l.device = for_device and (l.scope, l.owner) in (('tenant', ''), ('role', u.role), ('user', of_user::text)))
      end,
      (select j.id from job j where j.tenant_id = of_tenant and j.user_id = of_user and j.state in ('queued', 'running') order by j.id desc limit 1),
      case when f.tenant_id is null then told_own_fields(of_tenant) else f.own_fields end,
      case when f.tenant_id is null then told_tabs(of_tenant) else f.tabs end,
      case when f.tenant_id is null then told_field_rights(of_tenant, u.role)
        when u.role = 'consultant' then f.consultant_rights when u.role = 'read_only' then f.read_only_rights end,
      (select count(*) from notice n where n.tenant_id = of_tenant and n.user_id = of_user and n.read_at is null)
    from app_user u join tenant t on t.id = u.tenant_id
    left join firm_generation g on g.tenant_id = of_tenant
    left join firm_told f on f.tenant_id = of_tenant and f.generation = coalesce(g.generation, 0) and f.shape = firm_told_shape()
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
