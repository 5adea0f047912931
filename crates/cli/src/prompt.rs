//! Asks at the terminal for what nobody may see.

use console::Term;

/// What somebody types after the prompt, unseen; `None` without a terminal to ask at.
pub(crate) fn typed_unseen(prompt: &str) -> Option<String> {
    let terminal = Term::stderr();
    if !terminal.is_term() {
        return None;
    }
    terminal.write_str(prompt).ok()?;
    let watch = Watch::begin();
    let typed = terminal.read_secure_line();
    watch.end();
    typed.ok()
}

/// While nothing that is typed is seen: whoever interrupts the program gets the terminal back as it was.
#[cfg(unix)]
struct Watch(Option<(signal_hook::iterator::Handle, std::thread::JoinHandle<()>)>);

#[cfg(unix)]
impl Watch {
    fn begin() -> Self {
        Self(Self::watching())
    }

    fn watching() -> Option<(signal_hook::iterator::Handle, std::thread::JoinHandle<()>)> {
        use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
        let terminal = rustix::stdio::stdin();
        let before = tcgetattr(terminal).ok()?;
        let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM]).ok()?;
        let handle = signals.handle();
        let thread = std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let _ = tcsetattr(terminal, OptionalActions::Now, &before);
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
        Some((handle, thread))
    }

    fn end(self) {
        if let Some((handle, thread)) = self.0 {
            handle.close();
            // It has nothing to say.
            let _ = thread.join();
        }
    }
}

#[cfg(not(unix))]
struct Watch;

#[cfg(not(unix))]
impl Watch {
    fn begin() -> Self {
        Self
    }

    fn end(self) {}
}
