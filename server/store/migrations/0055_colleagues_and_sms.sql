-- Writing to people from the card: to colleagues (seed 004:19) and by SMS (seed 002:22).

-- On which card a message to a colleague was written.
alter table outgoing add column customer_id uuid,
  -- By what the gateway that sends SMS knows it.
  add column gateway_id text,
  add constraint outgoing_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  add constraint outgoing_gateway_id check (char_length(gateway_id) <= 100);
create index outgoing_of_customer on outgoing (tenant_id, customer_id, id desc) where customer_id is not null;
grant update (customer_id, gateway_id) on outgoing to kundekort_app;

-- As in 0046, and a gateway's own id of the message is kept.
drop function finish_outgoing(uuid, uuid, uuid, text, text, text, interval);
create function finish_outgoing(of_tenant uuid, of_message uuid, of_claim uuid, to_state text, why text, said text, next_try interval,
  of_gateway text default null)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from outgoing_queue q where q.tenant_id = of_tenant and q.outgoing_id = of_message and q.claim = of_claim for update;
  if not found then
    return false;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  update outgoing o set state = to_state, problem = why, detail = said, gateway_id = of_gateway,
      due_at = case to_state when 'queued' then now() + next_try end,
      finished_at = case to_state when 'queued' then null else now() end,
      body = case when o.is_secret and to_state <> 'queued' then '' else o.body end,
      html = case when o.is_secret and to_state <> 'queued' then null else o.html end
    where o.tenant_id = of_tenant and o.id = of_message;
  return true;
end $$;

-- Notes what a gateway says became of an SMS; false where there is none that it could be. It may say so before the server
-- that sent it has noted that it is out, and of one of which nobody knew it.
create function report_outgoing(of_tenant uuid, of_message uuid, of_gateway text, to_state text, said text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.tenant_id', of_tenant::text, true);
  perform from outgoing o where o.tenant_id = of_tenant and o.id = of_message and o.kind = 'sms'
    and (o.gateway_id is null or o.gateway_id = of_gateway) for update;
  if not found then
    return false;
  end if;
  update outgoing o set state = to_state, problem = case to_state when 'failed' then 'refused' end, detail = said,
      gateway_id = of_gateway, due_at = null, finished_at = now()
    where o.tenant_id = of_tenant and o.id = of_message and o.state in ('sending', 'sent', 'unconfirmed');
  return true;
end $$;
revoke execute on function finish_outgoing, report_outgoing from public;
