-- What a customer has agreed with the firm (seeds 002:44 to 47, 000:65).

-- Collective agreements are a list of the firm's; how long one works where one holds stands with its value, by the
-- keys of the customer's fields (seed 002:47). What it leaves out is as usual in the firm's country.
alter table list_item
  add column working_hours jsonb,
  add constraint list_item_working_hours check (working_hours is null or kind = 'collective_agreement' and jsonb_typeof(working_hours) = 'object');
insert into list_place values ('customer', 'collective_agreement', false);

alter table customer
  add column collective_agreement uuid,
  -- In hundredths of an hour.
  add column weekly_hours integer,
  -- Of each day from, to and the break in minutes: 07:30-15:30/30; or off.
  add column hours_monday text,
  add column hours_tuesday text,
  add column hours_wednesday text,
  add column hours_thursday text,
  add column hours_friday text,
  add column hours_saturday text,
  add column hours_sunday text,
  add constraint customer_collective_agreement foreign key (tenant_id, collective_agreement) references list_item (tenant_id, id),
  add constraint customer_weekly_hours check (weekly_hours between 0 and 16800),
  add constraint customer_hours check (
    coalesce(hours_monday, 'off') || coalesce(hours_tuesday, 'off') || coalesce(hours_wednesday, 'off') || coalesce(hours_thursday, 'off')
      || coalesce(hours_friday, 'off') || coalesce(hours_saturday, 'off') || coalesce(hours_sunday, 'off')
    ~ '^(off|[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]/[0-9]{1,4}){7}$');
