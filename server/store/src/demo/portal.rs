//! Contacts of the made-up customers who can sign in to the portal, and what they have sent.

use crate::StoreError;
use sqlx::PgConnection;

/// Opens the portal to the first contact of some customers, with everybody's password, and lets them ask for people.
/// While the walls of what was copied are down.
pub(super) async fn open(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::raw_sql(OPEN).execute(connection).await?;
    Ok(())
}

const OPEN: &str = "
    alter table portal_access disable trigger log;
    alter table enquiry disable trigger log;
    do $$
    declare
      firm tenant;
    begin
      for firm in select * from tenant where not exists (select from portal_directory d where d.tenant_id = tenant.id) loop
        perform set_config('app.tenant_id', firm.id::text, true);
        insert into portal_access (tenant_id, customer_id, contact_id, is_open, rights)
          select k.tenant_id, k.customer_id, k.id, true, case c.number % 3 when 0 then '{enquire}' when 1 then '{enquire,timesheets,invoices}' else '{extend,enquire,conclude,timesheets,invoices,candidates}' end::text[]
          from customer c join lateral (select * from contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id and k.ended_at is null
            and k.email is not null order by k.id limit 1) k on true
          where c.tenant_id = firm.id and c.kind = 'company' and (c.number % 25 = 2 or c.name like 'Bodø Sveis%') and c.number < 20000;
        insert into portal_account (tenant_id, contact_id, password_hash, invited_at)
          select p.tenant_id, p.contact_id, (select u.password_hash from app_user u where u.tenant_id = firm.id limit 1), now() - interval '20 days'
          from portal_access p where p.tenant_id = firm.id;
        insert into enquiry (tenant_id, id, customer_id, contact_id, sender_name, kind, title, wishes, places, starts_on, state, created_at, changed_at)
          select p.tenant_id, uuid_v7(), p.customer_id, k.id, k.first_name || ' ' || k.last_name, 'enquiry',
            case firm.country when 'SE' then 'Två konsulter till hösten' else 'To montører til verkstedet' end,
            case firm.country when 'SE' then 'Dagtid, minst tre års erfarenhet. Vi kan börja med en.' else 'Dagtid, gjerne med egen bil. Vi kan begynne med én.' end,
            2, current_date + 21, 'new', now() - interval '2 days', now() - interval '2 days'
          from portal_access p join contact k on k.tenant_id = p.tenant_id and k.id = p.contact_id
          where p.tenant_id = firm.id order by p.contact_id limit 4;
      end loop;
      perform set_config('app.tenant_id', '', true);
    end $$;
    alter table portal_access enable trigger log;
    alter table enquiry enable trigger log";
