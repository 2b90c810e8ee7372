-- The way into the portal and what is reached there, on the tables of 0054.

-- What the portal's role reaches. The walls are on top of the firm's: both must let a row through.
grant select (id, name, country, time_zone) on tenant to kundekort_portal;
grant select on portal_access, firm_portal to kundekort_portal;
grant select (tenant_id, contact_id, language, invited_at, signed_in_at) on portal_account to kundekort_portal;
grant select (tenant_id, id, name, email) on app_user to kundekort_portal;
grant select (tenant_id, id, customer_id, first_name, last_name, position, email, mobile, phone, ended_at) on contact to kundekort_portal;
grant select (tenant_id, id, number, name, organisation_number, kind, country, phone, mobile, email, website, responsible,
  visiting_street, visiting_postal_code, visiting_place, visiting_country, postal_same_as, postal_street, postal_postal_code, postal_place, postal_country,
  invoice_same_as, invoice_street, invoice_postal_code, invoice_place, invoice_country, invoice_email) on customer to kundekort_portal;
grant select (tenant_id, id, customer_id, name, current_version, created_at, created_by, changed_at, enquiry_id) on document to kundekort_portal;
grant insert (tenant_id, id, customer_id, name, enquiry_id) on document to kundekort_portal;
grant select, insert on document_version to kundekort_portal;
grant select on document_share to kundekort_portal;
grant insert (tenant_id, customer_id, document_id, contact_id) on document_share to kundekort_portal;
grant select on enquiry to kundekort_portal;
grant insert (tenant_id, id, customer_id, contact_id, sender_name, kind, title, wishes, places, starts_on, ends_on) on enquiry to kundekort_portal;
grant select (tenant_id, id, customer_id, kind, direction, happened_at, contacts, people, subject, body, created_at, created_by) on dialog to kundekort_portal;
grant insert (tenant_id, id, customer_id, kind, direction, contacts, people, body) on dialog to kundekort_portal;
grant select (tenant_id, id, contact_id, created_at, last_seen_at, user_agent, address), delete on portal_session to kundekort_portal;
grant update (language, password_hash) on portal_account to kundekort_portal;
-- How the own proposals stand; they are made by a function below.
grant select (tenant_id, id, customer_id, field, value, source, seen_at, dismissed_at) on proposal to kundekort_portal;

create policy own_customer on customer as restrictive to kundekort_portal using (id = current_portal_customer());
create policy own_contact on contact as restrictive to kundekort_portal using (id = current_contact());
create policy own_access on portal_access as restrictive to kundekort_portal using (contact_id = current_contact());
create policy own_account on portal_account as restrictive to kundekort_portal using (contact_id = current_contact());
create policy own_session on portal_session as restrictive to kundekort_portal using (contact_id = current_contact());
create policy own_shares on document_share as restrictive to kundekort_portal using (contact_id = current_contact())
  with check (contact_id = current_contact() and customer_id = current_portal_customer());
create policy own_enquiries on enquiry as restrictive to kundekort_portal using (customer_id = current_portal_customer())
  with check (customer_id = current_portal_customer() and contact_id = current_contact());
create policy shared_documents on document as restrictive for select to kundekort_portal
  using (customer_id = current_portal_customer() and (
    exists (select from document_share s where s.tenant_id = document.tenant_id and s.document_id = document.id)
    or exists (select from enquiry e where e.tenant_id = document.tenant_id and e.id = document.enquiry_id)));
create policy sent_documents on document as restrictive for insert to kundekort_portal
  with check (customer_id = current_portal_customer()
    and exists (select from enquiry e where e.tenant_id = document.tenant_id and e.id = document.enquiry_id and e.contact_id = current_contact()));
create policy shared_versions on document_version as restrictive for select to kundekort_portal
  using (exists (select from document d where d.tenant_id = document_version.tenant_id and d.id = document_version.document_id));
create policy sent_versions on document_version as restrictive for insert to kundekort_portal
  with check (exists (select from document d where d.tenant_id = document_version.tenant_id and d.id = document_version.document_id and d.created_by is null));
