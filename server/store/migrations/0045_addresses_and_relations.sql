-- As in 0034. A person who is deleted leaves a relation to their employer, also where there is one already: the same
-- relation stands twice until somebody takes one away, and the person comes back as they were.
create or replace function refuse_same_relation() returns trigger language plpgsql as $$
declare
  is_moved constant boolean := tg_op = 'UPDATE' and (new.customer_id, new.other_id) is distinct from (old.customer_id, old.other_id);
begin
  if is_moved and new.customer_id = new.other_id then
    return null;
  end if;
  if tg_op = 'UPDATE' and not is_moved and old.contact_id is not null and new.contact_id is null and not exists (
    select from contact k where k.tenant_id = old.tenant_id and k.id = old.contact_id)
  then
    return new;
  end if;
  -- Those who say something of the same two wait for each other.
  perform pg_advisory_xact_lock(hashtextextended(least(new.customer_id, new.other_id) || ' ' || greatest(new.customer_id, new.other_id), 0));
  if exists (
    select from customer_relation r where r.tenant_id = new.tenant_id and r.customer_id in (new.customer_id, new.other_id)
      and r.other_id in (new.customer_id, new.other_id) and same_relation(new, r))
  then
    if is_moved then
      return null;
    end if;
    raise exception using errcode = 'unique_violation', constraint = 'customer_relation_twice', message = 'the same relation is there already';
  end if;
  return new;
end $$;

-- An address belongs to whoever has taken an invitation with it; one that nobody has answered keeps it from no other firm.
drop index app_user_email;
create unique index app_user_email on app_user (lower(email)) where password_hash <> '!';
create unique index app_user_email_of_firm on app_user (tenant_id, lower(email));

-- As in 0003, of accounts that have a password. An address that has one is not invited by anybody.
create or replace function keep_account_directory() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    delete from account_directory where email = lower(old.email) and tenant_id = old.tenant_id and user_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    if new.password_hash <> '!' then
      insert into account_directory values (lower(new.email), new.tenant_id, new.id);
    elsif tg_op = 'INSERT' and exists (select from account_directory where email = lower(new.email)) then
      raise exception using errcode = 'unique_violation', constraint = 'account_directory_pkey', message = 'the address has an account';
    end if;
  end if;
  return null;
end $$;
drop trigger directory on app_user;
create trigger directory after insert or delete or update of email, password_hash on app_user
  for each row execute function keep_account_directory();
alter table app_user no force row level security;
delete from account_directory d using app_user u where u.tenant_id = d.tenant_id and u.id = d.user_id and u.password_hash = '!';
alter table app_user force row level security;

-- As in 0035; false too where the address has got an account elsewhere meanwhile.
create or replace function take_invitation(digest bytea, new_hash text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_one record;
begin
  select * into found_one from find_invitation(digest);
  if found_one.invitation_id is null then
    return false;
  end if;
  perform set_config('app.user_id', found_one.user_id::text, true);
  perform set_config('app.source', 'typed', true);
  update invitation i set used_at = now()
    where i.tenant_id = found_one.tenant_id and i.id = found_one.invitation_id
      and i.used_at is null and i.withdrawn_at is null and i.expires_at > now();
  if not found then
    return false;
  end if;
  update app_user u set password_hash = new_hash, active = true where u.tenant_id = found_one.tenant_id and u.id = found_one.user_id;
  return true;
exception when unique_violation then
  return false;
end $$;
