//! What reading costs: a few allocations a record, none of which grows with the file.

use allocation_counter::measure;
use verbale_import::{Dataset, Error, Kind, read};

const GDELT: &str = include_str!("../data/gdelt/20151027220000.export.CSV");

/// A file of so many rows: the real ones over and over, each with an id of its own.
fn file(rows: usize) -> String {
    let mut file = String::new();
    for (number, row) in GDELT.lines().cycle().take(rows).enumerate() {
        let (_, rest) = row.split_once('\t').unwrap();
        file.extend([&number.to_string(), "\t", rest, "\n"]);
    }
    file
}

/// Allocations and the most bytes held at once while a file is read.
fn cost(file: &str) -> (u64, u64) {
    let dataset = Dataset::new(Kind::Gdelt, "d", "d").unwrap();
    let info = measure(|| {
        let mut accepted = 0;
        read(&dataset, &mut file.as_bytes(), &mut |record| {
            accepted += usize::from(record.part.is_ok());
            Ok::<(), Error>(())
        })
        .unwrap();
        assert_eq!(accepted, file.lines().count());
    });
    (info.count_total, info.bytes_max)
}

/// A row becomes thirty triples. The part that it is (lists of actors and places, a date, a record of counts) takes fewer
/// allocations; all texts are borrowed from the row, or from one buffer beside it.
#[test]
fn a_record_takes_fewer_allocations_than_triples() {
    cost(&file(10));
    let (few, many) = (cost(&file(3_000)).0, cost(&file(6_000)).0);
    let a_record = (many - few) / 3_000;
    assert!(a_record < 25, "{a_record} allocations a record");
}

#[test]
fn memory_does_not_grow_with_the_file() {
    cost(&file(10));
    let (few, many) = (cost(&file(5_000)).1, cost(&file(20_000)).1);
    assert!(many <= few + (64 << 10), "{few} bytes, then {many}");
    assert!(many < 4 << 20, "{many} bytes");
}
