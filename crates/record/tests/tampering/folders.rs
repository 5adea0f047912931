//! What lies in the folder of a record and should not, or does not and should.

use crate::class::{Case, Class};
use crate::records::{SMALL, case, with};
use anzhi_record::verify::Step;
use anzhi_record::{MANIFEST, Package, RESULT};
use std::fs;
use std::path::Path;

pub(crate) fn classes() -> Vec<Class> {
    vec![
        Class::new(
            "a file missing, one after the other",
            &[Step::Envelope, Step::Signatures, Step::Digests],
            missing(),
        ),
        Class::new("a file that nothing names", &[Step::Envelope, Step::Digests], unnamed()),
        Class::new("links, pipes, folders and odd names on the disk", &[Step::Envelope], on_disk()),
    ]
}

fn missing() -> Vec<Case> {
    let without = |name: &String| {
        let mut package = SMALL.clone();
        package.files.remove(name);
        case(name, package)
    };
    SMALL.files.keys().map(without).collect()
}

fn unnamed() -> Vec<Case> {
    let names = [
        "notes.txt",
        ".hidden",
        "round/notes.txt",
        "round/lots.csv",
        "round/secret.hex",
        "originals/secret.hex",
        "originals/候选人.csv",
        "originals/../x",
        "originals/a/b.csv",
        "round/",
        "endorsements/notes.txt",
        "endorsements/00.json",
        "result.json~",
        "manifest.json.old",
    ];
    let beside = names.map(|name| case(name, with(&SMALL, name, "x")));
    let key = "0".repeat(64);
    let empty = case("an empty endorsement", with(&SMALL, &format!("endorsements/{key}.json"), ""));
    beside.into_iter().chain([empty]).collect()
}

/// Records written to disk, changed there and read again.
fn on_disk() -> Vec<Case> {
    let changed = |what: &str, change: &dyn Fn(&Path)| {
        let dir = tempfile::tempdir().unwrap();
        let record = dir.path().join("r");
        SMALL.write(&record).unwrap();
        change(&record);
        case(what, Package::read(&record).unwrap())
    };
    let mut cases = vec![
        changed("a folder", &|record| fs::create_dir(record.join("x")).unwrap()),
        changed("a folder in a folder", &|record| fs::create_dir(record.join("round/x")).unwrap()),
        changed("too many files", &|record| {
            (0..1_001).for_each(|n| fs::write(record.join(format!("round/{n}")), "").unwrap());
        }),
        changed("a manifest beyond all measure", &|record| {
            fs::File::options().write(true).open(record.join(MANIFEST)).unwrap().set_len(1 << 40).unwrap();
        }),
        changed("a result beyond all measure", &|record| {
            fs::File::options().write(true).open(record.join(RESULT)).unwrap().set_len(1 << 40).unwrap();
        }),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        use std::os::unix::fs::symlink;
        cases.extend([
            changed("a link to the same file", &|record| {
                fs::rename(record.join(RESULT), record.with_extension("json")).unwrap();
                symlink(record.with_extension("json"), record.join(RESULT)).unwrap();
            }),
            changed("a link to a folder", &|record| {
                fs::rename(record.join("round"), record.with_extension("round")).unwrap();
                symlink(record.with_extension("round"), record.join("round")).unwrap();
            }),
            changed("a link that leads nowhere", &|record| symlink("nowhere", record.join("x")).unwrap()),
            changed("a pipe", &|record| {
                fs::remove_file(record.join(RESULT)).unwrap();
                let made = std::process::Command::new("mkfifo").arg(record.join(RESULT)).status().unwrap();
                assert!(made.success());
            }),
            changed("a socket", &|record| {
                drop(std::os::unix::net::UnixListener::bind(record.join("s")).unwrap());
            }),
            changed("a name that is not UTF-8", &|record| {
                fs::write(record.join(std::ffi::OsStr::from_bytes(b"\xff")), "").unwrap();
            }),
        ]);
    }
    cases
}
