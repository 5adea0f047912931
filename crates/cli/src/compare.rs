//! `scheme compare`: the same facts under two schemes.

use crate::arguments::SchemeCompare;
use crate::commands::{Talk, failed};
use crate::exit::Exit;
use crate::records::tables_only;
use crate::scheme::file;
use anzhi_report::json::{self as forms, ComparedSchemeJson};
use anzhi_report::{Comparison, Side};
use anzhi_schemes::{FormFault, LoadedScheme, load_bytes};
use anzhi_tables::{Directory, Faults, Under, read_round_under};

/// A scheme as it came, and the round as read under it if the scheme could be loaded.
struct Taken {
    name: String,
    bytes: Vec<u8>,
    loaded: Result<(LoadedScheme, Under), Vec<FormFault>>,
}

/// Compares two schemes by the round of a folder.
pub(crate) fn compare(args: &SchemeCompare, talk: Talk) -> Result<Exit, Exit> {
    tables_only(&args.round, talk)?;
    let take = |path| {
        let (name, bytes) = file(path, talk)?;
        let loaded = match load_bytes(&bytes) {
            Ok(loaded) => {
                let under = read_round_under(&Directory(&args.round), &loaded);
                Ok((
                    loaded,
                    under.map_err(|failure| failed(&anzhi_report::read_failure(&failure, talk.lang)))?,
                ))
            }
            Err(faults) => Err(faults),
        };
        Ok(Taken { name, bytes, loaded })
    };
    let taken = [take(&args.first)?, take(&args.second)?];
    let none = || [Faults::default(), Faults::default()];
    let [Some(a), Some(b)] = taken.each_ref().map(side) else { return refuse(&taken, &none(), talk) };
    match Comparison::new([a, b]) {
        Ok(comparison) => {
            talk.answer(
                || anzhi_report::comparison_text(&comparison, talk.lang),
                || forms::comparison_json(&comparison, talk.lang),
            )?;
            Ok(Exit::Done)
        }
        Err(faults) => {
            let faults = faults.map(|tables| Faults { tables, forms: Vec::new() });
            refuse(&taken, &faults, talk)
        }
    }
}

fn side(taken: &Taken) -> Option<Side<'_>> {
    let (loaded, under) = taken.loaded.as_ref().ok()?;
    let (round, left_aside) = (under.reading.round.as_ref().ok()?, &under.left_aside);
    let own_papers = &under.own_papers;
    Some(Side { file: &taken.name, scheme: &loaded.scheme, round, left_aside, own_papers })
}

/// Prints all that is wrong with the two schemes, with the round under each, and what scoring has found under each.
fn refuse(taken: &[Taken; 2], scored: &[Faults; 2], talk: Talk) -> Result<Exit, Exit> {
    let told = taken.iter().zip(scored).map(|(taken, scored)| refused(taken, scored, talk));
    let (texts, schemes): (Vec<String>, Vec<ComparedSchemeJson>) = told.unzip();
    let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    talk.answer(|| texts.join("\n"), || forms::uncompared_json(schemes))?;
    Ok(Exit::No)
}

fn refused(taken: &Taken, scored: &Faults, talk: Talk) -> (String, ComparedSchemeJson) {
    let (name, lang) = (&*taken.name, talk.lang);
    match &taken.loaded {
        Err(faults) => {
            let text = std::str::from_utf8(&taken.bytes).unwrap_or("");
            let told = anzhi_report::scheme_faults_text(name, text, faults, lang);
            (told, forms::refused_json(name, None, faults, None, lang))
        }
        Ok((loaded, under)) => {
            let mut faults = under.reading.round.as_ref().err().unwrap_or(scored).clone();
            under.reading.headers.name_columns(&mut faults.tables);
            let files = &under.reading.files;
            let told = if faults == Faults::default() {
                String::new()
            } else {
                anzhi_report::uncompared_text(name, &faults, files, lang)
            };
            let identity = Some(&loaded.scheme.identity);
            (told, forms::refused_json(name, identity, &[], Some((&faults, files)), lang))
        }
    }
}
