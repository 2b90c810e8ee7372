-- Terms and rates of invoices and pay: the product's, over them the firm's, over them a customer's
-- own (seed 000:57). Null says that what is beneath counts.

-- The same columns twice, so that they can't differ.
do $$
declare
  place text;
begin
  foreach place in array array['firm_settings', 'customer'] loop
    execute format('alter table %1$I
      -- Days until an invoice is due.
      add column payment_days integer,
      add column invoice_interval text,
      -- In hundredths of the firm''s currency, for each invoice.
      add column invoice_fee bigint,
      -- Interest on what is paid late, in hundredths of a percent a year.
      add column late_interest integer,
      add column currency text,
      -- What pay is multiplied by to give the price, in thousandths.
      add column markup_factor integer,
      -- In hundredths of the firm''s currency, for each kilometre.
      add column mileage_rate bigint,
      add column expenses_billed boolean,
      add column mileage_billed boolean,
      add constraint %1$s_payment_days check (payment_days between 0 and 365),
      add constraint %1$s_invoice_interval check (invoice_interval in (''week'', ''two_weeks'', ''month'', ''assignment'')),
      add constraint %1$s_invoice_fee check (invoice_fee between 0 and 10000000),
      add constraint %1$s_late_interest check (late_interest between 0 and 10000),
      add constraint %1$s_currency check (currency in (''NOK'', ''SEK'', ''EUR'', ''DKK'', ''USD'', ''GBP'')),
      add constraint %1$s_markup_factor check (markup_factor between 1000 and 10000),
      add constraint %1$s_mileage_rate check (mileage_rate between 0 and 10000000)', place);
  end loop;
end $$;

-- Whether the firm's customers have a name that they are known by beside their own. Asked once a
-- statement, not once a row, where it stands in a subquery.
create function nickname_used() returns boolean language sql stable
  return coalesce((select nickname_used from firm_settings where tenant_id = current_tenant()), true);
