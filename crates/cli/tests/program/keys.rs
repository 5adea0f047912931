//! Keys: made, shown, under a passphrase; exchanged with OpenSSL.

use crate::golden::hold;
use crate::run::{Answer, anzhi, run, testdata};
use anzhi_record::key::PrivateKey;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs OpenSSL. Where there is none, only a machine that says `CI` must have it.
pub(crate) fn openssl(args: &[&str], dir: &Path) -> Option<String> {
    match Command::new("openssl").args(args).current_dir(dir).output() {
        Ok(output) => {
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "openssl {args:?}: {error}");
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            assert!(std::env::var_os("CI").is_none(), "there is no openssl");
            None
        }
    }
}

#[test]
fn the_demonstration_keys_are_those_of_their_seeds() {
    for of in ["bureau", "discipline", "bureau-sm2", "discipline-sm2"] {
        let key = PrivateKey::demonstration(of);
        let note = "DEMONSTRATION: everybody has this key. 演示密钥，人人都有，只供试用。\n";
        let keys = testdata().join("keys");
        hold(&keys.join(format!("{of}.pem")), &format!("{note}{}", *key.to_pem()));
        hold(&keys.join(format!("{of}.pub.pem")), &format!("{note}{}", key.public().to_pem()));
    }
}

#[test]
fn a_new_key_is_its_owners_alone_and_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("k.pem");
    let made = run("key new --out {} --no-passphrase", &file);
    assert_eq!((made.code, made.out.as_str()), (0, ""));
    assert!(made.err.contains("未加密") && made.err.contains("公钥指纹"), "{}", made.err);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = fs::read(&file).unwrap();
    let again = run("key new --out {} --no-passphrase", &file);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("不予覆盖"), "{}", again.err);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn show_and_public_agree_on_both_halves() {
    let dir = tempfile::tempdir().unwrap();
    let (private, public) = (dir.path().join("k.pem"), dir.path().join("k.pub.pem"));
    assert_eq!(run("key new --out {} --no-passphrase", &private).code, 0);
    let half = run("key public {}", &private);
    assert_eq!((half.code, half.err.as_str()), (0, ""));
    fs::write(&public, half.out).unwrap();
    let fingerprint = |path| run("key show {}", path).out.lines().last().unwrap().to_owned();
    let shown = fingerprint(&private);
    assert_eq!(shown, fingerprint(&public));
    let hex: Vec<&str> = shown.split('：').nth(1).unwrap().split(' ').collect();
    assert!(hex.len() == 16 && hex.iter().all(|group| group.len() == 4), "{shown}");
}

fn with_passphrase(passphrase: &str, line: &str, path: &Path) -> Answer {
    let line = line.replace("{}", path.to_str().unwrap());
    anzhi().env("ANZHI_PASSPHRASE", passphrase).args(line.split(' ')).output().unwrap().into()
}

#[test]
fn each_thing_that_is_wrong_with_a_key_has_its_own_message() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str| dir.path().join(name);
    let encrypted = file("e.pem");
    assert_eq!(with_passphrase("correct horse", "key new --out {}", &encrypted).code, 0);
    let opened = with_passphrase("correct horse", "key public {}", &encrypted);
    assert_eq!(opened.code, 0, "{}", opened.err);
    fs::write(file("e.pub.pem"), &opened.out).unwrap();
    fs::write(file("text.pem"), "no key").unwrap();
    fs::write(file("cut.pem"), &fs::read(&encrypted).unwrap()[..150]).unwrap();
    let certificate = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    fs::write(file("cert.pem"), certificate).unwrap();
    fs::write(file("pass.txt"), "correct horse\n").unwrap();
    fs::write(file("empty.txt"), "\n").unwrap();
    let sign = format!("place {} --record {}/r --role a --name b --key {{}}", county(), dir.path().display());
    for (line, name, passphrase, words) in [
        (&*sign, "e.pem", "wrong", "口令不对"),
        (&sign, "e.pem", "", "口令为空"),
        (&sign, "e.pub.pem", "", "这是公钥"),
        (&sign, "text.pem", "", "不是 PEM 密钥文件"),
        (&sign, "cut.pem", "", "不是 PEM 密钥文件"),
        (&sign, "cert.pem", "", "不是 PKCS#8 私钥"),
        (&sign, "none.pem", "", "没有这个文件"),
    ] {
        let answer = with_passphrase(passphrase, line, &file(name));
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{name}");
        assert!(answer.err.contains(words), "{name}: {}", answer.err);
        assert!(!answer.err.contains("correct horse") && !answer.err.contains("wrong"), "{}", answer.err);
    }
    // Without a passphrase and without a terminal.
    let asked = run("key public {}", &encrypted);
    assert!(asked.code == 2 && asked.err.contains("私钥已加密，需要口令"), "{}", asked.err);
    let new = run("key new --out {}.new", &encrypted);
    assert!(new.code == 2 && new.err.contains("新私钥要用口令加密"), "{}", new.err);
    assert!(!file("e.pem.new").exists());
    let answer = run("key public {} --passphrase-file {}.none", &encrypted);
    assert!(answer.code == 2 && answer.err.contains("口令文件无法读取"), "{}", answer.err);
    let from_file = format!("key public {{}} --passphrase-file {}", file("pass.txt").display());
    assert_eq!(run(&from_file, &encrypted).out, opened.out);
    let empty = format!("key public {{}} --passphrase-file {}", file("empty.txt").display());
    assert!(run(&empty, &encrypted).err.contains("口令为空"));
    assert!(!dir.path().join("r").exists());
}

