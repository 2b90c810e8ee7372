-- The tabs of the card (seed 003:57): in sight, in the menu beside, or off; and the firm's own (seed 003:61), which
-- show sections and fields of the firm's choice. A firm that has changed nothing has no rows.
create table card_tab (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  -- The product's key of a tab that every firm has; an own tab has names instead.
  built_in text,
  nb text,
  sv text,
  en text,
  place text not null default 'menu',
  position integer not null default 0,
  sections text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint card_tab_built_in unique (tenant_id, built_in),
  constraint card_tab_named check ((built_in is null) = (nb is not null and sv is not null and en is not null)),
  constraint card_tab_place check (place in ('main', 'menu', 'off'))
);
create trigger stamp before update on card_tab for each row execute function stamp_version();
create trigger log after insert or update or delete on card_tab for each row execute function log_change();
select wall_tenant_table('card_tab');
grant select, insert, update, delete on card_tab to kundekort_app;

-- An own field may stand in an own tab.
alter table own_field add column tab uuid,
  add constraint own_field_tab foreign key (tenant_id, tab) references card_tab (tenant_id, id) on delete set null (tab);
create index own_field_of_tab on own_field (tenant_id, tab) where tab is not null;

-- As in 0030, with the tab in which a field stands, while that tab is on.
create or replace function told_own_fields(of_tenant uuid) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_object('key', f.key, 'kind', f.kind, 'labels', jsonb_build_array(f.nb, f.sv, f.en),
    'section', f.section, 'retired', f.retired, 'tab', t.id) order by f.position, f.created_at, f.id)
  from own_field f left join card_tab t on t.tenant_id = f.tenant_id and t.id = f.tab and t.place <> 'off'
  where f.tenant_id = of_tenant
$$;

-- The tabs of a firm's cards, as each session needs to know them.
create function told_tabs(of_tenant uuid) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_object('id', t.id, 'built_in', t.built_in, 'labels', case when t.built_in is null then jsonb_build_array(t.nb, t.sv, t.en) end,
    'place', t.place, 'sections', t.sections) order by t.position, t.created_at, t.id)
  from card_tab t where t.tenant_id = of_tenant
$$;

-- As in 0030, and the firm's tabs come along.
drop function resume_session(bytea, text);
create function resume_session(digest bytea, for_device text) returns table (
  tenant_id uuid, session_id uuid, user_id uuid, tenant_name text, country text, time_zone text, start_address text,
  user_name text, email text, department_id uuid, role text, language text, colour_scheme text, density text, layers jsonb, job_id uuid, own_fields jsonb, tabs jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_session uuid;
  of_user uuid;
  seen timestamptz;
begin
  select d.tenant_id, d.session_id into of_tenant, of_session from session_directory d where d.token_hash = digest;
  if of_tenant is null then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  select s.user_id, s.last_seen_at into of_user, seen from session s
    where s.tenant_id = of_tenant and s.id = of_session
      and s.last_seen_at > now() - interval '12 hours' and s.created_at > now() - interval '14 days';
  if of_user is null then
    perform set_config('app.tenant_id', '', true);
    return;
  end if;
  perform set_config('app.user_id', of_user::text, true);
  if seen < now() - interval '1 minute' then
    update session s set last_seen_at = now() where s.tenant_id = of_tenant and s.id = of_session;
  end if;
  return query select of_tenant, of_session, of_user, t.name, t.country, t.time_zone,
      coalesce((select f.start_address from firm_settings f where f.tenant_id = of_tenant), t.start_address),
      u.name, u.email, u.department_id, u.role, u.language, u.colour_scheme, u.density,
      case when for_device is not null then (
        select jsonb_agg(jsonb_build_object('scope', l.scope, 'layer', l.layer)) from layout l
        where l.tenant_id = of_tenant and l.device = for_device and (l.scope, l.owner) in (('tenant', ''), ('role', u.role), ('user', of_user::text)))
      end,
      (select j.id from job j where j.tenant_id = of_tenant and j.user_id = of_user and j.state in ('queued', 'running') order by j.id desc limit 1),
      told_own_fields(of_tenant), told_tabs(of_tenant)
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
revoke execute on function resume_session from public;
