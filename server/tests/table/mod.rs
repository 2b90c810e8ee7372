//! The access table, called with ids that exist.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, PASSWORD, newest_session, run, sign_in, value},
    site::{Answer, SCRIPT, Site, imports, picture},
};
use axum::http::Method;
use domain::{
    bulk::{BulkChange, How},
    exchange::Cell,
    id::{
        ActivityId, ChangeId, CommandId, CommentId, ContactId, CustomerId, DialogId, DocumentId, DoubleId, EmployeeId,
        EnquiryId, FactorId, FormStateId, ImportId, InvoiceLineId, JobId, LinkId, ListItemId, MergeId, NoticeId,
        OwnFieldId, PlacementId, ProposalId, RegisterViewId, RelationId, ResponsibleId, SessionId, SigningId, TabId,
        UserId,
    },
    import::{Settings, Target},
    job::JobKind,
    mailbox::MailboxServer,
    merge::Request,
};
use kundekort::access::Row;
use leptos::server_fn::axum::server_fn_paths;
use serde_json::json;
use sqlx::PgPool;
use store::{
    Tx,
    import::{self, Checker, Opened},
};

/// A file as somebody might import it.
const FILE: &str = "Navn;Kontaktperson\nNy kunde;Eva Berg\nKunde;Eva Berg\n";

/// The secret of a calendar's address.
const FEED: &str = "5ec4e7";

/// The ids that a row names, made afresh for it.
pub struct Ids {
    pub firm: Firm,
    contact: ContactId,
    link: LinkId,
    document: DocumentId,
    pdf: DocumentId,
    signing: SigningId,
    enquiry: EnquiryId,
    portal_message: DialogId,
    dialog: domain::id::DialogId,
    failed_dialog: domain::id::DialogId,
    mail: domain::id::MailboxMessageId,
    mail_on_card: domain::id::MailboxMessageId,
    imap: u16,
    relation: RelationId,
    responsible: ResponsibleId,
    session: SessionId,
    entry: ChangeId,
    settings_entry: ChangeId,
    rules_command: CommandId,
    own_field: OwnFieldId,
    card_tab: TabId,
    layout_version: i32,
    employee: EmployeeId,
    placement: PlacementId,
    activity_type: ListItemId,
    activity: ActivityId,
    /// One to which a contact is not invited yet.
    meeting: ActivityId,
    invited: UserId,
    token: String,
    agreement: ListItemId,
    factor: FactorId,
    rate_kind: ListItemId,
    invoice_line: InvoiceLineId,
    view: RegisterViewId,
    proposal: ProposalId,
    other_customer: CustomerId,
    merge: MergeId,
    double: DoubleId,
    job: JobId,
    chosen: FormStateId,
    import: ImportId,
    remark: CommentId,
    notice: NoticeId,
    template: domain::id::TemplateId,
    sharepoint_folder: String,
    sharepoint_file: String,
}

