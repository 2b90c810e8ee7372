-- As in 0034 and 0036 together: one by one where a rule may forbid one, and of every table that is logged.
create or replace function return_customer_rows(merge uuid) returns table (relation text, gone uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  firm constant uuid := current_tenant();
  of_merge customer_merge;
  part customer_merge_part;
  joined text;
  key jsonb;
begin
  update customer_merge m set split_at = now(), split_command = nullif(current_setting('app.command_id', true), '')::uuid
  where m.tenant_id = firm and m.id = merge and m.split_at is null
    and exists (select from customer c where c.tenant_id = firm and c.id = m.customer_id and c.merged_into is null)
  returning * into of_merge;
  if of_merge.id is null then
    raise exception using errcode = 'insufficient_privilege', message = 'not a merge that can be taken back';
  end if;
  update customer c set merged_into = null where c.tenant_id = firm and c.id = any (of_merge.merged) and c.merged_into = of_merge.customer_id;
  for part in select p.* from customer_merge_part p where p.tenant_id = firm and p.merge_id = merge and p.kind = 'moved' order by p.place desc loop
    select string_agg(format('r.%1$I = g.%1$I', k), ' and ') into joined from unnest(key_besides(part.relation::regclass, part.refers)) as k;
    -- One by one where a rule may forbid one of them: a group of companies that was rearranged since.
    for key in select k from jsonb_array_elements(case when part.relation in ('customer', 'customer_responsible', 'factor_agreement', 'pay_rate') then part.content else jsonb_build_array(part.content) end) as k loop
      begin
        execute format('update %1$I r set %2$I = $2 from jsonb_populate_recordset(null::%1$I, $1) as g where r.tenant_id = $4 and r.%2$I = $3 and %3$s',
          part.relation, part.refers, joined)
        using case when part.relation in ('customer', 'customer_responsible', 'factor_agreement', 'pay_rate') then jsonb_build_array(key) else key end, part.from_id, of_merge.customer_id, firm;
      exception when check_violation or unique_violation or exclusion_violation then
        null;
      end;
    end loop;
    if part.relation <> 'customer' and exists (select from pg_trigger t where t.tgrelid = part.relation::regclass and t.tgname = 'log') then
      -- What was done to them since goes with them, so that their history stays whole; of what had to stay it stays.
      execute format('update change_log l set customer_id = $3
        where l.tenant_id = $2 and l.customer_id = $4 and l.at >= $5 and l.operation <> ''DELETE''
          and l.row_id in (select (k ->> ''id'')::uuid from jsonb_array_elements($1) as k
            where not exists (select from %1$I r where r.tenant_id = $2 and r.id = (k ->> ''id'')::uuid and r.%2$I = $4))', part.relation, part.refers)
        using part.content, firm, part.from_id, of_merge.customer_id, of_merge.created_at;
      return query execute format('select %1$L::text, (k ->> ''id'')::uuid from jsonb_array_elements($1) as k
        where not exists (select from %1$I r where r.tenant_id = $2 and r.id = (k ->> ''id'')::uuid)', part.relation) using part.content, firm;
    end if;
  end loop;
end $$;
