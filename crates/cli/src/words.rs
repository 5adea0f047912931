//! What `--help` says of commands and arguments, in Chinese and English.

use anzhi_report::Lang;

/// What a command does, and how it is written.
pub(crate) fn about(command: &str, lang: Lang) -> (&'static str, &'static str) {
    match command {
        "init" => lang.pick(
            (
                "新建一个年度文件夹：空表格、年度说明和密值",
                "anzhi init <文件夹> [--scheme 计分办法] [--year 年份] [--secret-only]",
            ),
            (
                "Make the folder of a round: empty tables, its heading, its secret",
                "anzhi init <DIR> [--scheme NAME] [--year YEAR] [--secret-only]",
            ),
        ),
        "check" => lang.pick(
            ("检查各表，一次列出全部差错、待决问题和提示", "anzhi check <文件夹>"),
            ("Check all tables: every fault, open question and warning at once", "anzhi check <DIR>"),
        ),
        "score" => lang.pick(
            ("计分：每人一份计分表（含签认码），末尾附总表", "anzhi score <文件夹>"),
            (
                "Score: a sheet for each candidate with the code to sign, and a table of all",
                "anzhi score <DIR>",
            ),
        ),
        "place" => lang.pick(
            (
                "计分、排名并依次选岗，得出安置结果，可制成签名案卷",
                "anzhi place <文件夹> [--out 文件 | --record 案卷 [--after 环节]… [--key 私钥 --role 身份 --name 姓名]]",
            ),
            (
                "Score, rank and place, and seal the round in a signed record",
                "anzhi place <DIR> [--out FILE | --record DIR [--after FILE]… [--key FILE --role ROLE --name NAME]]",
            ),
        ),
        "seal" => lang.pick(
            (
                "封存一个公示环节：当日全部数据的加盐摘要，供日后比对",
                "anzhi seal <文件夹> --stage plan|scores|exams|ranking --date 日期 --out 文件 [--after 前一环节]… [--key 私钥 --role 身份 --name 姓名]",
            ),
            (
                "Seal a stage: salted digests of all that there is on the day of a posting, for later comparison",
                "anzhi seal <DIR> --stage plan|scores|exams|ranking --date DAY --out FILE [--after FILE]… [--key FILE --role ROLE --name NAME]",
            ),
        ),
        "explain" => lang.pick(
            ("逐项说明一人的分数、名次和各志愿的去向", "anzhi explain <文件夹或案卷> <编号>"),
            (
                "Explain one candidate: score line by line, rank, each preference",
                "anzhi explain <DIR> <CANDIDATE>",
            ),
        ),
        _ if command.starts_with("scheme") => about_schemes(command, lang),
        "audit" | "diff" => about_supervision(command, lang),
        "publish" | "receipt" => about_public(command, lang),
        _ => about_records(command, lang),
    }
}

/// The same of the commands on schemes.
fn about_schemes(command: &str, lang: Lang) -> (&'static str, &'static str) {
    match command {
        "scheme check" => lang.pick(
            ("检查计分办法文件，一次列出全部差错，逐处标明位置和改法", "anzhi scheme check <办法>"),
            (
                "Check the file of a scheme: every fault at once, each at its line",
                "anzhi scheme check <SCHEME>",
            ),
        ),
        "scheme compare" => lang.pick(
            (
                "比较两个计分办法：同一年度的人按两个办法各排多少名、安置到哪里",
                "anzhi scheme compare <办法> <办法> --round <文件夹>",
            ),
            (
                "Compare two schemes by a round: ranks and placements of the same people under each",
                "anzhi scheme compare <SCHEME> <SCHEME> --round <DIR>",
            ),
        ),
        "scheme list" => lang.pick(
            ("列出内置的计分办法", "anzhi scheme list"),
            ("List the shipped schemes", "anzhi scheme list"),
        ),
        "scheme schema" => lang.pick(
            ("输出计分办法文件的JSON Schema，供编辑器提示键名和取值", "anzhi scheme schema"),
            ("Print the JSON Schema of scheme files, for editors", "anzhi scheme schema"),
        ),
        "scheme show" => lang.pick(
            ("以公文文字列出计分办法的全部规定，供与原文逐行核对", "anzhi scheme show <办法>"),
            (
                "Show a scheme in words with every figure, to be held against its paper line by line",
                "anzhi scheme show <SCHEME>",
            ),
        ),
        "scheme test" => lang.pick(
            ("逐题核算计分办法的例题，列出不符之处", "anzhi scheme test [办法]"),
            (
                "Compute the worked examples of a scheme and show where they differ",
                "anzhi scheme test [SCHEME]",
            ),
        ),
        _ => lang.pick(
            (
                "计分办法：检查办法文件、查看办法全文、列出内置办法、核对例题、比较两个办法",
                "anzhi scheme <check|compare|list|schema|show|test> …",
            ),
            (
                "Schemes: check a file, show it in words, list the shipped ones, compute worked examples, compare two",
                "anzhi scheme <check|compare|list|schema|show|test> …",
            ),
        ),
    }
}

