//! Values of the company registry: what they overwrite, what they only propose, and where each
//! value comes from afterwards.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, run, told, value};
use domain::{
    change::Source,
    error::ErrorCode,
    field,
    id::{CustomerId, ProposalId, RegistrationId},
    organisation_number::OrganisationNumber,
    proposal::{Offered, Proposal},
    registry::Part,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{Tx, card, customer, history, proposal, registration, undo};

fn part(key: &str, values: Value) -> Part {
    Part { key: key.to_owned(), values: serde_json::from_value(values).unwrap() }
}

async fn open(tx: &mut Tx, id: CustomerId) -> Vec<Proposal> {
    card::read(tx, id, card::Wanted::default(), domain::language::Language::Nb).await.unwrap().proposals
}

async fn source_of(tx: &mut Tx, id: CustomerId, key: &str) -> Option<Source> {
    proposal::sources(tx, id, &[key.to_owned()]).await.unwrap().get(key).copied()
}

/// Changes the customer as another source than a person at the desk.
async fn change_as(pool: &PgPool, firm: &Firm, source: Source, set: &str) {
    let statement = format!(
        "begin; set local app.tenant_id = '{}'; set local app.source = '{}'; update customer set {set} where id = '{}'; commit",
        firm.tenant,
        source.key(),
        firm.customer
    );
    run(pool, &statement).await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_source_overwrites_what_is_believed_less_and_proposes_the_rest(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_as(&pool, &firm, Source::Import, "website = 'https://gammel.example'").await;
    change_as(&pool, &firm, Source::Registry, "email = 'gammel@a.example'").await;
    change_as(&pool, &firm, Source::Portal, "phone = '+4775500110'").await;
    change_as(&pool, &firm, Source::Typed, "nickname = 'Skrevet'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let parts = [
        part("website", json!({"website": "https://ny.example"})),
        part("email", json!({"email": "ny@a.example"})),
        part("phone", json!({"phone": "+4775500199"})),
        part("nickname", json!({"nickname": "Fra registeret"})),
        part("mobile", json!({"mobile": "+4741234567"})),
    ];
    let offered = proposal::offer(&mut tx, firm.customer, Source::Registry, &parts).await.unwrap();
    assert_eq!(offered, Offered { taken: 3, proposed: 2 });
    let kept = customer::values(&mut tx, firm.customer).await.unwrap().values;
    for (key, stands) in [
        ("website", "https://ny.example"),
        ("email", "ny@a.example"),
        ("mobile", "+4741234567"),
        ("phone", "+4775500110"),
        ("nickname", "Skrevet"),
    ] {
        assert_eq!(kept.text(key), stands, "{key}");
    }
    assert_eq!(source_of(&mut tx, firm.customer, "website").await, Some(Source::Registry));
    assert_eq!(source_of(&mut tx, firm.customer, "phone").await, Some(Source::Portal));
    let proposals = open(&mut tx, firm.customer).await;
    let keys: Vec<_> = proposals.iter().map(|proposal| (proposal.part.key.as_str(), proposal.source)).collect();
    assert_eq!(keys, [("nickname", Source::Registry), ("phone", Source::Registry)]);
    let again = proposal::offer(&mut tx, firm.customer, Source::Registry, &parts).await.unwrap();
    assert_eq!((again.taken, open(&mut tx, firm.customer).await.len()), (0, 2), "each is proposed once");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_value_that_nobody_knows_the_source_of_is_not_overwritten(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_as(&pool, &firm, Source::Import, "nickname = 'Fra før'").await;
    run(&pool, "delete from change_log").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let parts = [part("nickname", json!({"nickname": "Ny"})), part("mobile", json!({"mobile": "+4741234567"}))];
    let offered = proposal::offer(&mut tx, firm.customer, Source::Registry, &parts).await.unwrap();
    assert_eq!(offered, Offered { taken: 1, proposed: 1 });
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_value_that_somebody_emptied_is_not_filled_in_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_as(&pool, &firm, Source::Import, "website = 'https://gammel.example'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let version = customer::values(&mut tx, firm.customer).await.unwrap().version;
    customer::change(&mut tx, firm.customer, version, &customer_patch(&[("website", "")])).await.unwrap();
    let parts = [part("website", json!({"website": "https://ny.example"}))];
    let offered = proposal::offer(&mut tx, firm.customer, Source::Registry, &parts).await.unwrap();
    assert_eq!(offered, Offered { taken: 0, proposed: 1 });
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_proposal_is_taken_over_as_what_it_is_and_can_be_undone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_as(
        &pool,
        &firm,
        Source::Typed,
        "visiting_street = 'Gata 1', visiting_postal_code = '8006', visiting_place = 'Bodø'",
    )
    .await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let address = part(
        "address-visiting",
        json!({"visiting_street": "Gata 2", "visiting_postal_code": "4035", "visiting_place": "Stavanger", "visiting_country": "NO"}),
    );
    proposal::offer(&mut tx, firm.customer, Source::Registry, &[address]).await.unwrap();
    let proposed = open(&mut tx, firm.customer).await;
    tx.commit().await.unwrap();

    let mut tx = firm.tx(&pool, firm.neighbour).await;
    proposal::accept(&mut tx, firm.customer, proposed[0].id).await.unwrap();
    assert!(open(&mut tx, firm.customer).await.is_empty());
    assert_eq!(customer::values(&mut tx, firm.customer).await.unwrap().values.text("visiting_place"), "Stavanger");
    let fields = [field::customer("visiting_street").unwrap()];
    let language = domain::language::Language::Nb;
    let (past, _) = history::read(&mut tx, Some(firm.customer), firm.customer.0, &fields, language).await.unwrap();
    assert_eq!((past[0].source, past[0].by.as_str()), (Source::Registry, "Nils nord"));
    assert_eq!(told(proposal::accept(&mut tx, firm.customer, proposed[0].id).await).code, ErrorCode::NotFound);
    tx.commit().await.unwrap();

    let mut tx = firm.tx(&pool, firm.neighbour).await;
    undo::undo(&mut tx, firm.customer, None).await.unwrap();
    let kept = customer::values(&mut tx, firm.customer).await.unwrap().values;
    assert_eq!((kept.text("visiting_street"), kept.text("visiting_place")), ("Gata 1", "Bodø"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_that_was_dismissed_comes_back_only_with_another_value(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_as(&pool, &firm, Source::Typed, "nickname = 'Skrevet'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let first = [part("nickname", json!({"nickname": "Registeret"}))];
    proposal::offer(&mut tx, firm.customer, Source::Registry, &first).await.unwrap();
    let id = open(&mut tx, firm.customer).await[0].id;
    proposal::dismiss(&mut tx, firm.customer, id).await.unwrap();
    assert!(open(&mut tx, firm.customer).await.is_empty());
    let again = proposal::offer(&mut tx, firm.customer, Source::Registry, &first).await.unwrap();
    assert_eq!((again, open(&mut tx, firm.customer).await.len()), (Offered::default(), 0));
    assert_eq!(told(proposal::accept(&mut tx, firm.customer, id).await).code, ErrorCode::NotFound);
    let other = [part("nickname", json!({"nickname": "Noe nytt"}))];
    let offered = proposal::offer(&mut tx, firm.customer, Source::Registry, &other).await.unwrap();
    assert_eq!((offered.proposed, open(&mut tx, firm.customer).await.len()), (1, 1));
    let version = customer::values(&mut tx, firm.customer).await.unwrap().version;
    customer::change(&mut tx, firm.customer, version, &customer_patch(&[("nickname", "noe  NYTT")])).await.unwrap();
    assert!(open(&mut tx, firm.customer).await.is_empty(), "what somebody typed meanwhile is no proposal");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_person_takes_over_goes_over_what_was_typed_unless_it_changed_meanwhile(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_as(&pool, &firm, Source::Typed, "nickname = 'Skrevet'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let read = customer::values(&mut tx, firm.customer).await.unwrap().version;
    let parts = [part("nickname", json!({"nickname": "Registeret"}))];
    proposal::offer(&mut tx, firm.customer, Source::Registry, &parts).await.unwrap();
    proposal::take(&mut tx, firm.customer, read, Source::Registry, &parts).await.unwrap();
    assert_eq!(source_of(&mut tx, firm.customer, "nickname").await, Some(Source::Registry));
    assert_eq!(value::<i64>(&pool, "select count(*) from proposal").await, 0);
    let stale = [part("nickname", json!({"nickname": "Et annet"}))];
    let refused = proposal::take(&mut tx, firm.customer, read, Source::Registry, &stale).await;
    assert_eq!(told(refused).code, ErrorCode::Conflict);
    // What is typed next is typed.
    let version = customer::values(&mut tx, firm.customer).await.unwrap().version;
    customer::change(&mut tx, firm.customer, version, &customer_patch(&[("nickname", "Mitt")])).await.unwrap();
    assert_eq!(source_of(&mut tx, firm.customer, "nickname").await, Some(Source::Typed));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_registration_knows_which_values_were_typed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let responsible = firm.consultant.to_string();
    let new = registration::New {
        request: RegistrationId::generate(),
        customer: &customer_patch(&[
            ("name", "SESAM AS"),
            ("nickname", "Sesam"),
            ("phone", "75 50 01 99"),
            ("email", "post@sesam.example"),
            ("kind", "company"),
            ("customer_type", "ordinary"),
            ("country", "NO"),
            ("responsible", &responsible),
        ]),
        contact: &contact_patch(&[("first_name", "Eva"), ("last_name", "Berg")]),
        others: &[],
        registry: &[
            part("name", json!({"name": "SESAM AS"})),
            part("phone", json!({"phone": "+4775500120"})),
            part("email", json!({"email": "post@sesam.example"})),
        ],
    };
    let id = registration::register(&mut tx, &new).await.unwrap();
    for (key, source) in
        [("name", Source::Registry), ("email", Source::Registry), ("phone", Source::Typed), ("nickname", Source::Typed)]
    {
        assert_eq!(source_of(&mut tx, id, key).await, Some(source), "{key}");
    }
    let language = domain::language::Language::Nb;
    let (past, _) =
        history::read(&mut tx, Some(id), id.0, &[field::customer("name").unwrap()], language).await.unwrap();
    assert_eq!(past[0].source, Source::Registry);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_else_sees_or_decides_on_them(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let id = firm.add_proposal(&pool, firm.customer, "nickname", "Verftet").await;
    let mut reader = firm.tx(&pool, firm.reader).await;
    assert_eq!(open(&mut reader, firm.customer).await.len(), 1);
    for refused in [
        proposal::accept(&mut reader, firm.customer, id).await,
        proposal::dismiss(&mut reader, firm.customer, id).await,
        proposal::offer(&mut reader, firm.customer, Source::Registry, &[]).await.map(drop),
        proposal::take(&mut reader, firm.customer, 1, Source::Registry, &[]).await,
        proposal::number_of(&mut reader, firm.customer).await.map(drop),
    ] {
        assert_eq!(told(refused).code, ErrorCode::Forbidden);
    }
    let mut stranger = other.tx(&pool, other.administrator).await;
    for refused in [
        proposal::accept(&mut stranger, firm.customer, id).await,
        proposal::dismiss(&mut stranger, firm.customer, id).await,
        proposal::accept(&mut stranger, other.customer, id).await,
        proposal::offer(&mut stranger, firm.customer, Source::Registry, &[]).await.map(drop),
        proposal::number_of(&mut stranger, firm.customer).await.map(drop),
        proposal::dismiss(&mut stranger, other.customer, ProposalId::generate()).await,
    ] {
        assert_eq!(told(refused).code, ErrorCode::NotFound);
    }
    assert!(proposal::sources(&mut stranger, firm.customer, &["name".to_owned()]).await.unwrap().is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_a_norwegian_number_is_asked_for(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (set, expected) in [
        ("organisation_number = '988077917', country = 'NO'", Some("988077917")),
        ("organisation_number = '5560360793', country = 'SE'", None),
        ("organisation_number = '988077918', country = 'NO'", None),
        ("organisation_number = null, country = 'NO'", None),
    ] {
        run(&pool, &format!("update customer set {set} where id = '{}'", firm.customer)).await;
        let number = proposal::number_of(&mut tx, firm.customer).await.unwrap();
        assert_eq!(number.as_ref().map(OrganisationNumber::as_str), expected, "{set}");
    }
}
