-- What a card reads, in fewer steps: starting a statement costs PostgreSQL as much as running it, for each part of
-- it, also for those that find nothing. What few customers have is a function, which costs nothing until it is called.

-- Notes that somebody looks at a card for the first time: what others did before is no news.
create function note_first_look(customer uuid) returns boolean language plpgsql as $$
begin
  insert into section_seen (tenant_id, user_id, customer_id, section, seen_at)
  values (current_tenant(), current_app_user(), customer, '', now())
  on conflict do nothing;
  return true;
end $$;

-- What a customer's own columns refer to, one or several to a column: list items and members of staff. Its parent and
-- its reference person are read by themselves. A test compares it with the catalogue of fields.
create function customer_refers_to(c customer) returns uuid[] language sql immutable as $$
  select array[c.industry, c.status, c.responsible, c.personnel_consultant, c.payment_term, c.invoice_template,
      c.assignment_agreement, c.collective_agreement, c.category, c.industry_association, c.company_type, c.level,
      c.district, c.source]
    || c.requirements || c.company_processes || c.departments || c.groups || c.tags || c.attributes
$$;

-- Its first subsidiaries by name, and how many there are; those that are hidden are none.
create function subsidiaries_told(customer uuid, most bigint) returns json language plpgsql stable as $$
begin
  return (
    select json_build_object('count', count(*), 'list',
      coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by d.place) filter (where d.place <= most), '[]'))
    from (
      select d.id, d.name, row_number() over (order by folded(d.name), d.id) as place
      from customer d join list_item i on i.tenant_id = d.tenant_id and i.id = d.status
      where d.tenant_id = current_tenant() and d.parent_id = customer and i.meaning <> 'hidden') d);
end $$;

-- What sources say of it that stands open, with names for what the keys refer to.
create function proposals_told(customer uuid, keys text[], reader_language text) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object('id', p.id, 'field', p.field, 'value', p.value, 'source', p.source, 'seen_at', p.seen_at,
      'names', names_of(array(
        select (p.value ->> key)::uuid from unnest(keys) as key where jsonb_typeof(p.value -> key) = 'string'), reader_language))
      order by p.field, p.id)
    from proposal p where p.tenant_id = current_tenant() and p.customer_id = customer and p.dismissed_at is null);
end $$;

-- How many of these customers are not hidden; one that is named twice counts twice.
create function shown_count(customers uuid[]) returns bigint language plpgsql stable as $$
begin
  return (
    select count(*) from unnest(customers) as one (id)
    join customer o on o.tenant_id = current_tenant() and o.id = one.id
    join list_item i on i.tenant_id = current_tenant() and i.id = o.status
    where i.meaning <> 'hidden');
end $$;

-- The newest five of what was written and said, when the newest was, and how many there are.
create function dialog_of_customer_told(customer uuid) returns jsonb language plpgsql stable as $$
begin
  return (
    select jsonb_build_object('count', (select count(*) from dialog n where n.tenant_id = current_tenant() and n.customer_id = customer),
      'newest', max(d.happened_at), 'list', jsonb_agg(dialog_told(d) || dialog_files(d) order by d.happened_at desc, d.id desc))
    from (select * from dialog d where d.tenant_id = current_tenant() and d.customer_id = customer
      order by d.happened_at desc, d.id desc limit 5) d);
end $$;

-- Its enquiries, those first that nobody has answered or closed.
create function enquiries_told(customer uuid) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(enquiry_told(e) order by e.state in ('answered', 'closed'), e.created_at desc, e.id desc)
    from enquiry e where e.tenant_id = current_tenant() and e.customer_id = customer);
end $$;

-- Its contacts, those who have ended or the others. Of more than `most`, where that is said: whom invoices refer to,
-- the three that were changed last, those who have a function, and others that were changed lately; where the reader
-- may not see the first and the third, by their last change alone.
create function contacts_told(customer uuid, have_ended boolean, most bigint, is_ranked boolean, referred uuid)
returns json language plpgsql stable as $$
begin
  return (
    select json_agg(to_json(n.p)) from (
      select n.p from (
        select p, row_number() over (order by p.changed_at desc, p.id) as age,
          is_ranked and p.id is not distinct from referred as is_referred, is_ranked and p.functions <> '{}' as acts
        from contact p
        where p.tenant_id = current_tenant() and p.customer_id = customer and (p.ended_at is not null) = have_ended) n
      order by n.is_referred desc, n.age > 3, n.acts desc, n.age
      limit most) n);
end $$;
