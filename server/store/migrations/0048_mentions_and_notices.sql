-- Comments that call on colleagues (seed 003:97), that answer others and that stand at one field of the card; who is told
-- of them (seed 003:99), and how each wants to be told by e-mail.
alter table comment
  -- Whom and which departments it calls on: [{"id": …, "text": …}], the text as it stands after the "@"; nothing where nobody.
  add column mentions jsonb,
  -- The comment that it answers, which answers none itself.
  add column answers uuid,
  -- The key of the field that it stands at, and the version of the customer that its author saw.
  add column anchor text,
  add column anchor_version integer,
  -- When what it asked for was settled and by whom; by which version of the customer where the field changed.
  add column resolved_at timestamptz,
  add column resolved_by uuid,
  add column resolved_in integer,
  add constraint comment_answers foreign key (tenant_id, answers) references comment (tenant_id, id),
  add constraint comment_resolved_by foreign key (tenant_id, resolved_by) references app_user (tenant_id, id),
  add constraint comment_answers_other check (answers <> id),
  add constraint comment_anchor_length check (char_length(anchor) between 1 and 100);
create index comment_answers on comment (tenant_id, answers) where answers is not null;
create index comment_at_fields on comment (tenant_id, customer_id, anchor) where anchor is not null and resolved_at is null;

-- A comment at a field is settled when somebody changes the field.
create function resolve_comments() returns trigger language plpgsql as $$
declare
  was jsonb;
  becomes jsonb;
begin
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
create trigger resolve_comments after update on customer for each row when (old.version <> new.version)
  execute function resolve_comments();

-- What somebody is told of: who called on them, or answered them. What was said is read where it stands, by whoever may.
create table notice (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  kind text not null,
  comment_id uuid not null,
  -- Whose doing it was.
  by_user uuid,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  -- How it goes out by e-mail, as its reader wanted it then, and when it did.
  mail text not null,
  mailed_at timestamptz,
  primary key (tenant_id, id),
  -- Nobody is told twice of the same.
  constraint notice_once unique (tenant_id, user_id, comment_id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade,
  foreign key (tenant_id, by_user) references app_user (tenant_id, id) on delete set null (by_user),
  foreign key (tenant_id, comment_id) references comment (tenant_id, id) on delete cascade,
  constraint notice_kind check (kind in ('mention', 'answer')),
  constraint notice_mail check (mail in ('now', 'daily', 'none'))
);
create index notice_of_user on notice (tenant_id, user_id, id desc);
create index notice_unread on notice (tenant_id, user_id) where read_at is null;
create index notice_of_comment on notice (tenant_id, comment_id);
create index notice_to_mail on notice (tenant_id, user_id) where mail = 'daily' and mailed_at is null;
select wall_tenant_table('notice');
grant select, insert, update, delete on notice to kundekort_app;

-- Tells all servers that somebody has other notices than before.
create function announce_notice() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('kundekort', 'notice ' || coalesce(new.tenant_id, old.tenant_id) || ' ' || coalesce(new.user_id, old.user_id));
  return null;
end $$;
create trigger announce after insert or update of read_at or delete on notice for each row execute function announce_notice();

-- How somebody wants to be told by e-mail when they are called on.
alter table app_user
  add column mention_mail text not null default 'now',
  add constraint app_user_mention_mail check (mention_mail in ('now', 'daily', 'none'));
grant update (mention_mail) on app_user to kundekort_app;

-- How many notices somebody has not read; for the bar on top of every page, whoever's transaction it is.
create function unread_notices(of_tenant uuid, of_user uuid) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  return (select count(*) from notice n where n.tenant_id = of_tenant and n.user_id = of_user and n.read_at is null);
end $$;
revoke execute on function unread_notices from public;

-- Who waits for the mail of the day, of all firms: a server that looks for them has no firm yet. Ids and times alone.
create table mention_digest (
  tenant_id uuid not null,
  user_id uuid not null,
  -- When the first of what it will tell was.
  since timestamptz not null,
  primary key (tenant_id, user_id)
);
create index mention_digest_since on mention_digest (since, user_id);
create function keep_mention_digest() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into mention_digest (tenant_id, user_id, since) values (new.tenant_id, new.user_id, new.created_at) on conflict do nothing;
  return null;
end $$;
create trigger digest after insert on notice for each row when (new.mail = 'daily') execute function keep_mention_digest();

-- When the mails of a day go out: at 7 o'clock in Oslo, the last time until then.
create function digest_time(at timestamptz) returns timestamptz language sql stable
  return (date_trunc('day', (at at time zone 'Europe/Oslo') - interval '7 hours') + interval '7 hours') at time zone 'Europe/Oslo';

-- The next one whose mail of the day is due, held until the transaction ends: taken in the transaction that queues the
-- mail, so that both last or neither. What came since waits for the next day.
create function take_digest(at timestamptz) returns table (
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
    select n.tenant_id, n.user_id, min(n.created_at) from notice n
    where n.tenant_id = waiting.tenant_id and n.user_id = waiting.user_id and n.mail = 'daily' and n.mailed_at is null
      and n.created_at >= digest_time(at)
    group by 1, 2;
  return query select u.tenant_id, u.id, t.name, t.country, t.time_zone, u.name, u.email, u.role, u.language, u.active
    from app_user u join tenant t on t.id = u.tenant_id where u.tenant_id = waiting.tenant_id and u.id = waiting.user_id;
end $$;
revoke execute on function take_digest from public;
