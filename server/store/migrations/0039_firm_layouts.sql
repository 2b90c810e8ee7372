-- The firm's and the roles' layouts of the card are arranged as a draft, seen on a card, and published; earlier
-- ones can be brought back. Who arranged them, and when, is told with each.
alter table layout drop constraint layout_scope;
alter table layout add constraint layout_scope check (scope in ('tenant', 'role', 'user', 'tenant_draft', 'role_draft'));
alter table layout add column changed_by uuid;
alter table layout_version add column by uuid;
