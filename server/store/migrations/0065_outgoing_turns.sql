-- Whoever writes to thousands lets others go first: a message's turn is how many of its firm and for the same purpose
-- already waited when it was queued. A firm's first message waits for no other firm's hundredth.
alter table outgoing_queue add column purpose text not null default '', add column turn integer not null default 0;
create index outgoing_queue_turn on outgoing_queue (kind, turn, due_at, outgoing_id);
create index outgoing_queue_of_purpose on outgoing_queue (tenant_id, kind, purpose);
drop index outgoing_queue_due;

create or replace function keep_outgoing_queue() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Beyond a thousand it makes no difference, and counting costs.
  waiting integer;
begin
  if new.finished_at is not null then
    delete from outgoing_queue q where q.tenant_id = new.tenant_id and q.outgoing_id = new.id;
  elsif new.state = 'queued' then
    select count(*) into waiting from (
      select from outgoing_queue q where q.tenant_id = new.tenant_id and q.kind = new.kind and q.purpose = new.purpose limit 1000) as before;
    insert into outgoing_queue (tenant_id, outgoing_id, kind, purpose, turn, due_at)
    values (new.tenant_id, new.id, new.kind, new.purpose, waiting, new.due_at)
    on conflict (tenant_id, outgoing_id) do update set due_at = excluded.due_at, claim = null, claimed_until = null, handed_at = null;
    perform pg_notify('kundekort', 'outgoing');
  end if;
  return null;
end $$;

create or replace function take_outgoing(kinds text[]) returns table (
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
    order by q.turn, q.due_at, q.outgoing_id limit 1 for update skip locked;
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
