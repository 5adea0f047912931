//! Keys and passphrases in words: what was made, and why one is of no use. Nothing here ever holds a secret.

use crate::failures::{io_sentence, visible};
use crate::lang::{Lang, say};
use anzhi_core::digest::Digest;
use anzhi_record::key::{Algorithm, KeyError, PublicKey, groups};
use std::io;
use std::path::Path;

/// Why a key cannot be used.
///
/// Shown at [`key_trouble`].
#[derive(Debug)]
pub enum KeyTrouble {
    /// The file cannot be read.
    Io(io::Error),
    /// It holds no key of use.
    Key(KeyError),
    /// A public key where a private one belongs.
    PublicForPrivate,
    /// A private key where a public one belongs.
    PrivateForPublic,
    /// The key is encrypted, and there is neither a passphrase nor a terminal to ask at.
    NoPassphrase,
    /// A new key is to be encrypted, and there is neither a passphrase nor a terminal to ask at.
    NoNewPassphrase,
    /// The passphrase is empty.
    EmptyPassphrase,
    /// The passphrase was typed in two ways.
    PassphrasesDiffer,
    /// The file of the passphrase cannot be read as a short text.
    PassphraseFile(io::Error),
}

/// Why a key file cannot be used.
///
/// ```
/// use anzhi_record::key::KeyError;
/// use anzhi_report::{KeyTrouble, Lang, key_trouble};
///
/// let text = key_trouble("key.pem".as_ref(), &KeyTrouble::Key(KeyError::WrongPassphrase), Lang::En);
/// assert_eq!(text, "The key “key.pem” cannot be used: the passphrase does not open it.\n");
/// ```
pub fn key_trouble(path: &Path, trouble: &KeyTrouble, lang: Lang) -> String {
    let (path, why) = (visible(&path.display().to_string()), sentence(trouble, lang));
    say!(lang, "密钥“{path}”不能用：{why}。\n", "The key “{path}” cannot be used: {why}.\n")
}

fn sentence(trouble: &KeyTrouble, lang: Lang) -> String {
    match trouble {
        KeyTrouble::Io(error) => io_sentence(error, lang),
        KeyTrouble::Key(error) => wrong_key(*error, lang).into(),
        KeyTrouble::PublicForPrivate => lang
            .pick(
                "这是公钥，签名要用私钥文件",
                "it is a public key; signing takes the private one",
            )
            .into(),
        KeyTrouble::PrivateForPublic => lang
            .pick(
                "这是私钥，核验要用公钥文件；公钥由 anzhi key public 得出",
                "it is a private key; verifying takes the public one, which anzhi key public gives",
            )
            .into(),
        KeyTrouble::NoPassphrase => lang
            .pick(
                "私钥已加密，需要口令：用 --passphrase-file 指定口令文件，或设环境变量 ANZHI_PASSPHRASE，或在终端上运行",
                "it is encrypted and needs a passphrase: from --passphrase-file, from ANZHI_PASSPHRASE, or at a terminal",
            )
            .into(),
        KeyTrouble::NoNewPassphrase => lang
            .pick(
                "新私钥要用口令加密：用 --passphrase-file 指定口令文件，或设环境变量 ANZHI_PASSPHRASE，或在终端上运行；不加密的写 --no-passphrase",
                "a new key is encrypted under a passphrase: from --passphrase-file, from ANZHI_PASSPHRASE, or at a terminal; without one, say --no-passphrase",
            )
            .into(),
        KeyTrouble::EmptyPassphrase => lang.pick("口令为空", "the passphrase is empty").into(),
        KeyTrouble::PassphrasesDiffer => {
            lang.pick("两次输入的口令不一致", "the passphrase was typed in two ways").into()
        }
        KeyTrouble::PassphraseFile(error) => {
            let why = io_sentence(error, lang);
            say!(lang, "口令文件无法读取（{why}）", "the file of the passphrase cannot be read ({why})")
        }
    }
}

/// Why a key is of no use.
pub(crate) fn wrong_key(error: KeyError, lang: Lang) -> &'static str {
    match error {
        KeyError::NotPem => lang.pick("不是 PEM 密钥文件，或已损坏", "not a PEM key file, or a damaged one"),
        KeyError::OtherContent => lang.pick(
            "是 PEM 文件，但不是 PKCS#8 私钥或 SPKI 公钥",
            "a PEM file, but neither a PKCS#8 nor an SPKI key",
        ),
        KeyError::OtherAlgorithm => lang.pick(
            "不是 Ed25519 密钥，也不是 SM2 密钥",
            "neither an Ed25519 nor an SM2 key",
        ),
        KeyError::OtherForm => lang.pick(
            "公钥的写法不通行（如点坐标经过压缩），指纹会与通行写法的不同；改写：openssl ec -pubin -in 原文件 -conv_form uncompressed -pubout -out 新文件",
            "the public key is written in another form than the usual one (a compressed point, perhaps), so that its fingerprint would be another; to mend it: openssl ec -pubin -in OLD -conv_form uncompressed -pubout -out NEW",
        ),
        KeyError::Weak => lang.pick(
            "此密钥不安全：以其公钥，任何人都能签名，或者无人能签名",
            "the key is weak: under its public half anybody can sign, or nobody",
        ),
        KeyError::WrongPassphrase => lang.pick("口令不对", "the passphrase does not open it"),
        KeyError::OtherEncryption => {
            lang.pick("加密方式不支持", "it is encrypted in a way that is not known here")
        }
        KeyError::TooCostly => lang.pick(
            "解密所需的内存或次数超出合理范围",
            "opening it would take more memory or time than any sound key file asks for",
        ),
        KeyError::NoRandomness => lang.pick("系统没有提供随机数", "the system gave no randomness"),
    }
}

