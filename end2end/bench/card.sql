-- The rows of a card with all sections open, and nothing else: what the card is measured against.
select * from customer where tenant_id = :tenant and id = :customer;
select * from contact where tenant_id = :tenant and customer_id = :customer and ended_at is null order by last_name, first_name, id;
select * from comment where tenant_id = :tenant and customer_id = :customer and not fixed order by written_at desc, id desc limit 3;
select * from change_log where tenant_id = :tenant and customer_id = :customer order by at desc, id desc limit 10;
