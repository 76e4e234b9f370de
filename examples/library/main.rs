//! Builds a dossier in Rust, from typed facts, and writes it as Turtle: `cargo run -p verbale --example library`.
//!
//! The same four steps take a dossier that was read from a file: `verbale_core::dossier::read` stands in for the first.

#![expect(clippy::print_stderr, reason = "an example shows its findings")]

use std::borrow::Cow;
use std::error::Error;
use std::io;

use sophia_api::term::SimpleTerm;
use verbale_core::actor::Actor;
use verbale_core::codes::{ActorType, MeetingFormat, Polarity, Role, SpeechMode};
use verbale_core::date::Date;
use verbale_core::describe::{Item, describe};
use verbale_core::dossier::Dossier;
use verbale_core::dossier::keyed::Keyed;
use verbale_core::dossier::source::Source;
use verbale_core::dossier::value::{Field, Key, LangMap, Many, refs};
use verbale_core::facts::{Capacity, EventFields, Fact, Meeting, Stance, Statement};
use verbale_core::resolve::{Surroundings, resolve};
use verbale_core::text::Text;
use verbale_export::{Format, Layout, Options, Writer};

const ARTICLE: &str = "Mali's foreign minister Awa Keita met her Nigerien counterpart on 3 April 2025. \
                       The talks were useful, she said.";

fn main() -> Result<(), Box<dyn Error>> {
    // 1. Build: typed facts, each with its words.
    let dossier = talks()?;

    // 2. Resolve: ids to nodes, quotes to spans. All faults come back, each with a JSON Pointer into the dossier.
    let text = Text::new(ARTICLE);
    let surroundings = Surroundings { text: Some(&text), ..Surroundings::default() };
    let (resolved, findings) = resolve(&dossier, &surroundings);
    for finding in &findings {
        eprintln!("{} at {}: {}", finding.severity(), finding.pointer, finding.message);
    }
    let resolved = resolved.ok_or("the dossier has faults")?;

    // 3. Describe, and 4. write: quads in their order, bytes as they come.
    let layout = Layout {
        prefixes: verbale_ontology::PREFIXES,
        sections: verbale_ontology::SECTIONS,
        context: verbale_ontology::CONTEXT,
        nested: verbale_ontology::NESTED,
        reversed: verbale_ontology::REVERSED,
    };
    let options = Options { single: true, ..Options::default() };
    let mut writer = Writer::new(Format::Turtle, &layout, &options, io::stdout().lock())?;
    describe(&resolved, &mut |item| match item {
        Item::DossierBegins { dossier, .. } => writer.begin_dossier(dossier, None::<&SimpleTerm<'_>>),
        Item::SectionBegins(section) => writer.begin_section(section as usize),
        Item::Triple(triple) => writer.quad(triple),
        Item::DossierEnds => writer.end_dossier(),
    })?;
    writer.finish().map(drop)?;
    Ok(())
}

fn talks() -> Result<Dossier<'static>, Box<dyn Error>> {
    let mut dossier = Dossier::new("talks", Source::of_text("en", ARTICLE));
    dossier.actors = Keyed::from([
        ("mali", Actor::state("MLI")),
        ("niger", Actor::state("NER")),
        ("keita", Actor::named(ActorType::Person, "en", "Awa Keita")),
    ]);
    let date = Date::parse("2025-04-03").map_err(|fault| fault.message)?;
    let meeting = Meeting {
        event: EventFields {
            date: Some(Field::from(date)),
            parties: refs(["mali", "niger"]),
            participants: refs(["keita"]),
            ..EventFields::default()
        },
        observers: None,
        meeting_format: Some(Field::from(MeetingFormat::Bilateral)),
        channel: None,
        ordinal: None,
    };
    let minister = Capacity {
        who: Field::from(Key::from("keita")),
        role: Field::from(Role::ForeignMinister),
        of: Field::from(Key::from("mali")),
        to: None,
        title: None,
        since: None,
        until: None,
    };
    let statement = Statement {
        speaker: Field::from(Many::from(["keita"])),
        in_capacity: None,
        addressee: None,
        speech_mode: Field::from(SpeechMode::Direct),
        date: None,
        made_during: None,
        concerns: None,
        text: Some(Field::from(Many(vec![Cow::Borrowed("The talks were useful")]))),
        withheld: None,
    };
    let praise = Stance {
        holder: Field::from(Many::from(["keita"])),
        target: Field::from(Many::from(["meeting"])),
        towards: None,
        polarity: Field::from(Polarity::Positive),
        text: Some(Field::from(LangMap::of("en", "useful talks"))),
        date: None,
    };
    dossier.facts = vec![
        Fact::new("minister", minister, ["Mali's foreign minister Awa Keita"]),
        Fact::new("meeting", meeting, ["met her Nigerien counterpart on 3 April 2025"]),
        Fact::new("s1", statement, ["she said"]),
        Fact { said_in: Some("s1".into()), ..Fact::new("praise", praise, ["The talks were useful"]) },
    ]
    .into();
    Ok(dossier)
}
