-- How many rows a search gives. Where that was not said the planner took a thousand, and for so many it read all of
-- a firm's contacts and customers beside them, a fifth of what a search among some hundreds took. Whoever replaces
-- one of these says it again: `create or replace` takes a thousand where nothing is said.
alter function find_customers(text, text[], integer, boolean) rows 20;
alter function find_contacts(text, text[], integer, boolean) rows 20;
alter function find_begun(text, boolean) rows 20;
alter function find_similar(text, text, text[], text[]) rows 20;
alter function customers_by_address(text[]) rows 5;
alter function portal_visitor(uuid, uuid) rows 1;
alter function resume_session(bytea, text) rows 1;
alter function resume_portal_session(bytea) rows 1;