impl Ids {
    #[expect(clippy::too_many_lines, reason = "one of everything that rows name")]
    pub async fn make(pool: &PgPool, firm: Firm) -> Self {
        let mut firm = firm;
        // What a row decided before keeps nothing from what comes.
        run(pool, &format!("delete from field_right where tenant_id = '{}'", firm.tenant)).await;
        run(pool, &format!("delete from firm_portal where tenant_id = '{}'", firm.tenant)).await;
        firm.customer = firm.add_customer(pool, json!({"name": "Kunde", "organisation_number": "923609016"})).await;
        firm.comment = firm.add_comment(pool, firm.customer, "Ringte i dag.", false).await;
        let (remark, notice) = firm.call_on_consultant(pool, firm.customer).await;
        let contact = firm.add_contact(pool, firm.customer, json!({"first_name": "Per", "last_name": "Vik"})).await;
        let link = firm.add_link(pool, firm.customer, "https://a.example/").await;
        let document = firm.add_document(pool, firm.customer, "Avtale").await;
        put_object(&firm).await;
        let pdf = firm.add_pdf(pool, firm.customer, "Kontrakt").await;
        let sent = firm.add_pdf(pool, firm.customer, "Sendt kontrakt").await;
        let (signing, _) = firm.ask_to_sign(pool, firm.customer, sent, &format!("user.{}", firm.neighbour)).await;
        run(pool, &format!("update contact set email = 'portal@kunde.example' where id = '{contact}'")).await;
        let in_portal = firm.open_portal(pool, firm.customer, contact, domain::portal::PortalRight::ALL).await;
        let enquiry = firm.add_enquiry(pool, &in_portal).await;
        let portal_message = firm.write_in_portal(pool, &in_portal, "Ring meg").await;
        firm.share(pool, firm.customer, document, contact).await;
        let related = firm.add_customer(pool, json!({"name": "Bekjent"})).await;
        let relation = firm.add_relation(pool, firm.customer, related).await;
        let responsible = firm.add_responsible(pool, firm.customer).await;
        firm.put_tag_on(pool, firm.customer).await;
        firm.add_logo(pool, firm.customer).await;
        sign_in(pool, firm.tenant, firm.consultant).await;
        let session = newest_session(pool, firm.consultant).await;
        let newest = format!("select id from change_log where row_id = '{contact}' order by at desc limit 1");
        let entry = ChangeId(value(pool, &newest).await);
        let settings_entry = firm.change_settings(pool).await;
        let rules_command = firm.decide_fields(pool).await;
        let own_field = firm.add_own_field(pool, domain::field::OwnKind::Line, "Eget felt").await;
        let card_tab = firm.add_tab(pool, &[domain::section::Section::Notes]).await;
        let layout_version = firm.arrange_twice(pool).await;
        let (employee, placement) = firm.add_employee(pool, firm.customer, "Eva", "Berg").await;
        let activity_type = firm.add_activity_type(pool, "Befaring", "event").await;
        let activity = firm.add_activity(pool, firm.customer, activity_type, "Befaring").await;
        let meeting = firm.add_meeting(pool, "Oppstart", &[contact]).await;
        let mut tx = firm.tx(pool, firm.consultant).await;
        store::calendar_feed::renew(&mut tx, &store::calendar_feed::FeedToken::new(FEED)).await.unwrap();
        tx.commit().await.unwrap();
        let (invited, token) = firm.invite(pool).await;
        let factor = firm.add_factor(pool, firm.customer, "", "1,9", "1.1.2026", "31.12.2026").await;
        let rate_kind = firm.add_list_item(pool, domain::list::ListKind::RateKind, "Beredskap").await;
        let invoice_line = firm.add_line(pool, firm.customer, "Miljøgebyr").await;
        let agreement = firm.add_agreement(pool, "Industriavtalen", "37,5", ["7", "15", "30"]).await;
        let mut tx = firm.tx(pool, firm.consultant).await;
        let new = store::register::NewView {
            name: "Alle",
            shared: true,
            query: &domain::register::RegisterQuery::default(),
            columns: None,
        };
        let view = store::register::save_as(&mut tx, new).await.unwrap();
        let job = store::job::queue(&mut tx, JobKind::Change, &json!({}), None).await.unwrap();
        store::job::add_customers(&mut tx, job, JobKind::Change, &[firm.customer]).await.unwrap();
        let selection = app::bulk::Selection {
            chosen: store::bulk::Chosen::These(vec![firm.customer]),
            query: "scope=firm".to_owned(),
            change: Some(BulkChange { field: "nickname".to_owned(), how: How::Set, typed: "Ny".to_owned() }),
            mailing: Some(domain::mailing::Mailing {
                kind: "email".to_owned(),
                whom: "all".to_owned(),
                subject: "Hei".to_owned(),
                body: "Hei".to_owned(),
            }),
        };
        let chosen = selection.keep(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        run(
            pool,
            &format!(
                "update job_item set state = 'changed' where job_id = '{job}'; \
                update job set state = 'done', done = 1, changed = 1, finished_at = now() where id = '{job}'"
            ),
        )
        .await;
        let template = firm.add_template(pool, "email", "Takk", "Hei {first_name}!").await;
        let (dialog, failed_dialog) = firm.add_dialog(pool, firm.customer).await;
        let (mail, mail_on_card) = firm.add_mailbox(pool, firm.consultant, firm.customer).await;
        let imap = serve_mail(pool, &firm, mail_on_card).await;
        let import = add_import(firm.tx(pool, firm.consultant).await).await;
        let proposal = firm.add_proposal(pool, firm.customer, "nickname", "Verftet").await;
        let other_customer = firm.add_customer(pool, json!({"name": "Kunden"})).await;
        let double = firm.add_customer(pool, json!({"name": "Kunde en gang til"})).await;
        let customers = vec![other_customer, double];
        let mut tx = firm.tx(pool, firm.consultant).await;
        store::merge::merge(&mut tx, &Request { customers, ..Request::default() }, None).await.unwrap();
        let merge = store::merge::list(&mut tx, None, 1).await.unwrap()[0].id;
        tx.commit().await.unwrap();
        let found = format!(
            "insert into double_candidate (tenant_id, one, other, reasons, score)
            select '{}', least(a, b), greatest(a, b), '{{name}}', 40 from (select '{}'::uuid as a, '{other_customer}'::uuid as b) two returning id",
            firm.tenant, firm.customer
        );
        let double = DoubleId(value(pool, &found).await);
        crate::sharepoint::set_up(pool, &firm).await;
        let (sharepoint_folder, sharepoint_file) =
            crate::sharepoint::choose(pool, &firm, crate::sharepoint::shared()).await;
        Self {
            firm,
            contact,
            link,
            document,
            pdf,
            signing,
            enquiry,
            portal_message,
            dialog,
            failed_dialog,
            mail,
            mail_on_card,
            imap,
            relation,
            responsible,
            session,
            entry,
            settings_entry,
            rules_command,
            own_field,
            card_tab,
            layout_version,
            employee,
            placement,
            activity_type,
            activity,
            meeting,
            invited,
            token,
            agreement,
            factor,
            rate_kind,
            invoice_line,
            view,
            proposal,
            other_customer,
            merge,
            double,
            job,
            chosen,
            import,
            remark,
            notice,
            template,
            sharepoint_folder,
            sharepoint_file,
        }
    }

    /// Somebody who may do what a row names.
    pub const fn entitled(&self, row: &Row) -> UserId {
        if row.for_administrators { self.firm.administrator } else { self.firm.consultant }
    }

    pub fn put_into(&self, text: &str, me: Option<UserId>) -> String {
        let me = me.unwrap_or(self.firm.consultant);
        text.replace("{me}", &me.to_string())
            .replace("{customer}", &self.firm.customer.to_string())
            .replace("{other_customer}", &self.other_customer.to_string())
            .replace("{double}", &self.double.to_string())
            .replace("{merge}", &self.merge.to_string())
            .replace("{contact}", &self.contact.to_string())
            .replace("{comment}", &self.firm.comment.to_string())
            .replace("{document}", &self.document.to_string())
            .replace("{pdf}", &self.pdf.to_string())
            .replace("{signing}", &self.signing.to_string())
            .replace("{portal_message}", &self.portal_message.to_string())
            .replace("{enquiry}", &self.enquiry.to_string())
            .replace("{part}", "enquiries")
            .replace("{remark}", &self.remark.to_string())
            .replace("{notice}", &self.notice.to_string())
            .replace("{link}", &self.link.to_string())
            .replace("{dialog}", &self.dialog.to_string())
            .replace("{failed_dialog}", &self.failed_dialog.to_string())
            .replace("{mail}", &self.mail.to_string())
            .replace("{mail_on_card}", &self.mail_on_card.to_string())
            .replace("{imap}", &self.imap.to_string())
            .replace("{relation_kind}", &self.firm.relation_kind.to_string())
            .replace("{relation}", &self.relation.to_string())
            .replace("{responsible_title}", &self.firm.responsible_title.to_string())
            .replace("{responsible}", &self.responsible.to_string())
            .replace("{link_kind}", &self.firm.link_kind.to_string())
            .replace("{tag}", &self.firm.tag.to_string())
            .replace("{other_tag}", &self.firm.other_tag.to_string())
            .replace("{sharepoint_folder}", &self.sharepoint_folder)
            .replace("{sharepoint_file}", &self.sharepoint_file)
            .replace("{kind}", "tag")
            .replace("{article}", "card")
            .replace("{author}", &self.firm.neighbour.to_string())
            .replace("{settings_entry}", &self.settings_entry.to_string())
            .replace("{rules_command}", &self.rules_command.to_string())
            .replace("{employee}", &self.employee.to_string())
            .replace("{feed}", FEED)
            .replace("{template}", &self.template.to_string())
            .replace("{secret}", "0")
            .replace("{tenant}", &self.firm.tenant.to_string())
            .replace("{message}", &self.firm.customer.to_string())
            .replace("{activity_type}", &self.activity_type.to_string())
            .replace("{activity}", &self.activity.to_string())
            .replace("{meeting}", &self.meeting.to_string())
            .replace("{placement}", &self.placement.to_string())
            .replace("{invited}", &self.invited.to_string())
            .replace("{token}", &self.token)
            .replace("{department}", &self.firm.department.to_string())
            .replace("{factor}", &self.factor.to_string())
            .replace("{rate_kind}", &self.rate_kind.to_string())
            .replace("{line}", &self.invoice_line.to_string())
            .replace("{agreement}", &self.agreement.to_string())
            .replace("{own_field}", &self.own_field.to_string())
            .replace("{layout_version}", &self.layout_version.to_string())
            .replace("{tab}", &self.card_tab.to_string())
            .replace("{proposal}", &self.proposal.to_string())
            .replace("{entry}", &self.entry.to_string())
            .replace("{chosen}", &self.chosen.to_string())
            .replace("{job}", &self.job.to_string())
            .replace("{import}", &self.import.to_string())
            .replace("{view}", &self.view.to_string())
            .replace("{session}", &self.session.to_string())
            .replace("{email}", "kari@nord.example")
            .replace("{password}", PASSWORD)
    }
}

/// Has the consultant's mailbox at a server that is there, with the file of a message.
async fn serve_mail(pool: &PgPool, firm: &Firm, mail: domain::id::MailboxMessageId) -> u16 {
    let shared = crate::imap::shared().await;
    let place = MailboxServer { host: "127.0.0.1".to_owned(), port: shared.port() };
    let sealed_for = store::mailbox::place(firm.tenant, firm.consultant, &place, "kari@nord.example");
    let sealed = hex::encode(crate::site::mailboxes().key.seal(crate::imap::PASSWORD, &sealed_for).unwrap());
    run(
        pool,
        &format!(
            "update mailbox set host = '127.0.0.1', port = {}, password = decode('{sealed}', 'hex') where user_id = '{}';
            update mailbox_message set validity = {}, uid = {} where id = '{mail}'",
            place.port, firm.consultant, shared.at.validity, shared.at.uid
        ),
    )
    .await;
    place.port
}

/// The file of the firm's document, in the store of objects.
pub async fn put_object(firm: &Firm) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), crate::common::around::DOCUMENT).unwrap();
    crate::site::objects().put(firm.tenant, file.path()).await.unwrap();
}

