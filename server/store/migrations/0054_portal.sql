-- The customers' own door (seeds 000:87 to 000:96, 003:71): contacts who sign in, what they may do there, what they send and
-- what was shared with them.
--
-- Requests of a contact run under a role of their own. It can't read comments, logs or other people at all, and of the
-- rest it reaches what the walls below leave: the contact's own, and what was shared with them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kundekort_portal') then
    create role kundekort_portal nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another server made it in the same moment
end $$;
grant kundekort_portal to current_user;

-- Who of a customer asks: set in the transaction of a request from the portal.
create function current_contact() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.contact_id', true), '')::uuid;
create function current_portal_customer() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.portal_customer', true), '')::uuid;

alter table change_log add column contact_id uuid default current_contact();

-- What a contact may do in the portal. Apart from the contact, so that no import and no form of contacts gives rights.
create table portal_access (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  contact_id uuid not null,
  is_open boolean not null default false,
  rights text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint portal_access_once unique (tenant_id, contact_id),
  constraint portal_access_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint portal_access_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade,
  constraint portal_access_rights check (rights <@ array['extend', 'enquire', 'conclude', 'timesheets', 'invoices', 'candidates'])
);
create index portal_access_of_customer on portal_access (tenant_id, customer_id);
create trigger stamp before update on portal_access for each row execute function stamp_version();
create trigger log after insert or update or delete on portal_access for each row execute function log_change();
create trigger keep_deleted after delete on portal_access for each row execute function keep_deleted();

-- The secrets of a contact who signs in. In no log.
create table portal_account (
  tenant_id uuid not null,
  contact_id uuid not null,
  password_hash text,
  language text,
  invited_at timestamptz,
  -- Under which address whoever invited them reached the system: links lead there where no address is set.
  invited_from text,
  signed_in_at timestamptz,
  primary key (tenant_id, contact_id),
  constraint portal_account_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade,
  constraint portal_account_language check (language in ('nb', 'sv', 'en'))
);
create table portal_session (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  user_agent text not null default '',
  address text not null default '',
  primary key (tenant_id, id),
  constraint portal_session_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade
);
create unique index portal_session_token_hash on portal_session (token_hash);
create index portal_session_of_contact on portal_session (tenant_id, contact_id);

-- Found before the firm is known; no more than addresses, ids and digests.
create table portal_directory (
  email text not null,
  tenant_id uuid not null,
  contact_id uuid not null,
  primary key (email, tenant_id, contact_id)
);
create index portal_directory_contact on portal_directory (tenant_id, contact_id);
create table portal_session_directory (
  token_hash bytea primary key,
  tenant_id uuid not null,
  session_id uuid not null
);
-- Links that open the portal once.
create table portal_link (
  token_hash bytea primary key,
  tenant_id uuid not null,
  contact_id uuid not null,
  expires_at timestamptz not null
);
create index portal_link_contact on portal_link (tenant_id, contact_id);

create function keep_portal_session_directory() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into portal_session_directory values (new.token_hash, new.tenant_id, new.id);
  else
    delete from portal_session_directory where token_hash = old.token_hash;
  end if;
  return null;
end $$;
create trigger directory after insert or delete on portal_session for each row execute function keep_portal_session_directory();

