-- Stopping a job waits for no piece of it, what an import proposed goes with it, and a report says of each row
-- whether it was held back or left out.

-- Whether a job still waits for its turn; its place in the queue is then held until the transaction ends, so that
-- nobody takes it. The queue comes before the job, as it does for whoever takes one and for each of its pieces:
-- the other way round two of them would wait for each other. Never waits itself.
create function hold_waiting_job(of_job uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from job_queue q where q.tenant_id = current_tenant() and q.job_id = of_job and q.claim is null
    for update skip locked;
  return found;
end $$;
revoke execute on function hold_waiting_job from public;
grant execute on function hold_waiting_job to kundekort_app;

-- Rows of a file that were held back, or that are not what was asked for, are not unchanged customers.
alter table job
  add column held bigint not null default 0,
  add column left_out bigint not null default 0;
grant update (held, left_out) on job to kundekort_app;
alter table job_item
  drop constraint job_item_state,
  add constraint job_item_state check (state in ('todo', 'changed', 'skipped', 'held', 'left_out', 'failed'));
drop index job_item_left;
create index job_item_left on job_item (tenant_id, job_id, state, ordinal) where state in ('skipped', 'held', 'left_out', 'failed');
-- As the owner, of all firms.
alter table job no force row level security;
alter table job_item no force row level security;
update job_item set state = case detail ->> 'why' when 'doubtful' then 'held' else 'left_out' end
where state = 'skipped' and detail ->> 'why' in ('doubtful', 'left_out');
update job j set held = of.held, left_out = of.left_out, skipped = j.skipped - of.held - of.left_out
from (select tenant_id, job_id, count(*) filter (where state = 'held') as held, count(*) filter (where state = 'left_out') as left_out
  from job_item where state in ('held', 'left_out') group by tenant_id, job_id) as of
where j.tenant_id = of.tenant_id and j.id = of.job_id;
alter table job force row level security;
alter table job_item force row level security;

-- The command that proposed a value, so that it is taken away with what the command did.
alter table proposal add column command_id uuid;
create function note_proposing_command() returns trigger language plpgsql as $$
begin
  new.command_id := nullif(current_setting('app.command_id', true), '')::uuid;
  return new;
end $$;
create trigger proposed before insert on proposal for each row execute function note_proposing_command();
-- The same value once more is still the first one's; another, or one that had been dismissed, is news.
create trigger proposed_anew before update on proposal for each row
  when (old.value is distinct from new.value or (old.dismissed_at is not null and new.dismissed_at is null))
  execute function note_proposing_command();
alter table proposal no force row level security;
alter table import no force row level security;
alter table import_row no force row level security;
update proposal p set command_id = i.job_id
from import i join import_row r on r.tenant_id = i.tenant_id and r.import_id = i.id
where i.job_id is not null and p.source = 'import' and p.tenant_id = r.tenant_id and p.customer_id = r.customer_id
  and r.proposals -> p.field = p.value;
alter table proposal force row level security;
alter table import force row level security;
alter table import_row force row level security;

-- The newest job that takes this one back; what was taken back and then done again stands.
create function undoing(of_job uuid) returns uuid language sql stable as $$
  select b.id from job b where b.tenant_id = current_tenant() and b.undoes = of_job and b.state in ('queued', 'running', 'done')
    and not exists (select from job r where r.tenant_id = b.tenant_id and r.undoes = b.id and r.state in ('queued', 'running', 'done'))
  order by b.id desc limit 1
$$;
