//! The literals of a date, brought together to the EDTF string that they came from.

use std::collections::{BTreeMap, BTreeSet};

use verbale_core::vocab::{EDTF, Property};

use super::graph::{Object, Predicate, Properties};
use super::model::{Field, Value};

/// The properties that one date is written with.
const LITERALS: [Property; 6] =
    [Property::Date, Property::Start, Property::End, Property::Edtf, Property::Earliest, Property::Latest];

/// Whether a property is one of a date's.
pub(super) fn is_of_date(predicate: &Predicate) -> bool {
    matches!(predicate, Predicate::Known(property) if LITERALS.contains(property))
}

/// The dates of an entry as fields: `key`, or `since` and `until` where it has a period. Bounds follow from the others, and
/// stand for the value only where they are all that there is.
pub(super) fn fold(properties: &Properties, key: &str, has_period: bool) -> BTreeMap<String, Field> {
    let literals = LITERALS.map(|property| literals(properties, property));
    let [dates, starts, ends, edtf, earliest, latest] = &literals;
    let told: Vec<(&str, Value)> = if has_period {
        let starts = starts.iter().map(|start| ("since", start.clone()));
        let ends = ends.iter().map(|end| ("until", end.clone()));
        let halves = edtf.iter().flat_map(halves).map(|(end, half)| (end.unwrap_or(key), half));
        starts.chain(ends).chain(halves).collect()
    } else {
        edtf.iter().cloned().chain(intervals(starts, ends)).map(|value| (key, value)).collect()
    };
    let mut fields = BTreeMap::<String, BTreeSet<Value>>::new();
    for (key, value) in dates.iter().map(|date| (key, date.clone())).chain(told) {
        fields.entry(key.to_owned()).or_default().insert(value);
    }
    if fields.is_empty() {
        let set = set(earliest, latest);
        return set.map(|set| (key.to_owned(), Field::of(BTreeSet::from([set])))).into_iter().collect();
    }
    let mut fields: BTreeMap<_, _> = fields.into_iter().map(|(key, values)| (key, Field::of(values))).collect();
    for (name, bounds) in [("earliest", earliest), ("latest", latest)] {
        if !bounds.is_empty() {
            fields.insert(format!("{key}.{name}"), Field::behind(bounds.clone(), &[key, "since", "until"]));
        }
    }
    fields
}

fn literals(properties: &Properties, property: Property) -> BTreeSet<Value> {
    let objects = properties.get(&Predicate::Known(property)).into_iter().flatten();
    objects
        .map(|object| match object {
            Object::Iri(iri) => Value::Iri(iri.clone()),
            Object::Literal { lexical, datatype, language } => {
                Value::Literal { lexical: lexical.clone(), datatype: datatype.clone(), language: language.clone() }
            }
        })
        .collect()
}

/// The two ends of an approximate period, `..` being none; what is no period stays whole.
fn halves(edtf: &Value) -> Vec<(Option<&'static str>, Value)> {
    let Value::Literal { lexical, datatype, language } = edtf else { return vec![(None, edtf.clone())] };
    let Some((since, until)) = lexical.split_once('/') else { return vec![(None, edtf.clone())] };
    let half = |written: &str| Value::Literal {
        lexical: written.to_owned(),
        datatype: datatype.clone(),
        language: language.clone(),
    };
    let ends = [("since", since), ("until", until)].into_iter().filter(|(_, written)| !matches!(*written, "" | ".."));
    ends.map(|(end, written)| (Some(end), half(written))).collect()
}

/// `a/b`, `a/..`, `../b`; where there are several of one, nobody knows which belong together.
fn intervals(starts: &BTreeSet<Value>, ends: &BTreeSet<Value>) -> Vec<Value> {
    let open = BTreeSet::from([Value::text("..")]);
    if starts.is_empty() && ends.is_empty() {
        return Vec::new();
    }
    let starts = if starts.is_empty() { &open } else { starts };
    let ends = if ends.is_empty() { &open } else { ends };
    starts.iter().flat_map(|start| ends.iter().map(move |end| joined([start, end], "/"))).collect()
}

fn set(earliest: &BTreeSet<Value>, latest: &BTreeSet<Value>) -> Option<Value> {
    let written = |bounds: &BTreeSet<Value>| bounds.iter().map(Value::short).collect::<Vec<_>>().join(", ");
    let any = !earliest.is_empty() || !latest.is_empty();
    any.then(|| Value::Literal {
        lexical: format!("[{}..{}]", written(earliest), written(latest)),
        datatype: EDTF.to_owned(),
        language: None,
    })
}

/// Two ends in one literal, whose datatype keeps what both were.
fn joined(ends: [&Value; 2], by: &str) -> Value {
    let datatype = |end: &Value| match end {
        Value::Literal { datatype, .. } => datatype.clone(),
        _ => String::new(),
    };
    Value::Literal { lexical: ends.map(Value::short).join(by), datatype: ends.map(datatype).join(" "), language: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_core::date::{Date, DateRole};

    fn properties(date: &Date<'_>) -> Properties {
        let mut properties = Properties::new();
        for literal in &date.literals {
            let property = match literal.role {
                DateRole::Date => Property::Date,
                DateRole::Start => Property::Start,
                DateRole::End => Property::End,
                DateRole::Earliest => Property::Earliest,
                DateRole::Latest => Property::Latest,
                DateRole::Edtf => Property::Edtf,
                DateRole::Due => continue,
            };
            let object = Object::Literal {
                lexical: literal.lexical.clone(),
                datatype: format!("{:?}", literal.datatype),
                language: None,
            };
            properties.entry(Predicate::Known(property)).or_default().insert(object);
        }
        properties
    }

    /// The values that are not derived.
    fn shown(fields: &BTreeMap<String, Field>) -> BTreeMap<&str, Vec<String>> {
        let own = fields.iter().filter(|(_, field)| field.behind.is_empty());
        own.map(|(key, field)| (key.as_str(), field.values.iter().map(Value::short).collect())).collect()
    }

    #[test]
    fn a_date_comes_back_as_it_was_written() {
        let written = [
            "2025-04-03",
            "2025-04",
            "2025",
            "2025-04-03T10:00:00Z",
            "2024-12/2025-01",
            "2025-04-03/..",
            "../2025",
            "[..2025-04-03]",
            "[2025-04-01..2025-04-03]",
            "2025-04~",
            "202X",
            "2025-21",
            "2015~/2019-07",
        ];
        for date in written {
            let fields = fold(&properties(&Date::parse(date).unwrap()), "date", false);
            assert_eq!(shown(&fields), BTreeMap::from([("date", vec![date.to_owned()])]), "{date}");
        }
    }

    #[test]
    fn a_period_comes_back_as_its_two_ends() {
        let ends =
            [(Some("2020"), None), (None, Some("2021-03")), (Some("2015~"), Some("2019-07")), (Some("202X"), None)];
        for (since, until) in ends {
            let fields = fold(&properties(&Date::between(since, until).unwrap()), "date", true);
            let expected = [("since", since), ("until", until)];
            let expected = expected.into_iter().filter_map(|(key, end)| Some((key, vec![end?.to_owned()]))).collect();
            assert_eq!(shown(&fields), expected, "{since:?} {until:?}");
        }
    }

    #[test]
    fn bounds_are_kept_behind_the_date() {
        let fields = fold(&properties(&Date::parse("2025-04").unwrap()), "date", false);
        assert_eq!(fields["date.latest"].values.iter().map(Value::short).collect::<Vec<_>>(), ["2025-04-30"]);
        assert_eq!(fields["date.latest"].behind, ["date", "since", "until"]);
    }
}
