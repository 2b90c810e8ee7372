-- The log of the firm's settings: entries of no customer, newest first. What had no entries yet gets them: layouts that
-- count, and the register's columns of the firm.
create index change_log_of_firm on change_log (tenant_id, at desc, id desc) where customer_id is null;

alter table layout add column id uuid not null default gen_random_uuid();
create trigger log after update of layer on layout for each row
  when (new.scope in ('tenant', 'role') and new.layer is distinct from old.layer) execute function log_change();
create trigger log_made after insert on layout for each row
  when (new.scope in ('tenant', 'role') and new.layer <> '{}') execute function log_change();

alter table register_setting add column id uuid not null default gen_random_uuid();
create trigger log after update of columns, widths on register_setting for each row
  when (new.owner = new.tenant_id and (new.columns, new.widths) is distinct from (old.columns, old.widths)) execute function log_change();
create trigger log_made after insert on register_setting for each row
  when (new.owner = new.tenant_id) execute function log_change();

-- What each role may do with a field: a row where the firm has decided something; administrators see and change all.
create table field_right (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  entity text not null,
  field text not null,
  -- Null where it is as usual: seen and changed by whoever may change customers.
  consultant text,
  read_only text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint field_right_once unique (tenant_id, entity, field),
  constraint field_right_entity check (entity in ('customer', 'contact')),
  constraint field_right_access check (consultant in ('see', 'none') and read_only in ('none'))
);
create trigger stamp before update on field_right for each row execute function stamp_version();
create trigger log after insert or update or delete on field_right for each row execute function log_change();
select wall_tenant_table('field_right');
grant select, insert, update, delete on field_right to kundekort_app;

-- What a role of a firm may less than usual, as each session needs to know it.
create function told_field_rights(of_tenant uuid, of_role text) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_array(r.entity, r.field, case of_role when 'consultant' then r.consultant when 'read_only' then r.read_only end))
  from field_right r where r.tenant_id = of_tenant
    and case of_role when 'consultant' then r.consultant when 'read_only' then r.read_only end is not null
$$;

-- As in 0038, and what the person's role may with fields comes along.
drop function resume_session(bytea, text);
create function resume_session(digest bytea, for_device text) returns table (
  tenant_id uuid, session_id uuid, user_id uuid, tenant_name text, country text, time_zone text, start_address text,
  user_name text, email text, department_id uuid, role text, language text, colour_scheme text, density text, layers jsonb, job_id uuid, own_fields jsonb, tabs jsonb, rights jsonb)
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
      told_own_fields(of_tenant), told_tabs(of_tenant), told_field_rights(of_tenant, u.role)
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
revoke execute on function resume_session from public;

-- What a row of the settings is called by: as it stands, or of one that is gone as the log has it.
create function setting_named(of_table text, row_key uuid, changes jsonb) returns jsonb language plpgsql stable as $$
declare
  stands jsonb;
  logged jsonb := coalesce((select jsonb_object_agg(c.key, coalesce(nullif(c.value -> 1, 'null'), c.value -> 0)) from jsonb_each(changes) as c), '{}');
begin
  case of_table
    when 'list_item' then select jsonb_build_object('kind', i.kind, 'nb', i.nb, 'sv', i.sv, 'en', i.en) into stands
      from list_item i where i.tenant_id = current_tenant() and i.id = row_key;
    when 'own_field' then select jsonb_build_object('nb', f.nb, 'sv', f.sv, 'en', f.en) into stands
      from own_field f where f.tenant_id = current_tenant() and f.id = row_key;
    when 'field_rule' then select jsonb_build_object('entity', r.entity, 'field', r.field) into stands
      from field_rule r where r.tenant_id = current_tenant() and r.id = row_key;
    when 'field_right' then select jsonb_build_object('entity', r.entity, 'field', r.field) into stands
      from field_right r where r.tenant_id = current_tenant() and r.id = row_key;
    when 'card_tab' then select jsonb_build_object('built_in', t.built_in, 'nb', t.nb, 'sv', t.sv, 'en', t.en) into stands
      from card_tab t where t.tenant_id = current_tenant() and t.id = row_key;
    when 'layout' then select jsonb_build_object('scope', l.scope, 'owner', l.owner, 'device', l.device) into stands
      from layout l where l.tenant_id = current_tenant() and l.id = row_key;
    when 'firm_module' then select jsonb_build_object('module', m.module) into stands
      from firm_module m where m.tenant_id = current_tenant() and m.id = row_key;
    when 'firm_country' then select jsonb_build_object('country', c.country) into stands
      from firm_country c where c.tenant_id = current_tenant() and c.id = row_key;
    when 'department' then select jsonb_build_object('name', d.name) into stands
      from department d where d.tenant_id = current_tenant() and d.id = row_key;
    when 'app_user' then select jsonb_build_object('name', u.name) into stands
      from app_user u where u.tenant_id = current_tenant() and u.id = row_key;
    when 'invitation' then select jsonb_build_object('name', u.name) into stands
      from invitation v join app_user u on u.tenant_id = v.tenant_id and u.id = v.user_id where v.tenant_id = current_tenant() and v.id = row_key;
    else null;
  end case;
  return coalesce(stands, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(logged)
    where key in ('kind', 'nb', 'sv', 'en', 'entity', 'field', 'built_in', 'scope', 'owner', 'device', 'module', 'country', 'name')));
end $$;

-- Whether a customer that was found holds all words in what its reader may see of it: `hidden` are keys of fields.
create function search_sees_customer(of_customer uuid, words text[], hidden text[]) returns boolean language sql stable as $$
  select bool_and(told.text like '%' || like_text(word) || '%')
  from (
    select folded(concat_ws(' ', c.name, c.number, case when 'nickname' <> all (hidden) then c.nickname end,
      case when 'organisation_number' <> all (hidden) then c.organisation_number end, case when 'email' <> all (hidden) then c.email end,
      case when 'phone' <> all (hidden) then c.phone end, case when 'mobile' <> all (hidden) then c.mobile end,
      case when 'visiting_place' <> all (hidden) then c.visiting_place end,
      (select string_agg(f.name, ' ') from former_name f where f.tenant_id = c.tenant_id and f.customer_id = c.id),
      (select string_agg(m.number || ' ' || m.name, ' ') from merged_customer m where survivor_of(m.id) = c.id),
      (select string_agg(i.nb || ' ' || i.sv || ' ' || i.en, ' ') from list_item i
        where i.tenant_id = c.tenant_id and i.id = any (c.tags) and 'tags' <> all (hidden)))) as text
    from customer c where c.tenant_id = current_tenant() and c.id = of_customer) told, unnest(words) as word
$$;

-- The same of a contact.
create function search_sees_contact(of_contact uuid, words text[], hidden text[]) returns boolean language sql stable as $$
  select bool_and(told.text like '%' || like_text(word) || '%')
  from (
    select folded(concat_ws(' ', k.first_name, k.last_name, case when 'email' <> all (hidden) then k.email end,
      case when 'mobile' <> all (hidden) then k.mobile end, case when 'phone' <> all (hidden) then k.phone end)) as text
    from contact k where k.tenant_id = current_tenant() and k.id = of_contact) told, unnest(words) as word
$$;