fn county() -> String {
    testdata().join("rounds/county").display().to_string()
}

/// The algorithms, and how OpenSSL makes a key of each.
const ALGORITHMS: [(&str, &[&str]); 3] = [
    ("ed25519", &["-algorithm", "ed25519"]),
    ("sm2", &["-algorithm", "SM2"]),
    ("sm2", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"]),
];

#[test]
fn openssl_reads_what_we_write() {
    for algorithm in ["ed25519", "sm2"] {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path();
        let new = |rest: &str| format!("key new --algorithm {algorithm} --out {{}}/{rest}");
        assert_eq!(run(&new("plain.pem --no-passphrase"), at).code, 0);
        let sealed = with_passphrase("一二三 x", &new("sealed.pem"), at);
        assert_eq!(sealed.code, 0);
        let name = if algorithm == "sm2" { "公钥指纹（SM2）" } else { "公钥指纹（Ed25519）" };
        assert!(sealed.err.contains(name), "{}", sealed.err);
        for (name, extra) in [("plain", ["-text"].as_slice()), ("sealed", &["-passin", "pass:一二三 x"])] {
            let file = format!("{name}.pem");
            let args = [&["pkey", "-in", &file, "-pubout"], extra].concat();
            let Some(theirs) = openssl(&args, at) else { return };
            let ours = with_passphrase("一二三 x", &format!("key public {{}}/{file}"), at).out;
            assert!(theirs.contains(ours.trim_end()), "{algorithm} {name}: {theirs}");
            // And the public half, whose digest is the fingerprint.
            fs::write(at.join("pub.pem"), &ours).unwrap();
            let Some(again) = openssl(&["pkey", "-pubin", "-in", "pub.pem"], at) else { return };
            assert_eq!(again, ours, "{algorithm} {name}");
        }
    }
}

#[test]
fn we_read_what_openssl_writes() {
    for (algorithm, how) in ALGORITHMS {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path();
        if openssl(&[&["genpkey", "-out", "plain.pem"], how].concat(), at).is_none() {
            return;
        }
        let passphrase = ["-passout", "pass:horse"];
        openssl(
            &[&["pkey", "-in", "plain.pem", "-aes256", "-out", "pbkdf2.pem"][..], &passphrase].concat(),
            at,
        );
        let scrypt = ["pkcs8", "-topk8", "-in", "plain.pem", "-scrypt", "-out", "scrypt.pem"];
        openssl(&[&scrypt[..], &passphrase].concat(), at);
        let theirs = openssl(&["pkey", "-in", "plain.pem", "-pubout"], at).unwrap();
        for name in ["plain", "pbkdf2", "scrypt"] {
            let ours = with_passphrase("horse", &format!("key public {{}}/{name}.pem"), at);
            assert_eq!(ours.out, theirs, "{how:?} {name}: {}", ours.err);
        }
        fs::write(at.join("pub.pem"), theirs).unwrap();
        let shown = run("key show {}/pub.pem", at).out.to_lowercase();
        assert!(shown.starts_with(&format!("公钥，{algorithm}\n")), "{shown}");
        openssl(&["pkey", "-pubin", "-in", "pub.pem", "-outform", "DER", "-out", "pub.der"], at);
        let digest = openssl(&["dgst", "-sha256", "-r", "pub.der"], at).unwrap();
        assert!(shown.replace(' ', "").contains(&digest[..64]), "{shown}: {digest}");
    }
}

#[test]
fn keys_of_openssl_that_are_of_no_use_here_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    if openssl(&["genpkey", "-algorithm", "x25519", "-out", "other.pem"], at).is_none() {
        return;
    }
    assert!(run("key public {}/other.pem", at).err.contains("不是 Ed25519 密钥，也不是 SM2 密钥"));
    let figures = ["-pkeyopt", "ec_paramgen_curve:SM2", "-pkeyopt", "ec_param_enc:explicit"];
    openssl(&[&["genpkey", "-algorithm", "EC", "-out", "figures.pem"][..], &figures].concat(), at);
    assert!(run("key public {}/figures.pem", at).err.contains("也不是 SM2 密钥"));
    let p256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
    openssl(&[&["genpkey", "-out", "p256.pem"][..], &p256].concat(), at);
    assert!(run("key public {}/p256.pem", at).err.contains("也不是 SM2 密钥"));
    // The right key with a compressed point, and how it is mended.
    openssl(&["genpkey", "-algorithm", "SM2", "-out", "sm2.pem"], at);
    let pressed = ["ec", "-in", "sm2.pem", "-pubout", "-conv_form", "compressed", "-out", "pressed.pem"];
    openssl(&pressed, at);
    let refused = run("key show {}/pressed.pem", at);
    let mend = "openssl ec -pubin -in 原文件 -conv_form uncompressed -pubout -out 新文件";
    assert!(refused.code == 2 && refused.err.contains(mend), "{}", refused.err);
    let mend = mend.replace("原文件", "pressed.pem").replace("新文件", "mended.pem");
    openssl(&mend.split(' ').skip(1).collect::<Vec<_>>(), at);
    assert_eq!(fs::read_to_string(at.join("mended.pem")).unwrap(), run("key public {}/sm2.pem", at).out);
    openssl(&["ecparam", "-name", "prime256v1", "-genkey", "-out", "ec.pem"], at);
    assert!(run("key public {}/ec.pem", at).err.contains("不是 PKCS#8 私钥"));
    openssl(&["genrsa", "-traditional", "-out", "rsa.pem", "1024"], at);
    assert!(run("key public {}/rsa.pem", at).err.contains("不是 PKCS#8 私钥"));
}

