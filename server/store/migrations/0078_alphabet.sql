-- Lists in the order of the firm's alphabet: å, æ and ø stand at its end, and not among a and o, where
-- whoever looks for "Ålesund Sveis" turns back before it is reached.

-- A key that sorts as the alphabet of a country does, compared byte by byte (collation "C"): capitals
-- as small letters, foreign marks left out, and the last letters as what follows z in ASCII.
-- Norwegian: æ (ä), ø (ö), å (aa); Swedish: å, ä (æ), ö (ø); both sort ü as y (CLDR, nb and sv).
create function in_alphabet(given text, country text) returns text language plpgsql immutable parallel safe strict cost 10 as $$
declare
  letters text := lower(given);
begin
  if country not in ('SE', 'FI') then
    letters := replace(letters, 'aa', '}');
  end if;
  -- Capitals stand in the list too: in some locales of the database lower() knows only a to z.
  if octet_length(letters) <> char_length(letters) then
    letters := translate(letters,
      'åÅæÆäÄøØöÖ' || 'üÜàáâãāÀÁÂÃĀòóôõōÒÓÔÕŌœŒéèêëēęÉÈÊËĒĘúùûūÚÙÛŪíìîïīÍÌÎÏĪñńÑŃçćÇĆłŁšśŠŚžźżŽŹŻđðĐÐþÞß',
      case when country in ('SE', 'FI') then '{{||||}}}}' else '}}{{{{||||' end
        || 'yyaaaaaaaaaaoooooooooooo' || 'eeeeeeeeeeeeuuuuuuuuiiiiiiiiiinnnncccc' || 'llsssszzzzzzddddtts');
  end if;
  return letters;
end $$;

-- The alphabet that the firm's lists are in: that of its country.
create function firm_alphabet() returns text language sql stable
  return (select t.country from tenant t where t.id = current_tenant());

alter table customer
  add column name_order text collate "C" not null default '',
  add column place_order text collate "C" not null default '';

create function keep_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  alphabet constant text := (select t.country from tenant t where t.id = new.tenant_id);
begin
  new.name_order := in_alphabet(new.name, alphabet);
  new.place_order := in_alphabet(coalesce(new.visiting_place, ''), alphabet);
  return new;
end $$;

-- What is there gets its keys as the table is written anew: a change of each row would also write all
-- of its indexes anew, one by one.
create function country_of(firm uuid) returns text language plpgsql stable as $$
begin
  return (select t.country from tenant t where t.id = firm);
end $$;
alter table tenant no force row level security;
alter table customer
  alter column name_order type text collate "C" using in_alphabet(name, country_of(tenant_id)),
  alter column place_order type text collate "C" using in_alphabet(coalesce(visiting_place, ''), country_of(tenant_id));
alter table tenant force row level security;
drop function country_of(uuid);

create trigger keep_order before insert on customer for each row execute function keep_order();
create trigger keep_order_of_changed before update on customer for each row
  when ((old.name, old.visiting_place) is distinct from (new.name, new.visiting_place)) execute function keep_order();

-- As in 0022, but in the alphabet's order; the folded name goes on being read from them.
drop index customer_by_name;
create index customer_by_name on customer (tenant_id, name_order, id, folded(name))
  include (name, status, responsible, visiting_postal_code, visiting_country, country, customer_type,
    tags, groups, level, district, industry, company_type, source, category) where merged_into is null;
drop index customer_by_responsible;
create index customer_by_responsible on customer (tenant_id, responsible, name_order, id, folded(name))
  include (name, status, visiting_postal_code, visiting_country, country, customer_type, tags, groups, level, district) where merged_into is null;
alter index customer_by_name alter column 4 set statistics 1000;
alter index customer_by_responsible alter column 5 set statistics 1000;
create index customer_by_place_order on customer (tenant_id, place_order, id) where merged_into is null;
drop index customer_by_parent;
create index customer_by_parent on customer (tenant_id, parent_id, name_order, id) where parent_id is not null;

-- As in 0030: what a name sorts by is no change of its own.
create or replace function log_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept_apart constant text[] := array['tenant_id', 'id', 'customer_id', 'version', 'search', 'name_order', 'place_order', 'created_at', 'created_by', 'changed_at', 'changed_by', 'password_hash'];
  of_customer constant text := case when tg_table_name = 'customer' then 'id' else 'customer_id' end;
  person constant uuid := current_app_user();
  command constant uuid := nullif(current_setting('app.command_id', true), '')::uuid;
  from_where constant text := coalesce(nullif(current_setting('app.source', true), ''), 'system');
begin
  if tg_op = 'UPDATE' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select pair.tenant_id, person, command, from_where, tg_table_name, tg_op, pair.id, (pair.is_now ->> of_customer)::uuid, pair.version, changed.columns
    from (select raw.tenant_id, raw.id, raw.version, flat(raw.was) as was, gone_of(raw.was -> 'own') || flat(raw.is_now) as is_now
      from (select n.tenant_id, n.id, n.version, to_jsonb(o) as was, to_jsonb(n) as is_now
        from old_rows o join new_rows n on n.tenant_id = o.tenant_id and n.id = o.id offset 0) as raw offset 0) as pair
    cross join lateral (
      select jsonb_object_agg(key, jsonb_build_array(pair.was -> key, value)) as columns
      from jsonb_each(pair.is_now - kept_apart)
      where coalesce(pair.was -> key, 'null') <> value) as changed
    where changed.columns is not null;
  elsif tg_op = 'INSERT' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select made.tenant_id, person, command, from_where, tg_table_name, tg_op, made.id, (made.whole ->> of_customer)::uuid, made.version,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(null, value)) from jsonb_each(made.whole - kept_apart)), '{}')
    -- What is null was null before it was there.
    from (select raw.tenant_id, raw.id, raw.version, flat(raw.whole) as whole
      from (select n.tenant_id, n.id, n.version, jsonb_strip_nulls(to_jsonb(n)) as whole from new_rows n offset 0) as raw offset 0) as made;
  else
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select gone.tenant_id, person, command, from_where, tg_table_name, tg_op, gone.id, (gone.whole ->> of_customer)::uuid, gone.version,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(value, null)) from jsonb_each(gone.whole - kept_apart)), '{}')
    from (select raw.tenant_id, raw.id, raw.version, flat(raw.whole) as whole
      from (select o.tenant_id, o.id, o.version, jsonb_strip_nulls(to_jsonb(o)) as whole from old_rows o offset 0) as raw offset 0) as gone;
  end if;
  return null;
end $$;