/// The same of the commands for those who supervise.
fn about_supervision(command: &str, lang: Lang) -> (&'static str, &'static str) {
    match command {
        "audit" => lang.pick(
            (
                "核查案卷，最要紧的在前列出值得查看之处；或者抽取人员、事实，与纸质档案核对",
                "anzhi audit <案卷> [--sample 人数 [--seed 种子]]",
            ),
            (
                "List what to look at in a record, the most telling first; or draw people and facts for comparison with paper",
                "anzhi audit <RECORD> [--sample N [--seed TEXT]]",
            ),
        ),
        _ => lang.pick(
            (
                "比较两份案卷：更正改动了什么，按轻重逐人列出，并列出维持原岗位的待填行",
                "anzhi diff <旧案卷> <新案卷>",
            ),
            (
                "Compare two records: what a correction changed, by severity and person, and how those who moved keep their vacancy",
                "anzhi diff <OLD> <NEW>",
            ),
        ),
    }
}

/// The same of the commands that take something out of a record.
fn about_public(command: &str, lang: Lang) -> (&'static str, &'static str) {
    match command {
        "publish" => lang.pick(
            (
                "由案卷制作公开版：不含编号、姓名和档案事实，供公众复核排名和选岗",
                "anzhi publish <案卷> --out 文件夹",
            ),
            (
                "Take the public edition out of a record: no ids, names or facts, for everybody to replay",
                "anzhi publish <RECORD> --out DIR",
            ),
        ),
        _ => lang.pick(
            (
                "由案卷制作一人的回执：本人计分表、名次、选岗和志愿，可独立核验",
                "anzhi receipt <案卷> <编号> --out 文件",
            ),
            (
                "Take a receipt for one candidate out of a record: own sheet, rank, turn and preferences",
                "anzhi receipt <RECORD> <CANDIDATE> --out FILE",
            ),
        ),
    }
}

/// The same of the commands on records and keys, and of the program as a whole.
fn about_records(command: &str, lang: Lang) -> (&'static str, &'static str) {
    match command {
        "sign" => lang.pick(
            (
                "核验案卷后签署，须照纸质结果输入指纹中的两组；也可签署一个环节的封存文件",
                "anzhi sign <案卷或封存文件> --key 私钥 --role 身份 --name 姓名 [--yes]",
            ),
            (
                "Verify a record and sign it, typing two groups of its fingerprint from the paper; or sign a stage",
                "anzhi sign <RECORD|STAGE> --key FILE --role ROLE --name NAME [--yes]",
            ),
        ),
        "verify" => lang.pick(
            (
                "核验案卷、公开版、回执或一个环节的封存文件：签名、摘要，并重算比对",
                "anzhi verify <案卷、公开版、回执或封存文件> [--key 公钥… | --trust 信任文件] [--stage 所持封存文件]…",
            ),
            (
                "Verify a record, a public edition, a receipt or the file of a stage: signatures, digests, and what follows from them",
                "anzhi verify <RECORD|EDITION|RECEIPT|STAGE> [--key FILE… | --trust FILE] [--stage FILE]…",
            ),
        ),
        "key" => lang.pick(
            ("签名密钥：新建、导出公钥、查看指纹", "anzhi key <new|public|show> …"),
            (
                "Signing keys: make one, take out the public key, show the fingerprint",
                "anzhi key <new|public|show> …",
            ),
        ),
        "key new" => lang.pick(
            (
                "新建私钥文件",
                "anzhi key new --out 文件 [--algorithm 算法] [--passphrase-file 文件 | --no-passphrase]",
            ),
            (
                "Make a private key",
                "anzhi key new --out FILE [--algorithm ALGORITHM] [--passphrase-file FILE | --no-passphrase]",
            ),
        ),
        "key public" => lang.pick(
            ("输出私钥对应的公钥", "anzhi key public <密钥文件> [--passphrase-file 文件]"),
            ("Print the public key", "anzhi key public <FILE> [--passphrase-file FILE]"),
        ),
        "key show" => lang.pick(
            ("显示密钥的算法和指纹", "anzhi key show <密钥文件> [--passphrase-file 文件]"),
            (
                "Show the algorithm and the fingerprint of a key",
                "anzhi key show <FILE> [--passphrase-file FILE]",
            ),
        ),
        _ => lang.pick(
            ("安置：按公布的计分办法给军转干部计分、排名、依次选岗，供监督复核", "anzhi <命令> [选项]"),
            (
                "anzhi: exact scoring, ranking and choice-order placement by a published scheme",
                "anzhi <COMMAND> [OPTIONS]",
            ),
        ),
    }
}

