//! The digests of one small stage, worked with `openssl` and `sha256sum` alone:
//!
//! ```sh
//! S=0707070707070707070707070707070707070707070707070707070707070707
//! salt() { printf %s "$1" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$S" -r | cut -d' ' -f1; }
//! digest() { { salt "$1" | xxd -r -p; cat; } | sha256sum | cut -d' ' -f1; }
//! printf 'candidates\n3,测丙,main,女,1986-11-20,2005-09-01,,技11,\ndegrees\n3,本科,2009-07-01,是\n' | digest person/3
//! printf 'relatives\n4,某县公安局,配偶\n' | digest papers/4
//! printf 'exams\n3,91.5\n' | digest mark/3
//! printf 'preferences\n3,1,V1,main\n3,2,V2,main\n' | digest preferences/3
//! printf 'lots\n2,1,本人,2026-06-24\n' | digest lot/2
//! printf 'give_ups\n5,gave_up,2026-06-25\n' | digest give-up/5
//! printf 'vacancies\nV2,某县应急管理局,指挥中心值班,1,main,,,,,,,\n' | digest vacancy/V2
//! printf 'rulings\nexclude,candidate/5,,,组,2026-06-01,一号\n' | digest ruling/
//! printf 'answers\nQ9W1-DFWF-077Y-MGA1-W,stands,组,2026-06-01,\n' | digest answer/
//! printf '1 2 27.9\n2 3 25.65\n3 4 24.1\n' | digest ranking/main
//! printf '%s' '{"round":{"bureau":"虚构部门","id":"stages","title":"虚构年度","year":"2026"}}' | sha256sum
//! printf '%s' '{"roster":{"count":"4","document":"名册1号","issuer":"某市"},"round":{"bureau":"虚构部门","filing_date":"2026-06-15","id":"stages","title":"虚构年度","year":"2026"}}' | sha256sum
//! salt secret/
//! ```

use crate::tables::{Tables, uncovered};
use anzhi_record::stage::{StageFile, StageKind};
use serde_json::{Value, json};

/// The digests as the file has them.
fn digests(file: &StageFile) -> Value {
    serde_json::to_value(&file.digests).unwrap()
}

fn person<'v>(digests: &'v Value, id: &str) -> &'v Value {
    digests["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap()
}

#[test]
fn every_kind_of_digest_is_as_worked_by_hand() {
    let mut tables = Tables::new();
    tables.add("rulings", "exclude,candidate/5,,,组,2026-06-01,一号,依据,备注");
    tables.add("answers", "Q9W1-DFWF-077Y-MGA1-W,stands,组,2026-06-01,,,");
    let stage = tables.seal(StageKind::Plan, &[]).unwrap();
    let digests = digests(stage.file());
    for (id, key, expected) in [
        ("3", "person", "9ad3f49830905ff0f36cd70e3e9b6a0bdd8e57c7fb1e27dd65b42f1888b6ebc2"),
        ("4", "papers", "1fd94118a46975589c72d3090629152409b4f962aa672b35e72e286224623389"),
        ("3", "mark", "807413197b8b2b908f81685feb2ad7686fe90e430c45fa2efdfaea7775d2d08c"),
        ("3", "preferences", "a3c99647c7f6916268affb991f99189113981af0aaff8249b0afa67d58a336e7"),
        ("2", "lot", "98d3f75957a5677ef3e33876adbb8e605769ff8467761874bb8d1c6163ad17f7"),
        ("5", "give_up", "e72d6e200ba9134104126e6862defa80310c44b181c26bbc4105535648ba265c"),
    ] {
        assert_eq!(person(&digests, id)[key], expected, "{id} {key}");
    }
    let keys: Vec<&String> = person(&digests, "2").as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "lot", "mark", "person", "preferences"]);
    let vacancy = json!({
        "digest": "0da67d7403c4aae0aa4948efedd52c95aa51b7202b3e176d37d7aac2acbc70d9", "id": "V2",
    });
    assert_eq!(digests["vacancies"][1], vacancy);
    let ruling = "7de2c3ff13f676d0eb666b5866eab2f0d6299d27d5558620e5d189cdb50c186c";
    assert_eq!(digests["rulings"], json!([ruling]));
    let answer = "7c9079f74a395a920da6aabe671bc0bab26702f4284e8742ca1c379746c5728d";
    assert_eq!(digests["answers"], json!([answer]));
    let secret = "a78e8a1e9dacc47da17bf1f895d3183768f59be495a907e3a36f23ce936c171b";
    assert_eq!(stage.file().statement.predicate.secret, secret);
}

#[test]
fn the_ranking_is_as_worked_by_hand() {
    let mut tables = Tables::new();
    tables.add("rulings", "exclude,candidate/5,,,组,2026-06-01,一号,,");
    let stage = tables.seal(StageKind::Ranking, &[]).unwrap();
    // 12.5 + 4 + 3 + 8.4; 10.5 + 3 + 3 + 9.15; 11.5 + 4 + 2 + 6.6; the fourth is excluded.
    let digest = "c0036acd08d924c65009910c1159a66430bfcf7230184769504bac4485854d20";
    let expected = json!([{ "digest": digest, "sitting": "main" }]);
    assert_eq!(digests(stage.file())["ranking"], expected);
}

#[test]
fn a_ruling_names_the_round_by_the_digest_of_what_it_says() {
    let tables = Tables::new();
    let stage = tables.seal(StageKind::Plan, &[]).unwrap();
    let mut other = tables;
    other.0.get_mut("round.toml").unwrap().push_str(
        "filing_date = \"2026-06-15\"\n[roster]\ndocument = \"名册1号\"\nissuer = \"某市\"\ncount = 4\n",
    );
    let change = uncovered(&other.judged(&[stage])).remove(0);
    let code =
        |digest: &str| digest.parse::<anzhi_core::digest::Digest>().ok().map(|digest| digest.short_code());
    let old = code("d49d7168597ae7f63b06cdd125429b4c872feb7c914561bde39708361805f81b");
    let new = code("e259fd0f826524ef1acc6654303104706acbd5d2f43a5982e451da70ea70ea54");
    assert_eq!((change.object.to_string().as_str(), change.old, change.new), ("round", old, new));
}
