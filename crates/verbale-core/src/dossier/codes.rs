//! How codes are read.

use std::borrow::Cow;

use super::decode::{Decode, Path, Placeholder, wrong_type};
use super::tree::{Node, Value};
use crate::check::Check;
use crate::codes::{
    ActorType, Basis, Channel, CommitmentStatus, EventType, Existence, ExpectationStatus, Factuality, FieldOfActivity,
    Frequency, InstrumentType, Listed, MeetingFormat, Modality, Polarity, RelationType, Role, SpeechMode, Trend,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::suggest::nearest;

/// Reads a code; one that is not in the list gets the nearest one and the whole list.
fn decode_listed<L: Listed>(node: &Node<'_>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<L> {
    let (Value::Scalar(..), Some(text)) = (&node.value, node.text()) else {
        faults.push(wrong_type(node, at, &format!("a code of the list «{}»", L::LIST)));
        return None;
    };
    let found = L::from_notation(text);
    if found.is_none() {
        let all: Vec<&str> = L::ALL.iter().map(|code| code.notation()).collect();
        let message = format!("`{text}` is not a code of the list «{}»", L::LIST);
        let mut fault = Diagnostic::new(Check::UnknownCode, at.to_string(), message).value(text);
        if let Some(near) = nearest(text, all.iter().copied()) {
            fault = fault.suggest(near);
        }
        faults.push(fault.help(format!("the list: {}", all.join(", "))));
    }
    found
}

macro_rules! decoded {
    ($($name:ident),* $(,)?) => {
        $(impl Placeholder for $name {
            fn placeholder() -> Self {
                Self::ALL[0]
            }
        }

        impl<'a> Decode<'a> for $name {
            fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
                decode_listed(node, at, faults)
            }

            fn expected() -> Cow<'static, str> {
                format!("a code of the list «{}»", Self::LIST).into()
            }
        })*
    };
}

decoded!(
    ActorType,
    Basis,
    Channel,
    CommitmentStatus,
    EventType,
    Existence,
    ExpectationStatus,
    Factuality,
    FieldOfActivity,
    Frequency,
    InstrumentType,
    MeetingFormat,
    Polarity,
    RelationType,
    Role,
    SpeechMode,
    Trend,
);

impl<'a> Decode<'a> for Modality {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        if node.text() == Some("reported") {
            let message = "`reported` is never written: it comes from `saidIn`";
            let fault = Diagnostic::new(Check::ModalityReported, at.to_string(), message).value("reported");
            faults.push(fault.help("name the statement that contains the fact: `saidIn: …`, and leave `modality` out"));
            return None;
        }
        decode_listed(node, at, faults)
    }

    fn expected() -> Cow<'static, str> {
        format!("a code of the list «{}»", Self::LIST).into()
    }
}
