-- A row as it stands, held until the transaction ends; null where there is none.
create function held_row(target regclass, row_key uuid) returns jsonb language plpgsql as $$
declare
  found_row jsonb;
begin
  execute format('select to_jsonb(r) - ''search'' from %s r where tenant_id = current_tenant() and id = $1 for no key update', target)
    into found_row using row_key;
  return found_row;
end $$;

-- Takes a row away that somebody added by mistake. Runs as whoever calls it: only where rows may be deleted.
create function remove_row(target regclass, row_key uuid) returns void language plpgsql as $$
begin
  execute format('delete from %s where tenant_id = current_tenant() and id = $1', target) using row_key;
end $$;