/// What an argument is for.
pub(crate) fn argument(name: &str, lang: Lang) -> &'static str {
    match name {
        "dir" => lang.pick("年度文件夹", "the folder of the round"),
        "candidate" => lang.pick("候选人编号", "the id of the candidate"),
        "scheme" => {
            lang.pick("计分办法的名称，不写为 county-reference", "the scheme, county-reference unless given")
        }
        "year" => lang.pick(
            "年份（1950至2200），不写为当前年份",
            "the year (1950 to 2200), the present one unless given",
        ),
        "secret_only" => {
            lang.pick("只给已有的文件夹补上密值 secret.hex", "only add the secret that a folder lacks")
        }
        "out" => lang.pick(
            "把结果写入此文件（result.json）；文件已存在则不写",
            "write the result (result.json) to this file, which must not exist",
        ),
        "record" => lang.pick(
            "把案卷写入此文件夹；已存在则不写",
            "seal the round in a record in this folder, which must not exist",
        ),
        "key" => lang.pick("签名用的私钥文件", "the file of the private key to sign with"),
        "public_key" => {
            lang.pick("签署人的公钥文件，可写多个", "the file of a signer's public key; may be repeated")
        }
        "trust_file" => lang.pick(
            "信任文件：各身份至少几人签署、认哪些公钥；代替 --key",
            "the trust file: who must have signed as what, instead of --key",
        ),
        "key_file" => lang.pick("密钥文件（私钥或公钥）", "a key file, private or public"),
        "key_out" => {
            lang.pick("新私钥的文件；已存在则不写", "the file of the new private key, which must not exist")
        }
        "algorithm" => lang.pick(
            "算法：ed25519（默认）或 sm2（国密SM2，配SM3）",
            "ed25519 (default) or sm2 (SM2 with SM3, the Chinese national algorithms)",
        ),
        "role" => lang.pick("以何身份签署，如：安置部门", "as what one signs, such as a bureau"),
        "name" => lang.pick("签署人", "the name of whoever signs"),
        "passphrase_file" => lang.pick(
            "口令所在的文件；不写则取环境变量 ANZHI_PASSPHRASE，再则在终端询问",
            "the file of the passphrase; else ANZHI_PASSPHRASE, else the terminal",
        ),
        "no_passphrase" => lang.pick("私钥不加密", "do not encrypt the private key"),
        "yes" => {
            lang.pick("不询问指纹（已从纸上核对）", "do not ask for the fingerprint; it has been compared")
        }
        "format" => lang.pick("输出形式：text（默认）或 json", "text (default) or json"),
        "lang" => {
            lang.pick("语言：zh 或 en；不写则依系统环境", "zh or en; from the environment unless given")
        }
        "help" => lang.pick("显示用法", "show this help"),
        "version" => lang.pick("显示版本", "show the version"),
        _ => argument_of_records(name, lang),
    }
}

/// The same of the arguments that name a record or what is taken out of one.
fn argument_of_records(name: &str, lang: Lang) -> &'static str {
    match name {
        "new_record" => lang.pick("更正后的案卷", "the record that replaces it"),
        "old_record" => lang.pick("所更正的案卷", "the record that is replaced"),
        "record_dir" => lang.pick("案卷文件夹", "the folder of the record"),
        "signed" => lang
            .pick("案卷文件夹，或者一个环节的封存文件", "the folder of the record, or the file of a stage"),
        "verified" => lang.pick(
            "案卷文件夹、公开版文件夹、回执文件或一个环节的封存文件",
            "the folder of a record or of a public edition, or the file of a receipt or of a stage",
        ),
        "publish_out" => lang.pick(
            "把公开版写入此文件夹；已存在则不写",
            "write the public edition to this folder, which must not exist",
        ),
        "sample" => lang.pick(
            "抽取几人，印成抽查核对表，每人至多3条",
            "draw so many people and print a form for comparison with their paper files, three facts of each",
        ),
        "seed" => lang.pick(
            "种子：案卷封存以后公开选定的文字，如某日的彩票开奖号码",
            "a text that was chosen in public after the record was sealed, such as lottery numbers",
        ),
        "receipt_out" => lang
            .pick("把回执写入此文件；已存在则不写", "write the receipt to this file, which must not exist"),
        _ => argument_of_stages(name, lang),
    }
}

