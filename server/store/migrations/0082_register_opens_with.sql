-- The view that somebody's register opens with, of those beside the scopes.
alter table register_view_pin add column opens boolean not null default false;
create unique index register_view_pin_opens on register_view_pin (tenant_id, user_id) where opens;
