-- People's own mailboxes (contract INT-09): what is read of them is theirs alone until they put it on a card.

create table mailbox (
  tenant_id uuid not null,
  user_id uuid not null,
  host text not null,
  port integer not null,
  -- The name by which one signs in there.
  account text not null,
  -- Sealed by a key that the database does not have. No log has it: the table has no trigger that writes one.
  password bytea not null,
  -- Until where each folder was read, by its name: {"inbox": {"validity": 1, "uid": 7}}.
  marks jsonb not null default '{}',
  -- Why it can't be read, and how often it was tried so.
  problem text,
  attempts integer not null default 0,
  -- When it was read last, and when it is read next.
  read_at timestamptz,
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  constraint mailbox_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint mailbox_port check (port between 1 and 65535),
  constraint mailbox_length check (char_length(host) between 1 and 253 and char_length(account) between 1 and 254 and octet_length(password) between 29 and 2000)
);
select wall_tenant_table('mailbox');
-- A second wall within the firm: not even whoever administers it reads another's.
create policy own_wall on mailbox as restrictive using (user_id = current_app_user()) with check (user_id = current_app_user());
grant select, insert, update, delete on mailbox to kundekort_app;

create table mailbox_message (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  -- Where it was found last, so that what came with it can be fetched.
  folder text not null,
  validity bigint not null default 0,
  uid bigint not null default 0,
  -- By what it is known, however often it is read: its Message-ID, or what its content makes.
  message_id text not null,
  sent_at timestamptz not null,
  senders jsonb not null default '[]',
  recipients jsonb not null default '[]',
  -- The addresses of all of them but the mailbox's own, in small letters.
  addresses text[] not null default '{}',
  subject text not null default '',
  body text not null default '',
  files jsonb not null default '[]',
  is_whole boolean not null default true,
  -- The entry of a customer's dialog that it became.
  dialog_id uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint mailbox_message_once unique (tenant_id, user_id, message_id),
  constraint mailbox_message_mailbox foreign key (tenant_id, user_id) references mailbox (tenant_id, user_id) on delete cascade,
  constraint mailbox_message_dialog foreign key (tenant_id, dialog_id) references dialog (tenant_id, id) on delete set null (dialog_id),
  constraint mailbox_message_folder check (folder in ('inbox', 'sent')),
  constraint mailbox_message_length check (char_length(message_id) between 1 and 300 and char_length(subject) <= 300
    and char_length(body) <= 50000 and cardinality(addresses) <= 200)
);
create index mailbox_message_of_user on mailbox_message (tenant_id, user_id, sent_at desc, id desc);
create index mailbox_message_of_dialog on mailbox_message (tenant_id, dialog_id) where dialog_id is not null;
select wall_tenant_table('mailbox_message');
create policy own_wall on mailbox_message as restrictive using (user_id = current_app_user()) with check (user_id = current_app_user());
grant select, insert, update, delete on mailbox_message to kundekort_app;

-- By what an entry is known outside, so that two people who have the same message put it on a card once.
alter table dialog add column message_id text;
create index dialog_by_message on dialog (tenant_id, customer_id, message_id) where message_id is not null;

-- Mailboxes of all firms by when they are read next: a server that looks for some has no firm yet. Ids and times alone.
create table mailbox_queue (
  tenant_id uuid not null,
  user_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, user_id)
);
create index mailbox_queue_due on mailbox_queue (due_at, user_id);

create function keep_mailbox_queue() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from mailbox_queue q where q.tenant_id = old.tenant_id and q.user_id = old.user_id;
  else
    insert into mailbox_queue (tenant_id, user_id, due_at) values (new.tenant_id, new.user_id, new.due_at)
    on conflict (tenant_id, user_id) do update set due_at = excluded.due_at;
  end if;
  return null;
end $$;
create trigger queue after insert or delete or update of due_at on mailbox for each row execute function keep_mailbox_queue();

-- The next mailbox that is due. No server gets it again for so long: one that is gone meanwhile leaves it to the next.
create function take_mailbox(patience interval) returns table (tenant_id uuid, user_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query update mailbox_queue q set due_at = now() + patience
    from (select w.tenant_id, w.user_id from mailbox_queue w where w.due_at <= now() order by w.due_at, w.user_id limit 1 for update skip locked) next
    where q.tenant_id = next.tenant_id and q.user_id = next.user_id
    returning q.tenant_id, q.user_id;
end $$;

-- Opens a transaction as whoever a mailbox belongs to.
create function open_mailbox(of_tenant uuid, of_user uuid) returns table (
  tenant_name text, country text, time_zone text, user_name text, email text, role text, language text, active boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true), set_config('app.user_id', of_user::text, true);
  return query select t.name, t.country, t.time_zone, u.name, u.email, u.role, u.language, u.active
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user;
end $$;
revoke execute on function take_mailbox, open_mailbox from public;

-- Customers of the firm to whom addresses belong: theirs, or those of their contacts; otherwise those who have addresses
-- of the same domain, where that is nobody's in particular. Only found here, by indexes; they are read behind the wall.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;
create function customers_by_address(addresses text[]) returns table (address text, customer uuid, by_address boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
begin
  if firm is null then
    return;
  end if;
  return query execute $q$
    with asked as materialized (select distinct a as address, split_part(a, '@', 2) as domain from unnest($2) as a),
    exact as materialized (
      select a.address, c.id as customer from asked a join customer c on c.tenant_id = $1 and lower(c.email) = a.address and c.merged_into is null
      union select a.address, k.customer_id from asked a join contact k on k.tenant_id = $1 and lower(k.email) = a.address and k.ended_at is null)
    select e.address, e.customer, true from exact e
    union all
    select a.address, f.customer, false from asked a cross join lateral (
      select c.id as customer from customer c where c.tenant_id = $1 and c.merged_into is null
        and c.search like '%@' || like_text(folded(a.domain)) || '%' and split_part(lower(c.email), '@', 2) = a.domain
      union select k.customer_id from contact k where k.tenant_id = $1 and k.ended_at is null
        and k.search like '%@' || like_text(folded(a.domain)) || '%' and split_part(lower(k.email), '@', 2) = a.domain
      limit 4) f
    where a.domain <> '' and not is_common_provider(a.domain) and not exists (select from exact e where e.address = a.address)$q$
    using firm, addresses;
end $$;
grant create on schema public to kundekort_register;
alter function customers_by_address(text[]) owner to kundekort_register;
revoke create on schema public from kundekort_register;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;
