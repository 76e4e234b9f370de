//! The page that leads to the pages of several dossiers.

use serde::Serialize;

use crate::language::Language;
use crate::page::Sheet;

/// What is known of several dossiers.
#[derive(Debug, Default)]
pub struct Index;

impl Index {
    /// x
    pub fn new(_: Option<Language>) -> Self { Self }
    /// x
    pub fn add(&mut self, _: &Sheet<'_, '_>, _: &str) {}
}

#[derive(Serialize)]
pub(crate) struct Overview;

pub(crate) fn overview(_: &Index) -> Overview {
    Overview
}
