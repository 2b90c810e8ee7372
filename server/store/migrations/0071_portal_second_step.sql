-- A second step when a contact signs in to the portal: a code of an app (RFC 6238), or one of those written down.
alter table portal_account
  -- What the app shares with us, sealed with the server's key. The codes that are written down are worked out from it.
  add column second_secret bytea,
  -- The same, while the app takes it over and has not shown a code of it yet.
  add column second_pending bytea,
  add column second_since timestamptz,
  -- The last step of time of which a code was taken: none counts twice.
  add column second_last bigint not null default 0,
  -- Wrong codes of the app in a row: after fifty only those written down are taken, so that nobody guesses for months.
  add column second_wrong integer not null default 0,
  -- Which set of written codes counts, which of it are used, and until when they are shown.
  add column second_set integer not null default 0,
  add column second_used integer[] not null default '{}',
  add column second_shown_until timestamptz,
  add constraint portal_account_second check ((second_secret is null) = (second_since is null));
grant select (second_since) on portal_account to kundekort_app;
grant select (second_secret, second_pending, second_since, second_set, second_used, second_shown_until),
  update (second_secret, second_pending, second_since, second_last, second_wrong, second_set, second_used, second_shown_until)
  on portal_account to kundekort_portal;

-- Whoever has shown the first step and not the second yet. Found before the firm is known; ids and digests alone.
create table portal_second (
  token_hash bytea primary key,
  tenant_id uuid not null,
  contact_id uuid not null,
  expires_at timestamptz not null
);
create index portal_second_contact on portal_second (tenant_id, contact_id);

