-- Documents that people sign with BankID (seed 001:19): who is asked, how far each is, and what proves who they are.

create table signing (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  customer_id uuid not null,
  -- One exact version of one document: what is signed never changes, whatever becomes of the document.
  document_id uuid not null,
  number integer not null,
  name text not null,
  digest text not null,
  message text not null default '',
  state text not null default 'under_way',
  expires_at timestamptz not null,
  -- Under which address whoever asked reached the system: links lead there.
  origin text not null,
  -- Who has signed, in that order, and who refused: for the log.
  signed_by text[] not null default '{}',
  refused_by text,
  -- The document with the signed file and its evidence.
  signed_document uuid,
  finished_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint signing_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  -- Versions stay, also of a document that is deleted.
  constraint signing_version foreign key (tenant_id, document_id, number) references document_version (tenant_id, document_id, number),
  constraint signing_state check (state in ('under_way', 'signed', 'refused', 'withdrawn', 'expired')),
  constraint signing_finished check ((finished_at is null) = (state = 'under_way')),
  constraint signing_digest check (digest ~ '^[0-9a-f]{64}$'),
  constraint signing_length check (char_length(name) between 1 and 200 and char_length(message) <= 2000)
);
create unique index signing_under_way on signing (tenant_id, document_id) where state = 'under_way';
create index signing_of_document on signing (tenant_id, document_id, id desc);
create index signing_of_customer on signing (tenant_id, customer_id);
create trigger stamp before update on signing for each row execute function stamp_version();
create trigger log after insert or update or delete on signing for each row execute function log_change();

-- Who is asked: a contact of the customer, or one of the firm.
create table signing_signer (
  tenant_id uuid not null,
  id uuid not null,
  signing_id uuid not null,
  contact_id uuid,
  user_id uuid,
  -- As they were called and reached when they were asked.
  name text not null,
  email text not null,
  language text not null,
  state text not null default 'waiting',
  opened_at timestamptz,
  finished_at timestamptz,
  reminded_at timestamptz,
  -- What whoever vouches for them calls them.
  signed_name text,
  reason text not null default '',
  primary key (tenant_id, id),
  constraint signing_signer_signing foreign key (tenant_id, signing_id) references signing (tenant_id, id) on delete cascade,
  constraint signing_signer_contact foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete set null (contact_id),
  constraint signing_signer_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint signing_signer_contact_once unique (tenant_id, signing_id, contact_id),
  constraint signing_signer_user_once unique (tenant_id, signing_id, user_id),
  constraint signing_signer_one check (num_nonnulls(contact_id, user_id) <= 1),
  constraint signing_signer_language check (language in ('nb', 'sv', 'en')),
  constraint signing_signer_state check (state in ('waiting', 'opened', 'signed', 'refused')),
  constraint signing_signer_finished check ((finished_at is not null) = (state in ('signed', 'refused'))),
  constraint signing_signer_signed check ((signed_name is not null) = (state = 'signed')),
  constraint signing_signer_length check (char_length(reason) <= 1000 and char_length(signed_name) <= 200)
);
create index signing_signer_of_signing on signing_signer (tenant_id, signing_id);
create index signing_signer_of_contact on signing_signer (tenant_id, contact_id) where contact_id is not null;
create index signing_signer_of_user on signing_signer (tenant_id, user_id) where user_id is not null;

-- What proves a signature, as the product's own format has it. In no log.
create table signing_evidence (
  tenant_id uuid not null,
  signer_id uuid not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, signer_id),
  constraint signing_evidence_signer foreign key (tenant_id, signer_id) references signing_signer (tenant_id, id) on delete cascade
);

