-- What each request reads with its session: as before, but planned once for a connection. A function of SQL that is called
-- in a statement is planned anew each time that runs, which took longer than what it reads.

create or replace function told_own_fields(of_tenant uuid) returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', f.key, 'kind', f.kind, 'labels', jsonb_build_array(f.nb, f.sv, f.en),
    'section', f.section, 'retired', f.retired, 'tab', t.id, 'counted', f.counted) order by f.position, f.created_at, f.id)
  from own_field f left join card_tab t on t.tenant_id = f.tenant_id and t.id = f.tab and t.place <> 'off'
  where f.tenant_id = of_tenant);
end $$;

create or replace function told_tabs(of_tenant uuid) returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select jsonb_agg(jsonb_build_object('id', t.id, 'built_in', t.built_in, 'labels', case when t.built_in is null then jsonb_build_array(t.nb, t.sv, t.en) end,
    'place', t.place, 'sections', t.sections) order by t.position, t.created_at, t.id)
  from card_tab t where t.tenant_id = of_tenant);
end $$;

create or replace function told_field_rights(of_tenant uuid, of_role text) returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select jsonb_agg(jsonb_build_array(r.entity, r.field, case of_role when 'consultant' then r.consultant when 'read_only' then r.read_only end))
  from field_right r where r.tenant_id = of_tenant
    and case of_role when 'consultant' then r.consultant when 'read_only' then r.read_only end is not null);
end $$;
