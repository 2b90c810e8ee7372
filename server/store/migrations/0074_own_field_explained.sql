-- What a field of the firm's own is for, in its own words, and whether contacts see what it holds in the portal.
alter table own_field
  add column help_nb text, add column help_sv text, add column help_en text,
  add column in_portal boolean not null default false,
  add constraint own_field_help check (char_length(help_nb) between 1 and 300 and char_length(help_sv) between 1 and 300
    and char_length(help_en) between 1 and 300);

-- As in 0072, with what each is for.
create or replace function told_own_fields(of_tenant uuid) returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', f.key, 'entity', f.entity, 'kind', f.kind, 'labels', jsonb_build_array(f.nb, f.sv, f.en),
    'explained', case when f.help_nb is not null then jsonb_build_array(f.help_nb, f.help_sv, f.help_en) end,
    'section', f.section, 'retired', f.retired, 'tab', t.id, 'counted', f.counted) order by f.position, f.created_at, f.id)
  from own_field f left join card_tab t on t.tenant_id = f.tenant_id and t.id = f.tab and t.place <> 'off'
  where f.tenant_id = of_tenant);
end $$;

-- What the contact who looks sees of them: those that the firm shows, of its customer and of the contact.
create function portal_own_fields(reader_language text) returns jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  whole constant jsonb := coalesce((select c.own from customer c where c.tenant_id = current_tenant() and c.id = current_portal_customer()), '{}')
    || coalesce((select k.own from contact k
      where k.tenant_id = current_tenant() and k.id = current_contact() and k.customer_id = current_portal_customer()), '{}');
  seen jsonb;
  fields jsonb;
begin
  select coalesce(jsonb_object_agg(f.key, whole -> f.key), '{}') into seen
  from own_field f where f.tenant_id = current_tenant() and f.in_portal and not f.retired and whole ? f.key;
  -- Told as everywhere, so that each is declared once.
  select coalesce(jsonb_agg(known.told order by known.at), '[]') into fields
  from jsonb_array_elements(told_own_fields(current_tenant())) with ordinality as known (told, at) where seen ? (known.told ->> 'key');
  return jsonb_build_object('fields', fields, 'values', seen, 'names', names_of(ids_in(seen), reader_language));
end $$;
revoke execute on function portal_own_fields from public;
grant execute on function portal_own_fields to kundekort_portal;
