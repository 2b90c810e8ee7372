-- A consultant's diary as a calendar that other programs subscribe to: whoever knows the secret of its address reads
-- it. The secret is nowhere: only its digest, in a directory that the application can't read.
create table calendar_feed_directory (
  token_hash bytea primary key,
  tenant_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  constraint calendar_feed_once unique (tenant_id, user_id),
  constraint calendar_feed_user foreign key (tenant_id, user_id) references app_user (tenant_id, id)
);

-- Gives whoever asks an address of their own, in the place of the one before; none where there is no digest.
create function renew_calendar_feed(digest bytea) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from calendar_feed_directory d where d.tenant_id = current_tenant() and d.user_id = current_app_user();
  insert into calendar_feed_directory (token_hash, tenant_id, user_id)
  select digest, u.tenant_id, u.id from app_user u where u.tenant_id = current_tenant() and u.id = current_app_user() and digest is not null;
end $$;

-- Since when whoever asks has an address.
create function own_calendar_feed() returns timestamptz language sql stable security definer set search_path = public, pg_temp
begin atomic
  select d.created_at from calendar_feed_directory d where d.tenant_id = current_tenant() and d.user_id = current_app_user();
end;

-- Whose calendar a secret opens: nobody's where it is unknown, or their account is closed. From here on the request
-- is of their firm.
create function find_calendar_feed(digest bytea) returns table (user_id uuid, user_name text, time_zone text, language text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_user uuid;
begin
  select d.tenant_id, d.user_id into of_tenant, of_user from calendar_feed_directory d where d.token_hash = digest;
  perform set_config('app.tenant_id', coalesce(of_tenant::text, ''), true);
  return query select u.id, u.name, t.time_zone, u.language
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
revoke execute on function renew_calendar_feed, own_calendar_feed, find_calendar_feed from public;
grant execute on function renew_calendar_feed, own_calendar_feed, find_calendar_feed to kundekort_app;