create policy own_messages on dialog as restrictive to kundekort_portal
  using (customer_id = current_portal_customer() and kind = 'portal' and contacts @> array[current_contact()])
  with check (customer_id = current_portal_customer() and kind = 'portal' and direction = 'in' and contacts = array[current_contact()]);
create policy own_proposals on proposal as restrictive for select to kundekort_portal
  using (customer_id = current_portal_customer() and source = 'portal');
create policy no_secrets on app_user as restrictive for select to kundekort_portal using (active);

-- The contact of the transaction, with all that a request needs to know; none where their door is shut.
create function portal_visitor(of_tenant uuid, of_contact uuid) returns table (
  tenant_name text, country text, time_zone text, contact_id uuid, first_name text, last_name text, email text, customer_id uuid,
  customer_name text, is_partner boolean, language text, rights text[], modules text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select t.name, t.country, t.time_zone, k.id, k.first_name, k.last_name, coalesce(k.email, ''), c.id, c.name, c.is_supplier, a.language,
    coalesce(p.rights, '{}'),
    case when c.is_supplier then coalesce(f.partners, '{documents,messages,details}') else coalesce(f.customers, '{enquiries,documents,messages,details}') end
  from tenant t
  join contact k on k.tenant_id = t.id and k.id = of_contact and k.ended_at is null
  join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id and c.merged_into is null
  join list_item s on s.tenant_id = c.tenant_id and s.id = c.status and s.meaning <> 'hidden'
  left join portal_access p on p.tenant_id = k.tenant_id and p.contact_id = k.id
  left join portal_account a on a.tenant_id = k.tenant_id and a.contact_id = k.id
  left join firm_portal f on f.tenant_id = t.id
  where t.id = of_tenant and coalesce(f.is_open, true)
$$;

-- Whom an address belongs to, in every firm, for checking a password or sending links. Names no firm for the transaction.
create function find_portal_accounts(address text) returns table (
  tenant_id uuid, contact_id uuid, tenant_name text, sender_name text, customer_name text, first_name text, last_name text, email text, language text, password_hash text,
  invited_from text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one portal_directory;
begin
  for found_one in select * from portal_directory d where d.email = lower(address) order by d.tenant_id, d.contact_id limit 20 loop
    perform set_config('app.tenant_id', found_one.tenant_id::text, true);
    return query select found_one.tenant_id, v.contact_id, v.tenant_name, coalesce(m.sender_name, v.tenant_name), v.customer_name, v.first_name,
        v.last_name, v.email, v.language, a.password_hash, a.invited_from
      from portal_visitor(found_one.tenant_id, found_one.contact_id) v
      left join portal_account a on a.tenant_id = found_one.tenant_id and a.contact_id = v.contact_id
      left join firm_mail m on m.tenant_id = found_one.tenant_id;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;

-- A new session of a contact who has shown who they are.
create function open_portal_session(of_tenant uuid, of_contact uuid, digest bytea, agent text, from_address text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  delete from portal_session s where s.tenant_id = of_tenant and s.contact_id = of_contact
    and (s.last_seen_at < now() - interval '12 hours' or s.created_at < now() - interval '14 days');
  insert into portal_account as a (tenant_id, contact_id, signed_in_at) values (of_tenant, of_contact, now())
    on conflict (tenant_id, contact_id) do update set signed_in_at = now();
  insert into portal_session (tenant_id, contact_id, token_hash, user_agent, address)
    values (of_tenant, of_contact, digest, left(agent, 300), left(from_address, 60));
end $$;

-- Who a session belongs to. Sets firm, customer and contact for the transaction.
create function resume_portal_session(digest bytea) returns table (
  tenant_id uuid, session_id uuid, tenant_name text, country text, time_zone text, contact_id uuid, first_name text, last_name text, email text,
  customer_id uuid, customer_name text, language text, rights text[], modules text[], invited_from text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_session uuid;
  of_contact uuid;
  seen timestamptz;
  visitor record;
begin
  select d.tenant_id, d.session_id into of_tenant, of_session from portal_session_directory d where d.token_hash = digest;
  if of_tenant is null then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  select s.contact_id, s.last_seen_at into of_contact, seen from portal_session s
    join portal_access a on a.tenant_id = s.tenant_id and a.contact_id = s.contact_id and a.is_open
    where s.tenant_id = of_tenant and s.id = of_session
      and s.last_seen_at > now() - interval '12 hours' and s.created_at > now() - interval '14 days';
  select * into visitor from portal_visitor(of_tenant, of_contact);
  if visitor.contact_id is null then
    perform set_config('app.tenant_id', '', true);
    return;
  end if;
  perform set_config('app.contact_id', of_contact::text, true), set_config('app.portal_customer', visitor.customer_id::text, true),
    set_config('app.source', 'portal', true);
  if seen < now() - interval '1 minute' then
    update portal_session s set last_seen_at = now() where s.tenant_id = of_tenant and s.id = of_session;
  end if;
  return query select of_tenant, of_session, visitor.tenant_name, visitor.country, visitor.time_zone, visitor.contact_id, visitor.first_name,
    visitor.last_name, visitor.email, visitor.customer_id, visitor.customer_name, visitor.language, visitor.rights, visitor.modules,
    (select a.invited_from from portal_account a where a.tenant_id = of_tenant and a.contact_id = of_contact);
end $$;

-- A link that opens the portal once, for a contact of the firm of the transaction whose door is open.
create function make_portal_link(of_contact uuid, digest bytea, lasts interval) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Those that nobody used go, and of one contact the oldest: whoever asks again and again has the last few.
  delete from portal_link l where l.expires_at < now();
  insert into portal_link (token_hash, tenant_id, contact_id, expires_at)
    select digest, d.tenant_id, d.contact_id, now() + lasts from portal_directory d
    where d.tenant_id = current_tenant() and d.contact_id = of_contact;
  if not found then
    return false;
  end if;
  delete from portal_link l where l.tenant_id = current_tenant() and l.contact_id = of_contact and l.token_hash in (
    select o.token_hash from portal_link o where o.tenant_id = current_tenant() and o.contact_id = of_contact
    order by o.expires_at desc offset 5);
  return true;
end $$;
create function note_portal_invitation(of_contact uuid, from_address text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into portal_account as a (tenant_id, contact_id, invited_at, invited_from) values (current_tenant(), of_contact, now(), from_address)
  on conflict (tenant_id, contact_id) do update set invited_at = now(), invited_from = coalesce(from_address, a.invited_from)
$$;

-- Whom a link lets in: nobody where it is unknown, used or too old. `takes` uses it.
create function find_portal_link(digest bytea, takes boolean) returns table (
  tenant_id uuid, contact_id uuid, tenant_name text, customer_name text, first_name text, email text, language text, has_password boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one portal_link;
begin
  if takes then
    delete from portal_link l where l.token_hash = digest and l.expires_at > now() returning * into found_one;
  else
    select * into found_one from portal_link l where l.token_hash = digest and l.expires_at > now();
  end if;
  if found_one.tenant_id is null then
    return;
  end if;
  perform set_config('app.tenant_id', found_one.tenant_id::text, true);
  return query select found_one.tenant_id, v.contact_id, v.tenant_name, v.customer_name, v.first_name, v.email, v.language,
      exists (select from portal_account a where a.tenant_id = found_one.tenant_id and a.contact_id = v.contact_id and a.password_hash is not null)
    from portal_visitor(found_one.tenant_id, found_one.contact_id) v;
end $$;
create function set_portal_password(of_tenant uuid, of_contact uuid, new_hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  insert into portal_account as a (tenant_id, contact_id, password_hash) values (of_tenant, of_contact, new_hash)
    on conflict (tenant_id, contact_id) do update set password_hash = new_hash;
  delete from portal_link l where l.tenant_id = of_tenant and l.contact_id = of_contact;
end $$;

-- A mail with a link, to a contact who asked for it at the door.
create function queue_portal_mail(of_tenant uuid, message uuid, recipient text, of_subject text, of_body text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  insert into outgoing (tenant_id, id, kind, purpose, recipients, sender_name, subject, body, message_id, is_secret)
  select t.id, message, 'email', 'portal_link', array[recipient],
    coalesce((select m.sender_name from firm_mail m where m.tenant_id = t.id), t.name), of_subject, of_body, message || '@portal', true
  from tenant t where t.id = of_tenant;
end $$;
revoke execute on function portal_visitor, find_portal_accounts, open_portal_session, resume_portal_session, make_portal_link, note_portal_invitation,
  find_portal_link, set_portal_password, queue_portal_mail from public;
grant execute on function portal_visitor, make_portal_link, note_portal_invitation to kundekort_app;

-- The portal as a contact sees it, for one of the firm who looks: reading only, and noted. Sets customer and contact.
create function see_portal_as(of_contact uuid) returns table (
  tenant_name text, country text, time_zone text, contact_id uuid, first_name text, last_name text, email text, customer_id uuid, customer_name text,
  language text, rights text[], modules text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  visitor record;
begin
  select * into visitor from portal_visitor(current_tenant(), of_contact);
  if visitor.contact_id is null then
    return;
  end if;
  insert into portal_look (tenant_id, customer_id, contact_id)
  select current_tenant(), visitor.customer_id, of_contact
  where not exists (select from portal_look l where l.tenant_id = current_tenant() and l.contact_id = of_contact
    and l.created_by = current_app_user() and l.created_at > now() - interval '1 hour');
  perform set_config('app.contact_id', of_contact::text, true), set_config('app.portal_customer', visitor.customer_id::text, true);
  return query select visitor.tenant_name, visitor.country, visitor.time_zone, visitor.contact_id, visitor.first_name, visitor.last_name,
    visitor.email, visitor.customer_id, visitor.customer_name, visitor.language, visitor.rights, visitor.modules;
end $$;
revoke execute on function see_portal_as from public;
grant execute on function see_portal_as to kundekort_app;

-- Tells those who look after the customer what came from it: the one who is responsible, else the administrators. Answers the mails that are due
-- at once, to whom and in which language.
create function tell_staff(of_kind text, of_enquiry uuid, of_dialog uuid) returns table (notice_id uuid, user_id uuid, user_name text, email text, language text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
    with told as (
      select u.* from app_user u where u.tenant_id = current_tenant() and u.active and u.id = (
        select c.responsible from customer c where c.tenant_id = current_tenant() and c.id = current_portal_customer())),
    others as (
      select u.* from app_user u where u.tenant_id = current_tenant() and u.active and u.role = 'administrator' and not exists (select from told)),
    made as (
      insert into notice (tenant_id, user_id, kind, customer_id, enquiry_id, dialog_id, by_name, mail)
      select u.tenant_id, u.id, of_kind, current_portal_customer(), of_enquiry, of_dialog,
        (select k.first_name || ' ' || k.last_name from contact k where k.tenant_id = current_tenant() and k.id = current_contact()), u.mention_mail
      from (select * from told union all select * from others) u
      -- One notice of proposals is enough until it is read.
      where of_kind <> 'proposal' or not exists (select from notice n where n.tenant_id = u.tenant_id and n.user_id = u.id and n.kind = 'proposal'
        and n.customer_id = current_portal_customer() and n.read_at is null)
      returning id, notice.user_id, mail)
    select m.id, u.id, u.name, u.email, u.language from made m join app_user u on u.tenant_id = current_tenant() and u.id = m.user_id
    where m.mail = 'now';
end $$;
-- The mail of such a notice.
create function queue_portal_notice(of_notice uuid, message uuid, of_subject text, of_body text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outgoing (tenant_id, id, kind, purpose, user_id, recipients, sender_name, subject, body, message_id)
  select n.tenant_id, message, 'email', 'notice', u.id, array[u.email],
    coalesce((select m.sender_name from firm_mail m where m.tenant_id = n.tenant_id), t.name), of_subject, of_body, message || '@portal'
  from notice n join app_user u on u.tenant_id = n.tenant_id and u.id = n.user_id join tenant t on t.id = n.tenant_id
  where n.tenant_id = current_tenant() and n.id = of_notice and n.mailed_at is null and n.customer_id = current_portal_customer();
  update notice n set mailed_at = now() where n.tenant_id = current_tenant() and n.id = of_notice and n.customer_id = current_portal_customer();
end $$;

-- What a contact proposes of their customer's details: beside what stands, until somebody of the firm takes it or not.
create function propose_from_portal(of_field text, of_value jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into proposal (tenant_id, customer_id, field, value, source)
  values (current_tenant(), current_portal_customer(), of_field, of_value, 'portal')
  on conflict (tenant_id, customer_id, field, source) do update
    -- Whoever has read another value takes over or dismisses that one, and not what nobody saw.
    set id = case when proposal.value = excluded.value then proposal.id else uuid_v7() end, value = excluded.value, seen_at = now(), dismissed_at = null, dismissed_by = null;
end $$;
create function withdraw_from_portal(of_field text) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from proposal where tenant_id = current_tenant() and customer_id = current_portal_customer() and field = of_field and source = 'portal'
$$;
-- What a contact changes of their own: how they are reached.
create function change_own_contact(of_mobile text, of_phone text) returns void language sql security definer set search_path = public, pg_temp as $$
  update contact set mobile = of_mobile, phone = of_phone where tenant_id = current_tenant() and id = current_contact()
    and customer_id = current_portal_customer() and (mobile is distinct from of_mobile or phone is distinct from of_phone)
$$;
revoke execute on function tell_staff, queue_portal_notice, propose_from_portal, withdraw_from_portal, change_own_contact from public;
grant execute on function tell_staff, queue_portal_notice, propose_from_portal, withdraw_from_portal, change_own_contact to kundekort_portal;

-- What the rows of the portal are called in logs, also of those that are gone.
create function portal_named(of_table text, of_row uuid, changes jsonb) returns text language plpgsql stable set search_path = public, pg_temp as $$
declare
  of_contact uuid := coalesce(changes #>> '{contact_id,1}', changes #>> '{contact_id,0}')::uuid;
  of_document uuid := coalesce(changes #>> '{document_id,1}', changes #>> '{document_id,0}')::uuid;
begin
  if of_table = 'enquiry' then
    return coalesce((select e.title from enquiry e where e.tenant_id = current_tenant() and e.id = of_row), changes #>> '{title,1}', changes #>> '{title,0}');
  end if;
  if of_contact is null and of_table = 'portal_access' then
    select a.contact_id into of_contact from portal_access a where a.tenant_id = current_tenant() and a.id = of_row;
  end if;
  return concat_ws(' – ',
    (select k.first_name || ' ' || k.last_name from contact k where k.tenant_id = current_tenant() and k.id = of_contact),
    (select d.name from document d where d.tenant_id = current_tenant() and d.id = of_document));
end $$;

-- An enquiry as it is shown.
create function enquiry_told(e enquiry) returns jsonb language sql stable as $$
  select jsonb_build_object('id', e.id, 'kind', e.kind, 'title', e.title, 'wishes', e.wishes, 'places', e.places, 'starts_on', coalesce(e.starts_on::text, ''),
    'ends_on', coalesce(e.ends_on::text, ''), 'state', e.state, 'answer', e.answer, 'version', e.version, 'sender', e.contact_id, 'sender_name', e.sender_name,
    'sent_at', e.created_at, 'handled_by', coalesce((select u.name from app_user u where u.tenant_id = e.tenant_id and u.id = e.handled_by), ''),
    'files', coalesce((select jsonb_agg(jsonb_build_array(d.id, v.file_name) order by d.created_at, d.id) from document d
      join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.number = 1
      where d.tenant_id = e.tenant_id and d.enquiry_id = e.id), '[]'))
$$;
