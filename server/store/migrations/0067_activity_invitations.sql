-- Contacts are invited to activities by e-mail (iCalendar, RFC 5545 and 5546): what each was told last, and what they answered.

create table activity_invitation (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  customer_id uuid not null,
  -- The activity, of a series all of it. It may be gone and come back: who was invited to it stays known.
  activity_id uuid not null,
  contact_id uuid not null,
  -- As they were called and reached when they were invited.
  name text not null,
  email text not null,
  language text not null,
  -- A digest of what they were told last: of its times first, then of all of it.
  told text not null,
  -- Which message to them this is: calendars take only one with a higher number than what they have (SEQUENCE).
  sequence integer not null default 0,
  state text not null default 'waiting',
  note text not null default '',
  answered_at timestamptz,
  -- Who saw to it when they were invited: calendars take what comes later from nobody else (ORGANIZER).
  organiser_name text not null,
  organiser_email text not null,
  -- The message that told them last.
  outgoing_id uuid,
  -- What went along.
  message text not null default '',
  -- Under which address whoever invited reached the system: links lead there.
  origin text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint activity_invitation_once unique (tenant_id, activity_id, contact_id),
  constraint activity_invitation_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint activity_invitation_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade,
  constraint activity_invitation_outgoing foreign key (tenant_id, outgoing_id) references outgoing (tenant_id, id) on delete set null (outgoing_id),
  constraint activity_invitation_language check (language in ('nb', 'sv', 'en')),
  constraint activity_invitation_told check (told ~ '^[0-9a-f]{32}$'),
  constraint activity_invitation_state check (state in ('waiting', 'coming', 'maybe', 'not_coming', 'called_off')),
  constraint activity_invitation_length check (char_length(note) <= 1000 and char_length(message) <= 2000)
);
create index activity_invitation_of_customer on activity_invitation (tenant_id, customer_id);
create index activity_invitation_of_contact on activity_invitation (tenant_id, contact_id);
create index activity_invitation_of_outgoing on activity_invitation (tenant_id, outgoing_id) where outgoing_id is not null;
create trigger stamp before update on activity_invitation for each row execute function stamp_version();
create trigger log after insert or delete on activity_invitation for each row execute function log_change();
-- By which message somebody was told is nothing that anybody did.
create trigger log_update after update on activity_invitation for each row
  when ((old.state, old.note, old.told, old.email) is distinct from (new.state, new.note, new.told, new.email)) execute function log_change();
select wall_tenant_table('activity_invitation');
grant select, insert, update on activity_invitation to kundekort_app;

-- Links by which who is invited comes, found before the firm is known; no more than ids and digests.
create table invitation_link (
  token_hash bytea primary key,
  tenant_id uuid not null,
  invitation_id uuid not null
);
create index invitation_link_of_invitation on invitation_link (tenant_id, invitation_id);
create function make_invitation_link(of_invitation uuid, digest bytea) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into invitation_link (token_hash, tenant_id, invitation_id)
  select digest, i.tenant_id, i.id from activity_invitation i where i.tenant_id = current_tenant() and i.id = of_invitation
$$;
revoke execute on function make_invitation_link from public;
grant execute on function make_invitation_link to kundekort_app;

-- Who comes by a link: nobody where it is unknown. Sets the firm, and whose doing it is.
create function resume_invited(link bytea) returns table (tenant_id uuid, invitation_id uuid, is_closed boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_invitation uuid;
  invited activity_invitation;
begin
  select l.tenant_id, l.invitation_id into of_tenant, of_invitation from invitation_link l where l.token_hash = link;
  if of_tenant is null then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  select * into invited from activity_invitation i where i.tenant_id = of_tenant and i.id = of_invitation;
  if invited.id is null then
    perform set_config('app.tenant_id', '', true);
    return;
  end if;
  perform set_config('app.contact_id', invited.contact_id::text, true), set_config('app.user_id', '', true), set_config('app.source', 'portal', true);
  return query select of_tenant, of_invitation,
    -- Whoever has ended or is reached elsewhere by now answers no more by what was sent to them before.
    not exists (select from contact k where k.tenant_id = of_tenant and k.id = invited.contact_id and k.ended_at is null and lower(k.email) = lower(invited.email));
end $$;
revoke execute on function resume_invited from public;

-- Of which answer somebody is told.
alter table notice add column invitation_id uuid,
  drop constraint notice_kind,
  add constraint notice_kind check (kind in ('mention', 'answer', 'enquiry', 'message', 'proposal', 'signed', 'declined', 'reminder', 'coming', 'maybe', 'not_coming')),
  add constraint notice_invitation foreign key (tenant_id, invitation_id) references activity_invitation (tenant_id, id) on delete cascade,
  drop constraint notice_of_something,
  add constraint notice_of_something check ((kind in ('mention', 'answer')) = (comment_id is not null)
    and (kind in ('enquiry', 'message', 'proposal', 'signed', 'declined')) = (customer_id is not null) and (kind in ('signed', 'declined')) = (signing_id is not null)
    and (kind in ('reminder', 'coming', 'maybe', 'not_coming')) = (activity_id is not null)
    and (kind in ('coming', 'maybe', 'not_coming')) = (invitation_id is not null));
create index notice_of_invitation on notice (tenant_id, invitation_id) where invitation_id is not null;

-- What goes into a calendar with a message, and what is to be done with it there (METHOD).
alter table outgoing add column calendar text, add column calendar_method text,
  add constraint outgoing_calendar check ((calendar is null) = (calendar_method is null) and calendar_method in ('REQUEST', 'CANCEL') and char_length(calendar) <= 300000);
grant update (calendar, calendar_method) on outgoing to kundekort_app;

-- It goes with the text of what is secret.
create function keep_no_secret_calendar() returns trigger language plpgsql as $$
begin
  if new.is_secret and new.calendar is not null and new.finished_at is not null then
    new.calendar := null;
    new.calendar_method := null;
  end if;
  return new;
end $$;
create trigger keep_no_secret_calendar before update of finished_at on outgoing for each row execute function keep_no_secret_calendar();

-- The calendar of a message, for the server that has it by this claim.
create function calendar_of_outgoing(of_tenant uuid, of_message uuid, of_claim uuid) returns table (calendar text, method text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from outgoing_queue q where q.tenant_id = of_tenant and q.outgoing_id = of_message and q.claim = of_claim;
  if not found then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  return query select o.calendar, o.calendar_method from outgoing o
    where o.tenant_id = of_tenant and o.id = of_message and o.calendar is not null;
end $$;
revoke execute on function calendar_of_outgoing from public;
