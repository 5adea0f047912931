//! Two things at once.

use std::panic::resume_unwind;
use std::thread::{self, Builder};

/// Does two things at once, or one after the other where there are no threads.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| match Builder::new().spawn_scoped(scope, &beside) {
        Ok(other) => {
            let here = here();
            (here, other.join().unwrap_or_else(|panic| resume_unwind(panic)))
        }
        Err(_) => (here(), beside()),
    })
}
