//! Shapes that have passed every guard, ready to validate with.

use oxrdf::Triple;

use crate::data::{Data, Origin};
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
        Self::guarded(files, judged)
    }

    /// Reads shapes that [`Self::new`] has taken before, such as those that a program brings with it and its tests judge.
    ///
    /// SHACL's own shapes for shapes are not run over them, which is half of the time that reading takes; all else that
    /// [`Self::new`] refuses is refused.
    pub fn trusted(files: Vec<ShapesFile>) -> Result<Self, Vec<Fault>> {
        Self::guarded(files, |_, _| Vec::new())
    }

    fn guarded(
        files: Vec<ShapesFile>,
        judge: impl FnOnce(&Source, &[usize]) -> Vec<Fault>,
    ) -> Result<Self, Vec<Fault>> {
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let source = Source::new(files);
        let Reading { compiled, nodes, mut faults, mut notes, unused } = Reader::read(&source);
        let (refused, remarks) = features(&source, &nodes);
        faults.extend(refused);
        notes.extend(remarks);
        faults.extend(circles(&source, &nodes, &compiled.shapes));
        if faults.is_empty() {
            faults.extend(judge(&source, &unused));
        }
        sort(&mut faults, &names);
        sort(&mut notes, &names);
        if faults.is_empty() { Ok(Self { compiled, notes }) } else { Err(faults) }
    }

    /// A data graph without statements, to be filled and given to [`Self::validate_data`] of the same shapes.
    pub fn data(&self) -> Data {
        self.compiled.data()
    }

    /// Validates a data graph; results are sorted as [`Engine::validate`] does, each with where it stands in the data.
    ///
    /// # Errors
    ///
    /// Those of [`Engine::validate`].
    pub fn validate_data(&self, data: Data) -> Result<Vec<(ValidationResult, Option<Origin>)>, Error> {
        self.compiled.validate_data(data)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Statement;
    use oxttl::TurtleParser;

    fn files(turtle: &str) -> Vec<ShapesFile> {
        let prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .";
        let document = format!("{prefixes} {turtle}");
        let statements =
            TurtleParser::new().for_slice(&document).map(|triple| Statement::from(triple.unwrap())).collect();
        vec![ShapesFile { name: "shapes.ttl".to_owned(), statements }]
    }

    #[test]
    fn trusted_shapes_are_read_and_guarded() {
        for wrong in [
            "ex:S sh:node ex:T . ex:T sh:node ex:S .",
            "ex:S sh:targetClass ex:C ; sh:minCount \"one\" .",
            "ex:S sh:targetClass ex:C ; sh:js ex:function .",
        ] {
            assert!(Shapes::trusted(files(wrong)).is_err(), "{wrong}");
        }
        let good = Shapes::trusted(files("ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."));
        assert_eq!(good.unwrap().targeted(), 1);
    }
}
