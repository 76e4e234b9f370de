//! One of the two versions, and how it is read, in a thread of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use verbale_core::registry::Registry;

use super::dossiers::Reader;
use super::git::Checkout;
use super::graphs;
use super::outlet::{Message, Outlet};
use crate::args::SurroundingsArgs;
use crate::input::{Input, Limits, Shape};
use crate::surroundings::Opener;

/// A side that can be read.
pub(super) struct Side {
    pub(super) inputs: Vec<Input>,
    /// The revision that the inputs were taken out of.
    pub(super) checkout: Option<Checkout>,
}

impl Side {
    /// Reads all inputs and hands on what is in them.
    pub(super) fn read(
        mut self,
        args: &SurroundingsArgs,
        registry: Option<Arc<Registry<'static>>>,
        send: SyncSender<Message>,
    ) {
        let names = self.checkout.as_ref().map(|checkout| (checkout.root().to_path_buf(), checkout.revision.clone()));
        let mut outlet = Outlet::new(send, names);
        let args = surroundings(args, self.checkout.as_ref());
        let is_graph = |input: &Input| matches!(input.kind.shape, Shape::Graphs(_));
        if !self.inputs.iter().any(is_graph) {
            outlet.send(Message::Begins { is_merged: false });
        }
        let opener = Opener::again(&args, Limits::default(), registry);
        let mut own = outlet.clone();
        let mut reader = Reader::new(opener, self.checkout.as_mut(), &mut own);
        for input in &self.inputs {
            let read = match input.kind.shape {
                Shape::Graphs(syntax) => graphs::read(input, syntax, &mut outlet),
                _ => reader.read(input),
            };
            if let Err(error) = read {
                outlet.send(Message::Failed(error));
            }
        }
        reader.finish();
    }
}

/// What dossiers of a revision are read with: a folder of the repository is the one of the revision.
fn surroundings(args: &SurroundingsArgs, checkout: Option<&Checkout>) -> SurroundingsArgs {
    let there = |folder: &PathBuf| checkout.map_or_else(|| folder.clone(), |checkout| checkout.counterpart(folder));
    SurroundingsArgs {
        source_root: args.source_root.as_ref().map(there),
        registry: args.registry.clone(),
        base: args.base.clone(),
    }
}
