-- Editing together: servers hear of each change, and each person's dots on sections.

-- Tells all servers of a change when it commits. The message is small and names rows only; what
-- changed is read by whoever may. Sending takes a lock of the whole database for the moment of the
-- commit, so that messages keep the order of commits; a save is one message, and what sends many
-- at once (an import) may switch this trigger off and send one at its end.
create function announce_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('kundekort', 'change ' || new.tenant_id || ' ' || new.customer_id || ' ' || new.id);
  return null;
end $$;
create trigger announce after insert on change_log for each row when (new.customer_id is not null)
  execute function announce_change();

-- Open streams of a session end when it does.
create function announce_session_end() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('kundekort', 'session ' || old.tenant_id || ' ' || old.id);
  return null;
end $$;
create trigger announce after delete on session for each row execute function announce_session_end();

-- The role of whoever a session belongs to, or null when it is no longer good. Unlike
-- resume_session() this is no use of the session: a page that is left open does not keep it alive.
create function session_role(digest bytea) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_session uuid;
begin
  select d.tenant_id, d.session_id into of_tenant, of_session from session_directory d where d.token_hash = digest;
  perform set_config('app.tenant_id', coalesce(of_tenant::text, ''), true);
  return (select u.role from session s join app_user u on u.tenant_id = s.tenant_id and u.id = s.user_id
    where s.tenant_id = of_tenant and s.id = of_session and u.active
      and s.last_seen_at > now() - interval '12 hours' and s.created_at > now() - interval '14 days');
end $$;
revoke execute on function session_role from public;

-- Up to when a person has seen what others changed in a section of a customer's card. The row
-- without a section is the first look at that card: what is older is not news.
create table section_seen (
  tenant_id uuid not null,
  user_id uuid not null,
  customer_id uuid not null,
  section text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, user_id, customer_id, section),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade,
  foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade
);
select wall_tenant_table('section_seen');
grant select, insert, update, delete on section_seen to kundekort_app;