/// A key that was made, and what to do with it.
///
/// ```
/// use anzhi_report::{Lang, key_made};
///
/// let key = anzhi_record::key::PrivateKey::demonstration("bureau-sm2").public();
/// let made = |encrypted| key_made("key.pem".as_ref(), &key, encrypted, Lang::En);
/// let fingerprint = anzhi_record::key::groups(&key.fingerprint()).join(" ");
/// assert!(made(true).contains(&format!("public key (SM2): {fingerprint}")));
/// assert!(made(false).contains("not encrypted") && !made(true).contains("not encrypted"));
/// ```
pub fn key_made(path: &Path, key: &PublicKey, encrypted: bool, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    let open = if encrypted {
        ""
    } else {
        lang.pick(
            "此私钥未加密，得到文件的人即可签名。\n",
            "This private key is not encrypted: whoever has the file can sign.\n",
        )
    };
    let (algorithm, fingerprint) = (algorithm(key.algorithm()), grouped(&key.fingerprint()));
    say!(
        lang,
        "私钥已写入“{path}”，请妥善保管，不得复制给他人。\n{open}公钥指纹（{algorithm}）：{fingerprint}\n导出公钥：anzhi key public \"{path}\"\n",
        "The private key is in “{path}”; keep it to yourself.\n{open}Fingerprint of the public key ({algorithm}): {fingerprint}\nFor the public key: anzhi key public \"{path}\"\n"
    )
}

/// The algorithm and the fingerprint of a key.
///
/// ```
/// use anzhi_report::{Lang, key_shown};
///
/// let key = anzhi_record::key::PrivateKey::demonstration("bureau").public();
/// let text = key_shown(&key, false, Lang::En);
/// assert!(text.starts_with("public key, Ed25519\nFingerprint of the public key: 82f5 6599 "));
/// ```
pub fn key_shown(key: &PublicKey, private: bool, lang: Lang) -> String {
    let kind = if private { lang.pick("私钥", "private key") } else { lang.pick("公钥", "public key") };
    let (algorithm, fingerprint) = (algorithm(key.algorithm()), grouped(&key.fingerprint()));
    say!(
        lang,
        "{kind}，{algorithm}\n公钥指纹：{fingerprint}\n",
        "{kind}, {algorithm}\nFingerprint of the public key: {fingerprint}\n"
    )
}

/// An algorithm by its name.
fn algorithm(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Ed25519 => "Ed25519",
        Algorithm::Sm2 => "SM2",
    }
}

/// A demonstration key, under which everybody can sign.
///
/// ```
/// use anzhi_report::{Lang, demonstration_key};
///
/// assert!(demonstration_key("key.pem".as_ref(), Lang::En).contains("never use it for a real record"));
/// ```
pub fn demonstration_key(path: &Path, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    say!(
        lang,
        "注意：“{path}”是演示密钥，人人都有，只供试用，不能用于正式案卷。\n",
        "Note: “{path}” is a demonstration key that everybody has; never use it for a real record.\n"
    )
}

/// A private key file that others than its owner may read.
///
/// ```
/// use anzhi_report::{Lang, loose_key};
///
/// assert!(loose_key("key.pem".as_ref(), Lang::En).contains("chmod 600"));
/// ```
pub fn loose_key(path: &Path, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    say!(
        lang,
        "注意：其他用户也能读取私钥“{path}”，请改为仅本人可读（chmod 600）。\n",
        "Note: others may read the private key “{path}”; make it yours alone (chmod 600).\n"
    )
}

/// The question for a passphrase, once or again.
///
/// ```
/// use anzhi_report::{Lang, passphrase_prompt};
///
/// assert_eq!(passphrase_prompt(false, Lang::Zh), "口令：");
/// assert_eq!(passphrase_prompt(true, Lang::En), "The passphrase again: ");
/// ```
pub fn passphrase_prompt(again: bool, lang: Lang) -> &'static str {
    match again {
        false => lang.pick("口令：", "Passphrase: "),
        true => lang.pick("再输一次口令：", "The passphrase again: "),
    }
}

/// A fingerprint in groups of four.
pub(crate) fn grouped(digest: &Digest) -> String {
    groups(digest).join(" ")
}
