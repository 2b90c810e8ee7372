-- Whoever becomes part of another contact of the same address keeps the password, where the other has none.
create function unite_portal_account(of_contact uuid, into_contact uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into portal_account as a (tenant_id, contact_id, password_hash, language, invited_at, invited_from, signed_in_at)
  select o.tenant_id, into_contact, o.password_hash, o.language, o.invited_at, o.invited_from, o.signed_in_at
  from portal_account o
  join contact k on k.tenant_id = o.tenant_id and k.id = o.contact_id
  join contact i on i.tenant_id = o.tenant_id and i.id = into_contact and lower(i.email) = lower(k.email)
  where o.tenant_id = current_tenant() and o.contact_id = of_contact
  on conflict (tenant_id, contact_id) do update set password_hash = coalesce(a.password_hash, excluded.password_hash),
    language = coalesce(a.language, excluded.language), invited_at = coalesce(a.invited_at, excluded.invited_at),
    invited_from = coalesce(a.invited_from, excluded.invited_from)
$$;
revoke execute on function unite_portal_account from public;
grant execute on function unite_portal_account to kundekort_app;
