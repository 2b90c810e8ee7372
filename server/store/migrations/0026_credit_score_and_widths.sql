-- How wide the register's columns are, where somebody has said: {"email": "wide"}.
alter table register_setting add column widths jsonb not null default '{}';

-- What an agency says of how a company pays (seed 002:7): AAA, 82, B, as each writes it.
alter table customer add column credit_score text;