-- Who is at the provider just now: what they agree to there, and what is needed when they come back.
create table signing_attempt (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  signer_id uuid not null,
  state_hash bytea not null,
  -- Of the secret in the cookie of the browser that they left with.
  browser_hash bytea not null,
  verifier text not null,
  salt text not null,
  body text not null,
  started_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint signing_attempt_signer foreign key (tenant_id, signer_id) references signing_signer (tenant_id, id) on delete cascade
);
create index signing_attempt_of_signer on signing_attempt (tenant_id, signer_id);

select wall_tenant_table(name) from unnest(array['signing', 'signing_signer', 'signing_evidence', 'signing_attempt']) as name;
grant select, insert, update on signing, signing_signer to kundekort_app;
grant select, insert on signing_evidence to kundekort_app;
grant select, insert, delete on signing_attempt to kundekort_app;

-- Links by which signers come, found before the firm is known; no more than ids and digests.
create table signing_link (
  token_hash bytea primary key,
  tenant_id uuid not null,
  signer_id uuid not null
);
create index signing_link_of_signer on signing_link (tenant_id, signer_id);
create function make_signing_link(of_signer uuid, digest bytea) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into signing_link (token_hash, tenant_id, signer_id)
  select digest, s.tenant_id, s.id from signing_signer s where s.tenant_id = current_tenant() and s.id = of_signer
$$;
revoke execute on function make_signing_link from public;
grant execute on function make_signing_link to kundekort_app;

-- How far a request is: one whose time is out is over, also before anybody has noted so.
create function signing_state(s signing) returns text language sql stable as $$
  select case when s.state = 'under_way' and s.expires_at <= now() then 'expired' else s.state end
$$;

-- Who comes by a link: nobody where it is unknown. Sets the firm, and whose doing it is.
create function resume_signing(link bytea) returns table (
  tenant_id uuid, signing_id uuid, signer_id uuid, is_closed boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_signer uuid;
  signer signing_signer;
begin
  select l.tenant_id, l.signer_id into of_tenant, of_signer from signing_link l where l.token_hash = link;
  if of_tenant is null then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  select * into signer from signing_signer s where s.tenant_id = of_tenant and s.id = of_signer;
  if signer.id is null then
    perform set_config('app.tenant_id', '', true);
    return;
  end if;
  perform set_config('app.contact_id', coalesce(signer.contact_id::text, ''), true), set_config('app.user_id', coalesce(signer.user_id::text, ''), true),
    set_config('app.source', case when signer.user_id is null then 'portal' else 'typed' end, true);
  return query select of_tenant, signer.signing_id, of_signer,
    -- Whoever has ended or is reached elsewhere by now signs no more by what was sent to them before; and nobody what is gone.
    not exists (select from contact k where k.tenant_id = of_tenant and k.id = signer.contact_id and k.ended_at is null and lower(k.email) = lower(signer.email))
      and not exists (select from app_user u where u.tenant_id = of_tenant and u.id = signer.user_id and u.active)
    or not exists (select from signing g join document d on d.tenant_id = g.tenant_id and d.id = g.document_id
      where g.tenant_id = of_tenant and g.id = signer.signing_id);
end $$;
revoke execute on function resume_signing from public;

-- Of which signature somebody is told.
alter table notice add column signing_id uuid,
  drop constraint notice_kind,
  add constraint notice_kind check (kind in ('mention', 'answer', 'enquiry', 'message', 'proposal', 'signed', 'declined')),
  add constraint notice_signing foreign key (tenant_id, signing_id) references signing (tenant_id, id) on delete cascade;
create index notice_of_signing on notice (tenant_id, signing_id) where signing_id is not null;

-- How far the last request for a document is, as rows of documents show it.
create function signing_told(of_tenant uuid, of_document uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('state', signing_state(g), 'signers', coalesce((
      select jsonb_agg(jsonb_build_array(s.name, s.state) order by s.name, s.id) from signing_signer s where s.tenant_id = g.tenant_id and s.signing_id = g.id), '[]'))
  from signing g where g.tenant_id = of_tenant and g.document_id = of_document order by g.id desc limit 1
$$;
