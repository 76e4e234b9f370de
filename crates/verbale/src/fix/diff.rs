//! What a mended file would look like beside the old one.
