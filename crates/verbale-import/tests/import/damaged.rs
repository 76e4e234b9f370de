//! Files that have been through a spreadsheet are refused before their first record.

use verbale_import::{Dataset, Error, Kind, Sign, read};

use crate::icews;

const REAL: &str = include_str!("../data/gdelt/20151027220000.export.CSV");

/// What a spreadsheet does to one cell: numbers lose leading zeros, long ones get an exponent, points become commas.
fn through_a_spreadsheet(cell: &str, comma: bool) -> String {
    let is_number = !cell.is_empty() && cell.parse::<f64>().is_ok();
    let changed = match cell.parse::<u64>() {
        Ok(number) if cell.len() > 11 => {
            format!("{:.2E}", f64::from(u32::try_from(number / 1_000_000).unwrap()) * 1e6).replace('E', "E+")
        }
        Ok(number) => number.to_string(),
        Err(_) => cell.to_owned(),
    };
    if comma && is_number { changed.replace('.', ",") } else { changed }
}

fn rewritten(rows: usize, separator: &str, cell: impl Fn(usize, &str) -> String) -> String {
    let row = |row: &str| {
        row.split('\t').enumerate().map(|(column, text)| cell(column, text)).collect::<Vec<_>>().join(separator)
    };
    REAL.lines().take(rows).map(|line| row(line) + "\n").collect()
}

/// The evidence, if the file is refused as damaged before anything of it was handed on.
fn evidence(kind: Kind, file: &str) -> Option<Vec<(usize, &'static str, Sign)>> {
    let mut records = 0;
    let outcome = read(&Dataset::new(kind, "d", "d").unwrap(), &mut file.as_bytes(), &mut |_| {
        records += 1;
        Ok::<(), Error>(())
    });
    match outcome {
        Err(Error::Damaged(damage)) => {
            assert_eq!(records, 0, "records of a damaged file were handed on");
            Some(damage.traces().iter().map(|trace| (trace.line, trace.column, trace.sign)).collect())
        }
        Err(other) => panic!("{other}"),
        Ok(()) => None,
    }
}

#[test]
fn the_real_file_is_sound() {
    assert_eq!(evidence(Kind::Gdelt, REAL), None);
}

#[test]
fn a_whole_file_resaved() {
    let found = evidence(Kind::Gdelt, &rewritten(50, "\t", |_, cell| through_a_spreadsheet(cell, true))).unwrap();
    assert_eq!(found[0], (1, "EventRootCode", Sign::LostZero));
}

#[test]
fn each_sign_alone() {
    let only = |columns: &'static [usize], comma| {
        move |column: usize, cell: &str| {
            if columns.contains(&column) { through_a_spreadsheet(cell, comma) } else { cell.to_owned() }
        }
    };
    let signs = |file: &str| {
        evidence(Kind::Gdelt, file)
            .map(|found| found.into_iter().map(|(_, column, sign)| (column, sign)).collect::<Vec<_>>())
    };
    assert_eq!(signs(&rewritten(9, "\t", only(&[28], false))).unwrap(), [("EventRootCode", Sign::LostZero)]);
    assert_eq!(signs(&rewritten(9, "\t", only(&[26], false))).unwrap(), [("EventCode", Sign::LostZero)]);
    assert_eq!(signs(&rewritten(9, "\t", only(&[59], false))).unwrap(), [("DATEADDED", Sign::Exponent)]);
    assert_eq!(signs(&rewritten(9, "\t", only(&[30], true))).unwrap(), [("GoldsteinScale", Sign::DecimalComma)]);
    assert_eq!(signs(&rewritten(9, "\t", only(&[34], true))).unwrap(), [("AvgTone", Sign::DecimalComma)]);
    assert_eq!(signs(&rewritten(9, ";", |_, cell| cell.to_owned())).unwrap(), [("", Sign::Semicolons)]);
    let without_commas = |_: usize, cell: &str| cell.replace(',', "");
    assert_eq!(signs(&rewritten(9, ",", without_commas)).unwrap(), [("", Sign::Commas)]);
    assert_eq!(signs(&rewritten(9, "\t", |_, cell| format!("\"{cell}\""))).unwrap(), [("GLOBALEVENTID", Sign::Quoted)]);
}

/// `010` would become `10`, a demand; `0120` `120`: the file is known by its roots, or by other rows.
#[test]
fn codes_that_become_other_codes_do_not_pass() {
    let one = REAL.lines().find(|line| line.split('\t').nth(26) == Some("010")).unwrap();
    let cells: Vec<String> = one.split('\t').map(|cell| through_a_spreadsheet(cell, false)).collect();
    assert_eq!(cells[26], "10");
    assert_eq!(evidence(Kind::Gdelt, &cells.join("\t")).unwrap()[0].1, "EventRootCode");
}

#[test]
fn one_changed_row_condemns_the_file() {
    let mut rows: Vec<String> = REAL.lines().map(str::to_owned).collect();
    let cells: Vec<String> = rows[700].split('\t').map(|cell| through_a_spreadsheet(cell, false)).collect();
    rows[700] = cells.join("\t");
    assert_eq!(evidence(Kind::Gdelt, &rows.join("\n")).unwrap()[0].0, 701);
}

/// Further down than is looked at before the first record, the run ends where the sign stands.
#[test]
fn a_sign_far_down_ends_the_run() {
    let mut file = String::new();
    for (number, line) in REAL.lines().cycle().take(5_000).enumerate() {
        let (_, rest) = line.split_once('\t').unwrap();
        file.extend([&number.to_string(), "\t", rest, "\n"]);
    }
    let last = REAL.lines().next().unwrap().replace("\t051\t051\t05\t", "\t51\t51\t5\t");
    file.push_str(&last);
    let mut records = 0;
    let outcome = read(&Dataset::new(Kind::Gdelt, "d", "d").unwrap(), &mut file.as_bytes(), &mut |_| {
        records += 1;
        Ok::<(), Error>(())
    });
    let Err(Error::Damaged(damage)) = outcome else { panic!("{outcome:?}") };
    assert_eq!((damage.traces()[0].line, records), (5_001, 5_000));
}

#[test]
fn icews_too() {
    let changed = |column: &str, cell: &str| icews::file(&[&[], &[(column, cell)]]);
    let signs = |file: &str| evidence(Kind::Icews, file).map(|found| found[0]);
    assert_eq!(signs(&icews::file(&[&[]])), None);
    assert_eq!(signs(&changed("CAMEO Code", "42")), Some((3, "CAMEO Code", Sign::LostZero)));
    assert_eq!(signs(&changed("Event ID", "2.05E+12")), Some((3, "Event ID", Sign::Exponent)));
    assert_eq!(signs(&changed("Latitude", "12,65")), Some((3, "Latitude", Sign::DecimalComma)));
    assert_eq!(signs(&changed("Event Date", "27/10/2015")), Some((3, "Event Date", Sign::LocalDate)));
    assert_eq!(signs(&icews::file(&[&[]]).replace('\t', ";")), Some((1, "", Sign::Semicolons)));
    let quoted = icews::file(&[&[]]).replace("Event ID", "\"Event ID\"");
    assert_eq!(signs(&quoted), Some((1, "", Sign::Quoted)));
}
