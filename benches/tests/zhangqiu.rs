//! The scheme written out by hand gives what the engine gives.

use anzhi_benches::zhangqiu::{self, Rest};
use anzhi_benches::{Drawn, SEED};
use anzhi_core::score::{Scorer, Unscored, totals};

#[test]
fn scores_like_the_engine() {
    for (rest, blank) in [(Rest::Up, 0), (Rest::HalfUp, 0), (Rest::Up, 2), (Rest::HalfUp, 2)] {
        let Drawn { scheme, cohort, ruled, dossiers } = Drawn::new(10_000, SEED, rest, blank);
        let mut scorer = Scorer::new(&scheme, &cohort);
        let mut faults = 0;
        for dossier in &dossiers {
            let (by_hand, by_engine) = (zhangqiu::score(&ruled, dossier), scorer.totals(dossier));
            assert_eq!(by_engine, totals(&scheme, &cohort, dossier));
            match (by_hand, by_engine) {
                (Ok(by_hand), Ok(totals)) => {
                    assert_eq!(by_hand.assessment, totals.assessment, "{dossier:?}");
                    assert_eq!(Some(by_hand.exam), totals.exam, "{dossier:?}");
                    assert_eq!(Some(by_hand.total), totals.total, "{dossier:?}");
                }
                (Err(_), Err(Unscored::Faults(_))) => faults += 1,
                (by_hand, by_engine) => panic!("{by_hand:?}, {by_engine:?}: {dossier:?}"),
            }
        }
        assert_eq!(faults > 0, blank > 0);
        assert!(faults < 7_000, "{faults}");
    }
}
