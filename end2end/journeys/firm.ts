// A firm of one test alone, for what counts for all of its people.
import { openAll } from './steps';
import { randomUUID } from 'node:crypto';

type Sql = (text: string) => any[];

/** A firm of this test alone, as what it chooses counts for all its people: an administrator, a consultant, a customer. */
export function ownFirm(sql: Sql) {
  const [tenant, administrator, consultant, status, customer] = Array.from({ length: 5 }, () => randomUUID());
  const email = (who: string) => `${who}-${tenant}@firma.example`;
  sql(`insert into tenant (id, name, country, time_zone) values ('${tenant}', 'Egen AS', 'NO', 'Europe/Oslo');
    insert into app_user (tenant_id, id, name, email, role, password_hash)
      select '${tenant}', id::uuid, name, email, role, (select password_hash from end2end.person limit 1)
      from (values ('${administrator}', 'Astrid Sjef', '${email('astrid')}', 'administrator'), ('${consultant}', 'Kari Vik', '${email('kari')}', 'consultant')) as staff (id, name, email, role);
    insert into list_item (tenant_id, id, kind, nb, sv, en, meaning) values ('${tenant}', '${status}', 'status', 'Aktiv', 'Aktiv', 'Active', 'active');
    insert into customer (tenant_id, id, number, name, nickname, status, responsible) values ('${tenant}', '${customer}', 10001, 'Bjørk AS', 'Gamle Bjørk', '${status}', '${consultant}');
    insert into contact (tenant_id, id, customer_id, first_name, last_name) values ('${tenant}', '${randomUUID()}', '${customer}', 'Ola', 'Nordmann')`);
  for (const id of [administrator, consultant]) openAll(sql, { id, email: '', name: '' });
  return {
    administrator: { email: email('astrid') },
    consultant: { email: email('kari') },
    customer: { id: customer, number: 10001, name: 'Bjørk AS' },
  };
}
