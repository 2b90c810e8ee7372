-- What must be done before one knows which firm a request belongs to. Each function does one
-- such thing and nothing else; they run as the owner of the tables.
--
-- The owner is walled too (forced row-level security), so each opens the wall for its own reads
-- by naming the firm it found; finding the firm itself goes through the two unwalled tables below.

-- Which firm and account an address belongs to, and which a session. No more than ids and digests.
create table account_directory (
  email text primary key,
  tenant_id uuid not null,
  user_id uuid not null
);
create table session_directory (
  token_hash bytea primary key,
  tenant_id uuid not null,
  session_id uuid not null
);

create function keep_account_directory() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    delete from account_directory where email = lower(old.email);
  end if;
  if tg_op <> 'DELETE' then
    insert into account_directory values (lower(new.email), new.tenant_id, new.id);
  end if;
  return null;
end $$;
create trigger directory after insert or delete or update of email on app_user
  for each row execute function keep_account_directory();

create function keep_session_directory() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into session_directory values (new.token_hash, new.tenant_id, new.id);
  else
    delete from session_directory where token_hash = old.token_hash;
  end if;
  return null;
end $$;
create trigger directory after insert or delete on session
  for each row execute function keep_session_directory();

-- The account of an address, for checking a password. Sets the firm for the transaction.
create function find_account(address text) returns table (tenant_id uuid, user_id uuid, password_hash text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_tenant uuid;
  found_user uuid;
begin
  select d.tenant_id, d.user_id into found_tenant, found_user from account_directory d where d.email = lower(address);
  perform set_config('app.tenant_id', coalesce(found_tenant::text, ''), true);
  return query select u.tenant_id, u.id, u.password_hash from app_user u
    where u.tenant_id = found_tenant and u.id = found_user and u.active;
end $$;

-- A new session for an account whose password was right.
create function open_session(of_tenant uuid, of_user uuid, digest bytea, agent text, from_address text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  -- Sessions that nobody can use any more go when a new one comes.
  delete from session s where s.tenant_id = of_tenant and s.user_id = of_user
    and (s.last_seen_at < now() - interval '12 hours' or s.created_at < now() - interval '14 days');
  insert into session (tenant_id, user_id, token_hash, user_agent, address)
    values (of_tenant, of_user, digest, left(agent, 300), left(from_address, 60));
end $$;

-- Who a session belongs to: idle for at most 12 hours, 14 days old at most, of an active account.
-- Sets firm and person for the transaction. Notes that it was used, at most once a minute.
-- Where a device is named, the layers of its layout come along, the firm's first.
create function resume_session(digest bytea, for_device text) returns table (
  tenant_id uuid, session_id uuid, user_id uuid, tenant_name text, country text, time_zone text, start_address text,
  user_name text, email text, department_id uuid, role text, language text, colour_scheme text, density text, layers jsonb)
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
  return query select of_tenant, of_session, of_user, t.name, t.country, t.time_zone, t.start_address,
      u.name, u.email, u.department_id, u.role, u.language, u.colour_scheme, u.density,
      case when for_device is not null then (
        select jsonb_agg(jsonb_build_object('scope', l.scope, 'layer', l.layer)) from layout l
        where l.tenant_id = of_tenant and l.device = for_device and (l.scope, l.owner) in (('tenant', ''), ('role', u.role), ('user', of_user::text)))
      end
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;

revoke execute on function find_account, open_session, resume_session from public;

-- Ids that a change refers to, for putting names to them.
create function ids_in(changes jsonb) returns uuid[] language sql immutable
  return case when changes ?| array['status', 'industry', 'responsible', 'title', 'functions', 'author_id'] then array(
    select distinct (found #>> '{}')::uuid
    from unnest(array['status', 'industry', 'responsible', 'title', 'functions', 'author_id']) as key,
      jsonb_path_query(changes -> key, 'strict $.**') as found
    where jsonb_typeof(found) = 'string') else '{}' end;

-- Names, in the language of the reader, for what rows refer to by id.
create function names_of(ids uuid[], reader_language text) returns jsonb language sql stable
  return (select coalesce(jsonb_object_agg(n.id, n.name), '{}') from (
    select i.id, case reader_language when 'sv' then i.sv when 'en' then i.en else i.nb end as name
      from list_item i where i.tenant_id = current_tenant() and i.id = any (ids)
    union all
    select u.id, u.name from app_user u where u.tenant_id = current_tenant() and u.id = any (ids)) n);
