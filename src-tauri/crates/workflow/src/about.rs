//! What this program is: said as it was set up at the start.

use crate::view::AboutView;
use crate::{Core, Error};

/// Nothing is asked of anybody.
pub async fn about(core: &Core) -> Result<AboutView, Error> {
    Ok(core.parts.about.clone())
}
