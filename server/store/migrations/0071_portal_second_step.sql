-- A second step when a contact signs in to the portal: a code of an app (RFC 6238), or one of those written down.
alter table portal_account
  -- What the app shares with us, sealed with the server's key.
  add column second_secret bytea,
  add column second_since timestamptz,
  -- The last step of time of which a code was taken: none counts twice.
  add column second_last bigint not null default 0,
  -- Digests of the codes that were written down and are unused.
  add column second_codes bytea[] not null default '{}',
  add constraint portal_account_second check ((second_secret is null) = (second_since is null)
    and (second_secret is not null or second_codes = '{}'));
grant select (second_since) on portal_account to kundekort_app;
grant select (second_secret, second_since, second_last, second_codes), update (second_secret, second_since, second_last, second_codes)
  on portal_account to kundekort_portal;

-- Whoever has shown the first step and not the second yet. Found before the firm is known; ids and digests alone.
create table portal_second (
  token_hash bytea primary key,
  tenant_id uuid not null,
  contact_id uuid not null,
  expires_at timestamptz not null
);
create index portal_second_contact on portal_second (tenant_id, contact_id);

-- Lets a contact in who has shown the first step: with a session, or with a token by which they show the second.
-- The only way to a session: nobody comes past the second step by another.
create function enter_portal(of_tenant uuid, of_contact uuid, session_digest bytea, second_digest bytea, agent text, from_address text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  if not exists (select from portal_account a where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null) then
    perform open_portal_session(of_tenant, of_contact, session_digest, agent, from_address);
    return true;
  end if;
  delete from portal_second s where s.expires_at < now();
  insert into portal_second (token_hash, tenant_id, contact_id, expires_at) values (second_digest, of_tenant, of_contact, now() + interval '10 minutes');
  delete from portal_second s where s.tenant_id = of_tenant and s.contact_id = of_contact and s.token_hash in (
    select o.token_hash from portal_second o where o.tenant_id = of_tenant and o.contact_id = of_contact
    order by o.expires_at desc, o.token_hash offset 5);
  return false;
end $$;

-- Who shows the second step by this token: nobody where it is unknown, used or too old, or their door was shut.
create function find_portal_second(digest bytea) returns table (
  tenant_id uuid, contact_id uuid, tenant_name text, first_name text, language text, second_secret bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one portal_second;
begin
  select * into found_one from portal_second s where s.token_hash = digest and s.expires_at > now();
  if found_one.tenant_id is null then
    return;
  end if;
  perform set_config('app.tenant_id', found_one.tenant_id::text, true);
  return query select found_one.tenant_id, v.contact_id, v.tenant_name, v.first_name, v.language, a.second_secret
    from portal_visitor(found_one.tenant_id, found_one.contact_id) v
    join portal_account a on a.tenant_id = found_one.tenant_id and a.contact_id = v.contact_id and a.second_secret is not null;
end $$;

-- Takes a code of a contact: the step of time of one of the app, or the digest of one that was written down. Each once.
create function take_portal_code(of_tenant uuid, of_contact uuid, step bigint, code_digest bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if step is not null then
    update portal_account a set second_last = step
      where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null and a.second_last < step;
  else
    update portal_account a set second_codes = array_remove(a.second_codes, code_digest)
      where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null and code_digest = any (a.second_codes);
  end if;
  return found;
end $$;

-- Lets a contact in who has shown the second step too; the token lets nobody in again.
create function pass_portal_second(digest bytea, step bigint, code_digest bytea, session_digest bytea, agent text, from_address text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one portal_second;
begin
  select * into found_one from portal_second s where s.token_hash = digest and s.expires_at > now() for update;
  if found_one.tenant_id is null then
    return false;
  end if;
  perform set_config('app.tenant_id', found_one.tenant_id::text, true);
  if not take_portal_code(found_one.tenant_id, found_one.contact_id, step, code_digest) then
    return false;
  end if;
  delete from portal_second s where s.tenant_id = found_one.tenant_id and s.contact_id = found_one.contact_id;
  perform open_portal_session(found_one.tenant_id, found_one.contact_id, session_digest, agent, from_address);
  return true;
end $$;
-- The same of the contact of the transaction, who is in already.
create function take_own_code(step bigint, code_digest bytea) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  select take_portal_code(current_tenant(), current_contact(), step, code_digest)
$$;
revoke execute on function enter_portal, find_portal_second, take_portal_code, pass_portal_second, take_own_code from public;
grant execute on function take_own_code to kundekort_portal;

-- As in 0054. Whoever comes in again chooses anew: also one who lost what showed the second step.
create or replace function shut_portal(of_tenant uuid, of_contact uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from portal_directory where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_link where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_second where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_session where tenant_id = of_tenant and contact_id = of_contact;
  update portal_account set password_hash = null, second_secret = null, second_since = null, second_last = 0, second_codes = '{}'
    where tenant_id = of_tenant and contact_id = of_contact;
end $$;

-- As in 0064; the second step goes along with the password.
create or replace function unite_portal_account(of_contact uuid, into_contact uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into portal_account as a (tenant_id, contact_id, password_hash, language, invited_at, invited_from, signed_in_at,
    second_secret, second_since, second_last, second_codes)
  select o.tenant_id, into_contact, o.password_hash, o.language, o.invited_at, o.invited_from, o.signed_in_at,
    o.second_secret, o.second_since, o.second_last, o.second_codes
  from portal_account o
  join contact k on k.tenant_id = o.tenant_id and k.id = o.contact_id
  join contact i on i.tenant_id = o.tenant_id and i.id = into_contact and lower(i.email) = lower(k.email)
  where o.tenant_id = current_tenant() and o.contact_id = of_contact
  on conflict (tenant_id, contact_id) do update set password_hash = coalesce(a.password_hash, excluded.password_hash),
    language = coalesce(a.language, excluded.language), invited_at = coalesce(a.invited_at, excluded.invited_at),
    invited_from = coalesce(a.invited_from, excluded.invited_from),
    second_secret = coalesce(a.second_secret, excluded.second_secret),
    second_since = case when a.second_secret is null then excluded.second_since else a.second_since end,
    second_last = case when a.second_secret is null then excluded.second_last else a.second_last end,
    second_codes = case when a.second_secret is null then excluded.second_codes else a.second_codes end
$$;