/// Text before and after the block, as `-text` and people leave it.
#[test]
fn text_around_a_key_counts_for_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("k.pem");
    let pem = fs::read_to_string(testdata().join("keys/bureau.pub.pem")).unwrap();
    fs::write(&file, format!("a note\n{pem}\nand another\n")).unwrap();
    let shown = run("key show {}", &file);
    assert_eq!(shown.out, run("key show {}", &testdata().join("keys/bureau.pub.pem")).out);
}

/// A terminal of the test's own, at which the program asks.
#[cfg(target_os = "linux")]
mod terminal {
    use super::*;
    use rustix::process::{Pid, Signal, kill_process};
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{LocalModes, tcgetattr};
    use std::fs::File;
    use std::io::{Read as _, Write as _};
    use std::process::{Child, Stdio};
    use std::time::Duration;

    fn pair() -> (File, File) {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        (master.into(), slave)
    }

    fn start(slave: &File, out: &Path) -> Child {
        let end = || Stdio::from(slave.try_clone().unwrap());
        anzhi()
            .args(["key", "new", "--out"])
            .arg(out)
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap()
    }

    /// Waits for the prompt, which comes when nothing is seen any more.
    fn asked(master: &File) {
        while tcgetattr(master).unwrap().local_modes.contains(LocalModes::ECHO) {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn a_passphrase_is_typed_twice_and_never_seen() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("k.pem");
        let (mut master, slave) = pair();
        let mut child = start(&slave, &file);
        let mut seen = String::new();
        let mut next = |master: &mut File, until: &str| {
            while !seen.contains(until) {
                let mut part = [0; 256];
                let read = master.read(&mut part).unwrap();
                seen.push_str(&String::from_utf8_lossy(&part[..read]));
            }
            asked(master);
        };
        next(&mut master, "口令：");
        master.write_all("密码 horse\n".as_bytes()).unwrap();
        next(&mut master, "再输一次口令：");
        master.write_all("密码 horse\n".as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        assert!(!seen.contains("horse"), "{seen}");
        assert_eq!(with_passphrase("密码 horse", "key show {}", &file).code, 0);
    }

    #[test]
    fn an_interrupted_prompt_gives_the_terminal_back() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("k.pem");
        let (master, slave) = pair();
        let mut child = start(&slave, &file);
        asked(&master);
        kill_process(Pid::from_child(&child), Signal::INT).unwrap();
        assert_eq!(child.wait().unwrap().code(), None, "not ended by the signal");
        assert!(tcgetattr(&master).unwrap().local_modes.contains(LocalModes::ECHO));
        assert!(!file.exists());
    }
}
