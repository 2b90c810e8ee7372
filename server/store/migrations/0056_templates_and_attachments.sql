-- Templates of messages, each person's signature, and documents that go along with an e-mail.

create table message_template (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  kind text not null,
  name text not null,
  subject text not null default '',
  body text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint message_template_kind check (kind in ('email', 'sms')),
  constraint message_template_length check (char_length(name) between 1 and 80 and char_length(subject) <= 300 and char_length(body) between 1 and 50000)
);
create unique index message_template_name on message_template (tenant_id, kind, lower(name));
create trigger stamp before update on message_template for each row execute function stamp_version();
create trigger log after insert or update or delete on message_template for each row execute function log_change();
select wall_tenant_table('message_template');
grant select, insert, update, delete on message_template to kundekort_app;

-- What the log of settings calls a template by; all else as before.
alter function setting_named(text, uuid, jsonb) rename to setting_named_besides_templates;
create function setting_named(of_table text, row_key uuid, changes jsonb) returns jsonb language sql stable as $$
  select case when of_table = 'message_template' then coalesce(
      (select jsonb_build_object('name', t.name) from message_template t where t.tenant_id = current_tenant() and t.id = row_key),
      jsonb_build_object('name', coalesce(changes #>> '{name,1}', changes #>> '{name,0}', '')))
    else setting_named_besides_templates(of_table, row_key, changes) end
$$;

-- What stands under the e-mails that somebody writes.
alter table app_user add column signature text not null default '',
  add constraint app_user_signature check (char_length(signature) <= 2000);
grant update (signature) on app_user to kundekort_app;

-- Documents that go along with an e-mail: the version as it was when it was written.
create table outgoing_file (
  tenant_id uuid not null,
  outgoing_id uuid not null,
  place integer not null,
  document_id uuid not null,
  number integer not null,
  primary key (tenant_id, outgoing_id, place),
  constraint outgoing_file_message foreign key (tenant_id, outgoing_id) references outgoing (tenant_id, id) on delete cascade,
  constraint outgoing_file_version foreign key (tenant_id, document_id, number) references document_version (tenant_id, document_id, number)
);
select wall_tenant_table('outgoing_file');
grant select, insert on outgoing_file to kundekort_app;

-- The files of a message, for the server that has it by this claim.
create function files_of_outgoing(of_tenant uuid, of_message uuid, of_claim uuid)
returns table (file_name text, media_type text, digest text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from outgoing_queue q where q.tenant_id = of_tenant and q.outgoing_id = of_message and q.claim = of_claim;
  if not found then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  return query select v.file_name, v.media_type, v.digest from outgoing_file f
    join document_version v on v.tenant_id = f.tenant_id and v.document_id = f.document_id and v.number = f.number
    where f.tenant_id = of_tenant and f.outgoing_id = of_message order by f.place;
end $$;
revoke execute on function files_of_outgoing from public;

-- What went along with an entry's messages, as `dialog_told` has it.
create function dialog_files(d dialog) returns jsonb language sql stable as $$
  select jsonb_build_object('files', coalesce((
    select jsonb_agg(jsonb_build_object('document', f.document_id, 'number', f.number, 'name', v.file_name,
        'is_there', exists (select from document o where o.tenant_id = f.tenant_id and o.id = f.document_id and o.customer_id = d.customer_id)) order by o.id, f.place)
    from outgoing o
    join outgoing_file f on f.tenant_id = o.tenant_id and f.outgoing_id = o.id
    join document_version v on v.tenant_id = f.tenant_id and v.document_id = f.document_id and v.number = f.number
    where o.tenant_id = d.tenant_id and o.dialog_id = d.id), '[]'))
$$;
