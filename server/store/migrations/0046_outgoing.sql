-- Messages that leave the system: e-mail and SMS, queued in the transaction of what causes them and sent by servers.

create table outgoing (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null,
  -- What it is sent for, which decides who may queue it.
  purpose text not null,
  -- Whom of the firm's own people it is to, where it is to one of them.
  user_id uuid,
  recipients text[] not null,
  copies text[] not null default '{}',
  sender_name text not null,
  reply_to text,
  subject text not null default '',
  body text not null,
  html text,
  -- Stays the same however often it is tried, so that whoever gets it twice can tell.
  message_id text not null unique,
  -- Whether its text opens something for whoever has it: it goes when the message is out, or can't go out.
  is_secret boolean not null default false,
  state text not null default 'queued',
  attempts integer not null default 0,
  -- When it is tried next.
  due_at timestamptz default now(),
  -- Why it has not gone out: a code, and what the other side said.
  problem text,
  detail text,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  constraint outgoing_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint outgoing_kind check (kind in ('email', 'sms')),
  constraint outgoing_purpose check (purpose ~ '^[a-z_]{1,40}$'),
  constraint outgoing_state check (state in ('queued', 'sending', 'sent', 'delivered', 'failed', 'unconfirmed')),
  constraint outgoing_finished check ((finished_at is null) = (state in ('queued', 'sending'))),
  constraint outgoing_recipients check (cardinality(recipients) between 1 and 100 and cardinality(copies) <= 100),
  -- Nothing that becomes a line of a message's head holds a line break.
  constraint outgoing_head check (concat(subject, sender_name, reply_to, message_id) || array_to_string(recipients || copies, '') !~ '[\r\n]'),
  constraint outgoing_length check (char_length(subject) <= 300 and char_length(body) <= 100000 and char_length(html) <= 300000)
);
create index outgoing_of_user on outgoing (tenant_id, user_id, id desc) where user_id is not null;
select wall_tenant_table('outgoing');
grant select, insert on outgoing to kundekort_app;
grant update (state, due_at, attempts, finished_at, problem, detail) on outgoing to kundekort_app;

-- Messages that are not out yet, of all firms: a server that looks for some has no firm yet. Ids and times alone.
create table outgoing_queue (
  tenant_id uuid not null,
  outgoing_id uuid not null,
  kind text not null,
  due_at timestamptz not null,
  -- By what the server that has it is known, and until when it has it.
  claim uuid,
  claimed_until timestamptz,
  -- When it was about to be handed over: from then on nobody knows whether it is out, but for that server.
  handed_at timestamptz,
  primary key (tenant_id, outgoing_id)
);
create index outgoing_queue_due on outgoing_queue (kind, due_at, outgoing_id);

create function keep_outgoing_queue() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.finished_at is not null then
    delete from outgoing_queue q where q.tenant_id = new.tenant_id and q.outgoing_id = new.id;
  elsif new.state = 'queued' then
    insert into outgoing_queue (tenant_id, outgoing_id, kind, due_at) values (new.tenant_id, new.id, new.kind, new.due_at)
    on conflict (tenant_id, outgoing_id) do update set due_at = excluded.due_at, claim = null, claimed_until = null, handed_at = null;
    perform pg_notify('kundekort', 'outgoing');
  end if;
  return null;
end $$;
create trigger queue after insert or update of state, due_at on outgoing for each row execute function keep_outgoing_queue();

-- The next message that is due and that no server has. One whose server is gone is taken anew where it was not handed
-- over; where it was, it may be out, and is never sent again by itself: it says so, and a person decides.
create function take_outgoing(kinds text[]) returns table (
  tenant_id uuid, id uuid, claim uuid, kind text, recipients text[], copies text[], sender_name text, reply_to text,
  subject text, body text, html text, message_id text, attempts integer, created_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  waiting outgoing_queue;
  claimed constant uuid := gen_random_uuid();
begin
  loop
    select * into waiting from outgoing_queue q
    where q.kind = any (kinds) and q.due_at <= now() and (q.claim is null or q.claimed_until < now())
    order by q.due_at, q.outgoing_id limit 1 for update skip locked;
    if not found then
      return;
    end if;
    perform set_config('app.tenant_id', waiting.tenant_id::text, true);
    exit when waiting.handed_at is null;
    update outgoing o set state = 'unconfirmed', problem = 'unconfirmed', finished_at = now(),
        body = case when o.is_secret then '' else o.body end, html = case when o.is_secret then null else o.html end
      where o.tenant_id = waiting.tenant_id and o.id = waiting.outgoing_id;
  end loop;
  update outgoing_queue q set claim = claimed, claimed_until = now() + interval '1 minute'
    where q.tenant_id = waiting.tenant_id and q.outgoing_id = waiting.outgoing_id;
  return query update outgoing o set state = 'sending', attempts = o.attempts + 1
    where o.tenant_id = waiting.tenant_id and o.id = waiting.outgoing_id
    returning o.tenant_id, o.id, claimed, o.kind, o.recipients, o.copies, o.sender_name, o.reply_to,
      o.subject, o.body, o.html, o.message_id, o.attempts, o.created_at;
end $$;

-- Notes that a message is about to be handed over by whoever has this claim; false where they have it no more. From
-- here on there is time for the other side to answer (RFC 5321, 4.5.3.2.6: ten minutes).
create function hand_over_outgoing(of_tenant uuid, of_message uuid, of_claim uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update outgoing_queue q set handed_at = now(), claimed_until = now() + interval '11 minutes'
    where q.tenant_id = of_tenant and q.outgoing_id = of_message and q.claim = of_claim and q.claimed_until > now();
  return found;
end $$;

-- Notes what became of a message that whoever has this claim had; false where they have it no more.
create function finish_outgoing(of_tenant uuid, of_message uuid, of_claim uuid, to_state text, why text, said text, next_try interval)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from outgoing_queue q where q.tenant_id = of_tenant and q.outgoing_id = of_message and q.claim = of_claim for update;
  if not found then
    return false;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  update outgoing o set state = to_state, problem = why, detail = said,
      due_at = case to_state when 'queued' then now() + next_try end,
      finished_at = case to_state when 'queued' then null else now() end,
      body = case when o.is_secret and to_state <> 'queued' then '' else o.body end,
      html = case when o.is_secret and to_state <> 'queued' then null else o.html end
    where o.tenant_id = of_tenant and o.id = of_message;
  return true;
end $$;
revoke execute on function take_outgoing, hand_over_outgoing, finish_outgoing from public;

-- By what name a firm's mail is sent; one without a row sends by its own name.
create table firm_mail (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  sender_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id),
  constraint firm_mail_sender check (char_length(sender_name) between 1 and 100 and sender_name !~ '[\r\n]')
);
create trigger stamp before update on firm_mail for each row execute function stamp_version();
create trigger log after insert or update or delete on firm_mail for each row execute function log_change();
select wall_tenant_table('firm_mail');
grant select, insert, update on firm_mail to kundekort_app;

-- Whoever is invited reads in their own language from the first mail on.
grant insert (language) on app_user to kundekort_app;