/// A file that has been looked through: row 3 may be the same as the firm's customer.
async fn add_import(mut tx: Tx) -> ImportId {
    let id = ImportId::generate();
    std::fs::create_dir_all(imports()).unwrap();
    std::fs::write(imports().join(id.to_string()), FILE).unwrap();
    let opened = Opened {
        found: json!({}),
        reading: json!({}),
        headers: vec!["Navn".to_owned(), "Kontaktperson".to_owned()],
        samples: Vec::new(),
    };
    let columns = ["name", "contact.name"].map(Target::from_key);
    import::create(&mut tx, id, "kunder.csv", &opened, &columns, &Settings::default()).await.unwrap();
    let read = import::read(&mut tx, id).await.unwrap();
    let mut checker = Checker::begin(&mut tx, &read).await.unwrap();
    let row = |name: &str| vec![Cell::text(name), Cell::text("Eva Berg")];
    checker.check(&mut tx, &[(2, row("Ny kunde")), (3, row("Kunde"))]).await.unwrap();
    import::end_check(&mut tx, &checker).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Calls what a row names, as whoever has this secret.
pub async fn call(site: &Site, row: &Row, ids: &Ids, me: Option<UserId>, secret: Option<&str>) -> Answer {
    let path = ids.put_into(row.path, me);
    let Some(form) = row.form else { return site.get(&path, secret).await };
    send(site, row, secret, &ids.put_into(form, me)).await
}

/// Sends a form to the server function of a row, the way that it takes forms.
pub async fn send(site: &Site, row: &Row, secret: Option<&str>, form: &str) -> Answer {
    let takes_files = [
        "/api/staff/logo-change",
        "/api/staff/import-upload",
        "/api/staff/document-add",
        "/api/staff/document-version",
        "/api/staff/sharepoint-upload",
    ];
    if takes_files.contains(&row.path) {
        let values: Vec<(String, String)> = serde_urlencoded::from_str(form).unwrap_or_default();
        let parts: Vec<(&str, Option<&str>, Vec<u8>)> = values
            .iter()
            .map(|(name, value)| match (name.as_str(), value.as_str()) {
                ("file", "{file}") => ("file", Some("kunder.csv"), FILE.as_bytes().to_vec()),
                ("file", "{text}") => ("file", Some("notat.txt"), b"Noe annet".to_vec()),
                ("logo", "{picture}") => ("logo", Some("logo.png"), picture()),
                ("logo", other) => ("logo", Some("logo.png"), other.as_bytes().to_vec()),
                (name, other) => (name, None, other.as_bytes().to_vec()),
            })
            .collect();
        return site.post_parts(row.path, secret, &SCRIPT, &parts).await;
    }
    let method = server_fn_paths().find(|(known, _)| *known == row.path).unwrap().1;
    if method == Method::GET {
        site.ask(method, &format!("{}?{form}", row.path), secret, &SCRIPT, "").await
    } else {
        site.post(row.path, secret, &SCRIPT, form).await
    }
}
