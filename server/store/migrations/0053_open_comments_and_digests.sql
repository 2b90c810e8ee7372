-- As in 0048, but for work on lists and own fields, which gives values another form: comments at fields stay open.
create or replace function resolve_comments() returns trigger language plpgsql as $$
declare
  was jsonb;
  becomes jsonb;
begin
  if current_setting('app.keep_comments', true) = 'on' then
    return null;
  end if;
  if exists (select from comment c where c.tenant_id = new.tenant_id and c.customer_id = new.id
      and c.anchor is not null and c.resolved_at is null) then
    was := to_jsonb(old) || old.own;
    becomes := to_jsonb(new) || new.own;
    update comment c set resolved_at = now(), resolved_by = current_app_user(), resolved_in = new.version
    where c.tenant_id = new.tenant_id and c.customer_id = new.id and c.anchor is not null and c.resolved_at is null
      and coalesce(was -> c.anchor, 'null') <> coalesce(becomes -> c.anchor, 'null');
  end if;
  return null;
end $$;

-- As in 0048, but what is too much for one mail goes with the next at once: fifty notices are well within what a mail holds.
create or replace function take_digest(at timestamptz) returns table (
  tenant_id uuid, user_id uuid, tenant_name text, country text, time_zone text, user_name text, email text, role text, language text, active boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  waiting mention_digest;
begin
  select * into waiting from mention_digest d where d.since < digest_time(at) order by d.since, d.user_id limit 1 for update skip locked;
  if not found then
    return;
  end if;
  perform set_config('app.tenant_id', waiting.tenant_id::text, true), set_config('app.user_id', waiting.user_id::text, true);
  delete from mention_digest d where d.tenant_id = waiting.tenant_id and d.user_id = waiting.user_id;
  insert into mention_digest (tenant_id, user_id, since)
    select waiting.tenant_id, waiting.user_id, min(n.created_at) from (
      select n.created_at from notice n
      where n.tenant_id = waiting.tenant_id and n.user_id = waiting.user_id and n.mail = 'daily' and n.mailed_at is null
        and n.created_at >= digest_time(at)
      union all
      (select n.created_at from notice n
      where n.tenant_id = waiting.tenant_id and n.user_id = waiting.user_id and n.mail = 'daily' and n.mailed_at is null
        and n.read_at is null and n.created_at < digest_time(at)
        -- Who may be told nothing any more waits for nothing.
        and exists (select from app_user u where u.tenant_id = n.tenant_id and u.id = n.user_id and u.active)
      order by n.id offset 50)) n
    having count(*) > 0;
  return query select u.tenant_id, u.id, t.name, t.country, t.time_zone, u.name, u.email, u.role, u.language, u.active
    from app_user u join tenant t on t.id = u.tenant_id where u.tenant_id = waiting.tenant_id and u.id = waiting.user_id;
end $$;

-- As in 0051, but asked for twice at once: the second waits for the first, and its address is the one that holds.
create or replace function renew_calendar_feed(digest bytea) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from app_user u where u.tenant_id = current_tenant() and u.id = current_app_user() for no key update;
  delete from calendar_feed_directory d where d.tenant_id = current_tenant() and d.user_id = current_app_user();
  insert into calendar_feed_directory (token_hash, tenant_id, user_id)
  select digest, u.tenant_id, u.id from app_user u where u.tenant_id = current_tenant() and u.id = current_app_user() and digest is not null;
end $$;
