-- Reminders of activities (issue 6): each who takes part says how long before. Of a series it counts for each occurrence,
-- also for one with a row of its own that has none.
create table activity_reminder (
  tenant_id uuid not null,
  activity_id uuid not null,
  user_id uuid not null,
  -- How long before; 'none' where it is one of a series of which its person wants no reminder.
  lead text not null,
  primary key (tenant_id, activity_id, user_id),
  constraint activity_reminder_activity foreign key (tenant_id, activity_id) references activity (tenant_id, id) on delete cascade,
  constraint activity_reminder_user foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade,
  constraint activity_reminder_lead check (lead in ('none', 'start', 'minutes', 'hour', 'day'))
);
select wall_tenant_table('activity_reminder');
grant select, insert, update, delete on activity_reminder to kundekort_app;

-- When a reminder is looked at next, of all firms: a server that looks for them has no firm yet. Ids and times alone.
create table reminder_due (
  tenant_id uuid not null,
  activity_id uuid not null,
  user_id uuid not null,
  due_at timestamptz not null default now(),
  -- What was to be told until then is told, or was past when it was asked for.
  told_until timestamptz not null default now(),
  primary key (tenant_id, activity_id, user_id),
  foreign key (tenant_id, activity_id, user_id) references activity_reminder (tenant_id, activity_id, user_id) on delete cascade
);
create index reminder_due_at on reminder_due (due_at);

-- Whatever changes of an activity, or of what somebody wants to be reminded of, is looked at anew: when the next reminder
-- is, and whether there is one, is never known by two.
create function look_at_reminder() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.lead = 'none' then
    delete from reminder_due d where (d.tenant_id, d.activity_id, d.user_id) = (new.tenant_id, new.activity_id, new.user_id);
  else
    insert into reminder_due (tenant_id, activity_id, user_id) values (new.tenant_id, new.activity_id, new.user_id)
    on conflict (tenant_id, activity_id, user_id) do update set due_at = now();
  end if;
  -- That of the series counts for it no more, or again.
  update reminder_due d set due_at = now() from activity a
  where a.tenant_id = new.tenant_id and a.id = new.activity_id and d.tenant_id = a.tenant_id and d.activity_id = a.series and d.user_id = new.user_id;
  return null;
end $$;
create trigger look after insert or update on activity_reminder for each row execute function look_at_reminder();
create function look_at_reminders_of_activity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into reminder_due (tenant_id, activity_id, user_id)
  select r.tenant_id, r.activity_id, r.user_id from activity_reminder r
  where r.tenant_id = coalesce(new.tenant_id, old.tenant_id) and r.lead <> 'none' and r.activity_id in (new.id, new.series, old.series)
  on conflict (tenant_id, activity_id, user_id) do update set due_at = now();
  return null;
end $$;
create trigger look_at_reminders after insert or update or delete on activity for each row execute function look_at_reminders_of_activity();
create function look_at_reminders_of_firm() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update reminder_due set due_at = now() where tenant_id = new.id;
  return null;
end $$;
create trigger look_at_reminders after update of time_zone on tenant for each row when (old.time_zone <> new.time_zone)
  execute function look_at_reminders_of_firm();

-- The next reminder to look at, held until the transaction ends: what is told of it is told in the same transaction.
create function take_reminder(at timestamptz) returns table (
  tenant_id uuid, user_id uuid, tenant_name text, country text, time_zone text, user_name text, email text, role text, language text, active boolean,
  activity_id uuid, told_until timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  waiting reminder_due;
begin
  select * into waiting from reminder_due d where d.due_at <= at order by d.due_at, d.activity_id, d.user_id limit 1 for update skip locked;
  if not found then
    return;
  end if;
  perform set_config('app.tenant_id', waiting.tenant_id::text, true), set_config('app.user_id', waiting.user_id::text, true);
  return query select u.tenant_id, u.id, t.name, t.country, t.time_zone, u.name, u.email, u.role, u.language, u.active, waiting.activity_id, waiting.told_until
    from app_user u join tenant t on t.id = u.tenant_id where u.tenant_id = waiting.tenant_id and u.id = waiting.user_id;
end $$;
revoke execute on function take_reminder from public;
-- Says when one's own reminder is looked at next; where there is none to come, no more.
create function put_reminder(of_activity uuid, next timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if next is null then
    delete from reminder_due d where d.tenant_id = current_tenant() and d.activity_id = of_activity and d.user_id = current_app_user();
  else
    update reminder_due d set due_at = next, told_until = greatest(d.told_until, until)
    where d.tenant_id = current_tenant() and d.activity_id = of_activity and d.user_id = current_app_user();
  end if;
end $$;

-- What somebody is reminded of: the activity and, of a series, the day.
alter table notice
  add column activity_id uuid,
  add column recurs_on date,
  drop constraint notice_kind,
  add constraint notice_kind check (kind in ('mention', 'answer', 'enquiry', 'message', 'proposal', 'signed', 'declined', 'reminder')),
  add constraint notice_activity foreign key (tenant_id, activity_id) references activity (tenant_id, id) on delete cascade,
  drop constraint notice_of_something,
  add constraint notice_of_something check ((kind in ('mention', 'answer')) = (comment_id is not null)
    and (kind in ('enquiry', 'message', 'proposal', 'signed', 'declined')) = (customer_id is not null) and (kind in ('signed', 'declined')) = (signing_id is not null)
    and (kind = 'reminder') = (activity_id is not null));
create index notice_of_activity on notice (tenant_id, activity_id) where activity_id is not null;
