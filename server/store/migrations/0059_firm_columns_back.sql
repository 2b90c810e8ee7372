-- The firm's columns of the register go back to the product's by a row that is deleted: that is in the log too, so that
-- it can be taken back.
create trigger log_gone after delete on register_setting for each row
  when (old.owner = old.tenant_id) execute function log_change();