-- As open_portal_session in 0058, for whoever has shown all that they are to show.
create function begin_portal_session(of_tenant uuid, of_contact uuid, digest bytea, agent text, from_address text) returns void
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
-- Servers of the release before call this one: they let nobody past the second step.
create or replace function open_portal_session(of_tenant uuid, of_contact uuid, digest bytea, agent text, from_address text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  if exists (select from portal_account a where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null for update) then
    raise exception 'a second step is to be shown' using errcode = 'insufficient_privilege';
  end if;
  perform begin_portal_session(of_tenant, of_contact, digest, agent, from_address);
end $$;

-- Lets a contact in who has shown the first step: with a session, or with a token by which they show the second.
create function enter_portal(of_tenant uuid, of_contact uuid, session_digest bytea, second_digest bytea, agent text, from_address text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  -- Held: whoever turns the second step on meanwhile comes before or after.
  if not exists (select from portal_account a where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null for update) then
    perform begin_portal_session(of_tenant, of_contact, session_digest, agent, from_address);
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
  tenant_id uuid, contact_id uuid, tenant_name text, first_name text, language text, second_secret bytea, second_set integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one portal_second;
begin
  select * into found_one from portal_second s where s.token_hash = digest and s.expires_at > now();
  if found_one.tenant_id is null then
    return;
  end if;
  perform set_config('app.tenant_id', found_one.tenant_id::text, true);
  return query select found_one.tenant_id, v.contact_id, v.tenant_name, v.first_name, v.language, a.second_secret, a.second_set
    from portal_visitor(found_one.tenant_id, found_one.contact_id) v
    join portal_account a on a.tenant_id = found_one.tenant_id and a.contact_id = v.contact_id and a.second_secret is not null;
end $$;

-- Takes a code of a contact: the step of time of one of the app, or the place of one of those that were written down, of
-- the set that was read. Each once. Neither is a wrong one, which counts where it looked like one of the app.
create function take_portal_code(of_tenant uuid, of_contact uuid, step bigint, spare integer, of_set integer, was_timed boolean) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if step is not null then
    update portal_account a set second_last = step, second_wrong = 0
      where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null and a.second_last < step and a.second_wrong < 50;
  elsif spare is not null then
    update portal_account a set second_used = a.second_used || spare, second_wrong = 0
      where a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_secret is not null and a.second_set = of_set
        and spare <> all (a.second_used);
  else
    update portal_account a set second_wrong = a.second_wrong + 1
      where was_timed and a.tenant_id = of_tenant and a.contact_id = of_contact and a.second_wrong < 50;
    return false;
  end if;
  return found;
end $$;

-- Lets a contact in who has shown the second step too; the token lets nobody in again.
create function pass_portal_second(digest bytea, step bigint, spare integer, of_set integer, was_timed boolean,
  session_digest bytea, agent text, from_address text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one portal_second;
begin
  select * into found_one from portal_second s where s.token_hash = digest and s.expires_at > now();
  if found_one.tenant_id is null then
    return false;
  end if;
  perform set_config('app.tenant_id', found_one.tenant_id::text, true);
  -- The account before its tokens, as everywhere: of two that pass at once one waits.
  perform from portal_account a where a.tenant_id = found_one.tenant_id and a.contact_id = found_one.contact_id for update;
  if not exists (select from portal_second s where s.token_hash = digest)
    or not take_portal_code(found_one.tenant_id, found_one.contact_id, step, spare, of_set, was_timed) then
    return false;
  end if;
  delete from portal_second s where s.tenant_id = found_one.tenant_id and s.contact_id = found_one.contact_id;
  perform begin_portal_session(found_one.tenant_id, found_one.contact_id, session_digest, agent, from_address);
  return true;
end $$;
-- The same of the contact of the transaction, who is in already.
create function take_own_code(step bigint, spare integer, of_set integer) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  select take_portal_code(current_tenant(), current_contact(), step, spare, of_set, false)
$$;
revoke execute on function begin_portal_session, enter_portal, find_portal_second, take_portal_code, pass_portal_second, take_own_code from public;
grant execute on function take_own_code to kundekort_portal;

-- As in 0058. Whoever has a second step and no password chooses none by a link: a mailbox alone gives no first step for good.
create or replace function find_portal_link(digest bytea, takes boolean) returns table (
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
      exists (select from portal_account a where a.tenant_id = found_one.tenant_id and a.contact_id = v.contact_id
        and coalesce(a.password_hash is not null or a.second_secret is not null, false))
    from portal_visitor(found_one.tenant_id, found_one.contact_id) v;
end $$;

-- As in 0054. Another address alone leaves the second step: whoever reads it is not for that who they say.
create or replace function shut_portal(of_tenant uuid, of_contact uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from portal_directory where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_link where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_second where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_session where tenant_id = of_tenant and contact_id = of_contact;
  -- Whoever comes in again chooses a new one.
  update portal_account set password_hash = null where tenant_id = of_tenant and contact_id = of_contact;
end $$;
-- As in 0054; a door that the firm shuts takes the second step too, for one who lost what showed it.
create or replace function keep_portal_door() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or not new.is_open then
    perform shut_portal(old.tenant_id, old.contact_id);
    update portal_account set second_secret = null, second_pending = null, second_since = null, second_last = 0, second_wrong = 0, second_used = '{}',
      second_shown_until = null where tenant_id = old.tenant_id and contact_id = old.contact_id;
  else
    perform open_portal_door(new.tenant_id, new.contact_id);
  end if;
  return null;
end $$;

-- As in 0064; the second step goes along with the password.
create or replace function unite_portal_account(of_contact uuid, into_contact uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into portal_account as a (tenant_id, contact_id, password_hash, language, invited_at, invited_from, signed_in_at,
    second_secret, second_since, second_last, second_set, second_used)
  select o.tenant_id, into_contact, o.password_hash, o.language, o.invited_at, o.invited_from, o.signed_in_at,
    o.second_secret, o.second_since, o.second_last, o.second_set, o.second_used
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
    second_set = case when a.second_secret is null then excluded.second_set else a.second_set end,
    second_used = case when a.second_secret is null then excluded.second_used else a.second_used end
$$;
