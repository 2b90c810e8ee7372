-- Documents of a customer (seeds 001:17, 002:19). What is in a file stands in the object store, under its
-- tenant and digest; here is what it is called, and which versions of it there are.

-- Not even the owner passes a wall that is forced, so that it is set aside.
alter table tenant no force row level security;
alter table list_item no force row level security;
insert into list_item (tenant_id, kind, nb, sv, en, position)
  select t.id, 'document_kind', k.nb, k.sv, k.en, k.position
  from tenant t cross join (values
    (1, 'Tilbudsbrev', 'Offert', 'Offer letter'), (2, 'Kontrakt', 'Kontrakt', 'Contract'),
    (3, 'Logo til annonser', 'Logotyp för annonser', 'Logo for advertisements'), (4, 'Annet', 'Annat', 'Other')) as k (position, nb, sv, en);
alter table list_item force row level security;
alter table tenant force row level security;

create table document (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  name text not null,
  kind uuid,
  -- The number of the version that counts.
  current_version integer not null default 1,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint document_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint document_kind foreign key (tenant_id, kind) references list_item (tenant_id, id),
  constraint document_name_length check (char_length(name) between 1 and 200)
);
create index document_of_customer on document (tenant_id, customer_id, changed_at desc);
create trigger stamp before update on document for each row execute function stamp_version();
create trigger log after insert or update or delete on document for each row execute function log_change();
create trigger keep_deleted after delete on document for each row execute function keep_deleted();
select wall_tenant_table('document');
grant select, insert, update, delete on document to kundekort_app;
insert into list_place values ('document', 'kind', false);

-- Versions stay, also of a document that is deleted: it can come back.
create table document_version (
  tenant_id uuid not null references tenant (id),
  document_id uuid not null,
  number integer not null,
  file_name text not null,
  media_type text not null,
  size bigint not null,
  -- SHA-256 of the content, in hexadecimal: its name in the object store, under the tenant's.
  digest text not null,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  primary key (tenant_id, document_id, number),
  constraint document_version_number check (number > 0),
  constraint document_version_size check (size > 0),
  constraint document_version_digest check (digest ~ '^[0-9a-f]{64}$'),
  constraint document_version_file_name_length check (char_length(file_name) between 1 and 200)
);
select wall_tenant_table('document_version');
grant select, insert on document_version to kundekort_app;
