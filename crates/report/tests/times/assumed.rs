//! What a file decides in place of the paper stands where people read what it is about.

use crate::{SCALE, round};
use anzhi_core::place::{place, stand};
use anzhi_report::json::score_json;
use anzhi_report::{Lang, explain_text};

#[test]
fn what_values_and_populations_assume_stands_under_them() {
    let values = "
[[values]]
id = 'served'
title = '军龄'
assumptions = ['自入伍之日起算（原文未载）']
steps = [{ span = { from = 'attribute:enlisted', to = 'cutoff' } }, { measure = { unit = 'year', rest = 'down' } }]
[[values]]
id = 'idle'
assumptions = ['没有用到']
steps = [{ use = ['served'] }]
[[populations]]
id = 'some'
title = '在册人员'
when = { attr = 'enlisted', filled = true }
total = 'assessment'
assumptions = ['在册即计（原文未载）']
[[populations]]
id = 'others'
title = '其他人员'
when = { attr = 'enlisted', filled = false }
total = 'assessment'
assumptions = ['不在册的另计']
";
    let round = round(values, &format!("{{ use = ['served'] }}, {SCALE}"), &[], &[]);
    let who = round.find_candidate("01").unwrap();
    let text = |lang| explain_text(&round, &place(&round), who, lang);
    let zh = text(Lang::Zh);
    assert!(zh.contains("计分对象：在册人员\n   （假定：在册即计（原文未载））\n"), "{zh}");
    assert!(zh.contains("，共25年\n   （假定：自入伍之日起算（原文未载））\n"), "{zh}");
    assert!(!zh.contains("没有用到") && !zh.contains("不在册的另计"), "{zh}");
    let en = text(Lang::En);
    assert!(en.contains("Scored as: 在册人员\n   (Assumption: 在册即计（原文未载）)\n"), "{en}");
    let form = score_json(&round, &stand(&round).unwrap(), Lang::Zh);
    let sheet = &form.sheets[0];
    assert_eq!(
        (&*sheet.values[0].assumptions, &*sheet.assumptions[0]),
        (&["自入伍之日起算（原文未载）".to_owned()][..], "在册即计（原文未载）")
    );
}
