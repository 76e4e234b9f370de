//! Hostile dossiers.
