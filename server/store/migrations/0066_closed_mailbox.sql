-- Whose account is closed has no mailbox here any more: its password, and what was read and stands on no card, go.
create function close_mailbox() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  acting constant text := current_setting('app.user_id', true);
begin
  -- Nobody else reaches it, whoever closes the account.
  perform set_config('app.user_id', new.id::text, true);
  delete from mailbox m where m.tenant_id = new.tenant_id and m.user_id = new.id;
  perform set_config('app.user_id', coalesce(acting, ''), true);
  return null;
end $$;
create trigger close_mailbox after update of active on app_user for each row when (old.active and not new.active) execute function close_mailbox();

-- Those of accounts that were closed before.
do $$
declare
  closed record;
begin
  for closed in select q.tenant_id, q.user_id from mailbox_queue q loop
    perform set_config('app.tenant_id', closed.tenant_id::text, true), set_config('app.user_id', closed.user_id::text, true);
    delete from mailbox m using app_user u where m.tenant_id = closed.tenant_id and m.user_id = closed.user_id
      and u.tenant_id = m.tenant_id and u.id = m.user_id and not u.active;
  end loop;
end $$;
