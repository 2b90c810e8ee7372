-- Parts of the card that most readings do without. A plan that is kept still sets up each of its
-- steps at each run, those too that it then never takes; in functions they are set up where they are
-- wanted. All of them look with the reader's own eyes: none is a security definer.

-- The group of companies around a customer: up to its top, and from there down as far as is counted.
create function corporate_told(customer uuid, most bigint) returns json language plpgsql stable as $$
begin
  return (
    with recursive above as (
      select c.id, c.parent_id, 0 as step from customer c where c.tenant_id = current_tenant() and c.id = customer
      union all
      select p.id, p.parent_id, a.step + 1 from above a
      join customer p on p.tenant_id = current_tenant() and p.id = a.parent_id where a.step < 1000),
    top as (select id from above order by step desc limit 1),
    tree as (
      select id from top
      union all
      select d.id from tree t join customer d on d.tenant_id = current_tenant() and d.parent_id = t.id)
    select json_build_object('top', t.id, 'name', t.name, 'count', (
      select count(*) from (select id from tree limit most) f
      join customer m on m.tenant_id = current_tenant() and m.id = f.id
      join list_item i on i.tenant_id = current_tenant() and i.id = m.status where i.meaning <> 'hidden'))
    from top join customer t on t.tenant_id = current_tenant() and t.id = top.id);
end $$;

-- Employees who are, will be and were at a customer, the newest two hundred.
create function placements_told(customer uuid) returns json language plpgsql stable as $$
begin
  return (select json_agg(o.json) from (
    select json_build_object('id', o.id, 'version', o.version, 'employee', o.employee_id, 'name', e.first_name || ' ' || e.last_name,
      'role', coalesce(o.role, ''), 'starts_on', o.starts_on, 'ends_on', coalesce(o.ends_on::text, ''), 'note', coalesce(o.note, '')) as json
    from customer_employee o join employee e on e.tenant_id = current_tenant() and e.id = o.employee_id
    where o.tenant_id = current_tenant() and o.customer_id = customer
    order by o.ends_on desc nulls first, o.starts_on desc, o.id desc limit 200) o);
end $$;

-- A customer's documents that changed last.
create function documents_told(customer uuid, reader_language text, most bigint) returns json language plpgsql stable as $$
begin
  return (select json_agg(n.json) from (
    select json_build_object('id', d.id, 'version', d.version, 'name', d.name, 'kind', d.kind, 'current', d.current_version,
      'kind_name', coalesce((select case reader_language when 'sv' then i.sv when 'en' then i.en else i.nb end from list_item i
        where i.tenant_id = current_tenant() and i.id = d.kind), ''),
      'media_type', v.media_type, 'size', v.size, 'at', v.created_at, 'by', coalesce(u.name, ''), 'signing', signing_told(d.tenant_id, d.id)) as json
    from document d join document_version v on v.tenant_id = current_tenant() and v.document_id = d.id and v.number = d.current_version
    left join app_user u on u.tenant_id = current_tenant() and u.id = v.created_by
    where d.tenant_id = current_tenant() and d.customer_id = customer
    order by d.changed_at desc, d.id desc limit most) n);
end $$;

-- A customer's activities that come again, whose days are computed.
create function series_told(customer uuid) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_agg(r.told) from told_activity r
    where r.tenant_id = current_tenant() and r.customer_id = customer and r.rrule is not null);
end $$;

-- What others did to a customer after a moment, at most the newest hundred changes: a table, a part
-- of it, when, what, whose and which.
create function news_told(customer uuid, after timestamptz) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_array(n.table_name, part.name, n.at, n.operation, coalesce(u.name, z.first_name || ' ' || z.last_name, ''), n.id) order by n.at desc, n.id desc)
    from (
      select l.* from change_log l
      where l.tenant_id = current_tenant() and l.customer_id = customer and l.at > after
      order by l.at desc, l.id desc limit 100) n
    left join app_user u on u.tenant_id = current_tenant() and u.id = n.user_id
    -- Whose doing it was in the portal.
    left join contact z on z.tenant_id = current_tenant() and z.id = n.contact_id
    cross join lateral (
      select jsonb_object_keys(n.changes) as name where n.table_name = 'customer'
      union all
      -- Where a comment stands decides which section it belongs to.
      select case when (select k.fixed from comment k where k.tenant_id = current_tenant() and k.id = n.row_id)
        then 'fixed' else 'stream' end where n.table_name = 'comment'
      union all
      -- What an activity is decides which.
      select coalesce((select k.kind from activity k where k.tenant_id = current_tenant() and k.id = n.row_id), n.changes #>> '{kind,0}', '')
        where n.table_name = 'activity'
      union all
      select '' where n.table_name not in ('customer', 'comment', 'activity')) part
    where n.user_id is distinct from current_app_user());
end $$;
