-- Whether customers have an invoice address beside their visiting and postal ones (seed 004:21).
alter table firm_settings add column invoice_address_used boolean not null default true;