-- Shuts a contact's door at once: no session, no link, no way in.
create function shut_portal(of_tenant uuid, of_contact uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from portal_directory where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_link where tenant_id = of_tenant and contact_id = of_contact;
  delete from portal_session where tenant_id = of_tenant and contact_id = of_contact;
  -- Whoever comes in again chooses a new one.
  update portal_account set password_hash = null where tenant_id = of_tenant and contact_id = of_contact;
end $$;
create function open_portal_door(of_tenant uuid, of_contact uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into portal_directory (email, tenant_id, contact_id)
  select lower(k.email), k.tenant_id, k.id from contact k join portal_access a on a.tenant_id = k.tenant_id and a.contact_id = k.id
  where k.tenant_id = of_tenant and k.id = of_contact and a.is_open and k.ended_at is null and k.email is not null
  on conflict do nothing
$$;

-- Whoever ends, gets another address or goes elsewhere comes in no more by what opened the door before.
create function keep_portal_of_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.email is distinct from old.email or new.ended_at is distinct from old.ended_at then
    perform shut_portal(old.tenant_id, old.id);
    if new.ended_at is not null and old.ended_at is null then
      -- One who is a contact again is let in again by somebody.
      update portal_access set is_open = false where tenant_id = new.tenant_id and contact_id = new.id and is_open;
    end if;
    perform open_portal_door(new.tenant_id, new.id);
  end if;
  if new.customer_id <> old.customer_id then
    update portal_access set customer_id = new.customer_id where tenant_id = new.tenant_id and contact_id = new.id;
  end if;
  return null;
end $$;
create trigger keep_portal after update of email, ended_at, customer_id on contact for each row
  when (new.email is distinct from old.email or new.ended_at is distinct from old.ended_at or new.customer_id <> old.customer_id)
  execute function keep_portal_of_contact();
create function keep_portal_door() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or not new.is_open then
    perform shut_portal(old.tenant_id, old.contact_id);
  else
    perform open_portal_door(new.tenant_id, new.contact_id);
  end if;
  return null;
end $$;
create trigger keep_door after insert or delete or update of is_open on portal_access for each row execute function keep_portal_door();
revoke execute on function shut_portal, open_portal_door from public;

-- What a firm opens to its customers and its partners, what new contacts may do, and what the mail says that invites them.
create table firm_portal (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  is_open boolean not null default true,
  customers text[] not null default '{enquiries,documents,messages,details}',
  partners text[] not null default '{documents,messages,details}',
  usual_rights text[] not null default '{}',
  subject_nb text not null default '',
  subject_sv text not null default '',
  subject_en text not null default '',
  body_nb text not null default '',
  body_sv text not null default '',
  body_en text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id),
  constraint firm_portal_modules check (customers || partners <@ array['enquiries', 'documents', 'messages', 'details']),
  constraint firm_portal_rights check (usual_rights <@ array['extend', 'enquire', 'conclude', 'timesheets', 'invoices', 'candidates']),
  constraint firm_portal_length check (char_length(subject_nb || subject_sv || subject_en) <= 600
    and char_length(body_nb || body_sv || body_en) <= 15000)
);
create trigger stamp before update on firm_portal for each row execute function stamp_version();
create trigger log after insert or update or delete on firm_portal for each row execute function log_change();

-- Enquiries of customers (seed 002:24).
create table enquiry (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  contact_id uuid,
  -- As they were called when they sent it.
  sender_name text not null,
  kind text not null,
  title text not null,
  wishes text not null,
  places integer,
  starts_on date,
  ends_on date,
  state text not null default 'new',
  answer text not null default '',
  handled_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint enquiry_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint enquiry_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete set null (contact_id),
  constraint enquiry_handled_by foreign key (tenant_id, handled_by) references app_user (tenant_id, id),
  constraint enquiry_kind check (kind in ('enquiry', 'offer')),
  constraint enquiry_state check (state in ('new', 'taken', 'answered', 'closed')),
  constraint enquiry_length check (char_length(title) between 1 and 150 and char_length(wishes) between 1 and 5000 and char_length(answer) <= 5000),
  constraint enquiry_places check (places between 1 and 999),
  constraint enquiry_days check (ends_on >= starts_on)
);
create index enquiry_of_customer on enquiry (tenant_id, customer_id, created_at desc);
create index enquiry_of_contact on enquiry (tenant_id, contact_id);
create trigger stamp before update on enquiry for each row execute function stamp_version();
create trigger log after insert or update or delete on enquiry for each row execute function log_change();
create trigger keep_deleted after delete on enquiry for each row execute function keep_deleted();

-- Which enquiry a document came with; and with whom documents are shared.
alter table document add column enquiry_id uuid,
  add constraint document_enquiry foreign key (tenant_id, enquiry_id) references enquiry (tenant_id, id) on delete set null (enquiry_id);
create index document_of_enquiry on document (tenant_id, enquiry_id) where enquiry_id is not null;
create table document_share (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  document_id uuid not null,
  contact_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint document_share_once unique (tenant_id, document_id, contact_id),
  constraint document_share_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint document_share_document foreign key (tenant_id, document_id) references document (tenant_id, id) on delete cascade,
  constraint document_share_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade
);
create index document_share_of_contact on document_share (tenant_id, contact_id);
create index document_share_of_customer on document_share (tenant_id, customer_id);
create trigger stamp before update on document_share for each row execute function stamp_version();
create trigger log after insert or update or delete on document_share for each row execute function log_change();
create trigger keep_deleted after delete on document_share for each row execute function keep_deleted();

-- Who of the firm has seen the portal as which contact.
create table portal_look (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  contact_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint portal_look_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint portal_look_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade
);
create index portal_look_of_customer on portal_look (tenant_id, customer_id);
create trigger log after insert on portal_look for each row execute function log_change();

select wall_tenant_table(name) from unnest(array['portal_access', 'portal_account', 'portal_session', 'firm_portal', 'enquiry',
  'document_share', 'portal_look']) as name;
grant select, insert, update, delete on portal_access, enquiry, document_share to kundekort_app;
grant select, insert, update, delete on firm_portal to kundekort_app;
grant select (tenant_id, contact_id, language, invited_at, signed_in_at) on portal_account to kundekort_app;
grant select, insert on portal_look to kundekort_app;
grant select (tenant_id, id, contact_id, created_at, last_seen_at) on portal_session to kundekort_app;

-- Messages that were written in the portal stand in the dialog.
alter table dialog drop constraint dialog_kind,
  add constraint dialog_kind check (kind in ('email', 'sms', 'letter', 'call', 'portal'));

-- Notices of what customers send.
alter table notice alter column comment_id drop not null,
  add column customer_id uuid,
  add column enquiry_id uuid,
  add column dialog_id uuid,
  -- Which contact's doing it was, as they were called then.
  add column by_name text not null default '',
  drop constraint notice_kind,
  add constraint notice_kind check (kind in ('mention', 'answer', 'enquiry', 'message', 'proposal')),
  add constraint notice_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade,
  add constraint notice_enquiry foreign key (tenant_id, enquiry_id) references enquiry (tenant_id, id) on delete cascade,
  add constraint notice_dialog foreign key (tenant_id, dialog_id) references dialog (tenant_id, id) on delete cascade,
  add constraint notice_of_something check ((kind in ('mention', 'answer')) = (comment_id is not null)
    and (comment_id is null) = (customer_id is not null));
create index notice_of_enquiry on notice (tenant_id, enquiry_id) where enquiry_id is not null;
create index notice_of_dialog on notice (tenant_id, dialog_id) where dialog_id is not null;
create index notice_of_customer on notice (tenant_id, customer_id) where customer_id is not null;
