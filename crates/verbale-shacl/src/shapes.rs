//! Shapes that have passed every guard, ready to validate with.

use oxrdf::Triple;

use crate::engine::{Engine, Error};
use crate::fault::Fault;
use crate::guard::{circles, features, shacl_shacl};
use crate::read::{Reader, Reading};
use crate::result::ValidationResult;
use crate::source::{ShapesFile, Source};
use crate::validate::Compiled;

/// Shapes of one or several files, read and judged once, for any number of data graphs.
#[derive(Clone, Debug)]
pub struct Shapes {
    compiled: Compiled,
    notes: Vec<Fault>,
}

impl Shapes {
    /// Reads shapes from the statements of all files together.
    ///
    /// Shapes that are not well-formed, that refer to one another in a circle, or that use what the engine does not
    /// have are refused, all faults at once, in the order of the files.
    pub fn new(files: Vec<ShapesFile>) -> Result<Self, Vec<Fault>> {
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let source = Source::new(files);
        let Reading { compiled, nodes, mut faults, mut notes, unused } = Reader::read(&source);
        let (refused, remarks) = features(&source, &nodes);
        faults.extend(refused);
        notes.extend(remarks);
        faults.extend(circles(&source, &nodes, &compiled.shapes));
        if faults.is_empty() {
            faults.extend(judged(&source, &unused));
        }
        sort(&mut faults, &names);
        sort(&mut notes, &names);
        if faults.is_empty() { Ok(Self { compiled, notes }) } else { Err(faults) }
    }

    /// What there is to say about shapes that are not refused.
    pub fn notes(&self) -> &[Fault] {
        &self.notes
    }

    /// Whether there is nothing to validate with: no shape has a target.
    pub fn is_empty(&self) -> bool {
        self.compiled.shapes.iter().all(|shape| shape.targets.is_empty())
    }

    /// How many shapes have a target.
    pub fn targeted(&self) -> usize {
        self.compiled.shapes.iter().filter(|shape| !shape.targets.is_empty()).count()
    }
}

impl Engine for Shapes {
    fn validate(&self, data: &mut dyn Iterator<Item = Triple>) -> Result<Vec<ValidationResult>, Error> {
        self.compiled.validate(data)
    }
}

fn judged(source: &Source, unused: &[usize]) -> Vec<Fault> {
    match shacl_shacl(source, unused) {
        Ok(faults) => faults,
        Err(error) => {
            vec![Fault { message: error.to_string(), file: String::new(), place: None, shape: None, help: None }]
        }
    }
}

/// In the order of the files and of places in them, each fault once.
fn sort(faults: &mut Vec<Fault>, files: &[String]) {
    let file = |fault: &Fault| files.iter().position(|name| *name == fault.file);
    faults.sort_by(|a, b| {
        let key = |fault: &Fault| (file(fault), fault.place);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message)).then_with(|| a.shape.cmp(&b.shape))
    });
    faults.dedup();
}
