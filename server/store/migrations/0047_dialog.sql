-- What was written and said between the firm and a customer (seeds 001:21, 002:20): e-mail that was sent from here,
-- letters and calls that somebody registered.

create table dialog (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  direction text not null,
  happened_at timestamptz not null default now(),
  -- Whom it was with: contacts, and everybody as they were named and reached then.
  contacts uuid[] not null default '{}',
  people text[] not null default '{}',
  subject text not null default '',
  body text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint dialog_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint dialog_kind check (kind in ('email', 'sms', 'letter', 'call')),
  constraint dialog_direction check (direction in ('out', 'in')),
  constraint dialog_length check (char_length(subject) <= 300 and char_length(body) <= 50000 and cardinality(people) <= 200)
);
create index dialog_of_customer on dialog (tenant_id, customer_id, happened_at desc, id desc);
create trigger stamp before update on dialog for each row execute function stamp_version();
create trigger log after insert or update or delete on dialog for each row execute function log_change();
create trigger keep_deleted after delete on dialog for each row execute function keep_deleted();
select wall_tenant_table('dialog');
grant select, insert, update, delete on dialog to kundekort_app;

-- Which entry a message belongs to. What was sent stays: only what nobody sent can be deleted.
alter table outgoing add column dialog_id uuid,
  add constraint outgoing_dialog foreign key (tenant_id, dialog_id) references dialog (tenant_id, id);
create index outgoing_of_dialog on outgoing (tenant_id, dialog_id) where dialog_id is not null;

-- An entry as it is shown, with how far its messages are.
create function dialog_told(d dialog) returns jsonb language sql stable as $$
  select jsonb_build_object('id', d.id, 'kind', d.kind, 'direction', d.direction, 'at', d.happened_at, 'people', d.people,
    'subject', d.subject, 'body', d.body,
    'by', coalesce((select u.name from app_user u where u.tenant_id = d.tenant_id and u.id = d.created_by), ''),
    'sendings', coalesce((select jsonb_agg(jsonb_build_object('to', array_to_string(o.recipients, ', '), 'state', o.state,
        'problem', o.problem, 'detail', o.detail) order by o.id)
      from outgoing o where o.tenant_id = d.tenant_id and o.dialog_id = d.id), '[]'))
$$;

grant update (dialog_id) on outgoing to kundekort_app;