/// The same of the arguments of `seal`, and of stages elsewhere.
fn argument_of_stages(name: &str, lang: Lang) -> &'static str {
    match name {
        "after" => lang.pick(
            "此前封存的环节，按先后写全，可写多个；有改动而没有裁定的，不写入任何文件",
            "the stages sealed before, all of them in their order; with anything changed without a ruling nothing is written",
        ),
        "stage_kind" => lang.pick(
            "公示的是什么：plan（岗位计划）、scores（计分）、exams（考试成绩）、ranking（排名）",
            "what is posted: plan (of vacancies), scores, exams (marks) or ranking",
        ),
        "stage_date" => lang.pick("公示日期，如 2026-05-20", "the day of the posting, such as 2026-05-20"),
        "stage_out" => lang.pick(
            "把封存文件写入此处；已存在则不写",
            "write the stage to this file, which must not exist",
        ),
        "held_stage" => lang.pick(
            "核验人自己留存的封存文件，须在案卷之中，可写多个",
            "a stage that you hold, which must be one of the record's; may be repeated",
        ),
        _ => argument_of_schemes(name, lang),
    }
}

/// The same of the arguments of `scheme`.
fn argument_of_schemes(name: &str, lang: Lang) -> &'static str {
    match name {
        "scheme_file" => lang.pick(
            "办法文件（.toml），或内置办法的名称；“-”为标准输入",
            "the file of the scheme (.toml) or the name of a shipped one; - is standard input",
        ),
        "first_scheme" | "second_scheme" => lang.pick(
            "办法文件（.toml），或内置办法的名称",
            "the file of a scheme (.toml) or the name of a shipped one",
        ),
        "compared_round" => lang.pick("年度文件夹", "the folder of the round"),
        "tested_scheme" => lang.pick(
            "办法文件（.toml，例题在同一文件夹的 examples.toml），或内置办法的名称；不写为全部内置办法",
            "the file of the scheme (.toml) with examples.toml beside it, or the name of a shipped one; all shipped \
             ones unless given",
        ),
        _ => "",
    }
}

/// What stands for the value of an argument in usage lines.
pub(crate) fn value_name(name: &str, lang: Lang) -> Option<&'static str> {
    Some(match name {
        "dir" | "compared_round" | "publish_out" => lang.pick("文件夹", "DIR"),
        "candidate" => lang.pick("编号", "CANDIDATE"),
        "scheme" => lang.pick("计分办法", "NAME"),
        "first_scheme" | "scheme_file" | "second_scheme" | "tested_scheme" => lang.pick("办法", "SCHEME"),
        "year" => lang.pick("年份", "YEAR"),
        "new_record" => lang.pick("新案卷", "NEW"),
        "old_record" => lang.pick("旧案卷", "OLD"),
        "sample" => lang.pick("人数", "N"),
        "seed" => lang.pick("种子", "TEXT"),
        "record" | "record_dir" => lang.pick("案卷", "RECORD"),
        "verified" => lang.pick("案卷、公开版、回执或封存文件", "RECORD|EDITION|RECEIPT|STAGE"),
        "signed" => lang.pick("案卷或封存文件", "RECORD|STAGE"),
        "stage_kind" => "plan|scores|exams|ranking",
        "stage_date" => lang.pick("日期", "DAY"),
        "role" => lang.pick("身份", "ROLE"),
        "name" => lang.pick("姓名", "NAME"),
        "after" | "held_stage" | "out" | "stage_out" | "key" | "key_file" | "key_out" | "passphrase_file"
        | "public_key" | "receipt_out" | "trust_file" => lang.pick("文件", "FILE"),
        "format" => "text|json",
        "algorithm" => "ed25519|sm2",
        "lang" => "zh|en",
        _ => return None,
    })
}
