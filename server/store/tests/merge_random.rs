//! Random customers become one at random, and are split again to exactly what was.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, value};
use crate::twins::{COMPARED, merged, now, of, snapshot, split_again};
use domain::id::CustomerId;
use serde_json::json;
use sqlx::PgPool;

/// A small generator, so that each run is the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// Six customers with all that may hang on one, at random.
async fn tangle(pool: &PgPool, firm: &Firm, dice: &mut Dice) -> Vec<CustomerId> {
    const NAMES: [&str; 4] = ["Eva", "Nils", "Kari", "Ola"];
    let mut all = vec![firm.customer];
    for at in 0..5 {
        let pick = |dice: &mut Dice, of: &'static str| (dice.roll(2) == 0).then_some(of);
        let values = json!({"name": format!("Kunde {}", dice.roll(3)), "number": 20_000 + at, "phone": pick(dice, "+4775500120"),
            "email": pick(dice, "post@a.example"), "mobile": pick(dice, "+4790000001"), "nickname": pick(dice, "Kalle")});
        all.push(
            firm.add_customer_with(pool, values, json!({"first_name": NAMES[dice.roll(4)], "last_name": "Vik"})).await,
        );
    }
    for at in 0..all.len() {
        let id = all[at];
        for _ in 0..dice.roll(3) {
            let mobile = (dice.roll(2) == 0).then(|| format!("+479000000{}", dice.roll(3)));
            firm.add_contact(
                pool,
                id,
                json!({"first_name": NAMES[dice.roll(4)], "last_name": "Vik", "mobile": mobile}),
            )
            .await;
        }
        for what in 0..7 {
            if dice.roll(2) == 0 {
                continue;
            }
            match what {
                0 => drop(firm.add_comment(pool, id, "Hei", dice.roll(2) == 0).await),
                1 => drop(firm.add_link(pool, id, ["https://a.example", "https://b.example"][dice.roll(2)]).await),
                2 => firm.add_logo(pool, id).await,
                3 => drop(firm.add_proposal(pool, id, ["phone", "email"][dice.roll(2)], "x").await),
                4 => {
                    run(
                        pool,
                        &format!(
                            "update customer set name = 'Kunde {}', notes = 'Notat {}' where id = '{id}'",
                            dice.roll(3),
                            dice.roll(3)
                        ),
                    )
                    .await;
                }
                5 => firm.put_tag_on(pool, id).await,
                // Only ever below one that came before, so that there is no ring.
                _ if at > 0 => {
                    run(pool, &format!("update customer set parent_id = '{}' where id = '{id}'", all[dice.roll(at)]))
                        .await;
                }
                _ => {}
            }
        }
        // Each to the one before, some to the first one too.
        for other in [at.checked_sub(1), (at > 2).then_some(0)].into_iter().flatten() {
            firm.add_relation(pool, id, all[other]).await;
        }
        if at % 2 == 0 {
            firm.add_responsible(pool, id).await;
        }
        let mut tx = firm.tx(pool, [firm.consultant, firm.neighbour][dice.roll(2)]).await;
        store::search::note_opened(&mut tx, id).await.unwrap();
        store::card::read(&mut tx, id, store::card::Wanted::default(), domain::language::Language::Nb).await.unwrap();
        tx.commit().await.unwrap();
    }
    all
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn after_random_merges_and_their_splits_everything_is_as_it_was(pool: PgPool) {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut merges = 0;
    for round in 0..12 {
        let firm = Firm::make(&pool, &format!("firma{round}")).await;
        let mut left = tangle(&pool, &firm, &mut dice).await;
        let mut before = Vec::new();
        while left.len() > 1 && before.len() < 3 {
            let until = now(&pool).await;
            let state = snapshot(&pool, &firm, &until).await;
            let count = 2 + dice.roll((left.len() - 1).min(2));
            let mut chosen: Vec<CustomerId> = Vec::new();
            for _ in 0..count {
                chosen.push(left.swap_remove(dice.roll(left.len())));
            }
            let mut request = of(&chosen);
            for key in ["name", "phone", "notes", "parent_id", "logo", "address-visiting"] {
                if dice.roll(2) == 0 {
                    request.choices.insert(key.to_owned(), chosen[dice.roll(chosen.len())].to_string());
                }
            }
            let (id, _) = merged(&pool, &firm, &request).await;
            left.push(chosen[0]);
            merges += 1;
            before.push((until, state, id));
            let orphans: i64 = value(
                &pool,
                "select count(*) from contact k join customer c on c.id = k.customer_id where c.merged_into is not null
                and not exists (select from contact o where o.customer_id = c.merged_into)",
            )
            .await;
            assert_eq!(orphans, 0);
        }
        // Taken back the newest first, each to exactly what was.
        for (until, state, id) in before.into_iter().rev() {
            let undone = split_again(&pool, &firm, id).await;
            assert!(undone.kept.is_empty(), "{undone:?}");
            let after = snapshot(&pool, &firm, &until).await;
            for table in COMPARED {
                assert_eq!(after[table], state[table], "{table} in round {round}");
            }
        }
    }
    assert!(merges > 20, "{merges}");
}
