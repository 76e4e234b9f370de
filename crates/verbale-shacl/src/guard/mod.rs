//! What else keeps shapes from being used: features that the engine does not have, circles, and what SHACL's own
//! shapes for shapes find.

mod circle;
mod feature;
mod shacl_shacl;

pub(crate) use circle::circles;
pub(crate) use feature::features;
pub(crate) use shacl_shacl::shacl_shacl;
