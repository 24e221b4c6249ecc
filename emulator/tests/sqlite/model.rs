//! The same random steps lead to the same in memory and in a file.

use crate::support::{Dice, Place, account, answer, key, record, user};
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::{Partition, Record, Store, StoredAnswer, Transaction};

const STEPS: u64 = 2_401;

/// A change, independent of the store that makes it.
enum Step {
    /// Replaces the secret of this name, or adds one.
    Set {
        partition: Partition,
        name: String,
        payload: String,
        expires_at: Option<u64>,
    },
    Delete {
        partition: Partition,
        name: String,
    },
    Keep {
        key: String,
        kept: StoredAnswer,
    },
    Sweep {
        expired: u64,
        answered_before: u64,
    },
    Clear,
    Reopen,
}

fn partitions() -> Vec<Partition> {
    vec![
        account(),
        user("usr_1"),
        user("usr_2"),
        Partition { livemode: true, ..account() },
        Partition { sharing_group: "app_b".to_owned(), ..user("usr_1") },
    ]
}

fn step(dice: &mut Dice) -> Step {
    let partition = partitions().swap_remove(dice.roll(5) as usize);
    let name = format!("name {}", dice.roll(12));
    match dice.roll(1_000) {
        0..=499 => {
            let payload = "p".repeat(dice.roll(4_000) as usize);
            let expires_at = (dice.roll(2) == 0).then(|| dice.roll(1_000));
            Step::Set { partition, name, payload, expires_at }
        }
        500..=699 => Step::Delete { partition, name },
        700..=899 => Step::Keep { key: format!("key {}", dice.roll(30)), kept: answer(&name, dice.roll(1_000)) },
        900..=979 => Step::Sweep { expired: dice.roll(200), answered_before: dice.roll(200) },
        980..=989 => Step::Clear,
        _ => Step::Reopen,
    }
}

fn set<E>(
    change: &mut dyn Transaction<Error = E>,
    partition: &Partition,
    name: &str,
    payload: &str,
    expires_at: Option<u64>,
) -> Result<u64, E> {
    let there = change.records(partition)?.into_iter().find(|record| record.name == name);
    let number = match there {
        Some(record) => record.number,
        None => change.next_number()?,
    };
    change.put(partition, &Record { expires_at, ..record(number, name, payload) })?;
    Ok(number)
}

/// Gives back what the change tells.
fn take<S: Store>(store: &S, step: &Step) -> u64 {
    let message = match step {
        Step::Set { partition, name, payload, expires_at } => store.write(|change| set(change, partition, name, payload, *expires_at)),
        Step::Delete { partition, name } => store.write(|change| {
            let there = change.records(partition)?.into_iter().find(|record| record.name == *name);
            if let Some(record) = &there {
                change.remove(partition, record.number)?;
            }
            Ok(there.map_or(0, |record| record.number))
        }),
        Step::Keep { key: text, kept } => store.write(|change| change.store_answer(&key(text), kept).map(|()| 0)),
        Step::Sweep { expired, answered_before } => store.sweep(*expired, *answered_before).map(|()| 0),
        Step::Clear => store.clear().map(|()| 0),
        Step::Reopen => Ok(0),
    };
    message.unwrap()
}

fn assert_same(memory: &MemoryStore, file: &SqliteStore, taken: u64) {
    for partition in partitions() {
        assert!(memory.read(&partition).unwrap() == file.read(&partition).unwrap(), "secrets differ after step {taken}");
        for name in (0..12).map(|index| format!("name {index}")) {
            assert!(memory.find(&partition, &name).unwrap() == file.find(&partition, &name).unwrap(), "{name} differs after step {taken}");
        }
    }
    assert!(memory.all().unwrap() == file.all().unwrap(), "what is kept in all differs after step {taken}");
    let keys = || (0..30).map(|index| key(&format!("key {index}")));
    let in_memory: Vec<_> = memory.write(|change| keys().map(|key| change.stored_answer(&key)).collect::<Result<_, _>>()).unwrap();
    let in_file: Vec<_> = file.write(|change| keys().map(|key| change.stored_answer(&key)).collect::<Result<_, _>>()).unwrap();
    assert_eq!(in_memory, in_file, "answers differ after step {taken}");
    assert_eq!(memory.is_new().unwrap(), file.is_new().unwrap());
}

#[test]
fn keeps_the_same_data_as_the_store_in_memory() {
    let place = Place::new();
    let memory = MemoryStore::default();
    let mut file = place.open();
    let mut dice = Dice::new();
    for taken in 0..STEPS {
        let step = step(&mut dice);
        if matches!(step, Step::Reopen) {
            drop(file);
            file = place.open();
        }
        assert_eq!(take(&memory, &step), take(&file, &step), "message differs in step {taken}");
        if taken % 8 == 0 {
            assert_same(&memory, &file, taken);
        }
    }
}
